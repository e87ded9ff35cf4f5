"""Which printed figures say what a fact says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporter.quantity import find_quantities, parse_quantity
from reporter.verify.attached import FactRecord
from reporter.verify.matching import Leave, Said, direction_of, disagreement


def fact(text: str, direction: str = "none", unit: str | None = None) -> FactRecord:
    basis = "level" if direction == "none" else "yoy"
    return FactRecord("it", "revenue", "FY2024", basis, direction, parse_quantity(text, unit))


def said(text: str) -> Said:
    figure = next(find_quantities(text, bare=True))
    surface = text[figure.outer_start : figure.outer_end]
    direction = direction_of(text[: figure.outer_start], surface)
    return Said(figure.quantity, surface, direction, not text.isascii())


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("1269亿元", "1269亿元"),
        ("1,269億元", "1269亿元"),
        ("RMB126.9 billion", "1269亿元"),
        ("RMB127bn", "1269亿元"),
        ("1269亿", "1269亿元"),
        ("more than RMB100 million", "超1亿元"),
        (">RMB100m", "超1亿元"),
        ("逾1億元", "超1亿元"),
        ("nearly 20%", "近20%"),
        ("<20%", "近20%"),
        ("US$4–6 billion", "40亿~60亿美元"),
        ("约三分之一", "约1/3"),
        ("20,000 points", "2万点"),
        ("twice", "两倍"),
    ],
)
def test_a_true_print_is_recognised(text: str, stated: str) -> None:
    assert not disagreement(said(text), fact(stated), Leave())


@pytest.mark.parametrize(
    ("text", "stated", "reason"),
    [
        ("1268亿元", "1269亿元", "another value"),
        ("1269万元", "1269亿元", "another value"),
        ("RMB126.90 billion", "1269亿元", "more digits"),
        ("14.0%", "14%", "more digits"),
        ("US$126.9 billion", "1269亿元", "is in USD"),
        ("14 percentage points", "14%", "percentage_point"),
        ("RMB100 million", "超1亿元", "leaves out"),
        ("about 14%", "14%", "says “about”"),
        ("less than 20%", "超20%", "says “under”"),
        ("US$4 billion", "40亿~60亿美元", "range"),
        ("US$4–5 billion", "40亿~60亿美元", "another value"),
        ("a quarter of users", "约1/3", "another fraction"),
    ],
)
def test_a_false_print_is_named(text: str, stated: str, reason: str) -> None:
    assert reason in disagreement(said(text), fact(stated), Leave())


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("up 4.8%", True),
        ("+4.8%", True),
        ("同比增长4.8%", True),
        ("4.8%", True),
        ("fell 4.8%", False),
        ("−4.8%", False),
        ("按年下降4.8%", False),
    ],
)
def test_a_rise_is_not_said_as_a_fall(text: str, agrees: bool) -> None:
    assert (not disagreement(said(text), fact("4.8%", "up"), Leave())) is agrees


def test_a_bound_on_a_fall_turns_round_below_zero() -> None:
    assert not disagreement(said("<−5%"), fact("超5%", "down"), Leave())
    assert disagreement(said(">−5%"), fact("超5%", "down"), Leave())


def test_a_derived_figure_is_rounded_once() -> None:
    margin = fact("13.95%")
    exact = replace(
        margin, quantity=replace(margin.quantity, value=parse_quantity("13.948%").value)
    )
    assert not disagreement(said("13.9%"), exact, Leave())
    assert disagreement(said("14.0%"), exact, Leave())


def test_a_bound_may_be_left_to_the_words_around_it() -> None:
    limit = fact("最长2分钟")
    assert disagreement(said("2 minutes"), limit, Leave())
    assert not disagreement(said("2 minutes"), limit, Leave(frozenset({"it"})))
