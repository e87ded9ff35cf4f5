"""What must be known to tell when a job runs: the calendars and the results calendars, as read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reporter.calendars import Calendars, read_calendars
from reporter.errors import BadInput, CannotRead, Fault
from reporter.schedule.model import OnDays, ResultsDays, Schedule
from reporter.schedule.results import ResultsDate, read_results


@dataclass(frozen=True, slots=True)
class Dates:
    """Trading days, windows and results dates, the last by the file that they were read from."""

    calendars: Calendars
    results: Mapping[Path, tuple[ResultsDate, ...]] = field(default_factory=dict)


def read_dates(schedule: Schedule, today: date) -> Dates:
    """Everything that the jobs of a schedule ask for; `today` says how far the calendars go.

    Raises BadInput with the faults of every file that is read.
    """
    faults: list[Fault] = []
    results: dict[Path, tuple[ResultsDate, ...]] = {}
    for path in _results_calendars(schedule):
        try:
            results[path] = read_results(path)
        except BadInput as error:
            faults += error.faults
        except CannotRead as error:
            faults.append(Fault(str(path), 1, 1, f"it cannot be read: {error.reason}"))
    calendars = _calendars(schedule, today, faults)
    if faults or calendars is None:
        raise BadInput(faults)
    return Dates(calendars, results)


def _results_calendars(schedule: Schedule) -> tuple[Path, ...]:
    days = (job.when.days for job in schedule.jobs if isinstance(job.when, OnDays))
    return tuple(dict.fromkeys(each.calendar for each in days if isinstance(each, ResultsDays)))


def _calendars(schedule: Schedule, today: date, faults: list[Fault]) -> Calendars | None:
    try:
        return read_calendars(today, schedule.overrides)
    except BadInput as error:
        faults += error.faults
    except CannotRead as error:
        faults.append(Fault(str(schedule.overrides), 1, 1, f"it cannot be read: {error.reason}"))
    return None
