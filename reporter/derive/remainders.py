"""The last part of a year: what the whole leaves when all before it is taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from operator import sub

from reporter.derive.known import Known, Result, result
from reporter.facts import Basis, Fact
from reporter.periods import Period, PeriodKind
from reporter.relations import FLOWS

_LAST = {
    (PeriodKind.YEAR, 0): ((PeriodKind.QUARTER, 4), (PeriodKind.HALF, 2)),
    (PeriodKind.NINE_MONTHS, 0): ((PeriodKind.QUARTER, 3),),
    (PeriodKind.HALF, 1): ((PeriodKind.QUARTER, 2),),
}
"""The periods that some may end with, by kind and number."""


def remainders(known: Known) -> Iterator[Result]:
    """whole_q4 = whole − nine months, or − each quarter before; likewise _q2, _q3 and _h2.

    Only of what accumulates. Where one of them was restated and another was not, they do not belong
    together, and nothing follows.
    """
    for whole in known.facts.where(basis=Basis.LEVEL, derived=False):
        if whole.concept in FLOWS:
            for kind, number in _LAST.get((whole.period.kind, whole.period.number), ()):
                last = replace(whole.period, kind=kind, number=number)
                yield from _remainder(known, whole, last)


def is_remainder(fact: Fact) -> bool:
    """Whether a fact is what a year, or a part of one, leaves of itself."""
    formula = fact.derivation.formula if fact.derivation else ""
    return fact.basis is Basis.LEVEL and " − " in formula and fact.concept in FLOWS


def _remainder(known: Known, whole: Fact, last: Period) -> Iterator[Result]:
    alike = [level for level in _levels(known, whole) if _kin(level) == _kin(whole)]
    before = _before(last, whole, alike)
    is_known = any(_days(level.period) == _days(last) for level in alike)
    figures = [known.figure(level) for level in (whole, *before)]
    if (
        is_known
        or not before
        or len({_is_restated(known, level) for level in (whole, *before)}) > 1
    ):
        return
    remainder = reduce(sub, [figure for figure in figures if figure])
    if all(figures):
        yield result(
            f"{whole.id}_{last.kind[0]}{last.number}",
            remainder,
            whole.quantity.unit,
            " − ".join(level.id for level in (whole, *before)),
            (whole, *before),
            whole,
            period=replace(last, fiscal=before[0].period.fiscal),
        )


def _levels(known: Known, whole: Fact) -> tuple[Fact, ...]:
    return known.facts.where(
        concept=whole.concept, entity=whole.entity, basis=Basis.LEVEL, derived=False
    )


def _kin(level: Fact) -> tuple[str | None, ...]:
    """What parts have in common with their whole."""
    return level.quantity.unit, level.per, level.status, level.said_by, level.against


def _before(last: Period, whole: Fact, alike: Sequence[Fact]) -> tuple[Fact, ...]:
    """What the whole had before its last part: one level, or the quarters one after the other."""
    if whole.period.start is None or last.start is None:
        return ()
    stretch = (whole.period.start, last.start - timedelta(days=1))
    by_days = {_days(level.period): level for level in reversed(alike)}
    if found := by_days.get(stretch):
        return (found,)
    if last.kind is PeriodKind.HALF:
        return ()
    quarters = [replace(last, number=number) for number in range(1, last.number)]
    found_all = [by_days.get(_days(quarter)) for quarter in quarters]
    return tuple(level for level in found_all if level) if all(found_all) else ()


def _days(period: Period) -> tuple[date | None, date | None]:
    return period.start, period.end


def _is_restated(known: Known, level: Fact) -> bool:
    return any(
        (told.concept, told.entity, told.period) == (level.concept, level.entity, level.period)
        for told in known.facts.superseded
    )
