"""The days that a job asks for, and the key of each: what makes it one, wherever it moves to."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reporter.calendars import Calendar
from reporter.calendars.calendar import DAY
from reporter.errors import PastHorizon
from reporter.schedule.dates import Dates
from reporter.schedule.model import Days, MonthEnd, Of, ResultsDays, TradingDays
from reporter.schedule.results import ResultsDate

MONTHS: dict[Of, int] = {"month": 1, "quarter": 3}


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A day on which a job runs; `about` says in words why that is one."""

    day: date
    key: str
    about: str
    entity: str = ""
    period: str = ""


def days_of(days: Days, first: date, last: date, dates: Dates) -> Iterator[Day]:
    """The days from one to another, in order.

    Raises PastHorizon at the first that a calendar does not know, after all before it.
    """
    match days:
        case TradingDays(exchange, int(nth), of):
            return _nth_days(dates.calendars[exchange], nth, of, first, last)
        case TradingDays(exchange):
            return _trading_days(dates.calendars[exchange], first, last)
        case MonthEnd(of):
            return _ends(of, first, last)
        case ResultsDays():
            return _after_results(days, first, last, dates)


def _trading_days(calendar: Calendar, first: date, last: date) -> Iterator[Day]:
    day = first
    while day <= last:
        if calendar.is_trading(day):
            yield Day(day, day.isoformat(), f"a trading day of {calendar.exchange}")
        day += DAY


def _nth_days(calendar: Calendar, nth: int, of: Of, first: date, last: date) -> Iterator[Day]:
    for start, end in _spans(of, first, last):
        days = calendar.between(start, end)
        if -len(days) <= nth < 0 or 0 < nth <= len(days):
            day = days[nth if nth < 0 else nth - 1]
            if first <= day <= last:
                name = _name(of, start)
                yield Day(day, f"{name}/{nth}", f"{_ordinal(nth)} of {name} at {calendar.exchange}")


def _ends(of: Of, first: date, last: date) -> Iterator[Day]:
    for start, end in _spans(of, first, last):
        if end <= last:
            yield Day(end, end.isoformat(), f"the end of {_name(of, start)}")


def _spans(of: Of, first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first and last day of every month or quarter that has one of the days."""
    length = MONTHS[of]
    start = date(first.year, (first.month - 1) // length * length + 1, 1)
    while start <= last:
        month = start.month + length - 1
        end = date(start.year, month, monthrange(start.year, month)[1])
        yield start, end
        start = end + DAY


def _name(of: Of, start: date) -> str:
    return f"{start:%Y-%m}" if of == "month" else f"{start.year}Q{start.month // 3 + 1}"


def _ordinal(nth: int) -> str:
    if nth == -1:
        return "the last trading day"
    return f"trading day {nth}" if nth > 0 else f"trading day {-nth} from the end"


def _after_results(days: ResultsDays, first: date, last: date, dates: Dates) -> Iterator[Day]:
    calendar = dates.calendars[days.exchange]
    found: list[Day] = []
    unknown: PastHorizon | None = None
    for one in dates.results[days.calendar]:
        if not _is_asked_for(days, one):
            continue
        try:
            day = calendar.offset(one.day, days.offset)
        except PastHorizon as error:
            if _may_come_by(calendar, one.day, days.offset, last):
                unknown = error
        else:
            found += [_results_day(one, day, days.offset)] if first <= day <= last else []
    yield from sorted(found)
    if unknown:
        raise unknown


def _is_asked_for(days: ResultsDays, one: ResultsDate) -> bool:
    is_sure_enough = one.is_confirmed or not days.confirmed_only
    return is_sure_enough and (not days.entities or one.entity in days.entities)


def _may_come_by(calendar: Calendar, day: date, offset: int, last: date) -> bool:
    """Whether the trading day `offset` from an unknown day may be `last` or before it."""
    if day < calendar.first:
        return False
    return (day if offset >= 0 else calendar.days[offset]) <= last


def _results_day(one: ResultsDate, day: date, offset: int) -> Day:
    count = f"{abs(offset)} trading day{'s' * (abs(offset) != 1)}"
    when = f"{count} {'after' if offset > 0 else 'before'}" if offset else "on the day of"
    status = "confirmed" if one.is_confirmed else "expected"
    return Day(
        day,
        f"{one.entity}/{one.period}/{offset:+d}",
        f"{when} the results of {one.entity} for {one.period}, {status} for {one.day}",
        one.entity,
        one.period,
    )
