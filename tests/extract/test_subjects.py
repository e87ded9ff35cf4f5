"""The concepts that a text names, whatever the words around a term make of it."""

from __future__ import annotations

import pytest

from reporter.extract.prepared import prepare
from reporter.extract.subjects import find_terms


def concepts(raw: str) -> list[str]:
    return [phrase.meaning.terms[0].concept for phrase in find_terms(prepare(raw).text)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("营业总收入", "revenue"),
        ("合併營收", "revenue"),
        ("稅後純益", "net_profit"),
        ("每股盈餘", "eps_basic"),
        ("EPS", "eps_basic"),
        ("營業利益率", "operating_margin"),
        ("归母净利", "net_profit_attributable"),
        ("股東應佔溢利", "net_profit_attributable"),
        ("本公司擁有人應佔期內溢利", "net_profit_attributable"),
        ("归属于岚河股份股东的净利润", "net_profit_attributable"),
        ("net income attributable to ordinary shareholders", "net_profit_attributable"),
        ("loss attributable to owners of the company", "net_loss_attributable"),
        ("中期息", "interim_dividend_per_share"),
        ("淨息差", "net_interest_margin"),
        ("同店", "same_store_sales_growth"),
        ("comparable sales", "same_store_sales_growth"),
        ("load factor", "passenger_load_factor"),
        ("bookings", "new_orders"),
        ("存貨週轉天數", "inventory_turnover_days"),
        ("The medical loss ratio was 88%", "loss_ratio"),
        ("common equity tier one ratio of 14%", "cet1_ratio"),
    ],
)
def test_shorthand_of_brokers_wires_and_announcements(raw: str, expected: str) -> None:
    assert concepts(raw) == [expected]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("扣非后归母净利润", "core_net_profit"),
        ("经调整后的净利润", "adjusted_net_profit"),
        ("非公认会计准则经营利润", "adjusted_operating_profit"),
        ("non-GAAP diluted net income per share", "adjusted_eps"),
        ("net loss per ADS", "loss_per_ads"),
        ("diluted net income per share", "eps_diluted"),
        ("underlying first-quarter profit", "underlying_profit"),
        ("每股内含价值", "embedded_value_per_share"),
        ("adjusted EBITDA margin", "adjusted_ebitda_margin"),
        ("销售费用率", "selling_expense_ratio"),
        ("营业收入占比", "revenue_share"),
        ("现金及现金等价物、定期存款和短期投资", "cash_and_liquid_investments"),
    ],
)
def test_words_around_a_term_make_it_another_concept(raw: str, expected: str) -> None:
    assert concepts(raw) == [expected]


@pytest.mark.parametrize(
    "raw",
    [
        "单吨净利润",
        "revenue per employee",
        "按固定汇率",
        "at constant exchange rates",
        "a weight-loss drug",
        "passenger cars",
        "交付中心",
    ],
)
def test_words_that_only_look_like_a_term_name_none(raw: str) -> None:
    assert concepts(raw) == []


def test_the_place_of_a_term_takes_in_what_belongs_to_it() -> None:
    text = prepare("公司非GAAP净利润为5亿元").text
    (phrase,) = find_terms(text)
    assert text[phrase.start : phrase.end] == "非gaap净利润"


def test_a_term_at_the_end_of_a_text_ends_with_it() -> None:
    (phrase,) = find_terms("管理费用率")
    assert (phrase.start, phrase.end) == (0, 5)
