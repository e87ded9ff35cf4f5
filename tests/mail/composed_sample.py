"""The messages of the shipped brief, each letter written once for all the tests of a process."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from editions import press

from reporter.languages import Edition
from reporter.mail.compose import Composer
from reporter.mail.letter import Letter
from reporter.mail.model import Composed, Recipient
from reporter.mail.settings import Mailbox, MailSettings

DATE = datetime(2025, 3, 26, 8, 30, tzinfo=UTC)
SETTINGS = MailSettings(
    Mailbox("ir@example.com", "快手投资者关系"),
    (),
    reply_to="desk@example.com",
    unsubscribe="https://example.com/unsubscribe?list=ir",
)


@cache
def composer() -> Composer:
    return Composer(press(), SETTINGS)


def letter(*editions: Edition) -> Letter:
    return composer().letter(editions)


def recipient(*editions: Edition, who: str = "zhang") -> Recipient:
    return Recipient(who, "张三", f"{who}@example.com", editions)


def composed(*editions: Edition) -> Composed:
    return composer().compose(recipient(*editions), DATE)
