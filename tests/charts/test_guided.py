from __future__ import annotations

from dataclasses import replace

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, say, words
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.foot import Periods
from reporter.charts.guided import Guided, GuidedPeriod
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition


def _margin(edition: Edition) -> Guided:
    """Within its range, above it, below it, and still to come."""
    ranges = (
        GuidedPeriod(19, 21, ("19–21%",), Mark(20.8, "20.8%")),
        GuidedPeriod(9, 11, ("9–11%",), Mark(13.7, "13.7%")),
        GuidedPeriod(16, 18, ("16–18%",), Mark(14.0, "14.0%", derived=True)),
        GuidedPeriod(19, 21, ("19–21%",)),
    )
    return Guided(
        Periods((("Q3",), ("Q4",), ("Q1",), ("Q2",)), (("2024", 2), ("2025", 2))),
        ranges,
        say(edition, "公司指引", "公司指引", "Guidance"),
        say(edition, "实际", "實際", "Actual"),
    )


def _patches(figure: Figure, role: str) -> list[Patch]:
    return [a for a in figure.artists if isinstance(a, Patch) and a.get_gid() == role]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 150), (375, 150), (181, 150)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_margin(edition), canvas(width, height, edition))


def test_bands_and_dots_share_one_scale() -> None:
    figure = plot(_margin(Edition.EN), canvas(375, 150, Edition.EN))
    first, second, *_ = shape_boxes(figure, "band")
    point = (first.top - first.bottom) / (21 - 19)
    assert (first.bottom - second.bottom) / point == pytest.approx(19 - 9)
    within, beaten, _ = dots(figure)[:3]
    assert (within[1] - first.bottom) / point == pytest.approx(20.8 - 19)
    assert (beaten[1] - second.top) / point == pytest.approx(13.7 - 11)


def test_only_what_beat_its_range_or_is_to_come_takes_the_accent() -> None:
    on = canvas(375, 150, Edition.EN)
    figure = plot(_margin(Edition.EN), on)
    fills = [to_hex(dot.get_facecolor()) for dot in _patches(figure, "dot")]
    assert [fill == on.accent for fill in fills if fill != "#ffffff"] == [False, True, False]
    edges = [to_hex(band.get_edgecolor()) for band in _patches(figure, "band")]
    assert [edge == on.accent for edge in edges] == [False, False, False, True]


def test_a_derived_level_is_hollow() -> None:
    figure = plot(_margin(Edition.EN), canvas(375, 150, Edition.EN))
    assert len(dots(figure, "hollow")) == 1


def test_the_two_kinds_of_mark_are_named() -> None:
    figure = plot(_margin(Edition.EN), canvas(375, 150, Edition.EN))
    assert {"Guidance", "Actual", "13.7%", "9–11%", "2025"} <= set(words(figure))


def test_ranges_and_periods_that_differ_in_number_are_a_fault() -> None:
    spec = _margin(Edition.EN)
    with pytest.raises(ChartFault, match="differ in number"):
        plot(replace(spec, ranges=spec.ranges[:2]), canvas(375, 150, Edition.EN))
