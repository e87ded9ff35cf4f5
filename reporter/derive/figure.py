"""A figure on its way through a calculation: its value, its leeway, and which way it leans."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from reporter import intervals
from reporter.quantity import Bound, Interval, Quantity
from reporter.quantity.model import round_to

_GUARD_DIGITS = 6
_DIGITS_OF_POINTS = 3
_DIGITS_OF_WORK = 20  # an interval narrower than that comes of the arithmetic, not of rounding
_LEANING = {
    Bound.OVER: Bound.OVER,
    Bound.AT_LEAST: Bound.OVER,
    Bound.UNDER: Bound.UNDER,
    Bound.AT_MOST: Bound.UNDER,
    Bound.ABOUT: Bound.ABOUT,
}
_FLIPPED = {Bound.OVER: Bound.UNDER, Bound.UNDER: Bound.OVER, Bound.ABOUT: Bound.ABOUT}
Leanings = frozenset[Bound]


@dataclass(frozen=True, slots=True)
class Figure:
    """A value, the interval that rounding leaves it, and the bounds of what it was worked out from.

    A bound is taken at the figure that it names; where all lean one way, the result is a bound too.
    """

    value: Decimal
    interval: Interval
    leanings: Leanings = frozenset()

    def __add__(self, other: Figure) -> Figure:
        return Figure(
            self.value + other.value,
            intervals.add(self.interval, other.interval),
            self.leanings | other.leanings,
        )

    def __neg__(self) -> Figure:
        return Figure(-self.value, intervals.negative(self.interval), _flipped(self.leanings))

    def __sub__(self, other: Figure) -> Figure:
        return self + -other

    def __mul__(self, other: Figure) -> Figure:
        return Figure(
            self.value * other.value,
            intervals.multiply(self.interval, other.interval),
            _leaning(self, other.value) | _leaning(other, self.value),
        )

    def __truediv__(self, other: Figure) -> Figure:
        """The quotient; raises ValueError where the divisor may be zero or less."""
        return Figure(
            self.value / other.value if other.value else self.value,
            intervals.divide(self.interval, other.interval),
            _leaning(self, other.value) | _flipped(_leaning(other, self.value)),
        )

    @property
    def is_positive(self) -> bool:
        """Whether it is above zero wherever it lies."""
        return self.interval.low is not None and self.interval.low > 0

    def leaning(self, bound: Bound) -> Figure:
        return Figure(self.value, self.interval, self.leanings | {bound})

    def firm(self) -> Figure:
        """The same without its bounds."""
        return Figure(self.value, self.interval)

    def quantity(self, unit: str, finest: Decimal | None = None) -> Quantity:
        """The figure to the step that its inputs support, and no finer than `finest`.

        The step is the largest power of ten not above the width of the interval; where nothing was
        rounded, three digits or fewer. The value keeps some digits more than may be shown.
        """
        step = max(self._step(), finest or Decimal(0))
        value = round_to(self.value, step.adjusted() - _GUARD_DIGITS)
        return Quantity(unit, value, step, self.bound)

    @property
    def bound(self) -> Bound:
        """The way that everything leans, `about` where the ways part."""
        match len(self.leanings):
            case 0:
                return Bound.EXACT
            case 1:
                return next(iter(self.leanings))
        return Bound.ABOUT

    def _step(self) -> Decimal:
        width = intervals.width(self.interval)
        if width and width.adjusted() > self.value.adjusted() - _DIGITS_OF_WORK:
            return Decimal(1).scaleb(width.adjusted())
        shown = round_to(self.value, self.value.adjusted() - _DIGITS_OF_POINTS + 1).normalize()
        return Decimal(1).scaleb(min(int(shown.as_tuple().exponent), shown.adjusted()))


def exactly(value: int | Decimal) -> Figure:
    return Figure(Decimal(value), intervals.point(Decimal(value)))


ONE = exactly(1)
HUNDRED = exactly(100)


def figure_of(quantity: Quantity) -> Figure | None:
    """A stated quantity; None for a range or a vague one, which have no value to go by."""
    if quantity.value is None or quantity.vague:
        return None
    half = quantity.precision / 2
    rounded = Interval(quantity.value - half, quantity.value + half)
    if quantity.bound is Bound.EXACT:
        return Figure(quantity.value, rounded)
    leanings = frozenset({_LEANING[quantity.bound]})
    within = rounded if quantity.bound is Bound.ABOUT else intervals.point(quantity.value)
    return Figure(quantity.value, within, leanings)


def as_named(quantity: Quantity) -> Figure | None:
    """A stated quantity taken at the number that it names, nothing rounded."""
    figure = figure_of(quantity)
    return figure and Figure(figure.value, intervals.point(figure.value), figure.leanings)


def _flipped(leanings: Leanings) -> Leanings:
    return frozenset(_FLIPPED[leaning] for leaning in leanings)


def _leaning(figure: Figure, factor: Decimal) -> Leanings:
    return figure.leanings if factor >= 0 else _flipped(figure.leanings)
