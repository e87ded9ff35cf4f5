from __future__ import annotations

from dataclasses import replace

import pytest
from chart_cases import EDITIONS, canvas, curves, draws_cleanly, lead, say

from reporter.charts import plot
from reporter.charts.checking import Box, shape_boxes
from reporter.charts.margin_area import MarginArea, Side
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition


def _results(edition: Edition) -> MarginArea:
    before = lead(edition, "1135", "1,135", "113.5")
    after = lead(edition, "1269", "1,269", "126.9")
    margin = say(edition, "经调整净利率", "經調整淨利率", "Adjusted net margin")
    return MarginArea(
        Side(
            say(edition, "营业收入", "營業收入", "Revenue"),
            Mark(1135, before, derived=True),
            Mark(1269, after),
        ),
        Side(margin, Mark(9.04, "9.0%", derived=True), Mark(13.95, "14%")),
        ("FY2023",),
        ("FY2024",),
        say(edition, "FY2023利润103亿元", "FY2023利潤103億元", "FY2023 profit RMB10.3 bn"),
        say(edition, "177亿元", "177億元", "RMB17.7 bn"),
        say(edition, "利润率带来62亿元", "利潤率帶來62億元", "margin added RMB6.2 bn"),
        say(edition, "营收带来12亿元", "營收帶來12億元", "revenue RMB1.2 bn"),
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(375, 222), (290, 190)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_results(edition), canvas(width, height, edition))


def test_areas_are_in_proportion_to_profit() -> None:
    figure = plot(_results(Edition.EN), canvas(375, 222, Edition.EN))
    before, revenue, margin = map(_area, shape_boxes(figure, "bar"))
    assert before / (before + revenue + margin) == pytest.approx(103 / 177, abs=0.005)
    assert margin / revenue == pytest.approx(62 / 12, rel=0.05)


def test_the_implied_year_has_a_dashed_edge() -> None:
    figure = plot(_results(Edition.EN), canvas(375, 222, Edition.EN))
    (edge,) = curves(figure, "derived")
    assert edge.is_dashed()


def test_a_side_that_shrank_is_a_fault_that_names_it() -> None:
    spec = _results(Edition.EN)
    shrunk = replace(spec, margin=replace(spec.margin, after=Mark(8, "8%")))
    with pytest.raises(ChartFault, match="Adjusted net margin"):
        plot(shrunk, canvas(375, 222, Edition.EN))


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.top - box.bottom)
