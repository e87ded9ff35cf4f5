"""The hours in which an exchange takes issuers' announcements for publication.

They stand in assets/publication_windows.csv with the day from which they hold and their source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from reporter.calendars.calendar import DAY, Calendar
from reporter.calendars.model import EXCHANGES, Window
from reporter.calendars.records import Record, read_records
from reporter.errors import PastHorizon

COLUMNS = ("venue", "exchange", "since", "day", "name", "opens", "closes", "source")
FULL, HALF, EVE = KINDS = ("full", "half", "eve")


@dataclass(frozen=True, slots=True)
class WindowRule:
    """A window that a venue has on days of one kind since a date.

    full: a trading day; half: one without an afternoon; eve: no trading day, the day before one.
    """

    venue: str
    exchange: str
    since: date
    kind: str
    name: str
    opens: time
    closes: time
    source: str


def read_windows(path: Path) -> tuple[WindowRule, ...]:
    """The windows of a file. Raises BadInput with every fault, CannotRead without a file."""
    return tuple(rule for record in read_records(path, COLUMNS) if (rule := _rule(record)))


def _rule(record: Record) -> WindowRule | None:
    exchange, kind = record.one_of("exchange", tuple(EXCHANGES)), record.one_of("day", KINDS)
    venue, name = record.required("venue"), record.required("name")
    since, opens, closes = record.date("since"), record.time("opens"), record.time("closes")
    if not (since and opens and closes and opens < closes):
        record.fault("closes", "a window opens at one time and closes at a later one")
        return None
    source = record.required("source")
    return WindowRule(venue, exchange, since, kind, name, opens, closes, source)


def windows_of(rules: Iterable[WindowRule], calendar: Calendar, day: date) -> tuple[Window, ...]:
    """The windows of a venue that open on a day, in order; `rules` are those of the venue.

    Raises PastHorizon for a day before its first rule, or that the calendar does not know.
    """
    past = [rule for rule in rules if rule.since <= day]
    if not past:
        first = min((rule.since for rule in rules), default=calendar.first)
        raise PastHorizon(calendar.exchange, day, first, calendar.last)
    newest, kind = max(rule.since for rule in past), _kind(calendar, day)
    now = (rule for rule in past if rule.since == newest and rule.kind == kind)
    return tuple(sorted(_windows(now, calendar, day), key=lambda window: window.opens))


def _windows(rules: Iterable[WindowRule], calendar: Calendar, day: date) -> Iterator[Window]:
    for rule in rules:
        opens, closes = (
            datetime.combine(day, at, calendar.zone).astimezone(UTC)
            for at in (rule.opens, rule.closes)
        )
        yield Window(rule.name, opens, closes)


def _kind(calendar: Calendar, day: date) -> str:
    """Which windows a day has: those of a whole day, of a half one, or of the eve of one."""
    if session := calendar.session(day):
        return HALF if session.is_half else FULL
    return EVE if calendar.is_trading(day + DAY) else ""
