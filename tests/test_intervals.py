"""An interval of results holds every result of members, and no end that none reaches."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.intervals import add, divide, multiply, negative, point, subtract, width
from reporter.quantity import Interval


def interval(low: str | None, high: str | None, *, without: str = "") -> Interval:
    return Interval(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        "low" in without,
        "high" in without,
    )


numbers = st.decimals(-1_000_000, 1_000_000, places=6)
above_zero = st.decimals(Decimal("0.000001"), 1_000_000, places=6)


@st.composite
def members(
    draw: st.DrawFn, values: st.SearchStrategy[Decimal] = numbers, *, open_below: bool = True
) -> tuple[Interval, Fraction]:
    """An interval, open now and then, and one of its members."""
    low, member, high = sorted(draw(st.tuples(values, values, values)))
    open_low, open_high = open_below and draw(st.booleans()), draw(st.booleans())
    return Interval(None if open_low else low, None if open_high else high), Fraction(member)


def holds(found: Interval, value: Fraction) -> bool:
    """Whether a closed interval holds an exact fraction."""
    above = found.low is None or Fraction(found.low) <= value
    return above and (found.high is None or value <= Fraction(found.high))


@given(members(), members())
def test_a_sum_and_a_difference_of_members_are_in_the_result(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    assert holds(add(a[0], b[0]), a[1] + b[1])
    assert holds(subtract(a[0], b[0]), a[1] - b[1])


@given(members(), members())
def test_a_product_of_members_is_in_the_result(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    assert holds(multiply(a[0], b[0]), a[1] * b[1])


@given(members(), members(above_zero, open_below=False))
def test_a_quotient_of_members_is_in_the_result(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    assert holds(divide(a[0], b[0]), a[1] / b[1])


@given(members())
def test_turning_signs_twice_changes_nothing(a: tuple[Interval, Fraction]) -> None:
    assert negative(negative(a[0])) == a[0]


def test_ends_are_those_that_members_reach() -> None:
    a, b = interval("2", "3"), interval("-1", "4")
    assert add(a, b) == interval("1", "7")
    assert subtract(a, b) == interval("-2", "4")
    assert multiply(a, b) == interval("-3", "12")


def test_an_end_that_no_member_reaches_is_left_out() -> None:
    assert multiply(interval("2", "3", without="high"), interval("1", "4")) == interval(
        "2", "12", without="high"
    )
    assert divide(interval("1", "2"), interval("1", "2", without="low")) == interval(
        "0.5", "2", without="high"
    )


def test_an_end_is_reached_if_any_pair_of_members_reaches_it() -> None:
    """0 × 5 is 0 although −1 × 0 is not reached."""
    assert multiply(interval("0", "1"), interval("0", "5", without="low")) == interval("0", "5")


def test_open_ends_stay_open() -> None:
    assert multiply(interval("2", None), interval("3", None)) == interval("6", None)
    assert add(interval("2", None), interval(None, "1")) == interval(None, None)
    assert divide(point(Decimal(6)), interval("2", None)) == interval("0", "3", without="low")
    assert divide(interval("1", "2"), interval("0", "4", without="low")) == interval("0.25", None)


@pytest.mark.parametrize("low", [None, "-1", "0"])
def test_division_by_what_may_be_nothing_is_refused(low: str | None) -> None:
    with pytest.raises(ValueError, match="above zero"):
        divide(interval("1", "2"), interval(low, "5"))


def test_a_third_is_rounded_outwards() -> None:
    third = divide(point(Decimal(1)), point(Decimal(3)))
    assert holds(third, Fraction(1, 3))
    assert third.low != third.high


def test_the_width_of_an_open_interval_is_not_known() -> None:
    assert width(interval("2", "5")) == 3
    assert width(interval("2", None)) is None
