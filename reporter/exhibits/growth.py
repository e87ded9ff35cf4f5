"""Levels against the year before."""

from __future__ import annotations

from reporter.charts.dumbbell import Dumbbell, Pair
from reporter.charts.level_growth import GrowthMeasure, LevelGrowth
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, signed
from reporter.facts import Fact
from reporter.related import change_of, level_of, year_ago


def level_growth(draft: Draft) -> LevelGrowth:
    """Levels with their change and their value a year ago; the fastest takes the accent."""
    grown = [(level, _before(draft, level), _change(draft, level)) for level in _levels(draft)]
    fastest = max((change for _, _, change in grown), key=lambda change: abs(signed(change)))
    measures = (
        GrowthMeasure(
            draft.term(level),
            mark(before, draft.figure(before)),
            mark(level, draft.figure(level)),
            mark(change, draft.change(change), emphasis=change is fastest),
        )
        for level, before, change in grown
    )
    level, before, _ = grown[0]
    return LevelGrowth(
        tuple(measures),
        draft.phrase("chart_base", period=draft.period(before.period)),
        draft.period(level.period),
    )


def dumbbell(draft: Draft) -> Dumbbell:
    """Levels in one unit, a year ago and now; the first takes the accent."""
    levels = draft.of_one_unit(tuple(_levels(draft)))
    name = draft.entity if len({level.entity for level in levels}) > 1 else draft.term
    pairs = tuple(
        Pair(
            name(level),
            mark(before, draft.figure(before)),
            mark(level, draft.figure(level), emphasis=level is levels[0]),
            draft.change(change) if change else (),
        )
        for level in levels
        for before, change in [(_before(draft, level), change_of(draft.known, level))]
    )
    before = _before(draft, levels[0])
    return Dumbbell(pairs, draft.period(before.period), draft.period(levels[0].period))


def _levels(draft: Draft) -> list[Fact]:
    """The levels asked for, and those of the changes asked for, each once."""
    levels = []
    for fact in draft.facts:
        level = level_of(draft.known, fact) if fact.is_change else fact
        if level is None:
            raise draft.unfit("is a change whose level is not known", fact)
        levels.append(level)
    unique = list({level.id: level for level in levels}.values())
    asked = {level.id for level in unique}
    priors = {before.id for level in unique if (before := year_ago(draft.known, level))}
    return [level for level in unique if level.id not in asked & priors]


def _before(draft: Draft, level: Fact) -> Fact:
    before = year_ago(draft.known, level)
    if before is None:
        raise draft.unfit("has no value a year ago to be seen against", level)
    return before


def _change(draft: Draft, level: Fact) -> Fact:
    change = change_of(draft.known, level)
    if change is None:
        raise draft.unfit("has no change to be drawn", level)
    return change
