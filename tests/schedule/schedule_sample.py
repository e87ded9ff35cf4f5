"""Schedules for the tests of what runs them, and work that says what becomes of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mail_sample import StoppedClock

from reporter.ledger import Ledger
from reporter.schedule.model import Behaviour, BriefQuery, CatchUp, Cron, Job, Occasion, Schedule
from reporter.schedule.run import Run
from reporter.schedule.runs import Runs, name_of
from reporter.schedule.tick import TickReport, tick
from reporter.schedule.turn import Means

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
HOURLY = Cron("0 * * * *", "UTC")
ALL = Behaviour(CatchUp.ALL)
COUNTS = "with (FOLDER / 'done').open('a') as file: file.write(order.occasion.key + ' ')"
"""Work that leaves a word of each occasion."""
_PROGRAM = """
import sys, time
from pathlib import Path
from reporter.schedule.child import main
from reporter.schedule.run import Outcome
from reporter.errors import ServiceUnavailable, ChecksFailed, CannotWrite, TakenOver
FOLDER = Path({folder!r})

def work(order, ledger, clock):
{body}
    return Outcome()

sys.exit(main(work))
"""


def job(name: str = "morning", behaviour: Behaviour = ALL, **changes: Any) -> Job:
    given: dict[str, Any] = {"briefs": BriefQuery(()), "when": HOURLY, "behaviour": behaviour}
    return Job(name, **given | changes)


def schedule(folder: Path, *jobs: Job, **changes: Any) -> Schedule:
    return Schedule(folder / "schedule.yaml", jobs or (job(),), **changes)


def ledger_of(folder: Path) -> Path:
    return folder / "ledger.sqlite"


def means(folder: Path, clock: StoppedClock, *body: str, at_once: int = 4) -> Means:
    """What a tick works with; the work is those lines of Python, and goes well if nothing else."""
    lines = "\n".join(f"    {line}" for line in body)
    program = _PROGRAM.format(folder=str(folder), body=lines)
    return Means(clock, (sys.executable, "-c", program), at_once)


@contextmanager
def runs_of(folder: Path, clock: StoppedClock, name: str = "morning") -> Iterator[Runs]:
    with Ledger(ledger_of(folder)) as ledger:
        path = schedule(folder).path
        yield Runs(ledger, name_of(path, ledger.path), name, clock)


def every_run(folder: Path, clock: StoppedClock, name: str = "morning") -> tuple[Run, ...]:
    with runs_of(folder, clock, name) as runs:
        return runs.runs()


def born(folder: Path, clock: StoppedClock, *names: str) -> None:
    """Let the ledger know the jobs from now on."""
    for name in names or ("morning",):
        with runs_of(folder, clock, name) as runs:
            runs.job()


def occasion(hour: int, **changes: Any) -> Occasion:
    due = MORNING.replace(hour=hour)
    return Occasion("morning", f"{due:%Y-%m-%dT%H:%MZ}", due, **changes)


def go(folder: Path, clock: StoppedClock, *body: str, **changes: Any) -> TickReport:
    """A tick of one job, whose work is those lines."""
    how = means(folder, clock, *body)
    return tick(schedule(folder, job(**changes)), ledger_of(folder), how)


def done(folder: Path) -> list[str]:
    """The occasions of which a word was left."""
    path = folder / "done"
    return path.read_text().split() if path.exists() else []
