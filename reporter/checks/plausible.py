"""Facts against themselves: said twice, out of scale, in another currency, too early to be so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from reporter.checks.finding import Finding, Outcome, Rule, Slip
from reporter.checks.reading import is_above_zero, reading
from reporter.derive.figure import ONE, Figure
from reporter.facts import Basis, Fact, FactSet, Status
from reporter.intervals import share_more_than_an_edge
from reporter.periods import PeriodKind
from reporter.quantity import Interval, UnitKind, unit_kind

OUT_OF_SCALE = Decimal(5)
"""Between two periods, more than this many times is a figure to be looked at."""
_NOT_OF_SCALE = frozenset({UnitKind.RANK, UnitKind.RESOLUTION})
_AS_OF = frozenset({PeriodKind.DAY, PeriodKind.MONTH})


def same_fact(facts: FactSet) -> Iterator[Finding]:
    """A fact = the same fact said again: concept, entity, period, basis and speaker agree."""
    placed = (fact for fact in facts if fact.period.kind is not PeriodKind.UNSPECIFIED)
    for group in _grouped(placed, _identity):
        first, *others = group
        for other in others:
            yield _same(first, other)


def _identity(fact: Fact) -> tuple[str, ...]:
    parts = (fact.concept, fact.entity, fact.period, fact.basis, fact.per, fact.against)
    return tuple(map(str, (*parts, fact.said_by, fact.status, fact.quantity.unit)))


def _same(first: Fact, other: Fact) -> Finding:
    agrees = first.direction is other.direction and share_more_than_an_edge(
        first.quantity.interval, other.quantity.interval
    )
    return Finding(
        Rule.SAME_FACT,
        Outcome.HOLDS if agrees else Outcome.DOES_NOT_HOLD,
        (other.id, first.id),
        f"{other.id} = {first.id}",
        other.quantity,
        first.quantity,
        first.quantity.interval,
        Slip.DIRECTION if first.direction is not other.direction else None,
    )


def restated(facts: FactSet) -> Iterator[Finding]:
    """What an earlier document told → what is told now."""
    for told in facts.superseded:
        now = facts.first(
            concept=told.concept, entity=told.entity, period=told.period, basis=told.basis
        )
        if now:
            yield Finding(
                Rule.RESTATED,
                Outcome.RESTATED,
                (now.id, told.id),
                f"{told.id} → {now.id}",
                now.quantity,
                told.quantity,
            )


def history(facts: FactSet, before: FactSet | None = None) -> Iterator[Finding]:
    """level ÷ the same level of the period before, within OUT_OF_SCALE either way.

    Beyond that it may be a slip of scale (万 for 亿, million for billion) or of currency; a change
    that is stated for the level answers for itself. `before` holds facts of earlier briefs.
    """
    own = frozenset(facts)
    levels = [
        fact
        for fact in (*facts, *(before or ()))
        if fact.basis is Basis.LEVEL and fact.period.end
        if unit_kind(fact.quantity.unit) not in _NOT_OF_SCALE
    ]
    for group in _grouped(levels, _series):
        by_period = {fact.period: fact for fact in reversed(group)}
        ordered = sorted(by_period.values(), key=lambda fact: fact.period)
        for earlier, later in pairwise(ordered):
            if later in own and not _has_change(facts, later):
                yield from _history(earlier, later)


def _series(fact: Fact) -> tuple[str, ...]:
    """What two levels must share to be compared; a flow's periods must be equally long as well."""
    length = "" if unit_kind(fact.quantity.unit) is not UnitKind.MONEY else fact.period.kind
    parts = (fact.concept, fact.entity, fact.per, fact.against, fact.quantity.unit, length)
    return tuple(map(str, (*parts, fact.status)))


def _has_change(facts: FactSet, level: Fact) -> bool:
    changes = facts.where(concept=level.concept, entity=level.entity, period=level.period)
    return any(change.is_change for change in changes)


def _history(earlier: Fact, later: Fact) -> Iterator[Finding]:
    before = reading(earlier)
    if not is_above_zero(before):
        return
    times = reading(later) / before
    plausible = Interval(ONE.value / OUT_OF_SCALE, OUT_OF_SCALE)
    fits = times.interval.overlaps(plausible)
    power = None if fits else _power(times)
    yield Finding(
        Rule.HISTORY,
        Outcome.HOLDS if fits else Outcome.DOES_NOT_HOLD,
        (later.id, earlier.id),
        f"{later.id} ÷ {earlier.id}",
        later.quantity,
        times.quantity("multiple"),
        times.interval,
        Slip.SCALE if power else None,
        power,
    )


def _power(times: Figure) -> int | None:
    return int(times.value.log10().to_integral_value()) if times.value > 0 else None


def currency(facts: FactSet) -> Iterator[Finding]:
    """One concept of one entity in two currencies: whether they agree, these facts cannot say."""
    money = [fact for fact in facts if unit_kind(fact.quantity.unit) is UnitKind.MONEY]
    for group in _grouped(money, lambda f: (f.concept, f.entity, f.basis)):
        if len({fact.quantity.unit for fact in group}) > 1:
            yield Finding(
                Rule.CURRENCY,
                Outcome.CANNOT_BE_SAID,
                tuple(fact.id for fact in group),
                slip=Slip.CURRENCY,
            )


def status(facts: FactSet, published: date) -> Iterator[Finding]:
    """What lies ahead of the day of publication is no actual; what lies behind it no forecast."""
    ahead = [f for f in facts if f.period.start and f.period.start > published]
    wrong = [fact for fact in ahead if fact.status is Status.ACTUAL]
    stale = [
        fact
        for fact in facts
        if fact.status is Status.FORECAST and fact.period.end and fact.period.end < published
    ]
    yield from _each(Rule.STATUS, wrong, Outcome.DOES_NOT_HOLD)
    yield from _each(Rule.STATUS, stale, Outcome.CANNOT_BE_SAID)
    if not wrong and not stale and len(facts):
        yield Finding(Rule.STATUS, Outcome.HOLDS, tuple(fact.id for fact in facts))


def dates(facts: FactSet, published: date) -> Iterator[Finding]:
    """An actual's period ends by the day of publication; a day or a month under way is “as of”."""
    dated = [fact for fact in facts if fact.status is Status.ACTUAL and fact.period.end]
    early = [fact for fact in dated if _is_under_way(fact, published)]
    yield from _each(Rule.DATES, early, Outcome.DOES_NOT_HOLD)
    if dated and not early:
        yield Finding(Rule.DATES, Outcome.HOLDS, tuple(fact.id for fact in dated))


def _is_under_way(fact: Fact, published: date) -> bool:
    start, end = fact.period.start, fact.period.end
    has_begun = start is None or start <= published
    ends_later = end is not None and end > published
    return has_begun and ends_later and fact.period.kind not in _AS_OF


def _each(rule: Rule, facts: list[Fact], outcome: Outcome) -> Iterator[Finding]:
    for fact in facts:
        yield Finding(rule, outcome, (fact.id,), stated=fact.quantity)


def _grouped(facts: Iterable[Fact], key: Callable[[Fact], tuple[str, ...]]) -> Iterator[list[Fact]]:
    """The facts that share a key, in order, where there is more than one."""
    groups: dict[tuple[str, ...], list[Fact]] = {}
    for fact in facts:
        groups.setdefault(key(fact), []).append(fact)
    yield from (group for group in groups.values() if len(group) > 1)
