"""Lengths of time side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from reporter.charts.durations import Duration, Durations
from reporter.exhibits.axis import steps_to, ticks
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, size
from reporter.facts import Fact
from reporter.quantity import Bound

_SECONDS: Mapping[str, int] = {
    "second": 1,
    "minute": 60,
    "hour": 3600,
    "day": 86400,
    "week": 604800,
}
_MOST_TICKS = 5


def durations(draft: Draft) -> Durations:
    """Levels in any unit of time, the shortest on top; the first one's entity takes the accent.

    An entity's longer time is drawn as an extension of its shorter one.
    """
    for fact in draft.facts:
        if fact.quantity.unit not in _SECONDS or fact.is_change or fact.quantity.is_range:
            raise draft.unfit("is not a length of time", fact)
    ordered = sorted(draft.facts, key=_seconds)
    longest = ordered[-1]
    unit = longest.quantity.unit
    return Durations(
        tuple(_row(draft, fact) for fact in ordered),
        ticks(draft, steps_to(size(longest), _MOST_TICKS), unit, _SECONDS[unit]),
    )


def _seconds(fact: Fact) -> Decimal:
    return size(fact) * _SECONDS[fact.quantity.unit]


def _row(draft: Draft, fact: Fact) -> Duration:
    own = fact.entity == draft.facts[0].entity
    shorter = [_seconds(f) for f in draft.facts if f.entity == fact.entity and f is not fact]
    shorter = [length for length in shorter if length < _seconds(fact)]
    is_limit = fact.quantity.bound is Bound.AT_MOST and draft.is_limit(fact)
    figure = draft.figure(fact, "none" if is_limit else "word")
    drawn = replace(mark(fact, figure, emphasis=own), value=float(_seconds(fact)))
    if fact.quantity.bound is Bound.AT_MOST:
        drawn = replace(drawn, bound=Bound.EXACT)  # a limit is itself what is drawn
    return Duration(
        draft.whose(fact, draft.name(fact)),
        drawn,
        before=float(max(shorter)) if shorter else None,
    )
