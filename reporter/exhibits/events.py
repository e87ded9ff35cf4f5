"""Facts as events in time."""

from __future__ import annotations

from datetime import date

from reporter.charts.timeline import Event, Timeline
from reporter.exhibits.draft import Draft, Label, first, small
from reporter.facts import Fact
from reporter.periods import print_period

_MOST_MONTHS = 36


def timeline(draft: Draft) -> Timeline:
    """Facts whose periods have dates, in their order; the last takes the accent."""
    if len(draft.facts) < 2:
        raise draft.unfit("needs two events at least")
    dated = sorted(((_day(draft, fact), fact) for fact in draft.facts), key=lambda pair: pair[0])
    last = dated[-1][1]
    events = (_event(draft, day, fact, fact is last) for day, fact in dated)
    return Timeline(tuple(events), _months(dated[0][0], dated[-1][0]))


def _day(draft: Draft, fact: Fact) -> date:
    """The day an open period begins or ends with, else the middle of the period."""
    start, end = fact.period.start, fact.period.end
    if start and end:
        return start + (end - start) / 2
    day = start or end
    if day is None:
        raise draft.unfit(f"has no date: its period is {fact.period}", fact)
    return day


def _event(draft: Draft, day: date, fact: Fact, is_last: bool) -> Event:
    """When in the leading language alone; its companion says when and what on one line."""
    when = draft.each(lambda speaker: print_period(fact.period, speaker.language, "short"))
    notes = _note(draft, fact, draft.term(fact))
    within = _note(draft, fact, tuple(map(small, draft.term(fact))))
    companions = draft.phrase("chart_on", day=tuple(map(first, when)), what=within)[1:]
    return Event(day, (first(when[0]),), (notes[0], *companions), is_last)


def _note(draft: Draft, fact: Fact, term: Label) -> Label:
    """What was measured, of whom where that is not plain, and how much."""
    said = draft.each(lambda s: s.change(fact)) if fact.is_change else draft.figure(fact)
    name = term if fact.entity == _subject(draft) else draft.whose(fact, term)
    return draft.phrase("chart_what_so_much", what=name, figure=said)


def _subject(draft: Draft) -> str:
    """Whose events most of them are."""
    entities = [fact.entity for fact in draft.facts]
    return max(entities, key=entities.count)


def _months(first: date, last: date) -> tuple[date, ...]:
    """The first days of the months between, unless they are too many."""
    count = (last.year - first.year) * 12 + last.month - first.month
    if count > _MOST_MONTHS:
        return ()
    starts = (divmod(first.month + step, 12) for step in range(count))
    return tuple(date(first.year + years, month + 1, 1) for years, month in starts)
