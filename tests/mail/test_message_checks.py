from __future__ import annotations

from dataclasses import replace

import pytest
from mail_sample import composed

from reporter.errors import NotMail
from reporter.mail.message_checks import hold

GOOD = composed(1)


def test_a_message_as_it_should_be_is_let_through() -> None:
    hold(GOOD)
    hold(replace(GOOD, raw=GOOD.raw.replace(b"Message-ID: ", b"message-id:\r\n ")))
    hold(replace(GOOD, raw=GOOD.raw + b"x" * 998 + b"\r\n"))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (GOOD.raw.replace(b"line 1", "行".encode()), "not ASCII"),
        (GOOD.raw.replace(b"line 1", b"\0"), "not ASCII"),
        (GOOD.raw.replace(b"line 1", b"\n.\nMAIL FROM:<a@b>"), "CRLF"),
        (GOOD.raw.replace(b"line 1", b"\r.\r"), "CRLF"),
        (GOOD.raw.replace(b"\r\n", b"\n"), "CRLF"),
        (GOOD.raw.removesuffix(b"\r\n"), "CRLF"),
        (GOOD.raw + b"x" * 999 + b"\r\n", "longer than 998"),
        (GOOD.raw.replace(b"<1.", b"<2."), "another Message-ID"),
        (GOOD.raw.replace(b"Message-ID", b"X-Other"), "another Message-ID"),
        (b"Message-ID: <2@example.com>\r\n" + GOOD.raw, "another Message-ID"),
    ],
)
def test_bytes_that_a_server_could_take_for_something_else_are_refused(
    raw: bytes, reason: str
) -> None:
    with pytest.raises(NotMail, match=reason):
        hold(replace(GOOD, raw=raw))


@pytest.mark.parametrize("message_id", ["1@example.com", "<1>", "<1 2@example.com>", "<1@é>"])
def test_an_id_that_is_none_is_refused(message_id: str) -> None:
    raw = GOOD.raw.replace(GOOD.message_id.encode(), message_id.encode("ascii", "replace"))
    with pytest.raises(NotMail, match="no Message-ID"):
        hold(replace(GOOD, message_id=message_id, raw=raw))


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(NotMail, match="no address"):
        hold(composed(1, "reader@example.org>\r\nRCPT TO:<other@example.org"))
