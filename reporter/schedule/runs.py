"""The runs of a job in the ledger: one row for each occasion, one for each attempt at it.

    waiting ──▶ running ──▶ done
       ▲           ├──────▶ failed
       └───────────┘        skipped

An attempt has a token, higher than every one before; what is written for it is written only as
long as nobody took the run over.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path

from reporter.clock import Clock
from reporter.errors import TakenOver
from reporter.ledger import Ledger, as_text
from reporter.schedule.due import Due, in_words
from reporter.schedule.model import Behaviour, CatchUp, Occasion
from reporter.schedule.run import (
    Attempt,
    JobState,
    Outcome,
    Run,
    RunState,
    is_too_old,
    what_follows,
)
from reporter.schedule.run_rows import as_attempt, as_job, as_run, insert, move

DIED = "the process that was at it ended before it was done"


def name_of(schedule: Path, ledger: Path) -> str:
    """What the ledger calls a schedule file: the way to it, so that both may be moved together."""
    return os.path.relpath(schedule.resolve(), ledger.resolve().parent)


class Runs:
    """The runs of one job; who writes holds the job's lock."""

    def __init__(self, ledger: Ledger, schedule: str, job: str, clock: Clock) -> None:
        self.ledger, self.clock = ledger, clock
        self.mine = (schedule, job)

    def job(self) -> JobState:
        """What is known of the job; where it is new, it is so from now on."""
        now = as_text(self.clock.now())
        new = "INSERT OR IGNORE INTO schedule_jobs (schedule, job, born, seen) VALUES (?, ?, ?, ?)"
        query = "SELECT * FROM schedule_jobs WHERE schedule = ? AND job = ?"
        if not self.ledger.rows(query, self.mine):
            with self.ledger.transaction() as connection:
                connection.execute(new, (*self.mine, now, now))
        return as_job(self.ledger.rows(query, self.mine)[0])

    def known_keys(self) -> frozenset[str]:
        """The keys of every occasion that was taken in."""
        query = "SELECT key FROM runs WHERE schedule = ? AND job = ?"
        return frozenset(row["key"] for row in self.ledger.rows(query, self.mine))

    def take_in(self, seen: datetime, now: datetime, due: Due, catch_up: CatchUp) -> None:
        """Write down the occasions since then, all or none, and that they are seen until now.

        Where a calendar does not reach until now, they are not, and are looked at again. Raises
        TakenOver where another process did it in the meantime.
        """
        with self.ledger.transaction() as connection:
            self._see(connection, seen, seen if due.unknown else now)
            if catch_up is CatchUp.LATEST:
                self._supersede(connection, {occasion.entity for occasion in due.to_run})
            for occasion in due.to_run:
                insert(connection, self.mine[0], occasion, RunState.WAITING, "", now)
            for one in due.skipped:
                insert(connection, self.mine[0], one.occasion, RunState.SKIPPED, one.reason, now)

    def take_change(self, seen: datetime, digest: str, occasion: Occasion | None) -> None:
        """Write down what a source is now, and the occasion that this is; raises TakenOver."""
        update = "UPDATE schedule_jobs SET digest = ? WHERE schedule = ? AND job = ?"
        now = self.clock.now()
        with self.ledger.transaction() as connection:
            self._see(connection, seen, now)
            connection.execute(update, (digest, *self.mine))
            if occasion:
                insert(connection, self.mine[0], occasion, RunState.WAITING, "", now)

    def note_fault(self, fault: str) -> JobState:
        """Write down what is wrong with the job apart from its runs, and since when it fails."""
        known, last = self.job(), self.last_told()
        fails = bool(fault) or bool(last and last.state is not RunState.DONE)
        since = as_text(known.failing or self.clock.now()) if fails else ""
        update = "UPDATE schedule_jobs SET fault = ?, failing = ? WHERE schedule = ? AND job = ?"
        if (known.fault, bool(known.failing)) != (fault, fails):
            with self.ledger.transaction() as connection:
                connection.execute(update, (fault, since, *self.mine))
        return self.job()

    def note_told(self, failing: datetime | None) -> None:
        """Write down of which failure the owner was told; of none, that it works again."""
        update = "UPDATE schedule_jobs SET told = ? WHERE schedule = ? AND job = ?"
        with self.ledger.transaction() as connection:
            connection.execute(update, (as_text(failing) if failing else "", *self.mine))

    def last_told(self) -> Run | None:
        """The run of which there was something to tell last: done, failed or held for a person."""
        query = """
            SELECT * FROM runs WHERE schedule = ? AND job = ? AND (state IN ('done', 'failed')
                OR (state = 'waiting' AND json_extract(outcome, '$.held')))
            ORDER BY changed DESC, id DESC LIMIT 1
        """
        rows = self.ledger.rows(query, self.mine)
        return as_run(rows[0]) if rows else None

    def go_back(self, seen: datetime, now: datetime) -> None:
        """After a clock that was ahead: what has not come yet is not decided yet.

        What was begun stays as it is, so that nothing runs twice.
        """
        coming = """
            DELETE FROM runs WHERE schedule = ? AND job = ? AND due > ?
                AND NOT EXISTS (SELECT 1 FROM run_attempts WHERE run = runs.id)
        """
        sooner = "UPDATE runs SET next = ? WHERE schedule = ? AND job = ? AND next > ?"
        with self.ledger.transaction() as connection:
            self._see(connection, seen, now)
            connection.execute(coming, (*self.mine, as_text(now)))
            connection.execute(sooner, (as_text(now), *self.mine, as_text(now)))

    def recover(self) -> tuple[Run, ...]:
        """Put back what a process left that died, and say what: who calls holds the job's lock."""
        now = as_text(self.clock.now())
        dead = """
            UPDATE run_attempts SET state = 'died', ended = ?, reason = ?
            WHERE state = 'running' AND run = ?
        """
        with self.ledger.transaction() as connection:
            left = self.runs(RunState.RUNNING)
            for run in left:
                connection.execute(dead, (now, DIED, run.id))
                self._move(connection, run, RunState.WAITING, DIED)
        return left

    def waiting(self) -> tuple[Run, ...]:
        """What may be tried now, the one that was due first before the others."""
        now = self.clock.now()
        return tuple(run for run in self.runs(RunState.WAITING) if run.next <= now)

    def give_up(self, run: Run, behaviour: Behaviour) -> bool:
        """End a run that waits and is too old by now; whether it was."""
        if not is_too_old(run.occasion, behaviour, self.clock.now()):
            return False
        tried = bool(self.attempts(run))
        state = RunState.FAILED if tried else RunState.SKIPPED
        reason = f"by now it would be more than {in_words(behaviour.within)} late"
        reason += f"; before that: {run.reason}" if tried and run.reason else ""
        with self.ledger.transaction() as connection:
            self._move(connection, run, state, reason)
        return True

    def start(self, run: Run) -> int:
        """Begin an attempt at a run that waits, and give its token; raises TakenOver."""
        now = as_text(self.clock.now())
        insert = "INSERT INTO run_attempts (run, started, state) VALUES (?, ?, ?)"
        with self.ledger.transaction() as connection:
            if self.run(run.id).state is not RunState.WAITING:
                raise TakenOver(self.ledger.path, f"another process began {run.occasion.key}")
            self._move(connection, run, RunState.RUNNING, run.reason)
            return int(connection.execute(insert, (run.id, now, RunState.RUNNING)).lastrowid or 0)

    def settle(
        self, token: int, outcome: Outcome, behaviour: Behaviour, *, died: bool = False
    ) -> None:
        """Write down how an attempt ended, and what follows; raises TakenOver."""
        now = self.clock.now()
        state = "died" if died else "failed" if outcome.code else "done"
        ended = "UPDATE run_attempts SET state = ?, ended = ?, reason = ? WHERE token = ?"
        keep = "UPDATE runs SET outcome = ? WHERE id = ?"
        with self.ledger.transaction() as connection:
            fence(token)(connection)
            query = "SELECT run FROM run_attempts WHERE token = ?"
            run = self.run(connection.execute(query, (token,)).fetchone()["run"])
            after, failures, next_at = what_follows(run, outcome, behaviour, now)
            connection.execute(ended, (state, as_text(now), outcome.reason, token))
            connection.execute(keep, (outcome.as_json(), run.id))
            self._move(connection, run, after, outcome.reason, next_at, failures)

    def run(self, number: int) -> Run:
        return as_run(self.ledger.rows("SELECT * FROM runs WHERE id = ?", (number,))[0])

    def runs(self, *states: RunState) -> tuple[Run, ...]:
        """The runs in those states, or all, in the order in which they were due."""
        query = """
            SELECT * FROM runs WHERE schedule = ? AND job = ?
                AND state IN (SELECT value FROM json_each(?)) ORDER BY due, id
        """
        wanted = json.dumps(states or tuple(RunState))
        return tuple(map(as_run, self.ledger.rows(query, (*self.mine, wanted))))

    def with_mail_left(self) -> tuple[Run, ...]:
        """The runs that have ended but for messages that were still to go."""
        query = """
            SELECT * FROM runs WHERE schedule = ? AND job = ? AND state IN ('done', 'failed')
                AND json_extract(outcome, '$.left') <> '{}' ORDER BY due, id
        """
        return tuple(map(as_run, self.ledger.rows(query, self.mine)))

    def amend(self, run: Run, outcome: Outcome) -> None:
        """Write down what a run that had ended came to since: it may have failed after all."""
        keep = "UPDATE runs SET outcome = ? WHERE id = ?"
        with self.ledger.transaction() as connection:
            connection.execute(keep, (outcome.as_json(), run.id))
            if outcome.reason != run.outcome.reason:
                self._move(connection, run, RunState.FAILED, outcome.reason)

    def attempts(self, run: Run) -> tuple[Attempt, ...]:
        """Every try at a run, the first one first."""
        query = "SELECT * FROM run_attempts WHERE run = ? ORDER BY token"
        return tuple(as_attempt(row) for row in self.ledger.rows(query, (run.id,)))

    def is_running(self, token: int) -> bool:
        """Whether an attempt has not ended, as far as the ledger knows."""
        return bool(self.ledger.rows(_RUNNING, (token,)))

    def _see(self, connection: sqlite3.Connection, seen: datetime, now: datetime) -> None:
        update = "UPDATE schedule_jobs SET seen = ? WHERE schedule = ? AND job = ? AND seen = ?"
        if not connection.execute(update, (as_text(now), *self.mine, as_text(seen))).rowcount:
            raise TakenOver(self.ledger.path, f"another process is at {self.mine[1]}")

    def _supersede(self, connection: sqlite3.Connection, entities: Collection[str]) -> None:
        """Skip what waits and was not begun, where a later occasion takes its place."""
        for run in self.runs(RunState.WAITING):
            if run.occasion.entity in entities and not self.attempts(run):
                reason = "a later one has come before it was begun"
                self._move(connection, run, RunState.SKIPPED, reason)

    def _move(
        self,
        connection: sqlite3.Connection,
        run: Run,
        state: RunState,
        reason: str,
        next_at: datetime | None = None,
        failures: int | None = None,
    ) -> None:
        now = self.clock.now()
        count = run.failures if failures is None else failures
        move(connection, run.id, state, count, next_at or now, now, reason)


_RUNNING = "SELECT 1 FROM run_attempts WHERE token = ? AND state = 'running'"


def fence(token: int) -> Callable[[sqlite3.Connection], None]:
    """What lets only an attempt that nobody took over write; raises TakenOver."""

    def check(connection: sqlite3.Connection) -> None:
        if not connection.execute(_RUNNING, (token,)).fetchone():
            raise TakenOver("the run", f"attempt {token} was given up for dead")

    return check
