from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

import mailparser
import pytest
from composed_sample import DATE, SETTINGS, composed, composer, letter, recipient
from editions import press

from reporter.errors import BadHeader
from reporter.exchange import facts_json
from reporter.languages import Edition
from reporter.mail.compose import Composer
from reporter.mail.model import Composed


def parsed(message: Composed) -> EmailMessage:
    return message_from_bytes(message.raw, policy=policy.default)


def shape(message: MIMEPart) -> list[object]:
    """The types of a message's parts, nested as they are."""
    parts = [shape(part) for part in message.iter_parts()] if message.is_multipart() else []
    return [message.get_content_type(), *parts]


@pytest.mark.parametrize("edition", Edition)
def test_a_message_is_text_html_with_its_chart_and_a_pdf(edition: Edition) -> None:
    related = ["multipart/related", ["text/html"], ["image/png"]]
    message = parsed(composed(edition))
    assert shape(message) == [
        "multipart/mixed",
        ["multipart/alternative", ["text/plain"], related],
        ["application/pdf"],
    ]
    assert not any(part.defects for part in message.walk())


@pytest.mark.parametrize("edition", Edition)
def test_it_is_ascii_in_short_lines_that_end_with_crlf(edition: Edition) -> None:
    raw = composed(edition).raw
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_its_headers_say_what_it_is() -> None:
    message = parsed(composed(Edition.BILINGUAL))
    assert str(message["From"]) == "快手投资者关系 <ir@example.com>"
    assert (str(message["To"]), str(message["Reply-To"])) == (
        "张三 <zhang@example.com>",
        "desk@example.com",
    )
    assert str(message["Date"]) == "Wed, 26 Mar 2025 08:30:00 +0000"
    assert str(message["Subject"]) == composed(Edition.BILINGUAL).subject
    assert (message["Auto-Submitted"], message["Content-Language"]) == (
        "auto-generated",
        "zh-Hans, en",
    )
    assert "In-Reply-To" not in message


def test_one_click_is_offered_where_there_is_an_address_for_it() -> None:
    message, text = parsed(composed(Edition.EN)), letter(Edition.EN).text
    digest = composed(Edition.EN).message_id[1:33]
    url = f"https://example.com/unsubscribe?list=ir&message={digest}"
    assert message["List-Unsubscribe"] == f"<{url}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = message.get_body(("html",))
    assert body
    assert url.replace("&", "&amp;") in body.get_content()
    assert "unsubscribe.invalid" not in body.get_content()
    without = Composer(press(), replace(SETTINGS, unsubscribe=""))
    raw = without.compose(recipient(Edition.EN), DATE).raw
    assert b"unsubscribe" not in raw.lower()
    assert "Unsubscribe" in text


def test_the_same_is_the_same_byte_for_byte() -> None:
    again = Composer(press(), SETTINGS).compose(recipient(Edition.EN), DATE)
    assert again == composed(Edition.EN)


def test_a_message_is_known_by_its_content_and_its_recipient() -> None:
    one = composed(Edition.EN)
    later = composer().compose(recipient(Edition.EN), DATE + timedelta(days=1))
    assert later.message_id == one.message_id
    other = composer().compose(recipient(Edition.EN, who="li"), DATE)
    assert (other.content_hash, other.message_id != one.message_id) == (one.content_hash, True)
    ids = {composed(edition).message_id for edition in Edition}
    assert len(ids) == len(Edition)
    assert all(message_id.endswith("@example.com>") for message_id in ids)


def test_how_it_is_sent_is_no_content() -> None:
    other = Composer(press(), replace(SETTINGS, unsubscribe="", reply_to=""))
    assert other.letter((Edition.EN,)).content_hash == letter(Edition.EN).content_hash


def test_several_editions_are_one_message() -> None:
    both = composer().compose(recipient(Edition.EN, Edition.ZH_HANS, Edition.EN), DATE)
    message = parsed(both)
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["Kuaishou_FY2024_earnings_brief.pdf", "快手科技_2024年业绩简报_简体.pdf"]
    assert (both.edition, message["Content-Language"]) == (Edition.EN, "en")
    assert both.subject == composed(Edition.EN).subject
    assert both.message_id != composed(Edition.EN).message_id


def test_a_name_that_could_be_a_header_is_refused() -> None:
    bad = replace(recipient(Edition.EN), name="Li\r\nBcc: all@example.com")
    with pytest.raises(BadHeader):
        composer().compose(bad, DATE)
    with pytest.raises(BadHeader):
        composer().compose(recipient(Edition.EN), DATE, thread="<a@b>\r\nBcc: <c@d>")


def test_a_correction_names_the_figures_and_answers_the_first_message() -> None:
    document = json.loads(facts_json(press().brief))
    next(f for f in document["facts"] if f["id"] == "revenue")["value"] = "127900000000"
    correcting = Composer(press(), SETTINGS, before=json.dumps(document).encode())
    second = correcting.compose(recipient(Edition.EN), DATE, thread="<first@example.com>")
    message = parsed(second)
    assert second.subject.startswith("Revised: Kuaishou FY2024")
    assert message["In-Reply-To"] == message["References"] == "<first@example.com>"
    written = correcting.letter((Edition.EN,))
    assert "RMB127.9 billion  →  RMB126.9 billion" in written.text.replace("\u00a0", " ")
    assert "RMB127.9" in written.html


def test_who_has_the_correction_has_the_brief() -> None:
    correcting = Composer(press(), SETTINGS, before=facts_json(press().brief))
    corrected = correcting.compose(recipient(Edition.EN), DATE, thread="<first@example.com>")
    assert corrected.message_id == composed(Edition.EN).message_id
    assert corrected.raw != composed(Edition.EN).raw


def test_a_correction_of_words_alone_says_that_no_figure_changed() -> None:
    correcting = Composer(press(), SETTINGS, before=facts_json(press().brief))
    text = correcting.letter((Edition.EN,)).text
    assert "No figure has changed but the wording has" in text


@pytest.mark.parametrize("edition", Edition)
def test_another_reader_reads_the_same(edition: Edition) -> None:
    if not mailparser.is_installed():
        pytest.skip("mailparser is not installed (make tools)")
    message = composed(edition)
    (read,) = mailparser.read([message.raw])
    assert read.subject == message.subject
    written = letter(edition)
    said = [line for line in read.text.splitlines() if "example.com" not in line]
    assert said == [line for line in written.text.splitlines() if "unsubscribe." not in line]
    names = [one[0] for one in read.attachments]
    assert names == ["chart.png", written.documents[0].name]
    assert read.attachments[1][2] == len(written.documents[0].content)
