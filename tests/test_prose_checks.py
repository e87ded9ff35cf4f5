"""Words of a template that state a number, or the opposite of a figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from brief_sample import brief, facts_alone, glossary
from fact_sample import fact, facts

from reporter.narrative import complete
from reporter.prose import Prose, prose
from reporter.prose_checks import contradicted_words, number_words

FACTS = facts(
    fact("revenue", "1269亿元"),
    fact("revenue_yoy", "11.8%", concept="revenue", basis="yoy"),
    fact("loss_yoy", "5%", concept="net_loss", basis="yoy", direction="down"),
)


def said(text: str, *names: str) -> list[str]:
    """The number words complained about, as they stand."""
    template = prose(text)
    return [problem.message[1:].partition("”")[0] for problem in number_words(template, names)]


@pytest.mark.parametrize(
    "word",
    [
        *"三分之一 三分之二 一半 半數 翻倍 翻一番 两倍 兩倍 七成 三百万 十几次 数千家 三家".split(),
        *"四大 雙位數 腰斩 百亿".split(),
        *("a third", "two-thirds", "doubled", "half", "twice", "tenfold", "dozens", "three"),
        *("million", "twenty per cent", "a dozen"),
    ],
)
def test_a_number_in_words_is_found(word: str) -> None:
    (found,) = said(f"其中 {word}.")
    assert found.removeprefix("a ") == word.removeprefix("a ")


@pytest.mark.parametrize(
    "text",
    [
        *"一方面 一直 统一 之一 唯一 一些 一家券商 第三方评测 三方合作".split(),
        *"一成不变 十分重要 千方百计 万一".split(),
        *"上半年 下半年 半导体 首次 多数 大半 数据 一二线城市 几乎 单次".split(),
        *("one of them", "a third party", "at one time", "the first half", "half-year results"),
        *("second quarter", "no one", "a quarter ago", "tier-two cities", "double-check it"),
    ],
)
def test_an_idiom_is_no_number(text: str) -> None:
    assert not said(f"我们 {text} 的")


def test_a_declared_name_may_hold_a_number_word() -> None:
    assert said("百亿补贴上线") == ["百亿"]
    assert not said("百亿补贴上线", "百亿补贴")


def test_a_number_word_is_placed_behind_the_calls_before_it() -> None:
    text = '{{ fact("revenue") }}翻倍'
    (problem,) = number_words(prose(text), ())
    assert text[problem.offset :] == "翻倍"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('收入下降{{ fact("revenue_yoy") }}', "下降"),
        ('收入同比下滑{{ fact("revenue_yoy") }}，利润增长', "下滑"),
        ('Revenue fell {{ fact("revenue_yoy") }}', "fell"),
        ('A fall of {{ fact("revenue_yoy") }} and a rise', "fall"),
        ('{{ fact("revenue_yoy") }} lower than a year ago', "lower"),
        ('亏损增长{{ fact("loss_yoy") }}', "增长"),
        ('收入降至{{ fact("revenue") }}', "降至"),
        ('Revenue fell to {{ fact("revenue") }}', "fell"),
    ],
)
def test_a_word_against_the_figure_is_found(text: str, word: str) -> None:
    (problem,) = contradicted_words(prose(text), FACTS)
    assert text[problem.offset :].startswith(word)


@pytest.mark.parametrize(
    "text",
    [
        '收入增长{{ fact("revenue_yoy") }}，成本下降',
        '成本下降，收入{{ change("revenue_yoy") }}',
        'Revenue rose {{ fact("revenue_yoy") }} and the loss fell {{ fact("loss_yoy") }}',
        '收入增速回落至{{ fact("revenue_yoy") }}',
        'Costs fell, revenue growth was {{ fact("revenue_yoy") }}',
        '收入升至{{ fact("revenue") }}',
        '从亏损下降看，{{ fact("revenue") }}的收入',
    ],
)
def test_a_word_that_agrees_or_speaks_of_something_else_is_left_alone(text: str) -> None:
    assert not contradicted_words(prose(text), FACTS)


def templates(item: object) -> Iterator[Prose]:
    """Every template anywhere within a brief."""
    if isinstance(item, Prose):
        yield item
    elif isinstance(item, dict):
        for value in item.values():
            yield from templates(value)
    elif isinstance(item, tuple):
        for value in item:
            yield from templates(value)
    elif is_dataclass(item):
        for entry in fields(item):
            yield from templates(getattr(item, entry.name))


@pytest.mark.parametrize("made", ["shipped", "composed"])
def test_the_words_of_a_right_brief_are_left_alone(made: str) -> None:
    whole = complete(brief() if made == "shipped" else facts_alone(), glossary())
    found = list(templates(whole))
    assert len(found) > 100
    for template in found:
        assert not number_words(template, whole.names)
        assert not contradicted_words(template, whole.facts)
