"""Days on which an exchange did otherwise than its calendar says: storms, special closings.

A CSV file with the columns exchange, date, kind (closed, open, half), open, close and source;
times are those of the exchange's clocks. assets/exchange_overrides.csv is one, and a user may have
another, which comes after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from reporter.calendars.model import EXCHANGES, Session
from reporter.calendars.records import Record, read_records

COLUMNS = ("exchange", "date", "kind", "open", "close", "source")
KINDS = ("closed", "open", "half")


@dataclass(frozen=True, slots=True)
class Override:
    """What a day was or will be: with the session, or without one."""

    exchange: str
    day: date
    session: Session | None
    source: str


def read_overrides(path: Path) -> tuple[Override, ...]:
    """The overrides of a file. Raises BadInput with every fault, CannotRead without a file."""
    return tuple(one for record in read_records(path, COLUMNS) if (one := _override(record)))


def _override(record: Record) -> Override | None:
    """One line's override; None, and faults, where it is none."""
    before = len(record.faults)
    exchange = record.one_of("exchange", tuple(EXCHANGES))
    day, kind = record.date("date"), record.one_of("kind", KINDS)
    opens, closes = record.time("open"), record.time("close")
    source = record.required("source")
    for column in ("open", "close"):
        if kind == "closed" and record.text(column):
            record.fault(column, "a day that is closed has no times")
        elif kind in ("open", "half"):
            record.required(column)
    if opens and closes and opens >= closes:
        record.fault("close", f"{closes:%H:%M} is not after {opens:%H:%M}")
    if day is None or len(record.faults) > before:
        return None
    record.once("date", f"{exchange} {day}")
    return Override(exchange, day, _session(exchange, day, opens, closes, kind == "half"), source)


def _session(
    exchange: str, day: date, opens: time | None, closes: time | None, is_half: bool
) -> Session | None:
    if not (opens and closes):
        return None
    zone = ZoneInfo(EXCHANGES[exchange].zone)
    start, end = (datetime.combine(day, at, zone).astimezone(UTC) for at in (opens, closes))
    return Session(day, start, end, is_half)
