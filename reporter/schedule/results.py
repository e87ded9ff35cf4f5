"""When companies tell their results: a CSV file of dates, some expected and some confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporter.calendars.records import Record, read_records

COLUMNS = ("entity", "period", "date", "status")
EXPECTED, CONFIRMED = STATUSES = ("expected", "confirmed")


@dataclass(frozen=True, slots=True)
class ResultsDate:
    """The day on which an entity tells the results of a period, and whether it has said so."""

    entity: str
    period: str
    day: date
    is_confirmed: bool


def read_results(path: Path) -> tuple[ResultsDate, ...]:
    """The dates of a results calendar, each entity and period once.

    Raises BadInput with every fault, CannotRead for a file that cannot be read.
    """
    return tuple(one for record in read_records(path, COLUMNS) if (one := _results_date(record)))


def _results_date(record: Record) -> ResultsDate | None:
    entity, period = record.required("entity"), record.required("period")
    record.once("entity", f"{entity} {period}")
    day, status = record.date("date"), record.one_of("status", STATUSES)
    return ResultsDate(entity, period, day, status == CONFIRMED) if day else None
