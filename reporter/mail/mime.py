"""The parts of a message as bytes: ASCII, CRLF, the same every time.

Boundaries are digests of what they bound. None can stand in it: no line of a part begins with --=_,
as base64 has no hyphen and quoted-printable, here, none at the start of a line.
"""

from __future__ import annotations

import string
from base64 import encodebytes
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from hashlib import sha256

from reporter.languages import Language
from reporter.mail.headers import file_name, mailbox, unstructured
from reporter.mail.letter import Envelope

_ROOM = 73
"""The characters of a line of quoted-printable; with an = at its end and a first one in hex, 76."""
_AS_IS = (string.digits + string.ascii_letters + string.punctuation + " \t").encode()
_TOKENS = [
    chr(octet) if octet in _AS_IS and octet != ord("=") else f"={octet:02X}" for octet in range(256)
]
_BAD_FIRST = ("F", ".", "-")
"""What begins From, a dot and a boundary, any of which may be misread on the way."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part's headers and its encoded body, every line ended."""

    headers: tuple[str, ...]
    body: bytes

    def __bytes__(self) -> bytes:
        head = "".join(f"{header}\r\n" for header in self.headers)
        return head.encode("ascii") + b"\r\n" + self.body


def text_part(text: str, subtype: str, languages: Sequence[Language]) -> Part:
    """Words in UTF-8, encoded in whichever way is shorter."""
    octets = text.encode()
    escaped = len(octets.translate(None, _AS_IS + b"\n"))
    is_plain = 6 * escaped < len(octets)
    return Part(
        (
            f"Content-Type: text/{subtype}; charset=utf-8",
            f"Content-Transfer-Encoding: {'quoted-printable' if is_plain else 'base64'}",
            f"Content-Language: {', '.join(languages)}",
        ),
        quoted(octets) if is_plain else in_base64(octets.replace(b"\n", b"\r\n")),
    )


def picture_part(content: bytes, content_id: str, name: str) -> Part:
    """A PNG that the HTML shows in its place."""
    return Part(
        (
            "Content-Type: image/png",
            "Content-Transfer-Encoding: base64",
            f"Content-ID: <{content_id}>",
            f"Content-Disposition: inline; {file_name('filename', name)}",
        ),
        in_base64(content),
    )


def pdf_part(content: bytes, name: str, languages: Sequence[Language]) -> Part:
    """A PDF to be opened or kept."""
    return Part(
        (
            "Content-Type: application/pdf",
            "Content-Transfer-Encoding: base64",
            f"Content-Language: {', '.join(languages)}",
            f"Content-Disposition: attachment;\r\n {file_name('filename', name)}",
        ),
        in_base64(content),
    )


def multipart(kind: str, parts: Sequence[Part], parameter: str = "") -> Part:
    """Parts in one: mixed, alternative or related, with another parameter where one is given."""
    whole = [bytes(part) for part in parts]
    mark = f"=_{sha256(kind.encode() + b''.join(whole)).hexdigest()[:32]}"
    line = f"--{mark}".encode()
    body = b"".join(line + b"\r\n" + part for part in whole) + line + b"--\r\n"
    more = f"; {parameter}" if parameter else ""
    return Part((f'Content-Type: multipart/{kind}; boundary="{mark}"{more}',), body)


def message(envelope: Envelope, whole: Part) -> bytes:
    """The message as it goes out; raises BadHeader for what no header may hold."""
    return bytes(Part((*_headers(envelope), *whole.headers), whole.body))


def _headers(envelope: Envelope) -> Sequence[str]:
    sender = envelope.sender
    reply_to = envelope.reply_to and mailbox("Reply-To", "", envelope.reply_to)
    asked = envelope.unsubscribe
    fields = {
        "Date": format_datetime(envelope.date),
        "From": mailbox("From", sender.name, sender.address),
        "Reply-To": reply_to,
        "To": mailbox("To", envelope.name, envelope.address),
        "Subject": unstructured("Subject", envelope.subject),
        "Message-ID": envelope.message_id,
        "In-Reply-To": envelope.thread,
        "References": envelope.thread,
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": asked and f"<{asked}>",
        "List-Unsubscribe-Post": asked and "List-Unsubscribe=One-Click",
        "Content-Language": ", ".join(envelope.languages),
        "MIME-Version": "1.0",
    }
    return [f"{name}: {value}" for name, value in fields.items() if value]


def in_base64(octets: bytes) -> bytes:
    return encodebytes(octets).replace(b"\n", b"\r\n")


def quoted(octets: bytes) -> bytes:
    """Quoted-printable as RFC 2045 has it, whose own encoder leaves bad beginnings of lines."""
    return "".join(f"{_folded(line)}\r\n" for line in octets.split(b"\n")).encode("ascii")


def _folded(line: bytes) -> str:
    encoded = "".join(map(_TOKENS.__getitem__, line))
    if encoded.endswith((" ", "\t")):
        encoded = f"{encoded[:-1]}={ord(encoded[-1]):02X}"
    lines = []
    while len(encoded) > _ROOM:
        cut = encoded.rfind("=", _ROOM - 2, _ROOM)
        end = cut if cut > 0 else _ROOM
        lines.append(_begun_well(encoded[:end]))
        encoded = encoded[end:]
    return "=\r\n".join((*lines, _begun_well(encoded)))


def _begun_well(line: str) -> str:
    return f"={ord(line[0]):02X}{line[1:]}" if line.startswith(_BAD_FIRST) else line
