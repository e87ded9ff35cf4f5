"""Figures are written out with what the sheet says about them."""

from __future__ import annotations

import pytest

from reporter.facts import Direction
from reporter.sources.statement_figures import (
    UnitUnknown,
    Written,
    change,
    figure,
    is_number,
    level,
)
from reporter.sources.statement_units import measures
from reporter.terms import load_glossary

TERMS = load_glossary()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1,462.3", "1,462.3"),
        ("(1,234)", "-1,234"),
        ("（54.5）", "-54.5"),
        ("(2.5%)", "-2.5%"),
        ("(2.5)%", "-2.5%"),
        ("−1,234", "-1,234"),
        ("1,462(1)", "1,462"),
        ("22.6%*", "22.6%"),
        ("(1)", "-1"),
        ("$(54.5)", "-$54.5"),
        ("(US$ 1,234)", "-us$ 1,234"),
    ],
)
def test_marks_about_a_figure_are_taken_off(cell: str, said: str) -> None:
    assert figure(cell) == said


@pytest.mark.parametrize(
    "cell", ["", " ", "—", "–", "-", "N/A", "n.a.", "NM", "n.m.", "不适用", "*"]
)
def test_a_cell_that_says_there_is_no_figure_has_none(cell: str) -> None:
    assert figure(cell) is None


def test_numbers_are_told_from_words() -> None:
    assert [is_number(text) for text in ("(1,234.5)%", "－3", "4Q24", "一", "—", "")] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("said", "concept", "units", "written"),
    [
        ("2,207.3", "revenue", "US$m", Written("2,207.3百万", "USD")),
        ("-54.5", "net_profit", "人民币千元", Written("-54.5千", "CNY")),
        ("12.69亿", "revenue", "人民币百万元", Written("12.69亿", "CNY")),
        ("US$2.2bn", "revenue", "人民币百万元", Written("US$2.2bn", "USD")),
        ("$2,207.3", "revenue", "US$m", Written("$2,207.3百万", "USD")),
        ("-$54.5", "net_profit", "HK$m", Written("-$54.5百万", "HKD")),
        ("$2,207.3", "revenue", "US$", Written("$2,207.3", "USD")),
        ("0.02", "eps_basic", "US$m", Written("0.02", "USD")),
        ("$0.02", "eps_basic", "US$m", Written("$0.02", "USD")),
        ("6,639", "wafer_average_selling_price", "元/片", Written("6,639", "CNY")),
        ("22.6", "gross_margin", "单位：百万元，%", Written("22.6", "percent")),
        ("22.6", "gross_margin", "US$m", Written("22.6", "percent")),
        ("19–21", "gross_margin", "%", Written("19–21", "percent")),
        ("1,992", "wafer_shipments", "千片", Written("1,992千", "wafer")),
        ("1,992", "wafer_shipments", "(in thousands)", Written("1,992千", "count")),
        ("1,991,761", "wafer_shipments", "US$m", Written("1,991,761", "count")),
        ("401", "dau", "百万", Written("401百万", "person")),
        ("91", "inventory_turnover_days", "US$m", Written("91", "day")),
    ],
)
def test_a_level_takes_the_unit_that_suits_its_concept(
    said: str, concept: str, units: str, written: Written
) -> None:
    assert level(said, TERMS[concept], measures(units)) == written


def test_yuan_and_dollars_are_those_of_a_firmer_word() -> None:
    said = [*measures("百万元"), *measures("港元")]
    assert level("1", TERMS["revenue"], said) == Written("1百万", "HKD")
    assert level("1", TERMS["revenue"], measures("百万元")) == Written("1百万", "CNY")


@pytest.mark.parametrize(
    ("concept", "said", "units"),
    [
        ("revenue", "1", "%"),
        ("revenue", "1", "(in millions)"),
        ("revenue", "HK$2,207", "人民币百万元"),
        ("revenue", "2,207元", "人民币百万元"),
        ("employees", "19,186人", "百万"),
        ("gross_margin", "0.226", "US$m"),
    ],
)
def test_a_figure_without_a_unit_is_refused(concept: str, said: str, units: str) -> None:
    with pytest.raises(UnitUnknown):
        level(said, TERMS[concept], measures(units))


@pytest.mark.parametrize(
    ("said", "concept", "written"),
    [
        ("31.5%", "revenue", Written("31.5%", "percent", Direction.UP)),
        ("-38.4", "revenue", Written("38.4", "percent", Direction.DOWN)),
        ("+6.2ppt", "gross_margin", Written("6.2ppt", "percentage_point", Direction.UP)),
        ("6.2", "gross_margin", Written("6.2", "percentage_point", Direction.UP)),
        ("6.2%", "gross_margin", Written("6.2%", "percentage_point", Direction.UP)),
        ("-150bps", "gross_margin", Written("150bps", "basis_point", Direction.DOWN)),
        ("增加2.3个百分点", "roe", Written("2.3个百分点", "percentage_point", Direction.UP)),
        ("下降13.5%", "net_profit", Written("13.5%", "percent", Direction.DOWN)),
        ("0.0%", "revenue", None),
        ("持平", "revenue", None),
    ],
)
def test_a_change_is_a_magnitude_with_a_direction(
    said: str, concept: str, written: Written | None
) -> None:
    assert change(said, TERMS[concept]) == written
