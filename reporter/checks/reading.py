"""How a stated figure is read in a check, and when two agree."""

from __future__ import annotations

from decimal import Decimal

from reporter import intervals
from reporter.checks.finding import Finding, Outcome, Rule, Slip
from reporter.derive.figure import Figure, as_named
from reporter.facts import Direction, Fact
from reporter.quantity import Bound, Interval, Quantity, unit_kind
from reporter.quantity.units import UnitKind

JUST_PAST = Decimal("0.01")
"""超23300点 / over 23,300 points stands for what is at most this share of the number past it."""
_BELOW = frozenset({Bound.UNDER, Bound.AT_MOST, Bound.ABOUT})
_ABOVE = frozenset({Bound.OVER, Bound.AT_LEAST, Bound.ABOUT})
_SLIPS = sorted((*range(-8, 0), *range(1, 9)), key=abs)


def reading(fact: Fact) -> Figure:
    """All that a stated figure can stand for; a range is shown as its middle."""
    quantity = fact.quantity
    ends = quantity.ends
    return Figure(sum(ends, Decimal(0)) / len(ends), quantity.interval)


def change(fact: Fact) -> Figure:
    """A change with its sign: a fall is below zero."""
    figure = reading(fact)
    return -figure if fact.direction is Direction.DOWN else figure


def market_reading(fact: Fact) -> Figure:
    """A level of the market: a bound names the round number just passed, so it is near."""
    quantity = fact.quantity
    figure = reading(fact)
    if quantity.value is None or quantity.bound is Bound.EXACT:
        return figure
    near = abs(quantity.value) * JUST_PAST
    strict = quantity.bound in (Bound.OVER, Bound.UNDER)
    below = near if quantity.bound in _BELOW else Decimal(0)
    above = near if quantity.bound in _ABOVE else Decimal(0)
    interval = Interval(
        quantity.value - below,
        quantity.value + above,
        strict and not below,
        strict and not above,
    )
    return Figure(quantity.value, interval)


def at_named(fact: Fact) -> Figure:
    """A figure taken at the number that it names, with the way it leans, for what is shown."""
    return as_named(fact.quantity) or reading(fact)


def is_above_zero(figure: Figure) -> bool:
    """Whether one can divide by it."""
    low = figure.interval.low
    return low is not None and (low > 0 or (low == 0 and figure.interval.without_low))


def tie(
    rule: Rule,
    fact: Fact,
    stated: Figure,
    recomputed: Figure,
    inputs: tuple[Fact, ...],
    formula: str,
    shown: Figure | None = None,
) -> Finding:
    """A stated figure against the same one worked out from others: whether their intervals meet."""
    interval = recomputed.interval
    unbounded = interval.low is None and interval.high is None
    meets = stated.interval.overlaps(interval)
    slip, power = (None, None) if meets else _slip(stated, recomputed)
    return Finding(
        rule,
        _outcome(meets, unbounded),
        tuple(dict.fromkeys(f.id for f in (fact, *inputs))),
        formula,
        fact.quantity,
        _shown(shown or recomputed, fact.quantity.unit),
        interval,
        slip,
        power,
    )


def _outcome(meets: bool, unbounded: bool) -> Outcome:
    if unbounded:
        return Outcome.CANNOT_BE_SAID
    return Outcome.HOLDS if meets else Outcome.DOES_NOT_HOLD


def cannot_say(rule: Rule, fact: Fact, inputs: tuple[Fact, ...], formula: str) -> Finding:
    """A check whose figures do not allow it: a division by what may be nothing."""
    ids = tuple(dict.fromkeys(f.id for f in (fact, *inputs)))
    return Finding(rule, Outcome.CANNOT_BE_SAID, ids, formula, fact.quantity)


def _shown(figure: Figure, unit: str) -> Quantity:
    """The figure to be printed; a percentage no finer than a hundredth, a bound than a tenth."""
    is_ratio = unit_kind(unit) in (UnitKind.RATIO, UnitKind.MULTIPLE)
    finest = Decimal("0.1") if figure.leanings else Decimal("0.01")
    return figure.quantity(unit, finest if is_ratio else None)


def _slip(stated: Figure, recomputed: Figure) -> tuple[Slip | None, int | None]:
    """A wrong sign or a wrong power of ten, if the figures agree but for it."""
    if (-stated).interval.overlaps(recomputed.interval) and stated.value:
        return Slip.DIRECTION, None
    power = scale_slip(stated.interval, recomputed.interval)
    return (Slip.SCALE, power) if power else (None, None)


def scale_slip(stated: Interval, recomputed: Interval) -> int | None:
    """The power of ten by which `stated` is too large, if that alone sets the two apart."""
    return next((power for power in _SLIPS if _scaled(stated, -power).overlaps(recomputed)), None)


def _scaled(interval: Interval, power: int) -> Interval:
    return intervals.multiply(interval, intervals.point(Decimal(1).scaleb(power)))
