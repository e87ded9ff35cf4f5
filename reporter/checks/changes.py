"""Changes against the levels they run between, and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reporter.checks.finding import Finding, Outcome, Rule, Slip
from reporter.checks.reading import (
    at_named,
    cannot_say,
    change,
    is_above_zero,
    market_reading,
    reading,
    tie,
)
from reporter.derive.figure import HUNDRED, ONE, Figure
from reporter.derive.levels import level_at_end, level_at_start
from reporter.facts import Basis, Fact, FactSet
from reporter.periods import Period
from reporter.relations import FLOWS, PORTIONS, PRODUCTS, PROPORTIONS, company_of

_LEVELS = (Basis.LEVEL, Basis.RATIO, Basis.SHARE)
_OF_A_WHOLE = frozenset({Basis.RATIO, Basis.SHARE})
_AGAINST_A_PERIOD = (Basis.YOY, Basis.QOQ, Basis.MOM)
_PERCENTAGES = {relation.ratio for relation in PROPORTIONS} | {p.share for p in PORTIONS}


def level_change(facts: FactSet) -> Iterator[Finding]:
    """change = level ÷ level before − 1; in points or an amount, level − level before."""
    for said in facts:
        if said.basis not in _AGAINST_A_PERIOD or said.against:
            continue
        now = _level(facts, said, said.period)
        before = _level(facts, said, _before(said))
        if now and before and now.quantity.unit == before.quantity.unit:
            yield _level_change(said, now, before)


def _level_change(said: Fact, now: Fact, before: Fact) -> Finding:
    after, earlier = reading(now), reading(before)
    if said.quantity.unit != "percent":
        formula = f"{now.id} − {before.id}"
        return tie(Rule.LEVEL_CHANGE, said, change(said), after - earlier, (now, before), formula)
    formula = f"{now.id} ÷ {before.id} − 1"
    if not is_above_zero(earlier):
        return cannot_say(Rule.LEVEL_CHANGE, said, (now, before), formula)
    recomputed = (after / earlier - ONE) * HUNDRED
    found = tie(Rule.LEVEL_CHANGE, said, change(said), recomputed, (now, before), formula)
    if found.outcome is Outcome.DOES_NOT_HOLD and now.quantity.unit == "percent":
        in_points = change(said).interval.overlaps((after - earlier).interval)
        return replace(found, slip=Slip.PERCENT_OR_POINT, power=None) if in_points else found
    return found


def _level(facts: FactSet, said: Fact, period: Period | None) -> Fact | None:
    levels = facts.where(concept=said.concept, entity=said.entity)
    return next(
        (
            level
            for level in levels
            if level.basis in _LEVELS and level.period == period and level.per == said.per
        ),
        None,
    )


def _before(said: Fact) -> Period | None:
    return said.period.year_ago() if said.basis is Basis.YOY else said.period.prior()


def growth_of_product(facts: FactSet) -> Iterator[Finding]:
    """total_yoy = (1 + count_yoy) × (1 + each_yoy) − 1, where total = count × each."""
    for product in PRODUCTS:
        for total in facts.where(concept=product.total, basis=Basis.YOY):
            count = _growth(facts, product.count, total) or _growth(
                facts, product.count, total, company_of(total.entity)
            )
            each = _growth(facts, product.each, total)
            if count and each and total.quantity.unit == "percent":
                recomputed = (_factor(count) * _factor(each) - ONE) * HUNDRED
                formula = f"(1 + {count.id}) × (1 + {each.id}) − 1"
                rule = Rule.GROWTH_OF_PRODUCT
                yield tie(rule, total, change(total), recomputed, (count, each), formula)


def _growth(facts: FactSet, concept: str, like: Fact, entity: str | None = None) -> Fact | None:
    found = facts.first(
        concept=concept, entity=entity or like.entity, period=like.period, basis=Basis.YOY
    )
    return found if found and found.quantity.unit == "percent" else None


def _factor(said: Fact) -> Figure:
    return ONE + change(said) / HUNDRED


def market_change(facts: FactSet) -> Iterator[Finding]:
    """change = level now ÷ level at the start of the year − 1, for index levels and prices.

    A bound on such a level is read as just past the number it names; see docs/checks.md.
    """
    for said in facts.where(basis=Basis.YTD):
        now, start = level_at_end(facts, said), level_at_start(facts, said)
        if not now or not start or said.quantity.unit != "percent":
            continue
        recomputed = (market_reading(now) / market_reading(start) - ONE) * HUNDRED
        shown = (at_named(now) / at_named(start) - ONE) * HUNDRED
        formula = f"{now.id} ÷ {start.id} − 1"
        yield tie(
            Rule.MARKET_CHANGE,
            said,
            change(said),
            recomputed,
            (now, start),
            formula,
            shown=shown,
        )


def percent_or_point(facts: FactSet) -> Iterator[Finding]:
    """Points are of a change, and of a percentage; a percentage changed by so many % may be both.

    A share or a ratio itself is no number of points.
    """
    for said in facts:
        if said.basis in _OF_A_WHOLE and said.quantity.unit == "percentage_point":
            yield _percent_or_point(said, Outcome.DOES_NOT_HOLD)
        if said.basis not in _AGAINST_A_PERIOD:
            continue
        in_points = said.quantity.unit == "percentage_point"
        is_percentage = said.concept in _PERCENTAGES
        if in_points and _is_no_percentage(facts, said.concept):
            yield _percent_or_point(said, Outcome.DOES_NOT_HOLD)
        elif said.quantity.unit == "percent" and is_percentage and not _tied(facts, said):
            yield _percent_or_point(said, Outcome.CANNOT_BE_SAID)


def _percent_or_point(said: Fact, outcome: Outcome) -> Finding:
    return Finding(
        Rule.PERCENT_OR_POINT,
        outcome,
        (said.id,),
        stated=said.quantity,
        slip=Slip.PERCENT_OR_POINT,
    )


def _is_no_percentage(facts: FactSet, concept: str) -> bool:
    levels = facts.where(concept=concept, basis=Basis.LEVEL)
    return concept in FLOWS or any(level.quantity.unit != "percent" for level in levels)


def _tied(facts: FactSet, said: Fact) -> bool:
    """Whether both levels are there, so that the change itself is checked."""
    return bool(_level(facts, said, said.period) and _level(facts, said, _before(said)))
