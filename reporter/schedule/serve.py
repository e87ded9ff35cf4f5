"""A loop around the tick, in the foreground, for as long as nobody ends it."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from types import FrameType

from reporter.clock import Clock
from reporter.errors import CannotWrite, Locked, ReporterError
from reporter.ledger import Ledger
from reporter.schedule import sd_notify
from reporter.schedule.dates import read_dates
from reporter.schedule.model import Job, Schedule
from reporter.schedule.occasions import occasions
from reporter.schedule.run import RunState
from reporter.schedule.runs import Runs, name_of
from reporter.schedule.schedule_file import load_schedule
from reporter.schedule.tick import TickReport, tick
from reporter.schedule.turn import Means
from reporter.schedule.waiting_mail import next_message

log = logging.getLogger(__name__)

LONGEST = timedelta(minutes=1)
"""The longest sleep: so soon is an edit of the schedule, or a clock that was set, noticed."""
_SHORTEST = timedelta(seconds=1)


def serve(
    path: Path,
    ledger: Path,
    means: Means | None = None,
    *,
    adopt: bool = False,
    report: Callable[[TickReport], None] = lambda _: None,
) -> None:
    """Tick when something is due and every minute, until SIGTERM or SIGINT.

    The first one lets what is being worked on come to its end, the second one does not wait. The
    schedule is read again before each tick; one with faults is not taken. Raises as load_schedule
    and tick do, but goes on where the ledger is locked or the disk is full.
    """
    means, schedule = means or Means(), load_schedule(path)
    with _told_to_stop() as stop:
        sd_notify.notify(sd_notify.READY, sd_notify.ALIVE)
        while not stop.is_set():
            schedule = _read_again(path, schedule)
            try:
                report(tick(schedule, ledger, means, stop=stop, alive=_live, adopt=adopt))
                adopt = False
            except (Locked, CannotWrite) as error:
                log.error("%s", error)
            _sleep(_pause(schedule, ledger, means.clock), stop)
        sd_notify.notify(sd_notify.STOPPING)


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """What the first signal sets; the second one ends the process, and the kernel its child."""
    stop = Event()

    def heard(number: int, _: FrameType | None) -> None:
        if stop.is_set():
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)
        stop.set()

    before = {number: signal.signal(number, heard) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _live() -> None:
    sd_notify.notify(sd_notify.ALIVE)


def _read_again(path: Path, known: Schedule) -> Schedule:
    try:
        return load_schedule(path)
    except ReporterError as error:
        log.error("the schedule of before goes on: %s", error)
        return known


def _sleep(seconds: float, stop: Event) -> None:
    """Sleep until it is time or told to stop, and say as often as is asked for that this lives."""
    often = (sd_notify.watched_every() or 2 * seconds) / 2
    while seconds > 0 and not stop.wait(min(often, seconds)):
        seconds -= often
        _live()


def _pause(schedule: Schedule, ledger: Path, clock: Clock) -> float:
    """The seconds until something is due, but a minute at most."""
    now = clock.now()
    moments = [now + LONGEST]
    with suppress(ReporterError), Ledger(ledger) as book:
        moments += filter(None, [next_message(book, clock)])
        for job in schedule.jobs:
            runs = Runs(book, name_of(schedule.path, ledger), job.id, clock)
            moments += _ahead(schedule, job, runs, now)
    return max(min(moments) - now, _SHORTEST).total_seconds()


def _ahead(schedule: Schedule, job: Job, runs: Runs, now: datetime) -> list[datetime]:
    """When the job's next occasion comes, if within the minute, and when a run is tried again."""
    moments = [run.next for run in runs.runs(RunState.WAITING)]
    with suppress(ReporterError):
        dates = read_dates(replace(schedule, jobs=(job,)), now.date())
        moments += [one.due for one in occasions(job, now, now + LONGEST, dates)]
    return moments
