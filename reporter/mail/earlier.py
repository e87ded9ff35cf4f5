"""What of a brief went to a reader before, or is on its way to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

from reporter.errors import NotOurs
from reporter.languages import Edition
from reporter.mail.content import stated
from reporter.mail.model import Delivery, DeliveryState, Recipient
from reporter.mail.outbox import Outbox
from reporter.pdf_contents import read_contents
from reporter.verify.attached import FACTS

_WAITING = (DeliveryState.PENDING, DeliveryState.DEFERRED)


@dataclass(frozen=True, slots=True)
class Earlier:
    """The messages of one brief to one reader, the first one first.

    A message that was taken back before it went, or failed at an address they have no more, says
    nothing of what they know.
    """

    reader: Recipient
    deliveries: Sequence[Delivery]

    @property
    def waiting(self) -> tuple[Delivery, ...]:
        return tuple(one for one in self.deliveries if one.state in _WAITING)

    @property
    def gone(self) -> tuple[Delivery, ...]:
        """What they have, or may have."""
        away = {*_WAITING, DeliveryState.FAILED}
        return tuple(one for one in self.deliveries if one.state not in away)

    def same(self, content_hash: str) -> Delivery | None:
        """The message that says this to them, unless they have been told otherwise since."""
        failed = (one for one in self.deliveries if self._has_failed(one))
        standing = (*self.gone[-1:], *self.waiting[-1:], *failed)
        return next((one for one in standing if one.content_hash == content_hash), None)

    def _has_failed(self, one: Delivery) -> bool:
        is_here = one.address == self.reader.address and not one.was_replaced
        return one.state is DeliveryState.FAILED and is_here


@dataclass(frozen=True, slots=True)
class Contents:
    """What a message carried: facts, empty where no PDF is ours, and the languages of each PDF."""

    facts: bytes = b""
    languages: tuple[str, ...] = ()

    def has_facts(self, facts: bytes) -> bool:
        """Whether those are the facts that it states; what follows from them is the program's."""
        return stated(self.facts) == stated(facts)

    def has_editions(self, editions: Sequence[Edition]) -> bool:
        return self.languages == tuple(", ".join(edition.languages) for edition in editions)


def contents_of(outbox: Outbox, delivery: Delivery) -> Contents:
    message = message_from_bytes(outbox.raw(delivery.message_id), policy=policy.default)
    pdfs = [one for one in message.walk() if one.get_content_type() == "application/pdf"]
    facts = next(filter(None, map(_facts_in, pdfs)), b"")
    return Contents(facts, tuple(str(one["Content-Language"]) for one in pdfs))


def _facts_in(part: EmailMessage) -> bytes:
    try:
        return read_contents(part.get_content(), "the PDF that was sent").files.get(FACTS, b"")
    except NotOurs:
        return b""
