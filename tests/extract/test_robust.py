"""No text is too odd for the extractor: it raises on none and takes no square of its length."""

from __future__ import annotations

import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import PATHS, text_of

from reporter.extract import Candidate, extract
from reporter.extract.about import about
from reporter.extract.records import candidate_records

WORDS = (
    "营收 淨利潤 同比 增长 下降 收窄 至 从 由 升至 约 超 近 不到 以上 左右 分别为 和 、 ， 。 "
    "； ： （ ） ( ) 亿元 萬港元 美元 % 个百分点 倍 成 半 三分之一 翻倍 十几 数千 一二三 千万 "
    "2024年 去年第四季度 截至 3月31日 止 三个月 Q3 FY2025 快手 恒生指数 revenue profit rose "
    "fell by to from about more than nearly $ US$ HK$ ¥ billion million percent pct bps year "
    "on quarter ended December 31, 2024 and or respectively of the Inc. 1 2 0 9 1,269 126.9 -3 "
    "+5 −7 1/3 0.5 1.2.3 00700 ５ ％ 1 131 22 .3 \n \t \u3000 \u00a0 \u200b 😀 e\u0301 \u2028 "
    "\x00 \x7f 【 】 “ ” * # ~ - – — / \\ | & < >"
).split(" ")
PIECES = (
    *(
        "一二三四五六七八九十",
        "十",
        "1234567890",
        "123,",
        "1.",
        "1 ",
        "1至",
        "1/",
        "(1)",
        "((",
        "))",
    ),
    *(
        "分之",
        "2024年",
        "1月",
        "Ab Cd ",
        "A",
        "half ",
        "up ",
        "5%、",
        "from 1 to ",
        "quarter ended ",
    ),
    *("\n", "。", "，", "营收增长1亿，", "$", "+1", "\u00a01", "😀1", "e\u0301", "[1", "亿"),
)


def check(text: str) -> tuple[Candidate, ...]:
    """The candidates of a text, which must be in order and stand where they say."""
    found = extract(text)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.surface == text[one.start : one.end]
        assert 0 <= one.confidence <= 1
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert len(candidate_records(found, text)) == len(found)
    return found


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(text)
    about(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from(["", " "]))
def test_any_row_of_the_words_of_the_field_is_read(words: list[str], between: str) -> None:
    check(between.join(words))


@settings(deadline=None)
@given(st.data())
def test_a_real_text_may_be_cut_and_joined_anywhere(data: st.DataObject) -> None:
    text = text_of(data.draw(st.sampled_from(PATHS)))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6)))
    pieces = [text[a:b] for a, b in pairwise(cuts)]
    check("".join(data.draw(st.permutations(pieces)))[:1500])


@pytest.mark.parametrize("piece", PIECES)
def test_one_thing_again_and_again_is_read(piece: str) -> None:
    check((piece * 800)[:800])


def test_a_surrogate_by_itself_is_no_character_and_no_fault() -> None:
    check("营收增长\ud83d5%至3亿元")


def calls(text: str) -> int:
    """How many functions are called to read a text, which takes no clock to tell."""
    counted = 0

    def count(_: object, event: str, __: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        extract(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", ["1 ", "营收增长5%至3亿元，", "Ab Cd rose 5%, ", "十", "(", "1/"])
def test_four_times_the_text_is_four_times_the_work(piece: str) -> None:
    extract(piece)
    once, again = (calls((piece * size)[:size]) for size in (500, 2000))
    assert again < 6 * once
