"""Arithmetic on intervals: what can come out when each figure is anywhere in its own.

A result holds every sum, difference, product or quotient of members, ends rounded outwards in the
last of 34 digits. An end that a member cannot reach is left out of the result as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from reporter.quantity import Interval

_DIGITS = 34
_DOWN = Context(prec=_DIGITS, rounding=ROUND_FLOOR)
_UP = Context(prec=_DIGITS, rounding=ROUND_CEILING)
_INFINITE = Decimal("Infinity")
_ZERO = Decimal(0)


def point(value: Decimal) -> Interval:
    """The interval of one value."""
    return Interval(value, value)


def add(a: Interval, b: Interval) -> Interval:
    """All sums of a member of `a` and a member of `b`."""
    return Interval(
        None if a.low is None or b.low is None else _DOWN.add(a.low, b.low),
        None if a.high is None or b.high is None else _UP.add(a.high, b.high),
        a.without_low or b.without_low,
        a.without_high or b.without_high,
    )


def negative(a: Interval) -> Interval:
    """The members with their signs changed."""
    return Interval(
        None if a.high is None else a.high.copy_negate(),
        None if a.low is None else a.low.copy_negate(),
        a.without_high,
        a.without_low,
    )


def subtract(a: Interval, b: Interval) -> Interval:
    """All differences of a member of `a` and a member of `b`."""
    return add(a, negative(b))


def multiply(a: Interval, b: Interval) -> Interval:
    """All products of a member of `a` and a member of `b`, of whatever sign."""
    return _between_corners(a, b, _product)


def divide(a: Interval, b: Interval) -> Interval:
    """All quotients of a member of `a` and one of `b`; ValueError unless `b` is above zero."""
    if b.low is None or b.low < 0 or (b.low == 0 and not b.without_low):
        raise ValueError("an interval is divided only by what is above zero")
    return _between_corners(a, b, _quotient)


def width(a: Interval) -> Decimal | None:
    """How far apart the ends are; None where one is open."""
    return None if a.low is None or a.high is None else _UP.subtract(a.high, a.low)


def share_more_than_an_edge(a: Interval, b: Interval) -> bool:
    """Whether they overlap by more than the half step that neighbours such as 1.2 and 1.3 share."""
    low = max((end for end in (a.low, b.low) if end is not None), default=None)
    high = min((end for end in (a.high, b.high) if end is not None), default=None)
    return a.overlaps(b) and (low is None or high is None or low < high)


@dataclass(frozen=True, slots=True)
class _End:
    """One end, infinite where it is open; `without` where no member reaches it."""

    value: Decimal
    without: bool


def _ends(a: Interval) -> tuple[_End, _End]:
    low = _End(-_INFINITE, True) if a.low is None else _End(a.low, a.without_low)
    high = _End(_INFINITE, True) if a.high is None else _End(a.high, a.without_high)
    return low, high


def _between_corners(
    a: Interval, b: Interval, operation: Callable[[_End, _End, Context], _End]
) -> Interval:
    """From the least to the greatest that two ends give; monotonic operations reach no further."""
    corners = [(x, y) for x in _ends(a) for y in _ends(b)]
    low = _furthest(min, (operation(x, y, _DOWN) for x, y in corners))
    high = _furthest(max, (operation(x, y, _UP) for x, y in corners))
    return Interval(
        low.value if low.value.is_finite() else None,
        high.value if high.value.is_finite() else None,
        low.without and low.value.is_finite(),
        high.without and high.value.is_finite(),
    )


def _furthest(choose: Callable[[Iterable[Decimal]], Decimal], ends: Iterable[_End]) -> _End:
    found = tuple(ends)
    value = choose(end.value for end in found)
    return _End(value, all(end.without for end in found if end.value == value))


def _product(x: _End, y: _End, context: Context) -> _End:
    zeros = [end for end in (x, y) if end.value == 0]
    if zeros:
        return _End(_ZERO, all(end.without for end in zeros))
    return _End(context.multiply(x.value, y.value), x.without or y.without)


def _quotient(x: _End, y: _End, context: Context) -> _End:
    if x.value == 0:
        return _End(_ZERO, x.without)
    if y.value.is_infinite():
        return _End(_ZERO, True)
    if y.value == 0:
        return _End(_INFINITE.copy_sign(x.value), True)
    return _End(context.divide(x.value, y.value), x.without or y.without)
