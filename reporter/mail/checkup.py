"""Whether mail would go out, and arrive signed: servers asked, one message sent, headers read."""

from __future__ import annotations

import re
from email.message import Message
from email.parser import HeaderParser
from email.utils import formatdate, make_msgid
from pathlib import Path

from reporter.errors import BadConfiguration, BadInput, CannotRead, Fault, ServiceUnavailable
from reporter.mail import imap
from reporter.mail.address import domain_of, fault_of
from reporter.mail.line import Line, NoServer
from reporter.mail.session import Session, SessionFault
from reporter.mail.settings import Inbox, MailSettings, Server

_SIGNED_BY = re.compile(r"(?:^|;)\s*d\s*=\s*([A-Za-z0-9.-]+)")
_RESULT = re.compile(r"\bdkim\s*=\s*([a-z]+)", re.IGNORECASE)


def try_server(server: Server, settings: MailSettings) -> str:
    """Connect and log in, send nothing, and say how safe that was; raises ServiceUnavailable."""
    try:
        session = Session(server, settings.hello)
    except SessionFault as fault:
        raise ServiceUnavailable(server.name, str(fault)) from fault
    said = session.tls or "no TLS, on this machine"
    session.quit()
    return f"{said}; {f'logged in as {server.username}' if server.username else 'no login'}"


def try_inbox(inbox: Inbox) -> str:
    """Open the folder, and say so; raises ServiceUnavailable or BadConfiguration."""
    imap.find(inbox, ())
    return f"{inbox.folder} of {inbox.username} can be read"


def send_one(settings: MailSettings, address: str) -> str:
    """Send one message by the first server that can be used, and say what it answered.

    Raises BadConfiguration for what is no address, ServiceUnavailable where none takes it.
    """
    if reason := fault_of(address):
        raise BadConfiguration(reason)
    sender = settings.sender.address
    lines = [
        f"From: {sender}",
        f"To: {address}",
        "Subject: reporter doctor --mail",
        f"Date: {formatdate()}",
        f"Message-ID: {make_msgid(domain=domain_of(sender))}",
        "Auto-Submitted: auto-generated",
        "",
        "This message was sent to see whether it arrives, and whether it is signed.",
        "Save its headers to a file: reporter doctor --mail --headers FILE",
        "",
    ]
    raw = "\r\n".join(lines).encode()
    line = Line(settings)
    try:
        session = line.session()
        session.offer(sender, address, len(raw))
        session.write(raw)
        reply = session.finish()
    except NoServer:
        names = ", ".join(server.name for server in settings.servers)
        raise ServiceUnavailable(names, line.unusable[-1].reason) from None
    except SessionFault as fault:
        line.drop()
        raise ServiceUnavailable(session.server.name, str(fault)) from fault
    line.hang_up()
    return f"{session.server.name} took it: {reply}"


def signature(path: Path, sender: str) -> str:
    """Who signed the message whose headers are in a file, and whether its receiver was satisfied.

    Raises BadInput where nobody signed it, the signature did not hold, or it is of nobody at the
    sender's domain, which is what DMARC (RFC 7489) goes by.
    """
    try:
        headers = HeaderParser().parsestr(path.read_text("utf-8", "replace"))
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "no such file") from error
    signers = _matches(headers, "DKIM-Signature", _SIGNED_BY)
    results = [found.lower() for found in _matches(headers, "Authentication-Results", _RESULT)]
    if not signers:
        raise BadInput([Fault(str(path), 1, 1, "nobody signed the message (DKIM)")])
    said = f"signed by {', '.join(dict.fromkeys(signers))}"
    domain = domain_of(sender)
    if not any(_is_aligned(signer.lower(), domain) for signer in signers):
        raise BadInput([Fault(str(path), 1, 1, f"{said}, not by {domain}, which DMARC asks for")])
    if not results:
        return f"{said}; its receiver does not say whether that holds"
    if "pass" not in results:
        raise BadInput([Fault(str(path), 1, 1, f"{said}; its receiver says {', '.join(results)}")])
    return f"{said}; its receiver says pass"


def _is_aligned(one: str, other: str) -> bool:
    """Whether domains are the same or one is within the other, as relaxed alignment has it."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _matches(headers: Message, name: str, pattern: re.Pattern[str]) -> list[str]:
    """What a pattern finds in each header of that name, unfolded."""
    values = (" ".join(str(value).split()) for value in headers.get_all(name, []))
    return [found for value in values for found in pattern.findall(value)]
