"""The outbox: every message that is to go out, kept in the ledger with how far it has come.

    pending ──▶ claimed ──▶ committing ──▶ sent
       ▲           │             ├───────▶ deferred ──▶ claimed …
       └───────────┤             ├───────▶ failed
                   └─▶ deferred, failed    unknown ──▶ sent, failed, pending

Each move is one transaction, made only from the states that it may start in, and leaves an event.
No message is due in the quiet hours of its reader, or claimed in them, however often it is tried.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reporter.clock import Clock, SystemClock
from reporter.errors import Locked, UnknownDelivery
from reporter.ledger import Ledger, as_text, as_time
from reporter.mail.message_checks import hold
from reporter.mail.model import Composed, Delivery, DeliveryState
from reporter.mail.outbox_rows import (
    Event,
    as_delivery,
    as_event,
    count,
    insert,
    listed,
    move,
    postpone,
)
from reporter.mail.policy import Quiet

_OPEN = (DeliveryState.PENDING, DeliveryState.DEFERRED)
_TAKEN = (DeliveryState.CLAIMED, DeliveryState.COMMITTING)
_AFTER_DEATH = {
    DeliveryState.CLAIMED: (DeliveryState.PENDING, "the process that was to send it ended"),
    DeliveryState.COMMITTING: (
        DeliveryState.UNKNOWN,
        "the process ended when it may have been sent, before the answer was kept",
    ),
}


@dataclass(frozen=True, slots=True)
class Due:
    """A message whose time has come, tried so often."""

    message_id: str
    address: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that this process, and no other, is about to send; `attempt` counts from 1."""

    message_id: str
    address: str
    raw: bytes
    attempt: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """That a message was offered, where and when."""

    address: str
    server: str
    at: datetime


class Outbox:
    """The messages of a ledger."""

    def __init__(self, ledger: Ledger, clock: Clock | None = None) -> None:
        self.ledger = ledger
        self.clock = clock or SystemClock()

    def enqueue(
        self,
        messages: Iterable[Composed],
        expiry: timedelta,
        not_before: datetime | None = None,
        quiet: Quiet | None = None,
    ) -> tuple[str, ...]:
        """Take in messages, all or none, and say which ids are new: one known is left as it is.

        What is not sent within `expiry` of its time is given up. Raises NotMail.
        """
        messages = tuple(messages)
        for message in messages:
            hold(message)
        now = self.clock.now()
        due = max(now, not_before or now)
        with self.ledger.transaction() as connection:
            return tuple(
                message.message_id
                for message in messages
                if insert(connection, message, now, due, expiry, quiet)
            )

    def due(self) -> tuple[Due, ...]:
        """What may be tried now, the longest waiting first."""
        query = """
            SELECT message_id, address, attempts FROM deliveries
            WHERE state IN (SELECT value FROM json_each(?)) AND due <= ? ORDER BY due, rowid
        """
        rows = self.ledger.rows(query, (listed(_OPEN), as_text(self.clock.now())))
        return tuple(Due(*row) for row in rows)

    def claim(self, message_id: str, server: str) -> Claim | None:
        """Take a message to send it to a server; None where it is not open, or not at this hour."""
        query = """
            SELECT address, raw, attempts FROM deliveries JOIN contents USING (sha256)
            WHERE message_id = ?
        """
        # Without power it is as if nobody had claimed it, and then nobody has sent it either.
        with self.ledger.transaction(durable=False) as connection:
            if self._rests(connection, message_id):
                return None
            if not self._move(connection, message_id, _OPEN, DeliveryState.CLAIMED, "", server):
                return None
            count(connection, message_id, 1)
            return Claim(message_id, *connection.execute(query, (message_id,)).fetchone())

    def release(self, claim: Claim, reply: str) -> None:
        """Put a message back that was not tried after all."""
        with self._held(claim) as connection:
            self._move(connection, claim.message_id, _TAKEN, DeliveryState.PENDING, reply)
            count(connection, claim.message_id, -1)

    def commit(self, claim: Claim) -> None:
        """Write down that the final dot is about to be sent."""
        with self._held(claim) as connection:
            self._move(connection, claim.message_id, _TAKEN, DeliveryState.COMMITTING)

    def settle(self, claim: Claim, state: DeliveryState, reply: str) -> None:
        """Write down how an attempt ended.

        That a message was sent is on the disk with whatever is next: without power in between, it
        is one in doubt, as it would be a moment earlier.
        """
        with self._held(claim, durable=state is not DeliveryState.SENT) as connection:
            self._move(connection, claim.message_id, _TAKEN, state, reply)

    def put_off(self, claim: Claim, reply: str, due: datetime) -> None:
        """Write down that an attempt ended without effect, and when the next may be."""
        with self._held(claim) as connection:
            self._move(connection, claim.message_id, _TAKEN, DeliveryState.DEFERRED, reply)
            self._postpone(connection, claim.message_id, due)

    def defer(self, dues: Mapping[str, datetime], reply: str) -> None:
        """Put off messages for which there was no server; an attempt was made of each."""
        with self.ledger.transaction() as connection:
            for message_id, due in dues.items():
                if self._move(connection, message_id, _OPEN, DeliveryState.DEFERRED, reply):
                    self._postpone(connection, message_id, due)
                    count(connection, message_id, 1)

    def recover(self) -> None:
        """See to what a process left that died: who calls it is the only one to deliver.

        A claim is as good as new. Where the dot may have been sent, nobody knows.
        """
        with self.ledger.transaction() as connection:
            for delivery in self.deliveries(*_TAKEN):
                state, reply = _AFTER_DEATH[delivery.state]
                self._move(connection, delivery.message_id, _TAKEN, state, reply)

    def expire(self) -> tuple[str, ...]:
        """Give up what could not be sent in its time; the ids of that."""
        now = self.clock.now()
        with self.ledger.transaction() as connection:
            late = [item for item in self.deliveries(*_OPEN) if item.expires <= now]
            for item in late:
                reply = f"its time ran out; last: {item.reply or 'it was never tried'}"
                self._move(connection, item.message_id, _OPEN, DeliveryState.FAILED, reply)
        return tuple(item.message_id for item in late)

    def decide(self, message_id: str, state: DeliveryState, reply: str) -> None:
        """Settle a doubt: it was sent, it failed, or it is to be sent again (pending).

        What failed may be sent again too; either has then as much time as at first. Raises
        UnknownDelivery where there is no such message, or no doubt about it.
        """
        was, now = self.delivery(message_id), self.clock.now()
        doubtful = [DeliveryState.UNKNOWN]
        if state is DeliveryState.PENDING:
            doubtful.append(DeliveryState.FAILED)
        with self.ledger.transaction() as connection:
            if not self._move(connection, message_id, doubtful, state, reply):
                raise UnknownDelivery(message_id, f"there is no doubt about it: it is {was.state}")
            if state is DeliveryState.PENDING:
                postpone(connection, was, now, now + (was.expires - was.enqueued))

    def came_back(self, message_id: str, reply: str) -> bool:
        """Write down that a message that was taken came back; whether there was such a one."""
        taken = (DeliveryState.SENT, DeliveryState.UNKNOWN)
        with self.ledger.transaction() as connection:
            return self._move(connection, message_id, taken, DeliveryState.FAILED, reply)

    def withdraw(self, message_id: str, reason: str) -> bool:
        """Give up a message that is not on its way yet; whether it was still here."""
        with self.ledger.transaction() as connection:
            return self._move(connection, message_id, _OPEN, DeliveryState.FAILED, reason)

    def reschedule(
        self, message_id: str, not_before: datetime | None, quiet: Quiet | None = None
    ) -> None:
        """Have a message that waits go at another time, at once without one, outside quiet hours.

        What is put off by a server is not brought forward.
        """
        with self.ledger.transaction() as connection:
            item = self.delivery(message_id)
            if item.state not in _OPEN:
                return
            due = not_before or min(item.due, self.clock.now())
            if item.state is DeliveryState.DEFERRED:
                due = max(due, item.due)
            expires = item.expires + max(due - item.due, timedelta())
            postpone(connection, replace(item, quiet=quiet), due, expires)

    def delivery(self, message_id: str) -> Delivery:
        """A message; raises UnknownDelivery."""
        rows = self.ledger.rows("SELECT * FROM deliveries WHERE message_id = ?", (message_id,))
        if not rows:
            raise UnknownDelivery(message_id, "it is not in the outbox")
        return as_delivery(rows[0])

    def deliveries(
        self, *states: DeliveryState, brief: str = "", recipient: str = ""
    ) -> tuple[Delivery, ...]:
        """The messages in those states, or all; of one brief or to one reader, or all."""
        query = """
            SELECT * FROM deliveries
            WHERE state IN (SELECT value FROM json_each(?))
                AND ? IN ('', brief) AND ? IN ('', recipient)
            ORDER BY rowid
        """
        which = (listed(states or DeliveryState), brief, recipient)
        return tuple(as_delivery(row) for row in self.ledger.rows(query, which))

    def raw(self, message_id: str) -> bytes:
        """The bytes of a message; raises UnknownDelivery."""
        self.delivery(message_id)
        query = "SELECT raw FROM deliveries JOIN contents USING (sha256) WHERE message_id = ?"
        return bytes(self.ledger.rows(query, (message_id,))[0]["raw"])

    def history(self, message_id: str) -> tuple[Event, ...]:
        """Every move of a message, the first one first."""
        query = "SELECT * FROM delivery_events WHERE message_id = ? ORDER BY id"
        return tuple(as_event(row) for row in self.ledger.rows(query, (message_id,)))

    def attempts_since(self, moment: datetime) -> tuple[Attempt, ...]:
        """What was offered since then, the first one first."""
        query = """
            SELECT address, e.server, e.at FROM delivery_events e JOIN deliveries USING (message_id)
            WHERE e.state = ? AND e.at >= ? ORDER BY e.id
        """
        rows = self.ledger.rows(query, (DeliveryState.CLAIMED, as_text(moment)))
        return tuple(Attempt(row["address"], row["server"], as_time(row["at"])) for row in rows)

    def _rests(self, connection: sqlite3.Connection, message_id: str) -> bool:
        """Whether its reader is left in peace now: then it waits until they are not."""
        item, now = self.delivery(message_id), self.clock.now()
        if item.state not in _OPEN or item.may_go(now) == now:
            return False
        postpone(connection, item, now, item.expires)
        return True

    def _postpone(self, connection: sqlite3.Connection, message_id: str, due: datetime) -> None:
        item = self.delivery(message_id)
        postpone(connection, item, due, item.expires)

    def _move(
        self,
        connection: sqlite3.Connection,
        message_id: str,
        states: Iterable[DeliveryState],
        state: DeliveryState,
        reply: str = "",
        server: str = "",
    ) -> bool:
        return move(connection, message_id, states, state, self.clock.now(), reply, server)

    @contextmanager
    def _held(self, claim: Claim, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction on a claim; raises Locked where it is somebody else's by now."""
        query = """
            SELECT 1 FROM deliveries
            WHERE message_id = ? AND attempts = ? AND state IN (SELECT value FROM json_each(?))
        """
        mine = (claim.message_id, claim.attempt, listed(_TAKEN))
        with self.ledger.transaction(durable) as connection:
            if not connection.execute(query, mine).fetchone():
                raise Locked(self.ledger.path, f"another process took {claim.message_id}")
            yield connection
