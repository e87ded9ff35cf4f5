"""Which charts facts can carry by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.brief import ChartPlan, Slot
from reporter.facts import Basis, Fact, FactSet
from reporter.narrative.drawn import ranked, size, times
from reporter.narrative.messages import Growth, Times
from reporter.related import contribution, year_ago
from reporter.relations import AT_MOST, MARGINS, PRODUCTS

_MOST_GROWTHS = 3
_LEAST_RISE = 0.18
"""The share of a margin that must be new for the area that it adds to have room for its words."""


def hero(growths: Sequence[Growth], facts: FactSet) -> ChartPlan | None:
    """Revenue by margin where both have grown, else the growth of what has a level and a change."""
    for growth in growths:
        if area := _margin_area(growth.level, facts):
            return area
    known = [g for g in growths if year_ago(facts, g.level)][:_MOST_GROWTHS]
    if not known:
        return None
    ids = tuple(fact.id for g in known for fact in (g.level, g.change))
    return ChartPlan("level_growth", ids, Slot.FULL)


def _margin_area(profit: Fact, facts: FactSet) -> ChartPlan | None:
    relation = next((r for r in MARGINS if r.part == profit.concept), None)
    if relation is None or not all(contribution(facts, profit, c) for c in ("revenue", "margin")):
        return None
    sides = [
        facts.first(concept=concept, entity=profit.entity, period=profit.period, basis=basis)
        for concept, basis in ((relation.whole, Basis.LEVEL), (relation.ratio, Basis.RATIO))
    ]
    least = (0.0, _LEAST_RISE)
    known = [
        side
        for side, rise in zip(sides, least, strict=True)
        if side and _has_grown(side, facts, rise)
    ]
    if len(known) < len(sides):
        return None
    return ChartPlan("margin_area", (known[0].id, profit.id, known[1].id), Slot.FULL)


def _has_grown(level: Fact, facts: FactSet, least: float) -> bool:
    """Whether more than `least` of a level has been added since a year ago."""
    before = year_ago(facts, level)
    return before is not None and size(level) * (1 - least) > size(before)


def for_facts(facts: Sequence[Fact], known: FactSet) -> tuple[ChartPlan, ...]:
    """The charts of one field: a part in its whole, a product, a comparison, a ranking, shares."""
    plans = (
        _nested(facts),
        _product(facts, known),
        _compared(facts, known),
        _ranked(facts),
        _shares(facts),
        *(_range(fact) for fact in facts if fact.quantity.is_range),
    )
    return tuple(plan for plan in plans if plan)


def _nested(facts: Sequence[Fact]) -> ChartPlan | None:
    for part, whole in AT_MOST:
        levels = [f for f in facts if f.concept in (part, whole) and f.basis is Basis.LEVEL]
        pair = [f for f in levels if f.period == levels[0].period and f.entity == levels[0].entity]
        if len({fact.concept for fact in pair}) == 2:
            return ChartPlan("nested_bars", tuple(fact.id for fact in pair[:2]))
    return None


def _product(facts: Sequence[Fact], known: FactSet) -> ChartPlan | None:
    """The growth of a count, of what each has, and of the total."""
    for product in PRODUCTS:
        total = next((f for f in facts if f.concept == product.total and f.basis is _YOY), None)
        if total is None:
            continue
        factors = [
            next(iter(known.where(concept=concept, period=total.period, basis=_YOY)), None)
            for concept in (product.count, product.each)
        ]
        if all(factors):
            return ChartPlan("waterfall", tuple(f.id for f in (*factors, total) if f))
    return None


def _compared(facts: Sequence[Fact], known: FactSet) -> ChartPlan | None:
    """Two lengths of time of which one was found to be a multiple of the other."""
    compared = times(facts, known)
    if not isinstance(compared, Times) or compared.ours.quantity.unit not in _TIMES:
        return None
    return ChartPlan("durations", (compared.ours.id, compared.theirs.id), Slot.FULL)


def _ranked(facts: Sequence[Fact]) -> ChartPlan | None:
    for basis in (Basis.YTD, _YOY):
        changes = [f for f in facts if f.basis is basis and f.quantity.unit == "percent"]
        if ranked(changes, ""):
            return ChartPlan("ranked_bars", tuple(fact.id for fact in changes), Slot.FULL)
    return None


def _shares(facts: Sequence[Fact]) -> ChartPlan | None:
    shares = tuple(fact.id for fact in facts if fact.basis is Basis.SHARE)
    return ChartPlan("share_bar", shares) if shares else None


def _range(fact: Fact) -> ChartPlan:
    return ChartPlan("range_scale", (fact.id,))


_YOY = Basis.YOY
_TIMES = frozenset({"second", "minute", "hour", "day", "week"})
