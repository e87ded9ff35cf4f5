from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, lead, roles, say

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.marks import Mark
from reporter.charts.nested_bars import NestedBars, NestedRow
from reporter.errors import ChartFault
from reporter.languages import Edition


def _users(edition: Edition) -> NestedBars:
    now = NestedRow(
        say(edition, "2024年四季度", "2024年第四季", "Q4 2024"),
        Mark(7.36, lead(edition, "7.36亿", "7.36億", "736 mn")),
        Mark(4.01, lead(edition, "4.01亿", "4.01億", "401 mn")),
    )
    before = NestedRow(
        say(edition, "2023年四季度，推算", "2023年第四季，推算", "Q4 2023, implied"),
        Mark(7.01, lead(edition, "7.01亿", "7.01億", "701 mn"), derived=True),
        Mark(3.83, lead(edition, "3.83亿", "3.83億", "383 mn"), derived=True),
    )
    whole = say(edition, "月活", "月活", "Monthly")
    return NestedBars((now, before), whole, say(edition, "日活", "日活", "Daily"))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(246, 112), (181, 112), (181, 85)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_users(edition), canvas(width, height, edition))


def test_part_and_whole_start_together_on_one_scale() -> None:
    figure = plot(_users(Edition.EN), canvas(181, 112, Edition.EN))
    whole, part = shape_boxes(figure, "bar")
    assert whole.left == part.left == 0
    assert part.right / whole.right == pytest.approx(4.01 / 7.36)


def test_the_implied_period_is_hollow() -> None:
    drawn = roles(plot(_users(Edition.EN), canvas(181, 112, Edition.EN)))
    assert (drawn.count("bar"), drawn.count("hollow")) == (2, 2)


def test_too_low_a_sheet_is_a_fault() -> None:
    with pytest.raises(ChartFault, match="too low"):
        plot(_users(Edition.EN), canvas(181, 60, Edition.EN))
