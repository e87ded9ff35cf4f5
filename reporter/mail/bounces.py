"""Mail that came back: read out of a mailbox, written into the outbox and the suppression list.

Anybody can write what looks like a bounce. One counts if it names a message of ours, and then for
the address that this message went to, whatever address it names.
"""

from __future__ import annotations

import email
import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import Message
from pathlib import Path

from reporter.errors import BadConfiguration, UnknownDelivery
from reporter.mail.mailboxes import messages
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.printable import printable
from reporter.mail.suppression import Suppressed, suppress

_IDS = re.compile(r"<[^<>\s]+@[^<>\s]+>")
_ID_LINE = re.compile(r"(?im)^message-id:\s*(<[^<>\s]+>)")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A message that says that others did not arrive; `permanent` if they never will.

    `cited` are the ids of messages that it names, ours among them if it is about ours.
    """

    addresses: tuple[str, ...]
    permanent: bool
    reason: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returned:
    """What bounces came to: addresses that are new on the list, and bounces that changed nothing.

    `strange` are those that name no message of ours, `passing` those that may yet arrive.
    """

    suppressed: tuple[Suppressed, ...]
    strange: tuple[Bounce, ...]
    passing: tuple[Bounce, ...]


def read_bounces(raws: Iterable[bytes]) -> Iterator[Bounce]:
    """The bounces among messages, and as such what cannot be read.

    Raises BadConfiguration without flufl.bounce.
    """
    try:
        from flufl.bounce import all_failures
    except ImportError:
        raise BadConfiguration("reading bounces needs reporter[bounces]") from None
    logging.getLogger("flufl").setLevel(logging.CRITICAL)  # it logs what it raises
    for raw in raws:
        message = email.message_from_bytes(raw)
        try:
            passing, permanent = all_failures(message)
        except Exception as error:  # of one message: its detectors fall over what is ill-formed
            yield Bounce((), False, f"it cannot be read: {error}", ())
            continue
        if failed := permanent or passing:
            addresses = sorted(address.decode("ascii", "replace") for address in failed)
            reason = _reason(message) or "it came back"
            yield Bounce(tuple(addresses), bool(permanent), reason, _cited(message))


def take_bounces(
    outbox: Outbox, bounces: Iterable[Bounce], suppression: Path, today: date
) -> Returned:
    """Mark what came back as failed, and put its addresses on the suppression list.

    What is on its way to them is given up.
    """
    back, strange, passing = list[Suppressed](), list[Bounce](), list[Bounce]()
    for bounce in bounces:
        ours = tuple(_ours(outbox, bounce))
        if not ours:
            strange.append(bounce)
        elif not bounce.permanent:
            passing.append(bounce)
        else:
            for message_id, address in ours:
                outbox.came_back(message_id, f"it came back: {bounce.reason}")
                back.append(Suppressed(address, bounce.reason, today))
    for gone in back:
        _withdraw(outbox, gone)
    return Returned(suppress(suppression, back), tuple(strange), tuple(passing))


def bounces_in(path: Path) -> Iterator[Bounce]:
    """The bounces in an mbox, a Maildir, a folder of .eml files or one; raises CannotRead."""
    return read_bounces(messages(path))


def _withdraw(outbox: Outbox, gone: Suppressed) -> None:
    for item in outbox.deliveries(DeliveryState.PENDING, DeliveryState.DEFERRED):
        if item.address.lower() == gone.address.lower():
            outbox.withdraw(item.message_id, f"its address is suppressed: {gone.reason}")


def _ours(outbox: Outbox, bounce: Bounce) -> Iterator[tuple[str, str]]:
    """The id and the address of each message of ours that a bounce names."""
    for message_id in bounce.cited:
        try:
            yield message_id, outbox.delivery(message_id).address
        except UnknownDelivery:
            continue


def _cited(message: Message) -> tuple[str, ...]:
    """The ids of what a bounce returns; where it returns nothing, of what it answers.

    What the returned message itself refers to is another that may well have arrived.
    """
    returned: dict[str, None] = {}
    for part in list(message.walk())[1:]:
        returned |= dict.fromkeys(_IDS.findall(str(part.get("Message-ID", ""))))
        if part.get_content_maintype() == "text":
            content = part.get_payload(decode=True)
            text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
            returned |= dict.fromkeys(_ID_LINE.findall(text))
    answered = (str(message.get(name, "")) for name in ("References", "In-Reply-To"))
    return tuple(returned or dict.fromkeys(_IDS.findall(" ".join(answered))))


def _reason(message: Message) -> str:
    """What a delivery report says of the first failure: its status and diagnosis."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for block in part.get_payload():
                if isinstance(block, Message) and block.get("Action"):
                    diagnosis = str(block.get("Diagnostic-Code", "")).partition(";")[2]
                    return printable(f"{block.get('Status', '')} {diagnosis}")
    return ""
