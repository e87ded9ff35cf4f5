"""Delivery: what is due goes out, each message once, and nothing is called sent that may not be.

The state is in the ledger before the final dot is on the wire. Whoever finds a message there that
was about to be sent, and no answer beside it, knows that nobody can know.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from reporter.clock import Clock, SystemClock
from reporter.errors import Locked
from reporter.ledger import Ledger
from reporter.mail.limits import Limits, backoff
from reporter.mail.line import Line, NoServer, Unusable
from reporter.mail.model import Delivery, DeliveryState
from reporter.mail.outbox import Attempt, Claim, Due, Outbox
from reporter.mail.session import Session, SessionFault
from reporter.mail.settings import MailSettings, OnUnknown
from reporter.mail.verdict import Verdict, ends_connection, judge

LOCK = "mail"
"""What a process holds of the ledger while it delivers."""
_FAILED, _LATER, _UNKNOWN = 1, 75, 76


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what is left after it.

    `sent` and `failed` are of this run; `unknown` and `waiting` are all that the ledger holds.
    """

    sent: tuple[Delivery, ...]
    failed: tuple[Delivery, ...]
    unknown: tuple[Delivery, ...]
    waiting: tuple[Delivery, ...]
    unusable: tuple[Unusable, ...] = ()

    @property
    def deferred(self) -> tuple[Delivery, ...]:
        return tuple(item for item in self.waiting if item.state is DeliveryState.DEFERRED)

    @property
    def next_due(self) -> datetime | None:
        return min((item.due for item in self.waiting), default=None)

    @property
    def exit_code(self) -> int:
        """What a command ends with: a doubt comes before a failure, and that before a delay."""
        if self.unknown:
            return _UNKNOWN
        if self.failed:
            return _FAILED
        if self.deferred:
            return max((server.exit_code for server in self.unusable), default=_LATER)
        return 0


def deliver_due(
    ledger: Ledger, settings: MailSettings, clock: Clock | None = None, patience: float = 0.0
) -> Summary:
    """Send every message whose time has come, and say how the outbox stands then.

    Raises Locked where another process delivers, and still does after so many seconds of patience,
    and BadConfiguration for want of a password.
    """
    outbox = Outbox(ledger, clock or SystemClock())
    with ledger.hold(LOCK, patience):
        outbox.recover()
        if settings.on_unknown is OnUnknown.RESEND:
            _send_again(outbox)
        given_up = outbox.expire()
        run = _Run(outbox, settings)
        try:
            run.send(outbox.due())
        except BaseException:
            run.line.drop()
            outbox.recover()
            raise
        finally:
            if run.tried:
                ledger.flush()
        run.line.hang_up()
        return _summary(outbox, (*given_up, *run.tried), tuple(run.line.unusable))


def recover(ledger: Ledger, clock: Clock | None = None) -> None:
    """See to what a process left that died, so that its doubts show; not while one delivers."""
    with suppress(Locked), ledger.hold(LOCK):
        Outbox(ledger, clock).recover()


def _send_again(outbox: Outbox) -> None:
    for item in outbox.deliveries(DeliveryState.UNKNOWN):
        outbox.decide(item.message_id, DeliveryState.PENDING, "in doubt, so it is sent again")


def _summary(outbox: Outbox, handled: tuple[str, ...], unusable: tuple[Unusable, ...]) -> Summary:
    now = [outbox.delivery(message_id) for message_id in dict.fromkeys(handled)]
    return Summary(
        tuple(item for item in now if item.state is DeliveryState.SENT),
        tuple(item for item in now if item.state is DeliveryState.FAILED),
        outbox.deliveries(DeliveryState.UNKNOWN),
        outbox.deliveries(DeliveryState.PENDING, DeliveryState.DEFERRED),
        unusable,
    )


class _Run:
    """One go at everything that is due."""

    def __init__(self, outbox: Outbox, settings: MailSettings) -> None:
        self.outbox, self.settings, self.clock = outbox, settings, outbox.clock
        self.line = Line(settings)
        self.tried: list[str] = []
        last_minute = self.clock.now() - timedelta(minutes=1)
        self.limits = Limits(settings, outbox.attempts_since(last_minute))

    def send(self, due: tuple[Due, ...]) -> None:
        queue = list(due)
        try:
            while queue:
                server = self.line.server
                item, wait = self.limits.next(queue, server.name, self.clock.now())
                if wait:
                    self.clock.sleep(wait.total_seconds())
                session = self.line.session()
                if session.server == server and self._is_done(item, session):
                    queue.remove(item)
        except NoServer:
            reply = "; ".join(f"{server.server}: {server.reason}" for server in self.line.unusable)
            self.outbox.defer(
                {item.message_id: self._later(item.attempts + 1) for item in queue}, reply
            )

    def _is_done(self, item: Due, session: Session) -> bool:
        """Try a message; False where it is to be tried again at once, elsewhere or anew."""
        claim = self.outbox.claim(item.message_id, session.server.name)
        if not claim:
            return True
        self.tried.append(claim.message_id)
        self.limits.note(Attempt(claim.address, session.server.name, self.clock.now()))
        try:
            session.offer(self.settings.sender.address, claim.address, len(claim.raw))
            session.write(claim.raw)
            self.outbox.commit(claim)
            reply = session.finish()
        except SessionFault as fault:
            return self._is_settled(claim, fault, session)
        self.outbox.settle(claim, DeliveryState.SENT, str(reply))
        self.line.went_well()
        return True

    def _is_settled(self, claim: Claim, fault: SessionFault, session: Session) -> bool:
        """Write down what a fault means, and see to the connection; False as in _is_done."""
        verdict = judge(fault, reused=session.served > 1)
        match verdict:
            case Verdict.FAIL:
                self.outbox.settle(claim, DeliveryState.FAILED, str(fault))
            case Verdict.DOUBT:
                self.outbox.settle(claim, DeliveryState.UNKNOWN, str(fault))
            case Verdict.DEFER:
                self.outbox.put_off(claim, str(fault), self._later(claim.attempt))
            case Verdict.ANEW | Verdict.ELSEWHERE:
                self.outbox.release(claim, str(fault))
        self._see_to_connection(verdict, fault)
        return verdict not in (Verdict.ANEW, Verdict.ELSEWHERE)

    def _see_to_connection(self, verdict: Verdict, fault: SessionFault) -> None:
        if verdict is Verdict.ELSEWHERE:
            self.line.give_up(fault)
        elif verdict is Verdict.ANEW:
            self.line.drop()
        elif ends_connection(fault):
            self.line.broke(fault)
        else:
            self.line.clear()

    def _later(self, attempt: int) -> datetime:
        return self.clock.now() + backoff(attempt, self.settings)
