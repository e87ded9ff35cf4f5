"""A figure as it was stated: value, unit, how finely, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CLOSE = Decimal("0.05")
"""近20% / nearly 20% stands for what is below it by at most this share, as near as about."""
ABOUT = Decimal("0.05")
"""约20% / about 20% stands for what is at most this share of the figure away from it."""
FRACTION_STEP = Decimal(5)
"""A third or a quarter is said to the nearest this many percent."""


class Bound(StrEnum):
    """How a stated figure limits the true one."""

    EXACT = "exact"
    OVER = "over"
    UNDER = "under"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Interval:
    """The values between two ends; an end that is None is open, an end may be left out itself."""

    low: Decimal | None
    high: Decimal | None
    without_low: bool = False
    without_high: bool = False

    def __contains__(self, value: Decimal) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.without_low)
        below = (
            self.high is None or value < self.high or (value == self.high and not self.without_high)
        )
        return above and below

    def overlaps(self, other: Interval) -> bool:
        """Whether some value is in both."""
        return not (self._ends_before(other) or other._ends_before(self))

    def _ends_before(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        touching_without = self.without_high or other.without_low
        return self.high < other.low or (self.high == other.low and touching_without)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in base units (yuan, people, per cent) with the step of its last stated digit.

    1269亿元 is 126,900,000,000 CNY to 1E8, 11.8% is 11.8 percent to 0.1. A range has `low` and
    `high` and no `value`. A `fraction` (约1/3) has its value in percent. A `vague` figure (数千家,
    十几次) has the least it can mean, the bound `over`, and as precision its own size (数千) or the
    digit that is left open (十几). `close` tells 近20% (nearly) from 不到20% (less than).
    Two quantities are equal when they state the same; the precision is no part of what is stated.
    """

    unit: str
    value: Decimal | None
    precision: Decimal = field(default=Decimal(1), compare=False)
    bound: Bound = Bound.EXACT
    low: Decimal | None = None
    high: Decimal | None = None
    fraction: tuple[int, int] | None = None
    vague: bool = False
    close: bool = False

    def __post_init__(self) -> None:
        if (self.value is None) != (self.low is not None and self.high is not None):
            raise ValueError("a quantity has either a value or both ends of a range")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("a range runs from its lower end to its higher one")
        if self.precision <= 0:
            raise ValueError("the precision of a quantity is above zero")
        if self.close and self.bound is not Bound.UNDER:
            raise ValueError("only a figure that is not quite reached can be close to it")

    @property
    def is_range(self) -> bool:
        return self.value is None

    @property
    def ends(self) -> tuple[Decimal, ...]:
        """The value, or the two ends of the range."""
        return tuple(end for end in (self.value, self.low, self.high) if end is not None)

    @property
    def exponent(self) -> int:
        """The power of ten of the last digit that may be shown."""
        return self.precision.adjusted()

    @property
    def stated(self) -> tuple[Decimal, ...]:
        """The ends, rounded (half up) to the precision."""
        return tuple(round_to(end, self.exponent) for end in self.ends)

    @property
    def interval(self) -> Interval:
        """The values that the figure stands for.

        A plain figure stands for all that round to it, both half steps included; over and under
        leave out the figure itself; about widens by ABOUT, close by CLOSE below.
        """
        low, high = self.ends[0], self.ends[-1]
        half = self.precision / 2
        if self.vague:
            return Interval(low, low + self._open_part(low), True, True)
        match self.bound:
            case Bound.OVER:
                return Interval(low, None, without_low=True)
            case Bound.AT_LEAST:
                return Interval(low - half if self.is_range else low, None)
            case Bound.UNDER:
                return Interval(high - abs(high) * CLOSE if self.close else None, high, False, True)
            case Bound.AT_MOST:
                return Interval(None, high + half if self.is_range else high)
            case Bound.ABOUT:
                return Interval(
                    low - max(half, abs(low) * ABOUT), high + max(half, abs(high) * ABOUT)
                )
        return Interval(low - half, high + half)

    def _open_part(self, low: Decimal) -> Decimal:
        """How far a vague figure reaches: 数千 to ten times itself, 十几 through its open digit."""
        return low * 9 if self.precision == low else self.precision * 10


def round_to(value: Decimal, exponent: int) -> Decimal:
    """The value rounded half up (away from zero) to a power of ten, written without one."""
    return value.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)
