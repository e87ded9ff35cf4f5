"""How the jobs of a schedule are: for a person, for a program, for what watches over them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from reporter.clock import Clock
from reporter.errors import ReporterError
from reporter.ledger import Ledger
from reporter.schedule.dates import read_dates
from reporter.schedule.horizon import ends, horizon_of
from reporter.schedule.model import Job, Occasion, Schedule
from reporter.schedule.occasions import occasions
from reporter.schedule.run import Run, RunState
from reporter.schedule.runs import Runs, name_of

_AHEAD = timedelta(days=400)
"""How far the next occasion is looked for."""
_ENDED = (RunState.DONE, RunState.FAILED)


@dataclass(frozen=True, slots=True)
class Health:
    """A job: when its occasions were last looked at, its last run and the next occasion.

    `failing` is since when, `fault` why its occasions cannot be told; `horizon` is the last day
    that its calendars know. `counts` are of its runs, by state; `done` is when one last was.
    """

    job: str
    seen: datetime
    last: Run | None
    done: datetime | None
    coming: Occasion | None
    failing: datetime | None
    fault: str
    horizon: date | None
    warning: str
    counts: Mapping[RunState, int]

    @property
    def is_well(self) -> bool:
        return self.failing is None and not self.fault


def health(schedule: Schedule, ledger: Ledger, clock: Clock) -> tuple[Health, ...]:
    """How every job is."""
    return tuple(_health(schedule, job, ledger, clock) for job in schedule.jobs)


def _health(schedule: Schedule, job: Job, ledger: Ledger, clock: Clock) -> Health:
    runs = Runs(ledger, name_of(schedule.path, ledger.path), job.id, clock)
    state, known, now = runs.job(), runs.runs(), clock.now()
    ended = sorted((run for run in known if run.state in _ENDED), key=lambda run: run.changed)
    coming, horizon, fault = _ahead(schedule, job, runs, now)
    return Health(
        job.id,
        state.seen,
        ended[-1] if ended else None,
        max((run.changed for run in ended if run.state is RunState.DONE), default=None),
        coming,
        state.failing,
        state.fault or fault,
        horizon,
        (horizon and ends(horizon, now.date())) or "",
        {each: sum(run.state is each for run in known) for each in RunState},
    )


def _ahead(
    schedule: Schedule, job: Job, runs: Runs, now: datetime
) -> tuple[Occasion | None, date | None, str]:
    """The next occasion and how far the calendars go, or why they cannot be told."""
    try:
        dates = read_dates(replace(schedule, jobs=(job,)), now.date())
        horizon = horizon_of(job, dates.calendars)
    except ReporterError as error:
        return None, None, str(error)
    done = runs.known_keys()
    try:
        ahead = occasions(job, now, now + _AHEAD, dates)
        return next((one for one in ahead if one.key not in done), None), horizon, ""
    except ReporterError:  # of the calendar's end, which is only a fault once it has come
        return None, horizon, ""


def as_record(one: Health) -> dict[str, Any]:
    """The same for a program; times in UTC."""
    return {
        "job": one.job,
        "well": one.is_well,
        "seen": one.seen.isoformat(),
        "last": _run_record(one.last) if one.last else None,
        "done": one.done.isoformat() if one.done else None,
        "next": _occasion_record(one.coming) if one.coming else None,
        "failing": one.failing.isoformat() if one.failing else None,
        "fault": one.fault,
        "horizon": one.horizon.isoformat() if one.horizon else None,
        "warning": one.warning,
        "runs": {str(state): count for state, count in one.counts.items()},
    }


def _run_record(run: Run) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(run.outcome.as_json())
    return _occasion_record(run.occasion) | {"state": str(run.state), "reason": run.reason} | said


def _occasion_record(occasion: Occasion) -> dict[str, Any]:
    return {"key": occasion.key, "due": occasion.due.isoformat(), "about": occasion.about}
