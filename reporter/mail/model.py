"""What the stages of a mailing hand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reporter.languages import Edition
from reporter.mail.policy import Quiet


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the brief, and in which editions; `id` names them in the mailing for good.

    `zone` is an IANA time zone; `quiet` are the hours of it in which they are left in peace.
    """

    id: str
    name: str
    address: str
    editions: tuple[Edition, ...]
    tags: tuple[str, ...] = ()
    zone: str = "UTC"
    quiet: Quiet | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A message as it goes out, byte by byte: one edition of a brief to one recipient.

    `message_id` is that of the header, angle brackets and all, the same for the same content;
    `recipient` is the id in the mailing, `address` what the envelope says; `raw` ends its lines
    with CRLF, each of at most 998 bytes.
    """

    message_id: str
    recipient: str
    address: str
    edition: Edition
    subject: str
    raw: bytes
    content_hash: str
    brief: str
    period: str


REPLACED = "replaced"
"""How the reply of a message begins that was taken back because it was right no more."""


class DeliveryState(StrEnum):
    """How far a message has come; the last four are where an attempt can end.

    A message is `committing` from before the final dot until the server's answer is in the ledger:
    found so by another process, nobody can know whether it was taken, and it becomes `unknown`.
    """

    PENDING = "pending"
    CLAIMED = "claimed"
    COMMITTING = "committing"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the outbox as it is read back; every time is in UTC.

    `due` is when it may next be tried, never in the hours of `quiet`, and `expires` when it is
    given up; `reply` is the last that was heard of it: from a server, the network, a log or a
    person.
    """

    message_id: str
    recipient: str
    address: str
    edition: Edition
    subject: str
    content_hash: str
    brief: str
    period: str
    state: DeliveryState
    attempts: int
    enqueued: datetime
    due: datetime
    expires: datetime
    changed: datetime
    server: str = ""
    reply: str = ""
    quiet: Quiet | None = None

    @property
    def was_replaced(self) -> bool:
        """Whether it was taken back before it went, since another says what is right."""
        return self.state is DeliveryState.FAILED and self.reply.startswith(REPLACED)

    def may_go(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it falls into."""
        return self.quiet.over_at(moment) if self.quiet else moment
