from __future__ import annotations

from dataclasses import replace

import pytest
from brief_sample import brief, glossary, speaker

from reporter.languages import Language
from reporter.prose import prose
from reporter.speech import Speaker
from reporter.typography import Run

LANGUAGES = tuple(Language)


def spoken(call: str) -> tuple[str, ...]:
    """What a call prints amid words in zh-Hans, zh-Hant and English."""
    template = prose(f"·{{{{ {call} }}}}")
    return tuple(speaker(language).text(template)[1:] for language in LANGUAGES)


@pytest.mark.parametrize(
    ("call", "hans", "hant", "english"),
    [
        ('fact("revenue")', "1269亿元", "1,269億元", "RMB126.9\u00a0billion"),
        ('fact("dau")', "4.01亿人", "4.01億人", "401\u00a0million"),
        ('fact("kuaishou_ytd")', "超60%", "逾60%", "more than 60%"),
        ('fact("kuaishou_ytd", "bare")', "60%", "60%", "60%"),
        ('fact("tesla_ytd")', "约三分之一", "約三分之一", "about a third"),
        ('fact("kling_valuation")', "40–60亿美元", "40–60億美元", "US$4–6\u00a0billion"),
        ('change("revenue_yoy")', "同比增长11.8%", "按年增長11.8%", "up 11.8% year on year"),
        ('change("revenue_yoy", "bare")', "增长11.8%", "增長11.8%", "up 11.8%"),
        ('change("revenue_yoy", "verb")', "增长11.8%", "增長11.8%", "rose 11.8%"),
        (
            'change("revenue_yoy", "clause")',
            *("同比增长11.8%", "按年增長11.8%", "rose 11.8% year on year"),
        ),
        ('change("revenue_yoy", "signed")', "+11.8%", "+11.8%", "+11.8%"),
        ('change("nasdaq_ytd", "verb")', "下跌约5%", "下跌約5%", "fell about 5%"),
        ('period("dau")', "2024年第四季度", "2024年第四季", "the fourth quarter of 2024"),
        ('period("dau", "short")', "2024年四季度", "2024年第四季", "Q4 2024"),
        ('date("2025-03-20")', "2025年3月20日", "2025年3月20日", "20 March 2025"),
        ('name("kling")', "可灵", "可靈", "Kling"),
        ('term("dau")', "日活跃用户", "日活躍用戶", "daily active users"),
        ('term("dau", "short")', "日活", "日活用戶", "DAU"),
        (
            'term("adjusted_net_profit")',
            *("经调整净利润", "經調整利潤淨額", "adjusted net profit"),
        ),
    ],
)
def test_a_call_is_spoken_in_every_language(call: str, hans: str, hant: str, english: str) -> None:
    assert spoken(call) == (hans, hant, english)


def test_a_figure_is_a_run_that_names_its_fact() -> None:
    runs = speaker(Language.ZH_HANS).runs(prose('收入{{ fact("revenue") }}。'))
    assert runs == (Run("收入"), Run("1269亿元", "revenue"), Run("。"))


def test_an_english_sentence_begins_with_a_capital() -> None:
    call = '{{ change("revenue_yoy", "verb") }}'
    text = speaker(Language.EN).text(prose(f"{call}. {call} or {call}"))
    assert text == "Rose 11.8%. Rose 11.8% or rose 11.8%"


def test_chinese_has_no_capitals_to_set() -> None:
    assert speaker(Language.ZH_HANS).text(prose("vivo用它做广告")) == "vivo用它做广告"


def test_the_issuers_own_words_for_a_comparison_go_first() -> None:
    wording = {"change_yoy": {Language.ZH_HANT: "同比"}}
    own = Speaker(replace(brief(), wording=wording), glossary(), Language.ZH_HANT)
    assert own.text(prose('{{ change("revenue_yoy") }}')) == "同比增長11.8%"
    assert own.text(prose('{{ change("revenue_yoy", "clause") }}')) == "同比增長11.8%"
    assert own.text(prose('{{ change("kling_visitors_mom") }}')) == "按月增長113%"


def test_words_that_are_not_given_in_a_language_are_empty() -> None:
    words = {Language.EN: prose("only here")}
    assert speaker(Language.ZH_HANS).say(words) == ""
    assert speaker(Language.ZH_HANS).tell(words) == ""
    assert speaker(Language.EN).tell(words) == "Only here"
