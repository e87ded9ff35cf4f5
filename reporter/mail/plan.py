"""Who gets what of a brief, and why: decided whole before anything goes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from enum import StrEnum
from typing import Any

from reporter.brief import Brief
from reporter.clock import Clock, SystemClock
from reporter.errors import NotOurs, UnknownFact
from reporter.exchange import facts_json
from reporter.ledger import Ledger
from reporter.mail.approval import approval_of
from reporter.mail.compose import Composer
from reporter.mail.mailing import Mailing
from reporter.mail.model import Composed, Delivery, DeliveryState, Recipient
from reporter.mail.outbox import Outbox
from reporter.mail.policy import Threshold
from reporter.mail.settings import MailSettings
from reporter.mail.suppression import Suppressed, read_suppressed
from reporter.pdf_contents import read_contents
from reporter.press import Press
from reporter.render import TEMPLATES
from reporter.verify.attached import FACTS

_WAITING = (DeliveryState.PENDING, DeliveryState.DEFERRED)


class Verdict(StrEnum):
    """What becomes of a brief for one reader."""

    SEND = "send"
    LATER = "later"
    HELD = "held"
    UNMET = "condition not met"
    UNCHANGED = "unchanged"
    ALREADY = "already sent"
    SUPPRESSED = "suppressed"
    FAILED = "failed before"

    @property
    def goes_out(self) -> bool:
        return self in (Verdict.SEND, Verdict.LATER)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a brief for a reader, why, and the message where one goes out.

    `replaces` are the ids of messages that still wait and are not to go out any more.
    """

    recipient: Recipient
    verdict: Verdict
    reason: str
    not_before: datetime | None = None
    message: Composed | None = None
    is_correction: bool = False
    replaces: tuple[str, ...] = ()


class _Planner:
    """Decides for every reader of a mailing; letters that are alike are composed once."""

    def __init__(
        self,
        press: Press,
        mailing: Mailing,
        settings: MailSettings,
        ledger: Ledger,
        clock: Clock,
        template: str,
    ) -> None:
        self.press, self.mailing, self.settings = press, mailing, settings
        self.ledger, self.clock, self.template = ledger, clock, template
        self.outbox = Outbox(ledger, clock)
        self.facts = facts_json(press.brief)
        self._composers: dict[bytes, Composer] = {}

    def decisions(self) -> tuple[Decision, ...]:
        """A decision for each reader, in the order of the file; raises as composing does."""
        suppressed = read_suppressed(self.mailing.suppressed)
        obstacle = self._obstacle()
        return tuple(
            self._decide(reader, suppressed, obstacle) for reader in self.mailing.readers()
        )

    def _obstacle(self) -> tuple[Verdict, str] | None:
        """What keeps the brief from everybody."""
        policy, brief = self.mailing.policy, self.press.brief
        for threshold in policy.thresholds:
            if not threshold.is_met(_fact(brief, threshold)):
                return Verdict.UNMET, str(threshold)
        if policy.approval and not approval_of(self.ledger, brief):
            return Verdict.HELD, "nobody has approved this content yet: reporter email approve"
        return None

    def _decide(
        self,
        reader: Recipient,
        suppressed: Mapping[str, Suppressed],
        obstacle: tuple[Verdict, str] | None,
    ) -> Decision:
        earlier = self._earlier(reader)
        waiting = tuple(one.message_id for one in earlier if one.state in _WAITING)
        if (one := suppressed.get(reader.address.lower())) is not None:
            reason = f"{one.reason} ({one.since})"
            return Decision(reader, Verdict.SUPPRESSED, reason, replaces=waiting)
        gone = {*_WAITING, DeliveryState.FAILED}
        sent = [one for one in earlier if one.state not in gone]
        before = _facts_in(self.outbox.raw(sent[-1].message_id)) if sent else b""
        changed = bool(before) and not _same_facts(before, self.facts)
        if before and self.mailing.policy.if_changed and not changed:
            return Decision(reader, Verdict.UNCHANGED, "the facts are those that were sent")
        if obstacle:
            return Decision(reader, *obstacle)
        composer = self._composer(before if changed else b"")
        thread = sent[0].message_id if changed else ""
        message = composer.compose(reader, self.clock.now(), thread)
        if known := next((one for one in earlier if one.message_id == message.message_id), None):
            return _known(reader, known)
        return replace(self._timed(reader, message, changed), replaces=waiting)

    def _timed(self, reader: Recipient, message: Composed, is_correction: bool) -> Decision:
        now = self.clock.now()
        moment, reason = self.mailing.policy.not_before(now, reader.zone)
        what = "a correction" if is_correction else "it is new to them"
        if moment > now:
            waits = f"{what}; not before {moment.isoformat(timespec='minutes')} for {reason}"
            return Decision(reader, Verdict.LATER, waits, moment, message, is_correction)
        return Decision(reader, Verdict.SEND, what, None, message, is_correction)

    def _earlier(self, reader: Recipient) -> list[Delivery]:
        """What of this brief went to a reader or is on its way, the first one first."""
        brief, period = self.press.brief.id, str(self.press.brief.period)
        known = self.outbox.deliveries(brief=brief, recipient=reader.id)
        return [delivery for delivery in known if delivery.period == period]

    def _composer(self, before: bytes) -> Composer:
        if before not in self._composers:
            self._composers[before] = Composer(
                self.press, self.settings, self.template, before or None
            )
        return self._composers[before]


def plan(
    press: Press,
    mailing: Mailing,
    settings: MailSettings,
    ledger: Ledger,
    *,
    clock: Clock | None = None,
    template: str = TEMPLATES[0],
) -> tuple[Decision, ...]:
    """Who gets what of a brief, and why; nothing is written."""
    return _Planner(press, mailing, settings, ledger, clock or SystemClock(), template).decisions()


def enqueue(
    decisions: Sequence[Decision],
    settings: MailSettings,
    ledger: Ledger,
    clock: Clock | None = None,
) -> tuple[str, ...]:
    """Put what goes out into the outbox, and take out what it replaces; the ids that are new.

    Where one that is replaced has just left, its successor waits for the next plan, which will
    know it for sent.
    """
    outbox = Outbox(ledger, clock or SystemClock())
    new: list[str] = []
    for decision in decisions:
        reason = f"replaced: {decision.verdict}"
        left = [one for one in decision.replaces if not outbox.withdraw(one, reason)]
        if left:
            continue
        if decision.message:
            new += outbox.enqueue([decision.message], settings.expiry, decision.not_before)
    return tuple(new)


def _fact(brief: Brief, threshold: Threshold) -> Any:
    found = brief.facts.get(threshold.fact)
    if found is None:
        raise UnknownFact(threshold.fact, [])
    return found


def _facts_in(raw: bytes) -> bytes:
    """The facts that travelled in a message's PDF; nothing where it has none of ours."""
    for part in message_from_bytes(raw).walk():
        if part.get_content_type() == "application/pdf":
            try:
                content = part.get_payload(decode=True)
                files = read_contents(bytes(content), "the PDF that was sent").files
            except NotOurs:
                continue
            return files.get(FACTS, b"")
    return b""


def _same_facts(one: bytes, other: bytes) -> bool:
    return bool(json.loads(one)["facts"] == json.loads(other)["facts"])


def _known(reader: Recipient, delivery: Delivery) -> Decision:
    """What becomes of a message that the outbox has already."""
    changed = delivery.changed.isoformat(timespec="minutes")
    if delivery.state is DeliveryState.FAILED:
        return Decision(reader, Verdict.FAILED, f"{delivery.reply} ({changed})")
    return Decision(reader, Verdict.ALREADY, f"{delivery.state} {changed}")
