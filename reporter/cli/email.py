"""reporter email: who gets a brief, what they got, and what nobody knows."""

from __future__ import annotations

import getpass
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.cli import tell, verbosity
from reporter.cli.email_report import (
    as_document,
    as_record,
    show_decisions,
    show_delivery,
    show_left_alone,
    show_summary,
)

if TYPE_CHECKING:
    from reporter.ledger import Ledger
    from reporter.mail.mailing import Mailing
    from reporter.mail.plan import Decision
    from reporter.mail.settings import MailSettings

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_brief = click.argument("brief", metavar="BRIEF", type=_FILE)
_mailing = click.option(
    "--mailing", required=True, type=_FILE, metavar="FILE", help="Readers, lists and the policy."
)
_settings = click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Servers and sender; reporter.yaml beside the mailing otherwise.",
)
_ledger = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="out/ledger.sqlite where it is not given, or what REPORTER_LEDGER names.",
)
_known_ledger = click.option(
    "--ledger",
    type=_FILE,
    metavar="FILE",
    help="out/ledger.sqlite where it is not given, or what REPORTER_LEDGER names.",
)
_template = click.option(
    "--template", default="brief", metavar="NAME|DIR", help="brief, flash, or a folder."
)
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")


@click.group("email")
def command() -> None:
    """Send a brief to its readers, once, and account for every message."""


@command.command("send", short_help="Send BRIEF to its readers, or what is due.")
@click.argument("brief", metavar="[BRIEF]", required=False, type=_FILE)
@click.option("--mailing", type=_FILE, metavar="FILE", help="Readers, lists and the policy.")
@_settings
@_ledger
@_template
@click.option("--dry-run", is_flag=True, help="Say who would get what, and why; send nothing.")
@_json
@verbosity
def send(
    brief: Path | None,
    mailing: Path | None,
    settings: Path | None,
    ledger: Path | None,
    template: str,
    dry_run: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Send BRIEF to its readers; without one, what is due in the outbox.

    Ends with 76 where nobody can know what became of a message, 1 where one failed, 75 where one
    waits for its server.
    """
    from reporter.mail.deliver import deliver_due
    from reporter.mail.plan import enqueue

    tell(verbose, quiet)
    if (brief is None) is not (mailing is None):
        raise click.UsageError("BRIEF and --mailing belong together")
    configured = _configuration(settings, mailing)
    with _open(ledger) as book:
        decisions: tuple[Decision, ...] = ()
        if brief and mailing:
            decisions = _decide(brief, mailing, configured, book, template)
            if not as_json and (dry_run or not quiet):
                show_decisions(decisions)
        summary = None
        if not dry_run:
            enqueue(decisions, configured, book)
            summary = deliver_due(book, configured)
    if as_json:
        click.echo(json.dumps(as_document(decisions, summary), ensure_ascii=False, indent=1))
    elif summary:
        show_summary(summary)
    if summary and summary.exit_code:
        sys.exit(summary.exit_code)


@command.command("approve", short_help="Say that BRIEF may go out as it is now.")
@_brief
@_ledger
@click.option("--by", default=None, metavar="NAME", help="Who approves; the user otherwise.")
def approve(brief: Path, ledger: Path | None, by: str | None) -> None:
    """Say that BRIEF may go out as it is now; any change to it asks for approval again."""
    from reporter.loading import load_brief
    from reporter.mail.approval import approve as keep

    with _open(ledger) as book:
        approval = keep(book, load_brief(brief), by or _user())
    at = approval.at.isoformat(timespec="minutes")
    click.echo(f"{approval.brief} {approval.content[:12]} approved by {approval.person}, {at}")


@command.command("status", short_help="List every message and how far it has come.")
@_known_ledger
@click.option("--brief", "brief_id", default="", metavar="ID", help="Of one brief alone.")
@_json
def status(ledger: Path | None, brief_id: str, as_json: bool) -> None:
    """Every message of the outbox and how far it has come; ends with 76 where one is in doubt."""
    from reporter.mail.deliver import recover
    from reporter.mail.model import DeliveryState
    from reporter.mail.outbox import Outbox

    with _open(ledger) as book:
        recover(book)
        deliveries = Outbox(book).deliveries(brief=brief_id)
    if as_json:
        records = [as_record(delivery) for delivery in deliveries]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for delivery in deliveries:
            show_delivery(delivery)
    if any(delivery.state is DeliveryState.UNKNOWN for delivery in deliveries):
        sys.exit(_UNKNOWN)


_UNKNOWN = 76


@command.command("preview", short_help="Write and show what each reader would get.")
@_brief
@_mailing
@_settings
@_ledger
@click.option(
    "--out",
    default="out/mail",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to.",
)
@_template
def preview(
    brief: Path, mailing: Path, settings: Path | None, ledger: Path | None, out: Path, template: str
) -> None:
    """Write what each reader would get as .eml files, and a page that shows them as clients do.

    It is a correction for those who, by the ledger, have other figures. Nothing is sent.
    """
    from reporter.brief_files import BriefFiles
    from reporter.mail.mailing import load_mailing
    from reporter.mail.plan import drafts
    from reporter.mail.preview import write_preview
    from reporter.press import Press

    readers = load_mailing(mailing)
    configured = _configuration(settings, mailing)
    press = Press(BriefFiles.beside(brief))
    with _open(ledger) as book:
        messages = drafts(press, readers, configured, book, template=template)
    click.echo(write_preview(messages, out))


@command.command("reconcile", short_help="Settle what became of messages in doubt.")
@_known_ledger
@_settings
@click.option(
    "--log", type=_FILE, metavar="FILE", help="The log of a mail server, such as Postfix's."
)
@click.option(
    "--mailbox",
    type=click.Path(exists=True, path_type=Path),
    metavar="PATH",
    help="An mbox, a Maildir or .eml files in which the messages would be.",
)
@click.option("--imap", is_flag=True, help="Look in the inbox that the settings name.")
@click.option("--sent", multiple=True, metavar="ID", help="It arrived: somebody says so.")
@click.option(
    "--lost", multiple=True, metavar="ID", help="It did not arrive, and is not to be sent."
)
@click.option(
    "--again", multiple=True, metavar="ID", help="It did not arrive, or failed: send it again."
)
@click.option("--by", default=None, metavar="NAME", help="Who says so; the user otherwise.")
def reconcile(
    ledger: Path | None,
    settings: Path | None,
    log: Path | None,
    mailbox: Path | None,
    imap: bool,
    sent: tuple[str, ...],
    lost: tuple[str, ...],
    again: tuple[str, ...],
    by: str | None,
) -> None:
    """Settle doubts: by a log, a mailbox, or a word. Ends with 76 while one is left.

    An ID is a Message-ID as `status` lists it, with or without its angle brackets.
    """
    from reporter.mail import reconcile as settle
    from reporter.mail.deliver import recover
    from reporter.mail.model import DeliveryState
    from reporter.mail.outbox import Outbox

    person = by or _user()
    with _open(ledger) as book:
        recover(book)
        outbox = Outbox(book)
        findings: list[settle.Finding] = []
        if log:
            with log.open(encoding="utf-8", errors="replace") as lines:
                findings += settle.by_log(outbox, lines)
        if mailbox:
            findings += settle.by_mailbox(outbox, mailbox)
        if imap:
            inbox = _configuration(settings, None).inbox
            if not inbox:
                raise click.UsageError("the settings name no inbox")
            findings += settle.by_imap(outbox, inbox)
        words = ((sent, DeliveryState.SENT), (lost, DeliveryState.FAILED))
        for identifiers, state in (*words, (again, DeliveryState.PENDING)):
            findings += (
                settle.by_word(outbox, f"<{one.strip('<>')}>", state, person) for one in identifiers
            )
        left = outbox.deliveries(DeliveryState.UNKNOWN)
    for finding in filter(lambda one: one.evidence, findings):
        click.echo(f"{finding.state:11} {finding.address}: {finding.evidence}")
    for delivery in left:
        click.echo(f"{'unknown':11} {delivery.address}: {delivery.message_id}")
    if left:
        sys.exit(_UNKNOWN)


@command.command("bounces", short_help="Suppress the addresses that mail came back from.")
@click.argument("mailbox", metavar="MAILBOX", type=click.Path(exists=True, path_type=Path))
@_mailing
@_known_ledger
def bounces(mailbox: Path, mailing: Path, ledger: Path | None) -> None:
    """Read what came back from MAILBOX, and suppress the addresses that are gone."""
    from reporter.mail.bounces import bounces_in, take_bounces
    from reporter.mail.mailing import load_mailing
    from reporter.mail.outbox import Outbox

    path = load_mailing(mailing).suppressed
    with _open(ledger) as book:
        outbox = Outbox(book)
        today = outbox.clock.now().date()
        returned = take_bounces(outbox, bounces_in(mailbox), path, today)
    for one in returned.suppressed:
        click.echo(f"suppressed  {one.address}: {one.reason}")
    for bounce in (*returned.passing, *returned.strange):
        show_left_alone(bounce)


def _user() -> str:
    """Who runs this; a number where a container knows no name for it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"


def _open(path: Path | None) -> Ledger:
    from reporter.ledger import Ledger, ledger_path

    return Ledger(path or ledger_path())


def _configuration(settings: Path | None, mailing: Path | None) -> MailSettings:
    from reporter.mail.settings import settings_path
    from reporter.mail.settings_file import load_settings

    return load_settings(settings or settings_path(mailing))


def _decide(
    brief: Path, mailing: Path, settings: MailSettings, ledger: Ledger, template: str
) -> tuple[Decision, ...]:
    from reporter.brief_files import BriefFiles
    from reporter.mail.mailing import load_mailing
    from reporter.mail.plan import plan
    from reporter.press import Press

    readers: Mailing = load_mailing(mailing)
    return plan(Press(BriefFiles.beside(brief)), readers, settings, ledger, template=template)
