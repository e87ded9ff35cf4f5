"""Telling a job's owner that it fails, and that it works again: by e-mail and by a webhook."""

from __future__ import annotations

import logging
from contextlib import suppress
from hashlib import sha256
from itertools import dropwhile, takewhile

from reporter.clock import Clock
from reporter.errors import Locked, NotMail, ReporterError, ServiceUnavailable
from reporter.languages import Edition, Language
from reporter.ledger import Ledger, as_text
from reporter.mail import mime
from reporter.mail.deliver import deliver_due
from reporter.mail.letter import Envelope
from reporter.mail.model import Composed, DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.settings import MailSettings, settings_path
from reporter.mail.settings_file import load_settings
from reporter.schedule.calls import call
from reporter.schedule.model import Job, Owner, Schedule
from reporter.schedule.notices import Case, Notice, failure, recovery
from reporter.schedule.run import JobState, Run, RunState
from reporter.schedule.runs import Runs, name_of

log = logging.getLogger(__name__)

_NOTHING = (RunState.FAILED, RunState.SKIPPED)


def tell(
    schedule: Schedule, job: Job, state: JobState, run: Run | None, ledger: Ledger, clock: Clock
) -> None:
    """Tell the owner of a job that it fails, or that it works again; nobody where there is none.

    Any way is enough, and a message is never doubled however often this is tried. Raises
    ServiceUnavailable where no way worked.
    """
    case = Case(schedule, job, state, None if state.fault else run, ledger.path)
    if not (job.owner.address or job.owner.webhook):
        return
    notice = failure(case) if case.is_failing else recovery(case, _missed(case, ledger, clock))
    faults = []
    for way in (_mail, _webhook):
        try:
            way(notice, case, ledger, clock)
        except ReporterError as error:
            log.warning("%s: the owner was not told: %s", job.id, error)
            faults.append(str(error))
    if len(faults) == bool(job.owner.address) + bool(job.owner.webhook):
        raise ServiceUnavailable(_name(job.owner), "; ".join(faults))


def _missed(case: Case, ledger: Ledger, clock: Clock) -> list[Run]:
    """What came to nothing between the last two runs that were done."""
    runs = Runs(ledger, name_of(case.schedule.path, ledger.path), case.job.id, clock)
    ended = sorted(runs.runs(RunState.DONE, *_NOTHING), key=lambda run: (run.changed, run.id))
    before = dropwhile(lambda run: run.state is RunState.DONE, reversed(ended))
    return [*takewhile(lambda run: run.state is not RunState.DONE, before)][::-1]


def _webhook(notice: Notice, case: Case, *_: object) -> None:
    if webhook := case.job.owner.webhook:
        call(webhook, f"the webhook of {case.job.id}", notice.record)


def _mail(notice: Notice, case: Case, ledger: Ledger, clock: Clock) -> None:
    """Put the message into the outbox, and have it sent; what is put off is sent with the rest."""
    if not case.job.owner.address:
        return
    schedule = case.schedule
    settings = load_settings(schedule.settings or settings_path(schedule.path))
    message = _composed(notice, case, settings, clock)
    outbox = Outbox(ledger, clock)
    outbox.enqueue([message], settings.expiry)
    with suppress(Locked):  # whoever delivers takes this one too, or the next tick does
        deliver_due(ledger, settings, clock)
    delivery = outbox.delivery(message.message_id)
    if delivery.state is DeliveryState.FAILED:
        raise NotMail(message.message_id, delivery.reply)


def _composed(notice: Notice, case: Case, settings: MailSettings, clock: Clock) -> Composed:
    """The message, whose id follows from the job, the kind of notice and when it began."""
    owner, since = case.job.owner, as_text(case.since) if case.since else ""
    whose = name_of(case.schedule.path, case.ledger)
    parts = (whose, case.job.id, str(notice.record["kind"]), since, owner.address)
    digest = sha256("\0".join(parts).encode()).hexdigest()[:32]
    message_id = f"<{digest}@{settings.hello}>"
    languages = (Language.EN,)
    envelope = Envelope(
        settings.sender,
        owner.name,
        owner.address,
        notice.subject,
        clock.now(),
        message_id,
        languages,
    )
    return Composed(
        message_id=message_id,
        recipient=_name(owner),
        address=owner.address,
        edition=Edition.EN,
        subject=notice.subject,
        raw=mime.message(envelope, mime.text_part(notice.text, "plain", languages)),
        content_hash=sha256(notice.text.encode()).hexdigest(),
        brief=f"schedule:{case.job.id}",
        period="",
    )


def _name(owner: Owner) -> str:
    return owner.name or owner.address or "the owner"
