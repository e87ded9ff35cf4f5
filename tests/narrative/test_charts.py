"""The words of charts, and which charts facts suggest."""

from __future__ import annotations

from dataclasses import replace

import pytest
from brief_sample import brief, facts_alone, glossary, speaker

from reporter.brief import ChartPlan
from reporter.facts import FactSet
from reporter.languages import Language
from reporter.narrative import complete
from reporter.narrative.drawn import drawn
from reporter.periods import parse_period
from reporter.speech import Speaker

HANS, EN = Language.ZH_HANS, Language.EN


def completed(kind: str, facts: str) -> ChartPlan:
    plan = ChartPlan(kind, tuple(facts.split()))
    hero = complete(replace(facts_alone(), hero=plan), glossary()).hero
    assert hero is not None
    return hero


@pytest.mark.parametrize(
    ("kind", "facts", "title"),
    [
        ("margin_area", "revenue adjusted_net_profit adjusted_net_margin",
         "利润多74.4亿元，62.3亿元来自利润率"),
        ("nested_bars", "dau mau", "日活跃用户相当于月活跃用户的54.5%"),
        ("waterfall", "dau_yoy time_per_dau_yoy total_time_yoy",
         "快手App用户总使用时长同比增长5.8%，主要来自日活跃用户的增长"),
        ("durations", "kling_clip sora_clip", "可灵单次生成最长视频为2分钟，是Sora的6倍"),
        ("ranked_bars", "alibaba_ytd kuaishou_ytd tesla_ytd",
         "阿里巴巴上涨73%居首，快手上涨超60%"),
        ("range_scale", "kling_valuation", "可灵估值或为40–60亿美元"),
        ("level_growth", "revenue_yoy adjusted_net_profit_yoy", "经调整净利润增速快于收入"),
    ],
)  # fmt: skip
def test_the_title_is_the_finding(kind: str, facts: str, title: str) -> None:
    assert speaker(HANS).tell(completed(kind, facts).title) == title


@pytest.mark.parametrize(
    ("kind", "facts", "subtitle"),
    [
        ("nested_bars", "dau mau",
         "Daily active users and monthly active users, Q4 2024; dashed: implied"),
        ("waterfall", "dau_yoy time_per_dau_yoy total_time_yoy",
         "Year on year, Q4 2024; dashed: implied"),
        ("ranked_bars", "kuaishou_ytd tesla_ytd",
         "Year to date, 20 Mar 2025; arrow: more than, pale end: about"),
        ("range_scale", "creative_cost_cut",
         "According to management, compared with conventional production; arrow: or more"),
    ],
)  # fmt: skip
def test_the_subtitle_names_measure_period_and_marks(kind: str, facts: str, subtitle: str) -> None:
    assert speaker(EN).tell(completed(kind, facts).subtitle) == subtitle


@pytest.mark.parametrize("language", Language)
def test_the_description_has_every_number_that_is_drawn(language: Language) -> None:
    for plan in complete(brief(), glossary()).charts():
        said = set(plan.alt[language].fact_ids)
        assert {fact.id for fact in drawn(plan, brief().facts)} <= said


def test_the_description_of_several_periods_says_which() -> None:
    facts = [
        replace(brief().facts["revenue"], id=f"in_{y}", period=parse_period(f"FY{y}"))
        for y in (2021, 2022, 2023)
    ]
    given = replace(facts_alone(), facts=FactSet((*facts_alone().facts, *facts)))
    plan = ChartPlan("columns_line", tuple(fact.id for fact in facts))
    hero = complete(replace(given, hero=plan), glossary()).hero
    assert hero
    said = Speaker(given, glossary(), EN).tell(hero.alt).replace("\u00a0", " ")
    assert "n 2021, revenue was RMB126.9 billion; in 2022, revenue was" in said


def test_the_description_names_the_issuer_among_others() -> None:
    alt = completed("ranked_bars", "alibaba_ytd kuaishou_ytd tesla_ytd").alt
    assert "快手股价年初至今上涨超60%" in speaker(HANS).tell(alt)


def test_facts_suggest_their_charts() -> None:
    full = complete(facts_alone(), glossary())
    kinds = [plan.kind for plan in full.charts()]
    assert kinds[0] == "margin_area"
    assert {"nested_bars", "waterfall", "durations", "ranked_bars", "share_bar"} <= set(kinds)
