"""Random subjects, names and file names as two readers of mail that share no code read them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr
from itertools import islice
from random import Random

import mailparser
import pytest

from reporter.errors import BadHeader
from reporter.languages import Language
from reporter.mail import mime
from reporter.mail.letter import Envelope
from reporter.mail.settings import Mailbox

COUNT = int(os.environ.get("REPORTER_ROUND_TRIPS", "10000"))
BLOCK = 500
FIELDS = [
    *("date", "from", "reply-to", "to", "subject", "message-id", "auto-submitted"),
    *("content-language", "mime-version", "content-type"),
]
WORDS = (
    *(
        "快手",
        "更正：",
        "營業收入",
        "可灵1.6",
        "同比增长11.8%",
        "，",
        "；",
        "（推算）",
        "“超1亿元”",
        "𠮷野家",
        "镕喆堃珺",
    ),
    *("Kuaishou", "FY2024:", "RMB126.9bn,", "O’Neil", "“quoted”", '"plain"', "Zoë", "(a comment)"),
    *(
        "a@b.example",
        "<x@y>",
        "Müller",
        "Ελλάδα",
        "Москва",
        "日本語",
        "한국어",
        "مرحبا",
        "שלום",
        "ไทย",
    ),
    *("📈", "👩‍👩‍👧", "e\u0301", "ﬁ", "ｆｕｌｌ", "\u3000", "\u00a0", "\u200b", "\u202eabc\u202c"),
    *(
        "=?",
        "?=",
        "=",
        "_",
        "%E5",
        "utf-8''x",
        ";",
        "filename=",
        "--=_",
        "\\",
        "'",
        ",",
        ":",
        "/",
        "\t",
    ),
    *(
        "\r\n",
        "\n",
        "\r",
        "\x00",
        "\x0b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
        "\r\nBcc: all@example.com",
    ),
)
"""What names and subjects are made of, and what could harm them."""


def text(random: Random) -> str:
    """A few of those words and any other characters, with spaces between them or not."""
    some = random.choices(WORDS[: random.choice((11, 50, len(WORDS)))], k=random.randint(1, 12))
    for place in range(len(some)):
        if random.random() < 0.1:
            some[place] = chr(
                random.choice((random.randrange(0x20, 0x3000), random.randrange(0x10FFFF)))
            )
    return random.choice(("", " ", "", "  ")).join(some)


def composed(random: Random) -> tuple[tuple[str, str, str], bytes]:
    """A subject, a name and a file name, and the message that has them; raises BadHeader."""
    subject, name, file = text(random), text(random), f"{text(random)}.pdf"
    envelope = Envelope(
        Mailbox("ir@example.com", name),
        name,
        "reader@example.com",
        subject,
        datetime(2025, 3, 26, 8, tzinfo=UTC),
        "<0@example.com>",
        (Language.ZH_HANS,),
        reply_to="desk@example.com",
    )
    parts = (
        mime.text_part("See attached.", "plain", (Language.EN,)),
        mime.pdf_part(b"%PDF", file, (Language.EN,)),
    )
    return (subject, name, file), mime.message(envelope, mime.multipart("mixed", parts))


def messages(seed: int) -> Iterator[tuple[tuple[str, str, str], bytes]]:
    """Messages without end; those that are refused are not among them."""
    random = Random(seed)
    while True:
        try:
            yield composed(random)
        except BadHeader:
            continue


def tidy(name: str) -> str:
    """A name as it is sent: its spaces single."""
    return " ".join(name.split())


def in_python(raw: bytes) -> tuple[list[str], str, str, str, str | None]:
    """The fields of a message, its subject, its two names and that of its file."""
    message = message_from_bytes(raw, policy=policy.compat32)
    subject, sender, to = (
        str(make_header(decode_header(text))) if text else ""
        for text in (message["Subject"], *(parseaddr(message[key])[0] for key in ("From", "To")))
    )
    attached = list(message.walk())[-1]
    return [key.lower() for key in message], subject, sender, to, attached.get_filename()


@pytest.mark.parametrize("seed", range(COUNT // BLOCK))
def test_what_is_sent_is_read(seed: int) -> None:
    if not mailparser.is_installed():
        pytest.skip("mailparser is not installed (make tools)")
    sent = list(islice(messages(seed), BLOCK))
    for (said, raw), read in zip(sent, mailparser.read(raw for _, raw in sent), strict=True):
        subject, name, file = said
        assert raw.isascii()
        assert max(map(len, raw.split(b"\r\n"))) <= 78
        assert in_python(raw) == (FIELDS, subject, tidy(name), tidy(name), tidy(file))
        assert read.headers == FIELDS
        assert read.subject == subject
        assert read.sender == [[tidy(name), "ir@example.com"]]
        assert read.to == [[tidy(name), "reader@example.com"]]
        assert [one[0] for one in read.attachments] == [tidy(file)]
