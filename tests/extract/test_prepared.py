"""One spelling for every text, with the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.extract.prepared import LONGEST, prepare


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("營業收入增長", "营业收入增长"),
        ("毛利率２９．８％", "毛利率29.8%"),
        ("收入 2025 年 为 1 131 亿元", "收入2025年为1131亿元"),
        ("增长 22 . 3％", "增长22.3%"),
        ("二零二五年六月三十日", "2025年六月三十日"),
        ("五○五七點四億元", "5057.4亿元"),
        ("三四线城市", "三四线城市"),
        ("RMB88 .6 million", "rmb88.6 million"),
        ("a loss of $(30.1) million", "a loss of $30.1 million"),
        ("a margin of (14)%", "a margin of -14%"),
        ("grew 12 15%", "grew 12 15%"),
    ],
)
def test_a_text_is_read_in_one_spelling(raw: str, text: str) -> None:
    assert prepare(raw).text == text


def test_a_year_is_not_joined_to_the_figure_behind_it() -> None:
    assert "2024 1269" in prepare("收入 2024 1269亿元").text


def test_words_are_given_back_as_they_were_written() -> None:
    prepared = prepare("總收入 1 131 億元")
    start = prepared.text.index("1131")
    assert prepared.surface(start, start + 6) == "1 131 億元"


def test_a_closing_bracket_belongs_to_its_figure() -> None:
    prepared = prepare("a loss of $(0.18) a share")
    start = prepared.text.index("$")
    assert prepared.surface(start, start + 5) == "$(0.18)"


@pytest.mark.parametrize(
    ("raw", "traditional"), [("營業收入增長", True), ("营业收入增长", False), ("Revenue", False)]
)
def test_traditional_texts_are_told(raw: str, traditional: bool) -> None:
    assert prepare(raw).is_traditional is traditional


@given(st.text())
def test_every_character_kept_stands_where_it_stood(raw: str) -> None:
    prepared = prepare(raw)
    assert len(prepared.text) == len(prepared.places)
    assert list(prepared.places) == sorted(set(prepared.places))


@given(st.text(alphabet="a.;。 \n", max_size=3 * LONGEST))
def test_sentences_cover_the_text_and_none_is_endless(raw: str) -> None:
    prepared = prepare(raw)
    ends = [0, *(end for _, end in prepared.sentences)]
    assert [start for start, _ in prepared.sentences] == ends[:-1]
    assert ends[-1] == len(prepared.text)
    assert all(end - start <= LONGEST for start, end in prepared.sentences)
