"""Articles as files: which bytes are which text, and what is refused."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.articles import read_article
from reporter.errors import CannotRead

HANS = "快手2024年营收1269亿元，同比增长11.8%；净利润为177亿元。"
HANT = "國泰航空全年收入1,044億元，按年增加10.5%，股東應佔溢利為98.9億元。"


def text_of(content: bytes, name: str = "article.txt") -> str:
    return read_article(content, name).text


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf_8_is_read_with_and_without_its_mark(mark: bytes) -> None:
    assert read_article(mark + HANS.encode(), "a.txt").notes == ()
    assert text_of(mark + HANS.encode()) == HANS


def test_a_mark_tells_utf_16() -> None:
    assert text_of(HANS.encode("utf-16")) == HANS


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (HANS, "gb18030", "GB18030"),
        (HANT, "gb18030", "GB18030"),
        (HANT, "big5hkscs", "Big5"),
        (HANS, "gbk", "GB18030"),
    ],
)
def test_an_older_chinese_encoding_is_told_by_its_words(
    text: str, encoding: str, said: str
) -> None:
    article = read_article(text.encode(encoding), "a.txt")
    assert article.text == text
    assert article.notes == (f"read as {said}, for it is not UTF-8",)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Profit rose 5% to £1.2bn – “a record”", "windows-1252"),
        ("売上高は、前年同期比5.2%増の1,204億円となりました。", "euc_jp"),
        ("売上高は、前年同期比5.2%増の1,204億円となりました。", "shift_jis"),
        ("매출은 전년 대비 5% 증가한 120억원을 기록했다.", "euc_kr"),
        ("Выручка выросла на 5% и составила 1,2 млрд", "koi8-r"),
    ],
)
def test_what_is_not_clearly_chinese_is_refused_not_guessed(text: str, encoding: str) -> None:
    with pytest.raises(CannotRead, match="not clearly GB18030 or Big5"):
        text_of(text.encode(encoding))


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        article = read_article(content, "a.txt")
    except CannotRead:
        return
    assert article.text.strip()
    assert "\r" not in article.text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"12\0", "no text"),
        (b" \n", "no text in it"),
        (b"", "no text in it"),
    ],
)
def test_what_is_no_text_is_named_for_what_it_is(content: bytes, reason: str) -> None:
    with pytest.raises(CannotRead, match=reason):
        text_of(content)


def test_lines_end_alike_and_the_digest_is_of_the_text() -> None:
    article = read_article("甲\r\n乙\r丙\n".encode(), "a.txt")
    assert article.text == "甲\n乙\n丙\n"
    assert article.sha256 == read_article("甲\n乙\n丙\n".encode(), "a.txt").sha256
    assert article.content == article.text.encode()


def test_a_page_is_told_by_its_name_or_by_how_it_begins() -> None:
    assert text_of(b"<p>Revenue <b>12</b>.5 million</p>") == "Revenue 12.5 million\n"
    assert text_of(b"Revenue rose&nbsp;5%", "a.HTML") == "Revenue rose 5%\n"
    assert text_of(b"Revenue < 5 & costs > 4") == "Revenue < 5 & costs > 4"


def test_a_page_says_its_encoding() -> None:
    page = f'<html><head><meta charset="gb2312"></head><p>{HANS}</p></html>'
    assert text_of(page.encode("gbk"), "a.html") == f"{HANS}\n"


def test_a_page_that_says_the_wrong_encoding_is_read_as_what_it_is() -> None:
    page = f'<html><head><meta charset="utf-8"></head><p>{HANS}</p></html>'
    article = read_article(page.encode("gb18030"), "a.html")
    assert (article.text, article.notes) == (f"{HANS}\n", ("read as GB18030, for it is not UTF-8",))
