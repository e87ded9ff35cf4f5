from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.charts.scales import Room, between, fit
from reporter.charts.sheet import spread

ROOMS = st.lists(
    st.builds(Room, st.floats(-100, 100), st.floats(0, 30), st.floats(0, 30)),
    min_size=1,
    max_size=6,
)


@given(ROOMS)
def test_a_fitted_scale_leaves_every_value_its_room(rooms: list[Room]) -> None:
    scale = fit([Room(0), *rooms], 10, 300)
    assert scale is not None
    for room in rooms:
        place = scale(room.value)
        assert place - room.left >= 10 - 0.01
        assert place + room.right <= 300 + 0.01


def test_a_fitted_scale_uses_all_the_width_there_is() -> None:
    scale = fit([Room(0), Room(50, right=20)], 0, 100)
    assert scale is not None
    assert (scale(0), scale(50)) == pytest.approx((0, 80))


def test_words_wider_than_the_sheet_fit_on_no_scale() -> None:
    assert fit([Room(0), Room(1, right=200)], 0, 100) is None


def test_equal_ends_do_not_divide_by_zero() -> None:
    assert between(5, 5, 10, 20)(5) == 10


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_spread_blocks_never_overlap(middles: list[float]) -> None:
    placed = spread(sorted(middles), [15.0] * len(middles), 0, 100)
    assert placed[0] >= 7.5 - 1e-6
    assert placed[-1] <= 92.5 + 1e-6
    assert all(upper - lower >= 15 - 1e-6 for lower, upper in pairwise(placed))
