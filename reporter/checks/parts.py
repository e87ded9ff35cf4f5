"""Levels against each other: ratios, parts and wholes, parts of a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce
from itertools import groupby
from operator import add

from reporter.checks.finding import Finding, Outcome, Rule
from reporter.checks.reading import cannot_say, is_above_zero, reading, tie
from reporter.derive.figure import HUNDRED
from reporter.facts import Basis, Fact, FactSet, Status
from reporter.periods import Period
from reporter.relations import AT_MOST, FLOWS, PORTIONS, PROPORTIONS, SHARES_OF_ONE, SUMS

_PERCENTAGES = (Basis.LEVEL, Basis.RATIO, Basis.SHARE)


def proportion(facts: FactSet) -> Iterator[Finding]:
    """ratio = part ÷ whole, in per cent: margins, expense ratios, DAU ÷ MAU, shares of revenue."""
    rows = [(p.ratio, p.part, p.whole) for p in PROPORTIONS]
    rows += [(p.share, p.part, p.whole) for p in PORTIONS]
    rows += [(part, part, whole) for part, whole in AT_MOST]
    for ratio, part_concept, whole_concept in dict.fromkeys(rows):
        for stated in facts.where(concept=ratio):
            part = _beside(facts, part_concept, stated)
            whole = _beside(facts, whole_concept, stated)
            if part and whole and _alike(part, whole) and _is_percentage(stated, part.status):
                yield _quotient(Rule.PROPORTION, stated, part, whole, in_percent=True)


def _is_percentage(fact: Fact, status: Status) -> bool:
    """Whether it is one that figures of that status make: what was guided to, none that are in."""
    is_stated = fact.basis in _PERCENTAGES and fact.quantity.unit == "percent"
    return is_stated and not fact.against and fact.status is status


def ratio_of_levels(facts: FactSet) -> Iterator[Finding]:
    """ratio = one entity's level ÷ another's, for a multiple that is said against the other."""
    for stated in facts.where(basis=Basis.RATIO):
        if stated.against is None or stated.quantity.unit not in ("multiple", "percent"):
            continue
        over = _beside(facts, stated.concept, stated)
        under = facts.first(
            concept=stated.concept,
            entity=stated.against,
            period=stated.period,
            basis=Basis.LEVEL,
        )
        if over and under and _alike(over, under):
            in_percent = stated.quantity.unit == "percent"
            yield _quotient(Rule.RATIO_OF_LEVELS, stated, over, under, in_percent=in_percent)


def _quotient(rule: Rule, stated: Fact, over: Fact, under: Fact, *, in_percent: bool) -> Finding:
    formula = f"{over.id} ÷ {under.id}"
    divisor = reading(under)
    if not is_above_zero(divisor):
        return cannot_say(rule, stated, (over, under), formula)
    ratio = reading(over) / divisor
    recomputed = ratio * HUNDRED if in_percent else ratio
    return tie(rule, stated, reading(stated), recomputed, (over, under), formula)


def sum_of_parts(facts: FactSet) -> Iterator[Finding]:
    """whole = the sum of its parts, where every part is stated."""
    for relation in SUMS:
        for whole in facts.where(concept=relation.whole, basis=Basis.LEVEL):
            found = [_beside(facts, part, whole) for part in relation.parts]
            parts = tuple(part for part in found if part and _alike(part, whole))
            if len(parts) == len(relation.parts):
                yield _sum(Rule.SUM_OF_PARTS, whole, parts)


def _sum(rule: Rule, whole: Fact, parts: tuple[Fact, ...]) -> Finding:
    recomputed = reduce(add, map(reading, parts))
    formula = " + ".join(part.id for part in parts)
    return tie(rule, whole, reading(whole), recomputed, parts, formula)


def shares_of_whole(facts: FactSet) -> Iterator[Finding]:
    """100 % = the sum of all shares in one whole; less may be missing shares, more cannot be."""
    shares = sorted(
        (fact for fact in facts.where(basis=Basis.SHARE) if fact.concept in SHARES_OF_ONE),
        key=_of_one_whole,
    )
    for _, group in groupby(shares, _of_one_whole):
        parts = tuple({fact.entity: fact for fact in group}.values())
        if len(parts) > 1:
            yield _shares(parts)


def _of_one_whole(fact: Fact) -> tuple[str, str, str, str]:
    return fact.concept, str(fact.period), fact.per or "", fact.status


def _shares(parts: tuple[Fact, ...]) -> Finding:
    total = reduce(add, map(reading, parts))
    if HUNDRED.value in total.interval:
        outcome = Outcome.HOLDS
    elif total.interval.low is not None and total.interval.low >= HUNDRED.value:
        outcome = Outcome.DOES_NOT_HOLD
    else:
        outcome = Outcome.CANNOT_BE_SAID
    return Finding(
        Rule.SHARES_OF_WHOLE,
        outcome,
        tuple(part.id for part in parts),
        " + ".join(part.id for part in parts),
        recomputed=total.quantity("percent"),
        interval=total.interval,
    )


def part_at_most_whole(facts: FactSet) -> Iterator[Finding]:
    """part ≤ whole: daily users are among the monthly ones, a segment's revenue is in the total."""
    for part_concept, whole_concept in AT_MOST:
        for part in facts.where(concept=part_concept, basis=Basis.LEVEL):
            whole = _beside(facts, whole_concept, part)
            if whole and _alike(part, whole):
                yield _at_most(part, whole)


def _at_most(part: Fact, whole: Fact) -> Finding:
    least, most = part.quantity.interval, whole.quantity.interval
    if least.low is not None and most.high is not None and least.low > most.high:
        outcome = Outcome.DOES_NOT_HOLD
    elif least.high is not None and most.low is not None and least.high <= most.low:
        outcome = Outcome.HOLDS
    else:
        outcome = Outcome.CANNOT_BE_SAID
    return Finding(
        Rule.PART_AT_MOST_WHOLE,
        outcome,
        (part.id, whole.id),
        f"{part.id} ≤ {whole.id}",
        part.quantity,
        whole.quantity,
        most,
    )


def year_to_date(facts: FactSet) -> Iterator[Finding]:
    """A period's flow = the sum over the periods it consists of: nine months − half = quarter."""
    for whole in facts.where(basis=Basis.LEVEL):
        if whole.concept not in FLOWS:
            continue
        others = [
            level
            for level in facts.where(concept=whole.concept, entity=whole.entity, basis=Basis.LEVEL)
            if level.period != whole.period and _alike(level, whole)
        ]
        for parts in _tilings(whole.period, others):
            yield _sum(Rule.YEAR_TO_DATE, whole, parts)


def _tilings(whole: Period, levels: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    """Every row of levels whose periods follow each other from the first day to the last."""
    if whole.start and whole.end:
        inside = {str(level.period): level for level in reversed(levels)}
        yield from _rows(whole.start, whole.end, list(inside.values()))


def _rows(start: date, end: date, levels: list[Fact]) -> Iterator[tuple[Fact, ...]]:
    for level in levels:
        last = level.period.end
        if level.period.start != start or last is None or last > end:
            continue
        if last == end:
            yield (level,)
        else:
            for rest in _rows(last + timedelta(days=1), end, levels):
                yield (level, *rest)


def _beside(facts: FactSet, concept: str, like: Fact) -> Fact | None:
    """The level of another concept for the same entity and period."""
    levels = facts.where(concept=concept, entity=like.entity, period=like.period)
    return next((level for level in levels if level.basis is Basis.LEVEL), None)


def _alike(one: Fact, other: Fact) -> bool:
    """Whether two levels can be set against each other."""
    return (one.quantity.unit, one.per, one.status) == (
        other.quantity.unit,
        other.per,
        other.status,
    )
