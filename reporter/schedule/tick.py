"""One tick: what is due of a schedule is done, once, each job alone under its own lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event
from typing import TypeVar

from reporter.errors import BadInput, Fault, ReporterError
from reporter.ledger import Ledger
from reporter.schedule.machine import keep_to_machine
from reporter.schedule.model import Schedule
from reporter.schedule.run import Outcome
from reporter.schedule.turn import JobReport, Means, Turn
from reporter.schedule.waiting_mail import deliver_waiting

_Came = TypeVar("_Came")


@dataclass(frozen=True, slots=True)
class TickReport:
    """What a tick did, job by job, and how it went with mail that waited from before.

    `faults` are those of jobs that could not be read, and were not looked at.
    """

    jobs: tuple[JobReport, ...]
    mail: Outcome
    faults: tuple[Fault, ...] = ()

    @property
    def code(self) -> int:
        """What a command ends with."""
        unread = BadInput.exit_code if self.faults else 0
        return max([unread, self.mail.code, *(job.code for job in self.jobs)])


def tick(
    schedule: Schedule,
    ledger: Path,
    means: Means | None = None,
    *,
    stop: Event | None = None,
    alive: Callable[[], None] = lambda: None,
    adopt: bool = False,
    faults: Sequence[Fault] = (),
) -> TickReport:
    """Do what is due, once; what another process is at is left to it.

    `faults` kept jobs of the file from being in the schedule: no sign of life is given. After
    `stop` is set nothing is begun; `alive` is called every second. With `adopt` this machine runs
    the ledger's schedules from now on. Raises NotThisMachine, BadConfiguration, and what the ledger
    raises where it cannot be opened.
    """
    means, stop = means or Means(), stop or Event()
    with Ledger(ledger) as book:
        keep_to_machine(book, means.clock, adopt=adopt)
    turns = [Turn(schedule, job, ledger, means, stop) for job in schedule.jobs]
    with ThreadPoolExecutor(means.at_once) as pool:
        together = partial(_together, pool, stop, alive)
        together([turn.take for turn in turns])
        mail = Outcome()
        if not stop.is_set():
            (mail,) = together([partial(_mail, schedule, ledger, means)])
            together([turn.follow for turn in turns])
    done = TickReport(tuple(turn.report() for turn in turns), mail, tuple(faults))
    if schedule.metrics or schedule.ping:
        from reporter.schedule.watching import report as tell_watchers

        with Ledger(ledger) as book:
            tell_watchers(schedule, book, means.clock, done.code)
    return done


def _together(
    pool: Executor, stop: Event, alive: Callable[[], None], parts: Sequence[Callable[[], _Came]]
) -> list[_Came]:
    """What parts come to that are done at the same time; says that this process lives meanwhile."""
    futures = [pool.submit(part) for part in parts]
    try:
        while wait(futures, timeout=1).not_done:
            alive()
    except BaseException:
        stop.set()
        raise
    return [future.result() for future in futures]


def _mail(schedule: Schedule, ledger: Path, means: Means) -> Outcome:
    try:
        with Ledger(ledger) as book:
            return deliver_waiting(schedule, book, means.clock)
    except ReporterError as error:
        return Outcome(error.exit_code, str(error))
