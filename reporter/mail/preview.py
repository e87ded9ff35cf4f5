"""Messages to look at before they go: as files, and on a page as a phone and a desktop show them.

What is shown is read from the bytes that would be sent, by another parser than wrote them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from reporter.archive import write_whole
from reporter.mail.model import Composed
from reporter.render import MAIL, fill

PAGE = "index.html"
_HEADERS = (
    *("Subject", "From", "To", "Reply-To", "Date", "Message-ID", "In-Reply-To"),
    *("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post", "Content-Language"),
)
_DARK = "(prefers-color-scheme: dark)"
_TURNED = "<style>html, img { filter: invert(1) hue-rotate(180deg) }</style></head>"
_UNSAFE = re.compile(r"[^\w.@+-]+")


@dataclass(frozen=True, slots=True)
class Shown:
    """The HTML part in a window of that width in CSS pixels."""

    title: str
    width: int
    html: str


@dataclass(frozen=True, slots=True)
class File:
    """An attachment and how large it is."""

    name: str
    size: str


@dataclass(frozen=True, slots=True)
class Preview:
    """A message as it reads, and the files of all that say the same."""

    headers: Mapping[str, str]
    attached: tuple[File, ...]
    size: str
    html_size: str
    text: str
    shown: tuple[Shown, ...]
    files: tuple[str, ...]


def write_preview(messages: Iterable[Composed], folder: Path) -> Path:
    """Every message as an .eml file, and a page that shows each letter once; raises CannotWrite."""
    files: dict[str, Composed] = {}
    for message in messages:
        files[_free_name(message, files)] = message
    for name, message in files.items():
        write_whole(folder / name, message.raw)
    alike: dict[tuple[str, str], list[str]] = {}
    for name, message in files.items():
        alike.setdefault((message.content_hash, message.edition), []).append(name)
    letters = [preview(files[names[0]].raw, names) for names in alike.values()]
    write_whole(folder / PAGE, fill(MAIL, "preview.html.j2", letters=letters).encode())
    return folder / PAGE


def _free_name(message: Composed, taken: Mapping[str, object]) -> str:
    stem = f"{_UNSAFE.sub('_', message.recipient)}.{message.edition}"
    numbered = (f"{stem}.{number}.eml" for number in count(2))
    return (
        f"{stem}.eml" if f"{stem}.eml" not in taken else next(n for n in numbered if n not in taken)
    )


def preview(raw: bytes, files: Sequence[str] = ()) -> Preview:
    """What a message shows."""
    message = message_from_bytes(raw, policy=policy.default)
    html = _content(message, "html")
    inside = with_pictures(html, message)
    return Preview(
        headers={name: str(message[name]) for name in _HEADERS if message[name]},
        attached=tuple(
            File(part.get_filename() or "", _size(len(part.get_content())))
            for part in message.iter_attachments()
        ),
        size=_size(len(raw)),
        html_size=_size(len(html.encode())),
        text=_content(message, "plain"),
        shown=tuple(_windows(inside)),
        files=tuple(files),
    )


def _windows(html: str) -> Iterable[Shown]:
    light, dark = in_light(html), in_dark(html)
    turned = light.replace("</head>", _TURNED, 1)
    yield Shown("Phone, 375 px", 375, light)
    yield Shown("Phone, dark", 375, dark)
    yield Shown("Phone, colours turned by the client", 375, turned)
    yield Shown("Desktop, 800 px", 800, light)
    yield Shown("Desktop, dark", 800, dark)


def in_light(html: str) -> str:
    """The HTML as where light colours are preferred, whatever the browser's own preference."""
    return html.replace(_DARK, "not all")


def in_dark(html: str) -> str:
    return html.replace(_DARK, "all")


def with_pictures(html: str, message: EmailMessage) -> str:
    """The HTML with the message's own pictures in it."""
    for part in message.walk():
        content_id = str(part["Content-ID"] or "").strip("<>")
        if content_id:
            encoded = b64encode(part.get_content()).decode()
            uri = f"data:{part.get_content_type()};base64,{encoded}"
            html = html.replace(f"cid:{content_id}", uri)
    return html


def _content(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return str(part.get_content()) if part else ""


def _size(octets: int) -> str:
    return f"{octets / 1000:.0f} kB"
