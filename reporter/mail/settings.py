"""The settings of mail: who sends, by which servers, how fast, and what to do when in doubt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from reporter.mail.passwords import Password

SETTING = "REPORTER_SETTINGS"
NAME = "reporter.yaml"
OTHERS = "*"
"""Stands for the domains that have no limit of their own."""


class Security(StrEnum):
    """How a connection is made safe: TLS at once, TLS by STARTTLS, or it stays on this machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    NONE = "none"


class OnUnknown(StrEnum):
    """What becomes of a message that may have been taken: a person decides, or it is sent again."""

    HOLD = "hold"
    RESEND = "resend"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Who a message is from; `name` as its reader sees it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that takes mail; times in seconds, rates in messages.

    `answer` is how long it may take over the final dot: RFC 5321 asks for ten minutes, because
    whoever gives up sooner does not know what became of the message.
    """

    host: str
    port: int
    security: Security = Security.STARTTLS
    username: str = ""
    password: Password | None = None
    ca_file: Path | None = None
    timeout: float = 300.0
    answer: float = 600.0
    per_minute: int | None = None
    per_connection: int = 100

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Inbox:
    """A mailbox read by IMAP over TLS, where messages that were sent can be found."""

    host: str
    username: str
    password: Password
    port: int = 993
    folder: str = "INBOX"
    ca_file: Path | None = None
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class MailSettings:
    """Everything that a settings file says of mail; the first server is the one that is used
    as long as it can be."""

    sender: Mailbox
    servers: tuple[Server, ...]
    reply_to: str = ""
    unsubscribe: str = ""
    per_minute: Mapping[str, int] = field(default_factory=dict)
    expiry: timedelta = timedelta(days=2)
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(hours=1)
    on_unknown: OnUnknown = OnUnknown.HOLD
    inbox: Inbox | None = None

    @property
    def hello(self) -> str:
        """What this machine calls itself to a server."""
        return self.sender.address.rpartition("@")[2]


def settings_path(beside: Path | None = None) -> Path:
    """The file that REPORTER_SETTINGS names, or reporter.yaml beside a file, or here."""
    named = os.environ.get(SETTING, "")
    return Path(named).expanduser() if named else (beside.parent if beside else Path()) / NAME
