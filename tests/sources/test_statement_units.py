"""Units as statements declare them."""

from __future__ import annotations

import pytest

from reporter.sources.statement_units import measures, split_measure

Told = list[tuple[str, int]]


def told(text: str) -> Told:
    return [(each.unit.code if each.unit else "", each.scale) for each in measures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位：百万元", [("CNY", 6)]),
        ("單位：人民幣千元", [("CNY", 3)]),
        ("（人民币百万元）", [("CNY", 6)]),
        ("单位：千元 币种：人民币", [("CNY", 3)]),
        ("人民币亿元（未经审计）", [("CNY", 8)]),
        ("千美元", [("USD", 3)]),
        ("百万港元", [("HKD", 6)]),
        ("in RMB millions", [("CNY", 6)]),
        ("US$'000", [("USD", 3)]),
        ("RMB’000", [("CNY", 3)]),
        ("US$m", [("USD", 6)]),
        ("HK$ billion", [("HKD", 9)]),
        ("$ in millions", [("USD", 6)]),
        ("(In thousands of US dollars, except per share data)", [("USD", 3)]),
        ("All figures in US$ millions unless otherwise stated", [("USD", 6)]),
        ("(in millions)", [("", 6)]),
        ("单位：百万美元 US$ million", [("USD", 6)]),
        ("%", [("percent", 0)]),
        ("个百分点", [("percentage_point", 0)]),
        ("单位：百万元，%", [("CNY", 6), ("percent", 0)]),
        ("千片（8英寸约当）", [("wafer", 3)]),
        ("thousand 8-inch equivalent wafers", [("wafer", 3)]),
        ("万辆", [("vehicle", 4)]),
        ("倍", [("multiple", 0)]),
    ],
)
def test_units_are_read(text: str, expected: Told) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", ["元/股", "RMB per share", "US$/wafer", "每股美元"])
def test_an_amount_for_each_share_is_told_from_one_in_all(text: str) -> None:
    (measure,) = measures(text)
    assert (measure.is_per, measure.scale) == (True, 0)


@pytest.mark.parametrize(
    "text", ["营业收入", "Revenue", "2024", "单位", "in", "附注", "Income statement", ""]
)
def test_other_words_are_no_unit(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["人民币百万元 US$ million", "千美元 US$ million", "亿元 百万元"])
def test_two_units_at_once_are_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("label", "words", "unit"),
    [
        ("毛利率(%)", "毛利率", [("percent", 0)]),
        ("营业收入（百万元）", "营业收入", [("CNY", 6)]),
        ("Wafer shipments ('000)", "Wafer shipments", [("", 3)]),
        ("Revenue, US$m", "Revenue", [("USD", 6)]),
        ("产能利用率：%", "产能利用率", [("percent", 0)]),
        ("Cash (note 3)", "Cash (note 3)", []),
        ("利息及其他", "利息及其他", []),
    ],
)
def test_a_unit_is_taken_from_the_end_of_a_label(label: str, words: str, unit: Told) -> None:
    rest, found = split_measure(label)
    assert rest == words
    assert [(each.unit.code if each.unit else "", each.scale) for each in found] == unit
