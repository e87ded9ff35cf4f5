"""Facts as events in time."""

from __future__ import annotations

from datetime import date

from reporter.charts.timeline import Event, Timeline
from reporter.exhibits.draft import Draft
from reporter.facts import Fact
from reporter.periods import Period

_MOST_MONTHS = 36


def timeline(draft: Draft) -> Timeline:
    """Facts whose periods have dates, in their order; the last takes the accent."""
    if len(draft.facts) < 2:
        raise draft.unfit("needs two events at least")
    dated = sorted(((_day(draft, fact), fact) for fact in draft.facts), key=lambda pair: pair[0])
    last = dated[-1][1]
    events = (
        Event(day, draft.period(_named(fact.period)), _note(draft, fact), fact is last)
        for day, fact in dated
    )
    return Timeline(tuple(events), _months(dated[0][0], dated[-1][0]))


def _named(period: Period) -> Period:
    """The period that an open one begins or ends with."""
    return period.first if period.is_open and period.first else period


def _day(draft: Draft, fact: Fact) -> date:
    """The day an open period begins or ends with, else the middle of the period."""
    start, end = fact.period.start, fact.period.end
    if start and end:
        return start + (end - start) / 2
    day = start or end
    if day is None:
        raise draft.unfit(f"has no date: its period is {fact.period}", fact)
    return day


def _note(draft: Draft, fact: Fact) -> tuple[str, ...]:
    """What was measured, and how much."""
    if fact.is_change:
        said = draft.each(lambda speaker: speaker.change(fact))
    else:
        said = draft.figure(fact)
    return draft.phrase("chart_what_so_much", what=draft.term(fact), figure=said)


def _months(first: date, last: date) -> tuple[date, ...]:
    """The first days of the months between, unless they are too many."""
    count = (last.year - first.year) * 12 + last.month - first.month
    if count > _MOST_MONTHS:
        return ()
    starts = (divmod(first.month + step, 12) for step in range(count))
    return tuple(date(first.year + years, month + 1, 1) for years, month in starts)
