"""Doubts settled: by the log of a mail server, by a mailbox, or by somebody who knows.

What is found was sent. What is not found stays in doubt: that it is nowhere to be seen proves
nothing, and only a person can say that it did not arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from reporter.mail import imap
from reporter.mail.mailboxes import message_id, messages
from reporter.mail.model import DeliveryState
from reporter.mail.mta_log import read_log
from reporter.mail.outbox import Outbox
from reporter.mail.settings import Inbox


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of a message in doubt, and how that is known; it stays `unknown` without."""

    message_id: str
    address: str
    state: DeliveryState
    evidence: str = ""


def by_log(outbox: Outbox, lines: Iterable[str]) -> tuple[Finding, ...]:
    """Settle what the log of Postfix or Exim tells: sent, or failed where it bounced."""
    traces = read_log(lines)

    def judge(identifier: str) -> tuple[DeliveryState, str] | None:
        trace = traces.get(identifier)
        if not trace:
            return None
        state = DeliveryState.FAILED if trace.failed else DeliveryState.SENT
        return state, f"in the server's log: {trace.failed or trace.taken}"

    return _settle(outbox, judge)


def by_mailbox(outbox: Outbox, path: Path) -> tuple[Finding, ...]:
    """Settle what is found in a mailbox: an mbox, a Maildir, .eml files; raises CannotRead."""
    found = {message_id(raw) for raw in messages(path)}
    return _settle(outbox, _seen(found, f"found in {path}"))


def by_imap(outbox: Outbox, inbox: Inbox) -> tuple[Finding, ...]:
    """Settle what is found in a mailbox on a server.

    Raises ServiceUnavailable, or BadConfiguration where the settings do not open it.
    """
    doubts = [item.message_id for item in outbox.deliveries(DeliveryState.UNKNOWN)]
    found = imap.find(inbox, doubts) if doubts else frozenset()
    return _settle(outbox, _seen(found, f"found in {inbox.folder} of {inbox.username}"))


def by_word(outbox: Outbox, identifier: str, state: DeliveryState, person: str) -> Finding:
    """Settle one doubt as a person says: sent, failed, or pending, to be sent again.

    Raises UnknownDelivery where there is no such doubt.
    """
    evidence = f"{person} says so"
    outbox.decide(identifier, state, evidence)
    return Finding(identifier, outbox.delivery(identifier).address, state, evidence)


def _seen(found: Iterable[str], evidence: str) -> Callable[[str], tuple[DeliveryState, str] | None]:
    known = frozenset(found)
    return lambda identifier: (DeliveryState.SENT, evidence) if identifier in known else None


def _settle(
    outbox: Outbox, judge: Callable[[str], tuple[DeliveryState, str] | None]
) -> tuple[Finding, ...]:
    """Every message in doubt, and what a judge says of it."""
    findings = []
    for item in outbox.deliveries(DeliveryState.UNKNOWN):
        state, evidence = judge(item.message_id) or (DeliveryState.UNKNOWN, "")
        if evidence:
            outbox.decide(item.message_id, state, evidence)
        findings.append(Finding(item.message_id, item.address, state, evidence))
    return tuple(findings)
