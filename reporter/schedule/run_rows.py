"""The rows of runs: how an occasion is put in, moved and read back; within a transaction."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from reporter.ledger import as_text, as_time
from reporter.schedule.model import Occasion
from reporter.schedule.run import Attempt, JobState, Outcome, Run, RunState


def insert(
    connection: sqlite3.Connection,
    schedule: str,
    occasion: Occasion,
    state: RunState,
    reason: str,
    now: datetime,
) -> None:
    """Add an occasion, unless one of its key is there."""
    statement = """
        INSERT OR IGNORE INTO runs (schedule, job, key, due, about, entity, period, state,
            next, changed, reason)
        VALUES (:schedule, :job, :key, :due, :about, :entity, :period, :state, :now, :now, :reason)
    """
    given = {name: getattr(occasion, name) for name in Occasion.__slots__}
    times = {"due": as_text(occasion.due), "now": as_text(now)}
    row = given | times | {"schedule": schedule, "state": state, "reason": reason}
    connection.execute(statement, row)


def move(
    connection: sqlite3.Connection,
    run: int,
    state: RunState,
    failures: int,
    next_at: datetime,
    now: datetime,
    reason: str,
) -> None:
    statement = """
        UPDATE runs SET state = ?, failures = ?, next = ?, changed = ?, reason = ? WHERE id = ?
    """
    row = (state, failures, as_text(next_at), as_text(now), reason, run)
    connection.execute(statement, row)


def as_run(row: sqlite3.Row) -> Run:
    return Run(
        row["id"],
        Occasion(
            row["job"],
            row["key"],
            as_time(row["due"]),
            row["about"],
            row["entity"],
            row["period"],
        ),
        RunState(row["state"]),
        row["failures"],
        as_time(row["next"]),
        as_time(row["changed"]),
        row["reason"],
        Outcome.of_json(row["outcome"]),
    )


def as_job(row: sqlite3.Row) -> JobState:
    return JobState(
        as_time(row["born"]),
        as_time(row["seen"]),
        row["digest"],
        row["fault"],
        _time(row["failing"]),
        _time(row["told"]),
    )


def as_attempt(row: sqlite3.Row) -> Attempt:
    started, ended = as_time(row["started"]), _time(row["ended"])
    return Attempt(row["token"], row["run"], started, ended, row["state"], row["reason"])


def _time(text: str) -> datetime | None:
    return as_time(text) if text else None
