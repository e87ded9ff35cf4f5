"""What a chart shows, told before it is drawn: all of its facts, its finding, its caption."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reporter.brief import ChartPlan
from reporter.facts import Basis, Direction, Fact, FactSet
from reporter.narrative.messages import (
    Caption,
    FromTo,
    Growth,
    MadeOf,
    Message,
    Outpaced,
    Owed,
    PartOf,
    Ranked,
    Times,
)
from reporter.quantity import Bound
from reporter.related import change_of, contribution, level_of, made_of, year_ago

_WITH_YEAR_AGO = ("columns_line", "dumbbell", "level_growth", "margin_area", "nested_bars")
_OUTLINES = {"dumbbell": "hollow", "columns_line": "derived", "level_growth": "", "timeline": ""}
_BARS = ("durations", "nested_bars", "ranked_bars", "range_scale", "share_bar", "waterfall")
_MOST_PERIODS = 2


def drawn(plan: ChartPlan, facts: FactSet) -> tuple[Fact, ...]:
    """Every fact that the chart of a plan draws: those asked for and those that belong to them."""
    asked = [facts[fact_id] for fact_id in plan.facts]
    shown = list(asked)
    if plan.kind in _WITH_YEAR_AGO:
        shown += [before for fact in asked if (before := year_ago(facts, _level(facts, fact)))]
    if plan.kind in ("level_growth", "dumbbell"):
        levels = [_level(facts, fact) for fact in asked]
        shown += [*levels, *(c for level in levels if (c := change_of(facts, level)))]
    if plan.kind == "margin_area" or _is_bridge(plan, facts):
        for profit in asked:
            parts = [contribution(facts, profit, cause) for cause in ("revenue", "margin")]
            shown += [part for part in parts if part]
    if _is_bridge(plan, facts) and (before := year_ago(facts, asked[0])):
        shown.append(before)
    return tuple({fact.id: fact for fact in shown}.values())


def _level(facts: FactSet, fact: Fact) -> Fact:
    return (level_of(facts, fact) or fact) if fact.is_change else fact


def _is_bridge(plan: ChartPlan, facts: FactSet) -> bool:
    return plan.kind == "waterfall" and not facts[plan.facts[0]].is_change


def finding(kind: str, asked: Sequence[Fact], facts: FactSet, issuer: str) -> Message | None:
    """What a chart of that kind shows at a glance; None where any kind would show it as well."""
    match kind:
        case "margin_area" | "waterfall":
            return _owed(asked, facts) or _made_of(asked)
        case "nested_bars":
            return _part_of(asked, facts)
        case "durations":
            return times(asked, facts)
        case "ranked_bars":
            return ranked(asked, issuer)
        case "timeline":
            return None
    return None


def _owed(asked: Sequence[Fact], facts: FactSet) -> Message | None:
    for profit in asked:
        part = contribution(facts, profit, "margin")
        increase = facts.get(f"{profit.id}_increase")
        if part and increase and {part.direction, increase.direction} == {Direction.UP}:
            return Owed(increase, part)
    return None


def _made_of(asked: Sequence[Fact]) -> Message | None:
    *parts, total = asked
    main = max(parts, key=size, default=None)
    return MadeOf(total, main) if main and 2 * size(main) > size(total) else None


def _part_of(asked: Sequence[Fact], facts: FactSet) -> Message | None:
    levels = sorted((fact for fact in asked if fact.basis is Basis.LEVEL), key=size)
    if len(levels) < 2:
        return None
    ratio = made_of(facts, levels[0], levels[-1])
    return PartOf(levels[0], levels[-1], ratio) if ratio else None


def times(asked: Sequence[Fact], facts: FactSet) -> Message | None:
    """The comparison of two entities that was worked out, if there is one."""
    for ours in asked:
        for theirs in asked:
            if ours is not theirs and (ratio := made_of(facts, ours, theirs)) and ratio.against:
                return Times(ours, theirs, ratio)
    return None


def ranked(facts: Sequence[Fact], issuer: str) -> Message | None:
    """Changes on one basis by the strongest; None for fewer than three entities."""
    changes = [fact for fact in facts if fact.is_change]
    alike = {(fact.basis, fact.quantity.unit) for fact in changes}
    if len({fact.entity for fact in changes}) < 3 or len(alike) > 1:
        return None
    ordered = tuple(sorted(changes, key=signed, reverse=True))
    return Ranked(ordered, next((fact for fact in ordered if fact.entity == issuer), None))


def outpaced(facts: Iterable[Fact]) -> Message | None:
    """The fastest and the slowest of rises over one time, of measures that are not the same."""
    changes = [fact for fact in facts if fact.is_change and fact.direction is Direction.UP]
    if len({(fact.basis, fact.period, fact.quantity.unit) for fact in changes}) != 1:
        return None
    ordered = sorted(changes, key=size, reverse=True)
    if ordered[0].concept == ordered[-1].concept:
        return None
    return Outpaced(ordered[0], ordered[-1])


def from_to(before: Fact, after: Fact) -> FromTo:
    return FromTo(before, after, rose=size(after) >= size(before))


def grown(level: Fact, change: Fact, before: Fact | None = None) -> Growth:
    return Growth(level, change, before)


def caption(plan: ChartPlan, shown: Sequence[Fact], facts: FactSet) -> Caption:
    """The words under the title of a chart."""
    asked = tuple(facts[fact_id] for fact_id in plan.facts)
    axes = _axes(asked) if plan.kind == "margin_area" else ()
    return Caption(
        asked,
        measures=asked[:2] if plan.kind in ("nested_bars", "sparkline") else (),
        axes=axes,
        periods=() if plan.kind == "timeline" else _periods(asked),
        marks=tuple(_marks(plan, shown)),
    )


def _axes(asked: Sequence[Fact]) -> tuple[Fact, ...]:
    revenue = [fact for fact in asked if fact.concept == "revenue"]
    margin = [fact for fact in asked if fact.basis is Basis.RATIO]
    profit = [fact for fact in asked if fact not in revenue and fact not in margin]
    chosen = (*revenue[:1], *margin[:1], *profit[:1])
    return chosen if len(chosen) == 3 else ()


def _periods(asked: Sequence[Fact]) -> tuple[Fact, ...]:
    """A fact for each period, unless they are too many to name or have no dates."""
    each = {fact.period: fact for fact in asked if fact.period.start or fact.period.end}
    return tuple(each.values()) if len(each) <= _MOST_PERIODS else ()


def _marks(plan: ChartPlan, shown: Sequence[Fact]) -> Iterable[str]:
    outlined = [fact for fact in shown if plan.kind != "dumbbell" or not fact.is_change]
    if any(fact.is_derived for fact in outlined):
        outline = "dashed" if plan.kind == "margin_area" else "derived"
        yield from filter(None, [_OUTLINES.get(plan.kind, outline)])
    if plan.kind not in _BARS:
        return
    ranges = [fact for fact in shown if fact.quantity.is_range]
    bounds = {fact.quantity.bound for fact in shown if fact not in ranges}
    if Bound.OVER in bounds or Bound.AT_LEAST in bounds:
        yield "over"
    if any(fact.quantity.bound is Bound.AT_LEAST for fact in ranges):
        yield "more"
    if any(fact.quantity.close for fact in shown):
        yield "close"
    elif Bound.UNDER in bounds:
        yield "under"
    if Bound.ABOUT in bounds:
        yield "about"
    if plan.kind == "durations" and len({fact.entity for fact in shown}) < len(shown):
        yield "extended"


def size(fact: Fact) -> float:
    return float(max(abs(end) for end in fact.quantity.ends))


def signed(fact: Fact) -> float:
    return -size(fact) if fact.direction is Direction.DOWN else size(fact)
