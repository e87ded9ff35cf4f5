from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, lead, say

from reporter.charts import plot
from reporter.charts.dumbbell import Dumbbell, Pair
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition


def _users(edition: Edition) -> Dumbbell:
    daily = Pair(
        say(edition, "日活跃用户", "日活躍用戶", "Daily users"),
        Mark(3.83, lead(edition, "3.83亿", "3.83億", "383 mn"), derived=True),
        Mark(4.01, lead(edition, "4.01亿", "4.01億", "401 mn"), emphasis=True),
        ("+4.8%",),
    )
    monthly = Pair(
        say(edition, "月活跃用户", "月活躍用戶", "Monthly users"),
        Mark(7.01, lead(edition, "7.01亿", "7.01億", "701 mn"), derived=True),
        Mark(7.36, lead(edition, "7.36亿", "7.36億", "736 mn")),
        ("+5.0%",),
    )
    return Dumbbell((daily, monthly), ("2023Q4",), ("2024Q4",))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 70), (375, 70), (246, 80)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_users(edition), canvas(width, height, edition))


def test_implied_values_are_hollow_and_reported_ones_full() -> None:
    figure = plot(_users(Edition.EN), canvas(375, 70, Edition.EN))
    assert (len(dots(figure, "hollow")), len(dots(figure, "dot"))) == (2, 2)


def test_all_dots_share_one_scale() -> None:
    figure = plot(_users(Edition.EN), canvas(375, 70, Edition.EN))
    (a, _), (b, _) = dots(figure, "hollow")
    (c, _), (d, _) = dots(figure, "dot")
    assert (d - b) / (c - a) == pytest.approx((7.36 - 7.01) / (4.01 - 3.83), rel=1e-3)


def test_a_fall_puts_the_later_value_to_the_left() -> None:
    pair = Pair(("Nasdaq",), Mark(19, "19"), Mark(18, "18"))
    spec = Dumbbell((pair,), ("Jan",), ("Mar",))
    figure = draws_cleanly(spec, canvas(246, 40, Edition.EN))
    before, after = dots(figure)
    assert after[0] < before[0]


def test_a_sheet_too_narrow_is_a_fault() -> None:
    with pytest.raises(ChartFault):
        plot(_users(Edition.EN), canvas(100, 70, Edition.EN))
