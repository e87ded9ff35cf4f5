"""Messages, settings and a clock for the tests of delivery."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from reporter.languages import Edition
from reporter.mail.model import Composed
from reporter.mail.passwords import Keeper, Password
from reporter.mail.settings import Mailbox, MailSettings, Security, Server

NOON = datetime(2025, 3, 20, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SENDER = "ir@example.com"


class StoppedClock:
    """Stands still but for what is slept or added."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now
        self.slept = 0.0

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.time += timedelta(seconds=seconds)


def composed(number: int, address: str = "", size: int = 400, **changes: Any) -> Composed:
    """A message that ends in what a faulty sender would cut: dots at the start of lines."""
    message_id = f"<{number}.briefs@example.com>"
    address = address or f"reader{number}@example.org"
    lines = [f"line {line} of message {number} ".ljust(76, "-") for line in range(size // 78)]
    text = "\r\n".join((*lines, ".", "..", ".end", ""))
    head = f"From: {SENDER}\r\nTo: {address}\r\nSubject: brief {number}\r\n"
    raw = f"{head}Message-ID: {message_id}\r\n\r\n{text}".encode()
    given: dict[str, Any] = {
        "message_id": message_id,
        "recipient": f"reader{number}",
        "address": address,
        "edition": Edition.BILINGUAL,
        "subject": f"brief {number}",
        "raw": raw,
        "content_hash": hashlib.sha256(text.encode()).hexdigest(),
        "brief": "kuaishou-2024q4",
        "period": "2024Q4",
    }
    return Composed(**given | changes)


def server(port: int, **changes: Any) -> Server:
    """A server on this machine, spoken to without TLS."""
    given: dict[str, Any] = {"security": Security.NONE, "timeout": 20.0, "answer": 20.0}
    return Server("127.0.0.1", port, **given | changes)


def secured(port: int, ca_file: Path | None, **changes: Any) -> Server:
    """A server that is spoken to after STARTTLS, by somebody with a password."""
    given: dict[str, Any] = {
        "security": Security.STARTTLS,
        "ca_file": ca_file,
        "username": "ir",
        "password": Password(Keeper.ENV, "REPORTER_TEST_PASSWORD"),
    }
    return server(port, **given | changes)


def settings(servers: Server | Iterable[Server], **changes: Any) -> MailSettings:
    several = (servers,) if isinstance(servers, Server) else tuple(servers)
    return MailSettings(Mailbox(SENDER, "IR"), several, **changes)


def message_id(raw: bytes) -> str:
    """That of a message as a server has it."""
    found = re.search(rb"(?im)^message-id: *(\S+)", raw)
    assert found
    return found[1].decode()


def ends_whole(raw: bytes) -> bool:
    """Whether a message arrived to its last line, with the dots as they were."""
    return raw.replace(b"\r\n", b"\n").rstrip(b"\n").endswith(b"\n.\n..\n.end")
