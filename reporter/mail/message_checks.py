"""What a message must be before it may go to a server, whoever made it."""

from __future__ import annotations

import re

from reporter.errors import NotMail
from reporter.mail.address import fault_of
from reporter.mail.model import Composed

_LINE = 998
"""The longest line that RFC 5322 allows, in bytes without its end."""
_MESSAGE_ID = re.compile(r"<[!-;=?-~]+@[!-;=?-~]+>")


def hold(message: Composed) -> None:
    """Raise NotMail for what a server may refuse, or read as something else than was meant."""
    reason = fault_of(message.address) or _fault_of_raw(message.raw) or _fault_of_id(message)
    if reason:
        raise NotMail(message.message_id, reason)


def _fault_of_raw(raw: bytes) -> str:
    """Why bytes are no message: a lone CR or LF can hide a second one from a server."""
    if not raw.isascii() or b"\0" in raw:
        return "it is not ASCII throughout"
    lines = raw.split(b"\r\n")
    if any(b"\r" in line or b"\n" in line for line in lines) or lines[-1]:
        return "its lines do not end with CRLF"
    if max(map(len, lines)) > _LINE:
        return f"a line is longer than {_LINE} bytes"
    return ""


def _fault_of_id(message: Composed) -> str:
    if not _MESSAGE_ID.fullmatch(message.message_id):
        return "it is no Message-ID"
    head = re.sub(rb"\r\n(?=[ \t])", b"", message.raw.partition(b"\r\n\r\n")[0])
    found = re.findall(rb"(?im)^message-id:[ \t]*(.*?)[ \t]*\r?$", head)
    return "" if found == [message.message_id.encode()] else "its header bears another Message-ID"
