from __future__ import annotations

import pytest
from composed_sample import letter
from hypothesis import given
from hypothesis import strategies as st

from reporter.languages import Edition
from reporter.mail.plain_text import table
from reporter.mail.words import unset, width

cells = st.text(alphabet="快手，（）abc 1−%é", min_size=1, max_size=9).map(str.strip).filter(bool)


def test_it_says_what_matters_in_order() -> None:
    text = letter(Edition.ZH_HANS).text
    said = (
        "快手科技 · 业绩简报 · 2024年",
        "快手经调整净利润增长72.5%，远快于收入的11.8%",
        "收入              1269亿元         +11.8%   上年推算1135亿元",
        "用户：2024年第四季度日活4.01亿人",
        "接下来看什么\n- 可灵的收入",
        "附件\n快手科技_2024年业绩简报_简体.pdf",
        "数据如何核对\n附有58项数据",
        "来源与附注\n来源：凤凰网科技",
        "退订：https://",
    )
    places = [text.index(one) for one in said]
    assert places == sorted(places)


def test_an_implied_change_is_marked() -> None:
    text = letter(Edition.EN).text
    assert "+4.91 ppt*" in text
    assert "\n* implied\n" in text


@pytest.mark.parametrize("edition", [Edition.BILINGUAL, Edition.BILINGUAL_HANT])
def test_two_languages_stand_one_after_the_other(edition: Edition) -> None:
    first, second = letter(edition).text.split(f"\n{'=' * 40}\n")
    alone = [letter(Edition(language.value)).text for language in edition.languages]
    for ours, theirs in zip((first, second), alone, strict=True):
        own = [line for line in ours.strip().splitlines() if ".pdf" not in line]
        assert own == [line for line in theirs.strip().splitlines() if ".pdf" not in line]


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.tuples(*[cells] * n), min_size=1)))
def test_columns_line_up_by_what_they_take_on_a_screen(rows: list[tuple[str, ...]]) -> None:
    last = len(rows[0]) - 1
    lines = list(table(rows, right=(last,)))
    assert len({width(line) for line in lines}) == 1
    for line, row in zip(lines, rows, strict=True):
        assert line.split() == " ".join(row).split()
        assert line.endswith(row[last])


def test_set_words_are_read_as_they_were_written() -> None:
    assert unset('快手<span class="g">2</span> RMB&lt;1 &amp; “x”') == "快手2 RMB<1 & “x”"
    assert (width("快手"), width("1269"), width("，"), width("e\u0301")) == (4, 4, 2, 1)
