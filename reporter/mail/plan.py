"""Who gets what of a brief, and why: decided whole before anything goes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum

from reporter.brief import Brief
from reporter.clock import Clock, SystemClock
from reporter.errors import UnfitMark, UnknownFact
from reporter.exchange import facts_json
from reporter.facts import Fact
from reporter.languages import Edition
from reporter.ledger import Ledger
from reporter.mail.approval import approval_of
from reporter.mail.compose import Composer
from reporter.mail.content import content_hash
from reporter.mail.earlier import Contents, Earlier, contents_of
from reporter.mail.mailing import Mailing
from reporter.mail.model import REPLACED, Composed, Delivery, DeliveryState, Recipient
from reporter.mail.outbox import Outbox
from reporter.mail.policy import Threshold
from reporter.mail.settings import MailSettings
from reporter.mail.suppression import Suppressed, read_suppressed
from reporter.press import Press
from reporter.render import TEMPLATES


class Verdict(StrEnum):
    """What becomes of a brief for one reader."""

    SEND = "send"
    LATER = "later"
    HELD = "held"
    UNMET = "condition not met"
    UNCHANGED = "unchanged"
    ALREADY = "already handed in"
    SUPPRESSED = "suppressed"
    FAILED = "failed before"

    @property
    def goes_out(self) -> bool:
        return self in (Verdict.SEND, Verdict.LATER)


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a brief for a reader, why, and the message where one goes out.

    `replaces` are the ids of messages that still wait and are not to go out any more; `waits` is
    that of the one which does, now until `not_before`.
    """

    recipient: Recipient
    verdict: Verdict
    reason: str
    not_before: datetime | None = None
    message: Composed | None = None
    is_correction: bool = False
    replaces: tuple[str, ...] = ()
    waits: str = ""


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
        self._contents: dict[tuple[Edition, ...], str] = {}

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
        waiting = tuple(one.message_id for one in earlier.waiting)
        if (one := suppressed.get(reader.address.lower())) is not None:
            reason = f"{one.reason} ({one.since})"
            return Decision(reader, Verdict.SUPPRESSED, reason, replaces=waiting)
        last = self._last(earlier)
        has_facts = self._has_facts(last)
        if has_facts and self.mailing.policy.if_changed:
            reason = "the facts are those that were sent"
            return Decision(reader, Verdict.UNCHANGED, reason, replaces=waiting)
        if obstacle:
            return Decision(reader, *obstacle, replaces=waiting)
        if known := earlier.same(self._content(reader)):
            return self._known(reader, known, waiting)
        is_correction = self._is_corrected(last, reader)
        composer = self._composer(last.facts if is_correction else b"")
        return self._new(composer, earlier, waiting, is_correction=is_correction)

    def drafts(self) -> Iterator[Composed]:
        """What each reader would get if it went out now, or has got, whatever the policy is."""
        for reader in self.mailing.readers():
            earlier = self._earlier(reader)
            last = self._last(earlier)
            has_it = earlier.same(self._content(reader)) is not None
            is_correction = not has_it and self._is_corrected(last, reader)
            composer = self._composer(last.facts if is_correction else b"")
            thread = earlier.gone[0].message_id if is_correction else ""
            yield composer.compose(reader, self.clock.now(), thread)

    def _last(self, earlier: Earlier) -> Contents:
        return contents_of(self.outbox, earlier.gone[-1]) if earlier.gone else Contents()

    def _has_facts(self, last: Contents) -> bool:
        return bool(last.facts) and last.has_facts(self.facts)

    def _is_corrected(self, last: Contents, reader: Recipient) -> bool:
        """Whether what a reader gets is for what they have; another edition of the same is new."""
        same = self._has_facts(last)
        return bool(last.facts) and (not same or last.has_editions(reader.editions))

    def _known(self, reader: Recipient, known: Delivery, waiting: tuple[str, ...]) -> Decision:
        """What becomes of a message that the outbox has already."""
        others = tuple(one for one in waiting if one != known.message_id)
        changed = known.changed.isoformat(timespec="minutes")
        if known.state is DeliveryState.FAILED:
            reason = f"{known.reply} ({changed}); reporter email reconcile --again sends it again"
            return Decision(reader, Verdict.FAILED, reason, replaces=others)
        if known.message_id not in waiting:
            reason = f"{known.state} {changed}"
            return Decision(reader, Verdict.ALREADY, reason, replaces=others)
        moment, why = self._not_before(reader)
        reason = f"{known.state}{why}"
        waits = known.message_id
        return Decision(reader, Verdict.ALREADY, reason, moment, replaces=others, waits=waits)

    def _new(
        self, composer: Composer, earlier: Earlier, waiting: tuple[str, ...], *, is_correction: bool
    ) -> Decision:
        reader, now = earlier.reader, self.clock.now()
        thread = earlier.gone[0].message_id if is_correction else ""
        message = composer.compose(reader, now, thread)
        if any(one.message_id == message.message_id for one in earlier.deliveries):
            # It was right once, then something else was: that it is again is another message.
            last = earlier.deliveries[-1].message_id
            message = composer.compose(reader, now, thread, after=last)
        moment, why = self._not_before(reader)
        verdict = Verdict.LATER if moment else Verdict.SEND
        reason = f"{'a correction' if is_correction else 'it is new to them'}{why}"
        return Decision(reader, verdict, reason, moment, message, is_correction, waiting)

    def _not_before(self, reader: Recipient) -> tuple[datetime | None, str]:
        """When a message may go to a reader, where that is not at once, and why."""
        now = self.clock.now()
        moment, why = self.mailing.policy.not_before(now, reader.quiet)
        if moment <= now:
            return None, ""
        return moment, f"; not before {moment.isoformat(timespec='minutes')} for {why}"

    def _earlier(self, reader: Recipient) -> Earlier:
        """What of this brief went to a reader or is on its way, the first one first."""
        brief, period = self.press.brief.id, str(self.press.brief.period)
        known = self.outbox.deliveries(brief=brief, recipient=reader.id)
        return Earlier(reader, [delivery for delivery in known if delivery.period == period])

    def _content(self, reader: Recipient) -> str:
        editions = reader.editions
        if editions not in self._contents:
            self._contents[editions] = content_hash(self.press.brief, editions)
        return self._contents[editions]

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


def drafts(
    press: Press,
    mailing: Mailing,
    settings: MailSettings,
    ledger: Ledger,
    *,
    clock: Clock | None = None,
    template: str = TEMPLATES[0],
) -> tuple[Composed, ...]:
    """What each reader would get of a brief now, a correction where they have another one."""
    planner = _Planner(press, mailing, settings, ledger, clock or SystemClock(), template)
    return tuple(planner.drafts())


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
        reason = f"{REPLACED}: {decision.verdict}"
        left = [one for one in decision.replaces if not outbox.withdraw(one, reason)]
        if left:
            continue
        quiet = decision.recipient.quiet
        if decision.waits:
            outbox.reschedule(decision.waits, decision.not_before, quiet)
        if decision.message:
            message, moment = decision.message, decision.not_before
            new += outbox.enqueue([message], settings.expiry, moment, quiet)
    return tuple(new)


def _fact(brief: Brief, threshold: Threshold) -> Fact:
    """The fact that a condition is about; raises UnknownFact, or UnfitMark for another unit."""
    found = brief.facts.get(threshold.fact)
    if found is None:
        ids = [fact.id for fact in brief.facts]
        raise UnknownFact(threshold.fact, get_close_matches(threshold.fact, ids))
    if found.quantity.unit != threshold.mark.unit:
        raise UnfitMark(threshold.fact, found.quantity.unit, threshold.written)
    return found
