"""The work of an occasion: build, prove, archive, send; done twice, it changes nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from reporter.archive import Artifact, keep
from reporter.brief_files import BriefFiles
from reporter.clock import Clock
from reporter.errors import NotProved, ReporterError
from reporter.languages import Edition
from reporter.ledger import Ledger
from reporter.mail.deliver import deliver_due
from reporter.mail.mailing import Mailing, load_mailing
from reporter.mail.outbox import Outbox
from reporter.mail.plan import Decision, Verdict, enqueue, plan
from reporter.mail.settings import MailSettings, settings_path
from reporter.mail.settings_file import load_settings
from reporter.press import Press
from reporter.render import TEMPLATES
from reporter.schedule.briefs import briefs_of
from reporter.schedule.model import Job
from reporter.schedule.order import Order
from reporter.schedule.run import LATER, Filed, Outcome, is_temporary
from reporter.schedule.waiting_mail import judged, still_to_go
from reporter.verify import verify_pdf


class ProvedPress(Press):
    """Prints each edition once, and only what reading it back bears out; raises NotProved."""

    def __init__(self, files: BriefFiles) -> None:
        super().__init__(files)
        self._made: dict[tuple[Edition, str], Artifact] = {}

    def make(self, edition: Edition, template: str = TEMPLATES[0]) -> Artifact:
        """The PDF of an edition, proved."""
        if (edition, template) not in self._made:
            artifact = super().make(edition, template)
            report = verify_pdf(artifact.content, artifact.name)
            if not report.passed:
                raise NotProved(artifact.name, [str(failure) for failure in report.failures])
            self._made[edition, template] = artifact
        return self._made[edition, template]


def work(order: Order, ledger: Ledger, clock: Clock) -> Outcome:
    """Build the briefs of an occasion, prove and archive them, and send them to their readers.

    A brief that something is wrong with is not sent, and does not keep back the others. Raises
    where nothing can be done at all.
    """
    paths = briefs_of(order.job.briefs, order.occasion.entity, order.occasion.period)
    sender = _Sender(order, ledger, clock) if order.job.mailing else None
    files, faults, presses = list[Filed](), list[ReporterError](), list[Press]()
    for path in paths:
        try:
            press = ProvedPress(BriefFiles.beside(path))
            press.hold()
            files += _archive(press, order.job)
            presses.append(press)
            if sender:
                sender.enqueue(press)
        except ReporterError as error:
            faults.append(error)
    sent = sender.deliver(presses) if sender else Outcome()
    return _together(tuple(files), faults, sent)


def _archive(press: Press, job: Job) -> Iterable[Filed]:
    made = [press.make(edition, job.template) for edition in job.editions]
    for one in made:
        place = keep(job.out, one.name, one.content)
        yield Filed(str(place), one.sha256, one.edition.value, one.pages)


def _together(files: tuple[Filed, ...], faults: list[ReporterError], sent: Outcome) -> Outcome:
    """One outcome of all: what may work another time comes first, because it is tried again."""
    codes = [error.exit_code for error in faults] + [sent.code] * bool(sent.code)
    code = next(filter(is_temporary, codes), max(codes, default=0))
    reasons = [*map(str, faults), *([sent.reason] if sent.reason else [])]
    held = sent.held and not faults
    return Outcome(code, "\n".join(reasons), files, sent.mail, held, sent.left)


class _Sender:
    """Sends the briefs of an order to their readers, under the policy of their mailing."""

    def __init__(self, order: Order, ledger: Ledger, clock: Clock) -> None:
        self.order, self.ledger, self.clock = order, ledger, clock
        path = order.job.mailing or Path()
        self.mailing: Mailing = load_mailing(path)
        self.settings: MailSettings = load_settings(order.settings or settings_path(path))
        self.decisions: list[tuple[str, Decision]] = []

    def enqueue(self, press: Press) -> None:
        decisions = plan(
            press,
            self.mailing,
            self.settings,
            self.ledger,
            clock=self.clock,
            template=self.order.job.template,
        )
        enqueue(decisions, self.settings, self.ledger, self.clock)
        self.decisions += [(press.brief.id, decision) for decision in decisions]

    def deliver(self, presses: Iterable[Press]) -> Outcome:
        """Send what is due and say what became of these briefs' messages."""
        patience = self.order.job.behaviour.timeout.total_seconds()
        summary = deliver_due(self.ledger, self.settings, self.clock, patience)
        outbox = Outbox(self.ledger, self.clock)
        messages = [
            message
            for press in presses
            for message in outbox.deliveries(brief=press.brief.id)
            if message.period == str(press.brief.period) and message.enqueued >= self.order.began
        ]
        held = [one.reason for _, one in self.decisions if one.verdict is Verdict.HELD]
        counts = Counter(str(message.state) for message in messages)
        counted = {(message.brief, message.recipient) for message in messages}
        counts.update(
            str(one.verdict)
            for brief, one in self.decisions
            if (brief, one.recipient.id) not in counted
        )
        later = max((server.exit_code for server in summary.unusable), default=LATER)
        code, reason = judged(messages, later)
        is_held = bool(held) and not code
        if is_held:
            code, reason = LATER, held[0]
        return Outcome(code, reason, mail=dict(counts), held=is_held, left=still_to_go(messages))
