"""The turn of one job within a tick: what it finds to do, and what it does about it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Event

from reporter.archive import sweep
from reporter.clock import Clock, SystemClock
from reporter.errors import BadLedger, CannotWrite, Locked, ReporterError
from reporter.ledger import Ledger
from reporter.mail.outbox import Outbox
from reporter.schedule.child import COMMAND, run_child
from reporter.schedule.dates import read_dates
from reporter.schedule.due import due
from reporter.schedule.model import Job, OnChange, Schedule
from reporter.schedule.order import Order
from reporter.schedule.run import LATER, JobState, Outcome, Run, is_temporary
from reporter.schedule.runs import DIED, Runs, name_of
from reporter.schedule.waiting_mail import since_then

log = logging.getLogger(__name__)

_STEP = timedelta(seconds=1)
"""How far a clock may be set back without a word."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a tick works with; `at_once` is how many jobs are worked on at the same time."""

    clock: Clock = field(default_factory=SystemClock)
    command: Sequence[str] = COMMAND
    at_once: int = 4


@dataclass(frozen=True, slots=True)
class JobReport:
    """What a tick did for a job: the runs that it tried, as they are now, and what it noticed.

    A `fault` is what kept it from telling or doing what was due, with its exit code.
    """

    job: str
    runs: tuple[Run, ...] = ()
    notes: tuple[str, ...] = ()
    fault: str = ""
    fault_code: int = 0

    @property
    def code(self) -> int:
        return max([self.fault_code, *(run.outcome.code for run in self.runs)])


def lock_name(schedule: str, job: str) -> str:
    """What a process holds of the ledger while it is at a job."""
    return f"job.{job}.{sha256(schedule.encode()).hexdigest()[:8]}"


class Turn:
    """One job's turn; to be taken once, by one thread."""

    def __init__(
        self, schedule: Schedule, job: Job, ledger: Path, means: Means, stop: Event
    ) -> None:
        self.schedule, self.job, self.path = schedule, job, ledger
        self.means, self.clock, self.stop = means, means.clock, stop
        self.name = name_of(schedule.path, ledger)
        self.tried: list[int] = []
        self.runs = tuple[Run, ...]()
        self.notes: list[str] = []
        self.fault, self.fault_code = "", 0

    def take(self) -> None:
        """Do what is due for the job, unless another process is at it."""
        if not self._alone(self._do):
            self.notes.append("another process is at it")

    def follow(self) -> None:
        """See what became of messages that runs left, unless another process is at the job."""
        self._alone(self._see_to_mail)

    def report(self) -> JobReport:
        notes = tuple(self.notes)
        return JobReport(self.job.id, self.runs, notes, self.fault, self.fault_code)

    def _alone(self, do: Callable[[Ledger, Runs, int], None]) -> bool:
        """Do a part with the lock of the job; False where another process holds it."""
        try:
            with Ledger(self.path) as ledger, ExitStack() as stack:
                try:
                    lock = stack.enter_context(ledger.hold(lock_name(self.name, self.job.id)))
                except Locked:
                    return False
                runs = Runs(ledger, self.name, self.job.id, self.clock)
                do(ledger, runs, lock)
                self.runs = tuple(map(runs.run, self.tried))
        except ReporterError as error:
            self._fail(error)
        return True

    def _do(self, ledger: Ledger, runs: Runs, lock: int) -> None:
        self._tidy(runs)
        self._look(runs)
        for run in runs.waiting():
            if self.stop.is_set():
                break
            if not runs.give_up(run, self.job.behaviour):
                self._attempt(runs, run, lock)
        self._tell(ledger, runs, runs.note_fault(self.fault))

    def _see_to_mail(self, ledger: Ledger, runs: Runs, _: int) -> None:
        """Let a run have failed of which a message failed since, and tell the owner."""
        wrong = list[int]()
        for run in runs.with_mail_left():
            now = since_then(run.outcome, Outbox(ledger, self.clock))
            if now != run.outcome:
                runs.amend(run, now)
            if now.reason != run.outcome.reason:
                wrong.append(run.id)
        if wrong:
            self.tried += wrong
            self._tell(ledger, runs, runs.note_fault(runs.job().fault))

    def _tidy(self, runs: Runs) -> None:
        """See to what a process left that died at this job."""
        for run in runs.recover():
            self._note(f"{run.occasion.key}: {DIED}; it is taken up again")
        if isinstance(self.job.out, Path):
            for path in sweep(self.job.out):
                self._note(f"{path}: a file that was not finished is deleted")

    def _look(self, runs: Runs) -> None:
        """Take in what has come since the last tick."""
        now, seen = self.clock.now(), runs.job().seen
        if now < seen:
            self._go_back(runs, seen, now)
            seen = now
        try:
            if isinstance(self.job.when, OnChange):
                self._watch(runs, seen, now)
            else:
                self._come(runs, seen, now)
        except (Locked, CannotWrite, BadLedger):
            raise
        except ReporterError as error:
            self._fail(error)

    def _come(self, runs: Runs, seen: datetime, now: datetime) -> None:
        """Take in the occasions whose time has come."""
        dates = read_dates(replace(self.schedule, jobs=(self.job,)), now.date())
        found = due(self.job, seen, now, runs.known_keys(), dates, runs.job().born)
        runs.take_in(seen, now, found, self.job.behaviour.catch_up)
        if found.unknown:
            raise found.unknown

    def _watch(self, runs: Runs, seen: datetime, now: datetime) -> None:
        """Take in that what the job watches has changed."""
        from reporter.schedule.changes import changed

        known = runs.job().digest
        digest, occasion = changed(self.job, known, now)
        if digest != known:
            runs.take_change(seen, digest, occasion)

    def _go_back(self, runs: Runs, seen: datetime, now: datetime) -> None:
        runs.go_back(seen, now)
        if seen - now > _STEP:
            self._note(
                f"the clock went back from {seen:%Y-%m-%d %H:%M:%S} to {now:%H:%M:%S} UTC; "
                "what has run does not run again"
            )

    def _attempt(self, runs: Runs, run: Run, lock: int) -> None:
        """Have a run worked on under a token, and see that the ledger says how it ended."""
        token = runs.start(run)
        self.tried.append(run.id)
        order = Order(
            self.name,
            self.job,
            run.occasion,
            token,
            self.path,
            self.clock.now(),
            runs.attempts(run)[0].started,
            self.schedule.settings,
        )
        why = run_child(order, lock, self.means.command)
        if runs.is_running(token):
            runs.settle(token, Outcome(LATER, why), self.job.behaviour, died=True)

    def _tell(self, ledger: Ledger, runs: Runs, state: JobState) -> None:
        """Tell the owner, once for each stretch of failures, and once when it works again."""
        if not self._is_to_be_told(state):
            return
        from reporter.schedule.notify import tell

        try:
            tell(self.schedule, self.job, state, runs.last_told(), ledger, self.clock)
        except ReporterError as error:
            self._note(f"{self.job.owner.name or 'the owner'} could not be told: {error}")
        else:
            runs.note_told(state.failing)

    def _is_to_be_told(self, state: JobState) -> bool:
        if not state.failing or state.failing == state.told:
            return bool(state.told and not state.failing)
        lasts = self.clock.now() - state.failing >= self.job.behaviour.pause
        return lasts or not is_temporary(self.fault_code)

    def _fail(self, error: ReporterError) -> None:
        self.fault, self.fault_code = str(error), error.exit_code

    def _note(self, note: str) -> None:
        log.warning("%s: %s", self.job.id, note)
        self.notes.append(note)
