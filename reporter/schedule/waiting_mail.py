"""Messages that a run left behind: put off by a server, or to go out after an embargo."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from reporter.clock import Clock
from reporter.errors import Locked
from reporter.ledger import Ledger
from reporter.mail.deliver import deliver_due, recover
from reporter.mail.model import Delivery, DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.settings import settings_path
from reporter.schedule.model import Schedule
from reporter.schedule.run import LATER, Outcome, is_temporary

_FAILED, _UNKNOWN = 1, 76
_ENDED = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN)
_WRONG = (DeliveryState.FAILED, DeliveryState.UNKNOWN)


def deliver_waiting(schedule: Schedule, ledger: Ledger, clock: Clock) -> Outcome:
    """Send what is due in the outbox by the servers of a schedule's jobs, and say what went wrong.

    Raises as reading the settings does.
    """
    files = _settings(schedule)
    recover(ledger, clock)
    if not files or not Outbox(ledger, clock).due():
        return Outcome()
    from reporter.mail.settings_file import load_settings

    try:
        summary = deliver_due(ledger, load_settings(files[0]), clock)
    except Locked:  # whoever delivers takes these too, or the next tick does
        return Outcome()
    wrong = [*summary.failed, *summary.unknown, *summary.deferred]
    return Outcome(summary.exit_code, _lines(wrong))


def judged(messages: Iterable[Delivery], later: int = LATER) -> tuple[int, str]:
    """The exit code of messages, `later` where one is put off, and what is wrong with each."""
    amiss = (*_WRONG, DeliveryState.DEFERRED)
    wrong = [one for one in messages if one.state in amiss and not one.was_replaced]
    states = {one.state for one in wrong}
    if DeliveryState.UNKNOWN in states:
        return _UNKNOWN, _lines(wrong)
    if DeliveryState.FAILED in states:
        return _FAILED, _lines(wrong)
    return later if wrong else 0, _lines(wrong)


def still_to_go(messages: Iterable[Delivery]) -> dict[str, str]:
    """The ids of the messages that have not come to an end, and what each is."""
    return {one.message_id: str(one.state) for one in messages if one.state not in _ENDED}


def since_then(outcome: Outcome, outbox: Outbox) -> Outcome:
    """The outcome of a run, with what became since of the messages that it left."""
    messages = [outbox.delivery(message_id) for message_id in outcome.left]
    counts = Counter(outcome.mail)
    counts.subtract(outcome.left.values())
    counts.update(str(one.state) for one in messages)
    now = replace(outcome, mail=dict(+counts), left=still_to_go(messages))
    code, reason = judged(one for one in messages if one.state in _WRONG)
    if not code:
        return now
    before = 0 if is_temporary(outcome.code) else outcome.code
    reasons = (outcome.reason, reason) if outcome.reason else (reason,)
    return replace(now, code=max(before, code), reason="\n".join(reasons))


def _lines(messages: Iterable[Delivery]) -> str:
    return "\n".join(f"{one.address}: {one.state}: {one.reply}" for one in messages)


def next_message(ledger: Ledger, clock: Clock) -> datetime | None:
    """When the next message may be tried."""
    waiting = Outbox(ledger, clock).deliveries(DeliveryState.PENDING, DeliveryState.DEFERRED)
    return min((one.due for one in waiting), default=None)


def _settings(schedule: Schedule) -> tuple[Path, ...]:
    """The settings of mail, of the first job that sends any, if only to its owner, at first."""
    jobs = [job for job in schedule.jobs if job.mailing or job.owner.address]
    return tuple(schedule.settings or settings_path(job.mailing or schedule.path) for job in jobs)
