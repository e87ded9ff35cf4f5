"""What is composed for a brief that says nothing for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from brief_sample import brief, facts_alone, glossary, speaker
from fact_sample import fact, facts

from reporter.brief import Brief, Words
from reporter.derive import derived_facts
from reporter.facts import Fact
from reporter.languages import Language
from reporter.narrative import complete
from reporter.speech import Speaker

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN


@cache
def composed() -> Brief:
    return complete(facts_alone(), glossary())


def all_words(of: Brief) -> Iterator[Words]:
    yield from (of.headline, of.standfirst, *(point.text for point in of.key_points))
    for plan in of.charts():
        yield from filter(None, (plan.title, plan.subtitle, plan.alt))
    for section in of.sections:
        yield from (section.title, *section.text)


def told(language: Language) -> list[str]:
    return [speaker(language).tell(words) for words in all_words(composed())]


def section(name: str) -> str:
    (found,) = (section for section in composed().sections if section.id == name)
    return "\n".join(speaker(HANS).tell(words) for words in found.text)


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        (HANS, "经调整净利润增长72.5%至177亿元，收入1269亿元"),
        (HANT, "經調整利潤淨額增長72.5%至177億元，收入1,269億元"),
        (EN, "Adjusted net profit rose 72.5% to RMB17.7 billion on revenue of "
             "RMB126.9 billion"),
    ],
)  # fmt: skip
def test_the_headline_is_profit_on_revenue(language: Language, headline: str) -> None:
    said = speaker(language).tell(composed().headline)
    assert said.replace("\u00a0", " ") == headline


@pytest.mark.parametrize("language", Language)
def test_everything_is_said_in_every_language(language: Language) -> None:
    assert all(told(language))


@pytest.mark.parametrize("language", Language)
def test_every_stated_fact_is_printed(language: Language) -> None:
    printed = {i for words in all_words(composed()) for i in words[language].fact_ids}
    repeated = {"mau_now_again"}
    stated = {fact.id for fact in brief().facts if not fact.is_derived}
    assert stated - printed == repeated


def told_of(*given: Fact) -> dict[Language, str]:
    """What is composed of these facts alone, by language."""
    brief = complete(replace(facts_alone(), facts=facts(*given)), glossary())
    return {
        language: "\n".join(
            Speaker(brief, glossary(), language).tell(words).replace("\u00a0", " ")
            for words in all_words(brief)
            if words
        )
        for language in (HANS, EN)
    }


def test_a_share_is_never_what_its_measure_grew_to() -> None:
    said = told_of(
        fact("ads", "724亿元", concept="online_marketing_revenue"),
        fact("ads_yoy", "20.1%", concept="online_marketing_revenue", basis="yoy"),
        fact("share", "57.1%", concept="online_marketing_revenue", basis="share"),
    )
    assert "线上营销服务收入占比为57.1%" in said[HANS]
    assert "the share of online marketing services revenue was 57.1%" in said[EN]
    assert "to 57.1%" not in said[EN]


def test_a_part_that_is_one_thing_is_so_much_of_its_whole() -> None:
    parts = ("gross_profit", "693亿元"), ("revenue", "1269亿元")
    made = [fact(concept, value) for concept, value in parts]
    stated = facts(*made)
    assert "Gross profit is 54.6% of revenue" in told_of(*stated.joined(derived_facts(stated)))[EN]


def test_what_a_table_shows_as_a_year_ago_is_not_said_beside_it() -> None:
    said = told_of(
        fact("revenue", "1269亿元"),
        fact("before", "1135亿元", concept="revenue", period="FY2023"),
        fact("quarter", "354亿元", concept="revenue", period="2024Q4"),
    )
    assert "354亿元" in said[HANS]
    assert "2023年" not in said[HANS]


def test_no_word_is_said_twice_in_a_row() -> None:
    assert [text for text in told(HANS) if re.search(r"([\u4e00-\u9fff]{2,})\1", text)] == []
    assert [text for text in told(EN) if re.search(r"\b(\w+) \1\b", text, re.I)] == []


def test_english_sentences_begin_with_a_capital() -> None:
    assert [text for text in told(EN) if text[0].islower() or re.search(r"\. [a-z]", text)] == []


def test_chinese_has_no_spaces_between_its_words() -> None:
    gap = re.compile(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]")
    assert [text for text in told(HANS) + told(HANT) if gap.search(text)] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("results", "2024年，收入1269亿元，同比增长11.8%；"),
        ("results", "截至2025年2月，可灵累计收入超1亿元。"),
        ("users", "据新春消费报告，与节前相比，快手新线城市业务的日均支付用户增长234%。"),
        ("ai", "可灵（2025年3月）：单次生成最长视频2分钟，"),
        ("market", "恒生指数由不到2万点升至超23300点，年初至今上涨近20%。"),
        ("outlook", "据中信建投，可灵估值或为40–60亿美元。"),
        ("outlook", "快手AI大模型的营销素材制作成本预计下降60%–70%或以上。"),
        ("outlook", "2030年，据麦肯锡，新线城市消费增量占比预计超66%。"),
    ],
)
def test_period_source_status_and_bound_are_said(name: str, said: str) -> None:
    assert said in section(name)


def test_what_the_brief_says_itself_is_kept() -> None:
    full = complete(brief(), glossary())
    assert (full.headline, full.key_points) == (brief().headline, brief().key_points)
    titles = [plan.title for plan in brief().charts() if plan.title]
    assert [plan.title for plan in full.charts() if plan.title in titles] == titles


def test_figures_of_one_kind_are_not_lost_from_tables() -> None:
    tables = {table.facts for section in composed().sections for table in section.tables}
    assert ("revenue", "adjusted_net_profit", "adjusted_net_margin") in tables
    assert len(composed().kpis) == 6


def test_what_is_written_in_one_language_is_composed_in_the_others() -> None:
    own = {Language.ZH_HANS: brief().headline[Language.ZH_HANS]}
    full = complete(replace(facts_alone(), headline=own), glossary())
    assert full.headline[Language.ZH_HANS] == own[Language.ZH_HANS]
    assert full.headline[Language.EN] == composed().headline[Language.EN]
