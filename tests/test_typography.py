"""Chinese set as type: what the HTML of a text says of its gaps, its marks and its figures."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.languages import Language
from reporter.typography import Html, Run, plain, typeset, typeset_heading, typeset_text

HANS, EN = Language.ZH_HANS, Language.EN


def classed(html: str, name: str) -> list[str]:
    """The words of every span of a class, without markup."""
    spans = re.findall(r'<span class="([^"]*)">([^<]*)</span>', html)
    return [text for classes, text in spans if name in classes.split()]


def words(html: str) -> str:
    return re.sub("<[^>]*>", "", html)


@pytest.mark.parametrize(
    ("text", "gapped"),
    [
        ("营收1269亿元", ["收", "1269"]),
        ("由AI改进", ["由", "AI"]),
        ("可灵。Kling", []),
        ("上涨、下跌", []),
        ("−5点", ["−5"]),
    ],
)
def test_a_gap_stands_between_chinese_and_western(text: str, gapped: list[str]) -> None:
    html = typeset_text(text, HANS)
    assert classed(html, "g") == gapped
    assert " " not in words(html)


@pytest.mark.parametrize(
    ("text", "halved"),
    [
        ("（甲）、乙", ["）"]),
        ("他说：“甲”。", ["：", "”"]),
        ("《（甲", ["（"]),
        ("甲，乙", []),
    ],
)
def test_of_two_marks_that_meet_one_is_half_as_wide(text: str, halved: list[str]) -> None:
    assert classed(typeset_text(text, HANS), "hw") == halved


def test_the_figures_of_a_sentence_are_held_each_by_itself() -> None:
    runs = (
        Run("估值"),
        Run("超40–60亿美元", "x"),
        Run("，增长"),
        Run("5%", "y"),
        Run("，但未说明"),
    )
    html = typeset(runs, HANS)
    assert [words(part).partition("，")[0] for part in html.split('<span class="nw">')] == [
        "估值",
        "超40–60亿美元",
        "5%",
        "未说明",
    ]


@pytest.mark.parametrize(
    "figure", ["不足2万点", "约三分之一", "至少3个百分点", "125.6分钟", "约2个月"]
)
def test_a_figure_is_held_whole(figure: str) -> None:
    html = typeset((Run("为"), Run(figure, "x"), Run("而已，此后另有说明")), HANS)
    opened = html.index('<span class="nw">')
    assert words(html[opened:]).startswith(figure)
    assert words(html[:opened]) == "为"


def test_a_number_is_not_parted_from_its_year_month_or_day() -> None:
    _, *held = typeset_text("刊于2025年2月26日，未作修订", HANS).split('<span class="nw">')
    assert [words(part) for part in held] == ["2025年", "2月26日，未", "作修订"]


def test_a_paragraph_does_not_end_on_one_character() -> None:
    html = typeset_text("文章没有给出它的成本。", HANS)
    assert html.endswith('<span class="nw">的成本。</span>')


def test_english_is_words_and_nothing_else() -> None:
    assert typeset((Run("R&D <up> "), Run("5%", "x")), EN) == "R&amp;D &lt;up&gt; 5%"


@pytest.mark.parametrize("language", Language)
def test_markup_in_a_text_is_text(language: Language) -> None:
    html = typeset_text('<script>alert("可灵&")</script>', language)
    assert "<script" not in html
    assert "&lt;" in html


def test_a_clause_of_a_heading_that_fits_its_line_is_kept_whole() -> None:
    html = typeset_heading((Run("利润增长，远快于收入"),), HANS, 8)
    first = '<span class="nw">利润增长<span class="hw">，</span></span>'
    assert html == f'{first}<span class="nw">远快于收入</span>'
    assert "nw" not in typeset_heading((Run("利润增长，远快于收入"),), HANS, 3)


def held(*runs: Run, measure: float = 8.5, language: Language = HANS) -> list[str]:
    """What a heading keeps on one line."""
    html = typeset_heading(runs, language, measure)
    groups = re.findall(r'<span class="nw">((?:[^<]|<span[^>]*>[^<]*</span>)*)</span>', html)
    return [words(group) for group in groups]


def test_a_heading_too_long_for_its_line_parts_no_figure_from_its_unit_or_verb() -> None:
    assert held(Run("其他服务总收入"), Run("174亿元", "x")) == ["174亿元"]
    assert held(Run("线上营销服务收入"), Run("同比增长20.1%", "x")) == ["同比增长20.1%"]


def test_a_heading_too_long_for_its_line_ends_in_whole_words() -> None:
    assert held(Run("多数用户在新线城市")) == ["新线城市"]
    assert held(Run("81.7亿元", "x"), Run("来自利润率")) == ["81.7亿元", "来自利润率"]


def test_an_english_heading_keeps_a_basis_and_a_short_last_word_with_what_is_before() -> None:
    assert held(Run("Revenue rose 11.8% year on year"), language=EN) == ["year on year"]
    assert held(Run("It beat its guidance all year"), language=EN) == ["all year"]
    assert held(Run("Buybacks took most of the revenue"), language=EN) == []


TEXTS = st.text(alphabet="营收为，。“”（）《》AI19.5% &<>−", max_size=30)


@given(TEXTS, st.sampled_from(Language))
def test_typography_changes_no_word(text: str, language: Language) -> None:
    for html in (typeset_text(text, language), typeset_heading((Run(text),), language, 9)):
        assert unescape(words(html)) == text


def test_html_is_not_escaped_again() -> None:
    assert Html("<b>").__html__() == "<b>"
    assert plain((Run("a"), Run("b", "x"))) == "ab"
