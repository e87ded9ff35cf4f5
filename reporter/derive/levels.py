"""Figures from levels: what the market moved, how many a share is, how two entities compare."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from reporter.derive.figure import HUNDRED, ONE, Figure, as_named
from reporter.derive.known import Known, Result, directed, result
from reporter.facts import Basis, Direction, Fact, FactSet
from reporter.periods import Period
from reporter.quantity import Bound, Quantity, UnitKind, unit_kind
from reporter.relations import MARKET_LEVELS, PORTIONS, Portion

_ONE_DECIMAL = Decimal("0.1")
_COMPARABLE = frozenset({UnitKind.DURATION, UnitKind.COUNT, UnitKind.MONEY, UnitKind.MEASURE})
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


def market_changes(known: Known) -> Iterator[Result]:
    """change = level now ÷ level at the start of the year − 1, to a tenth of a per cent.

    The levels are taken at the numbers that are named; where one is a bound, so is the result.
    """
    for change in known.facts.where(basis=Basis.YTD):
        now, start = level_at_end(known.facts, change), level_at_start(known.facts, change)
        after, before = now and as_named(now.quantity), start and as_named(start.quantity)
        if not now or not start or not after or not before or not before.is_positive:
            continue
        figure, direction = directed((after / before - ONE) * HUNDRED)
        yield result(
            f"{change.id}_computed",
            figure,
            "percent",
            f"{now.id} ÷ {start.id} − 1{_bounds(now, start)}",
            (now, start),
            change,
            direction=direction,
            finest=_ONE_DECIMAL,
        )


def level_at_end(facts: FactSet, change: Fact) -> Fact | None:
    """The market level for the period that a change runs to."""
    if change.concept not in MARKET_LEVELS:
        return None
    return facts.first(
        concept=change.concept, entity=change.entity, period=change.period, basis=Basis.LEVEL
    )


def level_at_start(facts: FactSet, change: Fact) -> Fact | None:
    """The market level from the turn of the year that a change since then runs from."""
    levels = facts.where(concept=change.concept, entity=change.entity, basis=Basis.LEVEL)
    return next((level for level in levels if _opens(level.period, change.period)), None)


def _opens(start: Period, period: Period) -> bool:
    """Whether `start` is the January of the year of `period`, or the December before."""
    first, end = start.start, start.end
    if first is None or end is None or start == period or period.start is None:
        return False
    turn = date(period.start.year, 1, 1)
    return abs((first - turn).days) <= 31 and abs((end - turn).days) <= 31


def portions(known: Known) -> Iterator[Result]:
    """part = share × whole, the whole being the nearest in time that is stated without a bound."""
    for portion in PORTIONS:
        for share in known.levels(portion.share):
            whole = _nearest(known, portion.whole, share)
            figures = known.figure(share), whole and known.figure(whole)
            if whole and figures[0] and figures[1] and not _is_stated(known, portion, share):
                product = figures[0] / HUNDRED * figures[1]
                yield _portion(portion, share, whole, product)


def _portion(portion: Portion, share: Fact, whole: Fact, product: Figure) -> Result:
    is_of_then = whole.period == share.period
    return result(
        f"{share.id.removesuffix('_share')}_{portion.noun}",
        product if is_of_then else product.leaning(Bound.ABOUT),
        whole.quantity.unit,
        f"{share.id} × {whole.id}" + ("" if is_of_then else f" ({whole.period})"),
        (share, whole),
        share,
        concept=portion.part,
        basis=Basis.LEVEL,
    )


def _is_stated(known: Known, portion: Portion, share: Fact) -> bool:
    return known.level(portion.part, share.entity, share.period) is not None


def _nearest(known: Known, concept: str, share: Fact) -> Fact | None:
    day = share.period.end
    exact = [
        (abs((level.period.end - day).days), level.id, level)
        for level in known.levels(concept)
        if day and level.period.end and level.entity == share.entity
        if level.quantity.bound is Bound.EXACT and level.basis is Basis.LEVEL
        if not level.is_derived
    ]
    return min(exact)[2] if exact else None


def comparisons(known: Known) -> Iterator[Result]:
    """ratio = one entity's level ÷ the other's, where two have the same one; the larger on top."""
    levels = sorted(
        (
            level
            for level in known.levels()
            if level.basis is Basis.LEVEL
            and not level.is_derived
            and unit_kind(level.quantity.unit) in _COMPARABLE
        ),
        key=_of_one_kind,
    )
    for _, group in groupby(levels, _of_one_kind):
        pair = tuple(group)
        if len(pair) == 2 and (compared := _compared(*pair)):
            yield compared


def _of_one_kind(level: Fact) -> tuple[str, str, str]:
    return level.concept, str(level.period), level.per or ""


def _compared(one: Fact, other: Fact) -> Result | None:
    """The larger over the smaller; of two limits of one kind, the limits themselves."""
    upper, lower = _in_seconds(one.quantity), _in_seconds(other.quantity)
    a, b = as_named(upper), as_named(lower)
    if a is None or b is None or upper.unit != lower.unit:
        return None
    if a.value < b.value:
        return _compared(other, one)
    ratio = a / b
    return result(
        f"{one.id}_ratio",
        ratio.firm() if upper.bound is lower.bound else ratio,
        "multiple",
        f"{one.id} ÷ {other.id}{_bounds(one, other)}",
        (one, other),
        one,
        basis=Basis.RATIO,
        direction=Direction.NONE,
        against=other.entity,
        finest=_ONE_DECIMAL,
    )


def _in_seconds(quantity: Quantity) -> Quantity:
    seconds = _SECONDS.get(quantity.unit)
    if seconds is None or quantity.value is None:
        return quantity
    return replace(quantity, unit="second", value=quantity.value * seconds)


def _bounds(*facts: Fact) -> str:
    """A remark on the inputs that are bounds: “ (a: over, b: under)”."""
    said = [
        f"{fact.id}: {fact.quantity.bound}"
        for fact in facts
        if fact.quantity.bound is not Bound.EXACT
    ]
    return f" ({', '.join(said)})" if said else ""
