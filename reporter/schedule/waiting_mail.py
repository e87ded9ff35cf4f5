"""Messages that a run left behind: put off by a server, or to go out after an embargo."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from reporter.clock import Clock
from reporter.errors import Locked
from reporter.ledger import Ledger
from reporter.mail.deliver import deliver_due, recover
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.settings import settings_path
from reporter.schedule.model import Schedule
from reporter.schedule.run import Outcome


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
    lines = [f"{one.address}: {one.state}: {one.reply}" for one in wrong]
    return Outcome(summary.exit_code, "\n".join(lines))


def next_message(ledger: Ledger, clock: Clock) -> datetime | None:
    """When the next message may be tried."""
    waiting = Outbox(ledger, clock).deliveries(DeliveryState.PENDING, DeliveryState.DEFERRED)
    return min((one.due for one in waiting), default=None)


def _settings(schedule: Schedule) -> tuple[Path, ...]:
    """The settings of mail, of the first job that sends any, if only to its owner, at first."""
    jobs = [job for job in schedule.jobs if job.mailing or job.owner.address]
    return tuple(schedule.settings or settings_path(job.mailing or schedule.path) for job in jobs)
