"""Ranges and single figures on a scale from zero."""

from __future__ import annotations

from decimal import Decimal

from reporter.charts.range_scale import RangeRow, RangeScale
from reporter.exhibits.axis import steps_to, ticks
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, size

_WHOLE = Decimal(100)
_AIR = Decimal("1.2")
_MOST_TICKS = 5


def range_scale(draft: Draft) -> RangeScale:
    """Facts in one unit; per cents stand on a scale to a hundred, if they fit on it."""
    facts = draft.of_one_unit(draft.facts)
    unit, reach = facts[0].quantity.unit, max(map(size, facts))
    if unit == "percent" and reach <= _WHOLE:
        places = [Decimal(0), _WHOLE / 2, _WHOLE]
    else:
        places = steps_to(reach * _AIR, _MOST_TICKS)
    named = len(facts) > 1
    rows = (
        RangeRow(
            draft.term(fact) if named else (),
            mark(fact, draft.figure(fact), sign=False),
        )
        for fact in facts
    )
    return RangeScale(tuple(rows), ticks(draft, places, unit))
