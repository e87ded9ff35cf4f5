from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, roles, say

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.marks import Mark, Tick
from reporter.charts.range_scale import RangeRow, RangeScale
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound


def _valuation(edition: Edition) -> RangeScale:
    words = say(edition, "40–60亿美元", "40–60億美元", "US$4–6 billion")
    ticks = tuple(Tick(value, (str(value * 10),)) for value in (0, 2, 4, 6, 8))
    return RangeScale((RangeRow((), Mark(5, words, low=4, high=6)),), ticks)


def _cost_cut(edition: Edition) -> RangeScale:
    words = say(edition, "60–70%甚至更多", "60–70%甚至更多", "60–70% or more")
    mark = Mark(65, words, Bound.AT_LEAST, 60, 70)
    ticks = (Tick(0, ("0",)), Tick(50, ("50",)), Tick(100, ("100%",)))
    return RangeScale((RangeRow((), mark),), ticks)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(375, 58), (246, 50), (181, 58)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_valuation(edition), canvas(width, height, edition))
    draws_cleanly(_cost_cut(edition), canvas(width, height, edition))


def test_a_range_lies_between_its_ends_on_the_axis() -> None:
    figure = plot(_valuation(Edition.EN), canvas(160, 58, Edition.EN))
    (segment,) = shape_boxes(figure, "range")
    assert (segment.left, segment.right) == pytest.approx((80, 120))


def test_a_range_that_may_go_on_has_an_arrow_and_a_closed_one_has_none() -> None:
    assert "arrow" in roles(plot(_cost_cut(Edition.EN), canvas(181, 58, Edition.EN)))
    assert "arrow" not in roles(plot(_valuation(Edition.EN), canvas(181, 58, Edition.EN)))


def test_a_value_outside_the_axis_is_a_fault() -> None:
    spec = RangeScale((RangeRow((), Mark(9, "9")),), (Tick(0, ("0",)), Tick(8, ("8",))))
    with pytest.raises(ChartFault, match="outside the axis"):
        plot(spec, canvas(181, 58, Edition.EN))
