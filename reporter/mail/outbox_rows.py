"""The rows of the outbox: how a message is put in, moved and read back; within a transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from reporter.languages import Edition
from reporter.ledger import as_text, as_time
from reporter.mail.model import Composed, Delivery, DeliveryState
from reporter.mail.policy import Quiet


@dataclass(frozen=True, slots=True)
class Event:
    """A move of a message, as it is kept for good."""

    at: datetime
    state: DeliveryState
    server: str
    reply: str


def listed(states: Iterable[DeliveryState]) -> str:
    """States as a parameter, for `state IN (SELECT value FROM json_each(?))` in a query."""
    return json.dumps([state.value for state in states])


def insert(
    connection: sqlite3.Connection,
    message: Composed,
    now: datetime,
    due: datetime,
    expiry: timedelta,
    quiet: Quiet | None,
) -> bool:
    """Add a message, unless one of its id is there; whether it was added."""
    due = quiet.over_at(due) if quiet else due
    known = "SELECT 1 FROM deliveries WHERE message_id = ?"
    if connection.execute(known, (message.message_id,)).fetchone():
        return False
    row = {name: getattr(message, name) for name in Composed.__slots__} | {
        "sha256": hashlib.sha256(message.raw).hexdigest(),
        "state": DeliveryState.PENDING,
        "now": as_text(now),
        "due": as_text(due),
        "expires": as_text(due + expiry),
        "quiet": str(quiet or ""),
    }
    connection.execute("INSERT OR IGNORE INTO contents VALUES (:sha256, :raw)", row)
    connection.execute(_INSERT, row)
    _note(connection, message.message_id, now, DeliveryState.PENDING, "", "")
    return True


_INSERT = """
    INSERT INTO deliveries (message_id, recipient, address, edition, subject, content_hash, brief,
        period, sha256, state, enqueued, due, expires, changed, quiet)
    VALUES (:message_id, :recipient, :address, :edition, :subject, :content_hash, :brief,
        :period, :sha256, :state, :now, :due, :expires, :now, :quiet)
"""


def move(
    connection: sqlite3.Connection,
    message_id: str,
    states: Iterable[DeliveryState],
    state: DeliveryState,
    now: datetime,
    reply: str = "",
    server: str = "",
) -> bool:
    """Move a message on from one of those states; whether it was in one.

    The last reply and server that were told stand until there are others.
    """
    moved = connection.execute(
        """
        UPDATE deliveries SET state = ?, changed = ?, reply = coalesce(nullif(?, ''), reply),
            server = coalesce(nullif(?, ''), server)
        WHERE message_id = ? AND state IN (SELECT value FROM json_each(?))
        """,
        (state, as_text(now), reply, server, message_id, listed(states)),
    )
    if moved.rowcount:
        _note(connection, message_id, now, state, server, reply)
    return bool(moved.rowcount)


def postpone(
    connection: sqlite3.Connection, item: Delivery, moment: datetime, expires: datetime
) -> None:
    """Have a message wait until a moment, or the end of its quiet hours.

    These do not count against the time that it has.
    """
    due = item.may_go(moment)
    connection.execute(
        "UPDATE deliveries SET due = ?, expires = ?, quiet = ? WHERE message_id = ?",
        (as_text(due), as_text(expires + (due - moment)), str(item.quiet or ""), item.message_id),
    )


def count(connection: sqlite3.Connection, message_id: str, attempts: int) -> None:
    connection.execute(
        "UPDATE deliveries SET attempts = attempts + ? WHERE message_id = ?", (attempts, message_id)
    )


def as_delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(
        row["message_id"],
        row["recipient"],
        row["address"],
        Edition(row["edition"]),
        row["subject"],
        row["content_hash"],
        row["brief"],
        row["period"],
        DeliveryState(row["state"]),
        row["attempts"],
        as_time(row["enqueued"]),
        as_time(row["due"]),
        as_time(row["expires"]),
        as_time(row["changed"]),
        row["server"],
        row["reply"],
        Quiet.read(row["quiet"]) if row["quiet"] else None,
    )


def as_event(row: sqlite3.Row) -> Event:
    return Event(as_time(row["at"]), DeliveryState(row["state"]), row["server"], row["reply"])


def _note(
    connection: sqlite3.Connection,
    message_id: str,
    now: datetime,
    state: DeliveryState,
    server: str,
    reply: str,
) -> None:
    connection.execute(
        "INSERT INTO delivery_events (message_id, at, state, server, reply) VALUES (?, ?, ?, ?, ?)",
        (message_id, as_text(now), state, server, reply),
    )
