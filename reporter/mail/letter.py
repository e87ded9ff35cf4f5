"""A message before and after it is addressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from reporter.languages import Edition, Language
from reporter.mail.settings import Mailbox

UNSUBSCRIBE = "https://unsubscribe.invalid/"
"""Stands in a letter where each recipient's own address for it will."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG in a message; width and height in CSS pixels, half of its own or less."""

    content: bytes
    name: str
    width: int
    height: int

    @property
    def cid(self) -> str:
        """Its Content-ID, the same for the same picture."""
        return f"{sha256(self.content).hexdigest()[:32]}@reporter"


@dataclass(frozen=True, slots=True)
class Document:
    """An attached PDF."""

    content: bytes
    name: str
    edition: Edition


@dataclass(frozen=True, slots=True)
class Letter:
    """What everybody gets who chose the same editions; the first one's languages are the body's.

    `content_hash` is of what the brief states, so that the same brief printed by another version,
    or addressed another day, is the same content.
    """

    brief: str
    period: str
    editions: tuple[Edition, ...]
    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...]
    documents: tuple[Document, ...]
    content_hash: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the headers of one message say; `thread` is the Message-ID that it answers to."""

    sender: Mailbox
    name: str
    address: str
    subject: str
    date: datetime
    message_id: str
    languages: tuple[Language, ...]
    reply_to: str = ""
    thread: str = ""
    unsubscribe: str = ""
