from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, lead, roles, say

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.durations import Duration, Durations
from reporter.charts.marks import Mark, Tick
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound


def _clips(edition: Edition) -> Durations:
    return Durations(
        (
            Duration(("Sora",), Mark(20, lead(edition, "20秒", "20秒", "20 s"), Bound.AT_MOST)),
            Duration(
                say(edition, "可灵，单次", "可靈，單次", "Kling, one clip"),
                Mark(120, lead(edition, "2分钟", "2分鐘", "2 min"), emphasis=True),
            ),
            Duration(
                say(edition, "可灵，续写后", "可靈，續寫後", "Kling, extended"),
                Mark(180, lead(edition, "约3分钟", "約3分鐘", "about 3 min"), Bound.ABOUT),
                before=120,
            ),
        ),
        tuple(Tick(60 * minute, (str(minute),)) for minute in range(4)),
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 110), (375, 118), (246, 118)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_clips(edition), canvas(width, height, edition))


def test_bars_share_one_scale_from_the_left_edge() -> None:
    figure = plot(_clips(Edition.EN), canvas(375, 118, Edition.EN))
    sora, kling, *_ = shape_boxes(figure, "bar")
    assert sora.left == kling.left == 0
    # A bound from above stops short of its value by a hair.
    assert kling.right / 6 - 3 < sora.right < kling.right / 6


def test_bounds_are_seen() -> None:
    drawn = roles(plot(_clips(Edition.EN), canvas(375, 118, Edition.EN)))
    assert {"under", "about"} <= set(drawn)


def test_too_many_rows_for_the_height_are_a_fault() -> None:
    with pytest.raises(ChartFault):
        plot(_clips(Edition.EN), canvas(375, 40, Edition.EN))
