"""Labels lead to concepts, by the plan or by the glossary."""

from __future__ import annotations

from typing import Any

import pytest

from reporter.fact_schema import StatementPlan
from reporter.facts import Basis
from reporter.languages import Language
from reporter.sources.statement_items import Item, Labels, Left, Meaning, Unknown, change_alone
from reporter.terms import load_glossary


def meaning(label: str, **labels: Any) -> Meaning:
    plan = StatementPlan.model_validate({"file": "s.csv", "entity": "smic", "labels": labels})
    return Labels.of(plan, load_glossary()).meaning(label)


def concept(label: str) -> str:
    found = meaning(label)
    assert isinstance(found, Item), label
    return found.term.concept


@pytest.mark.parametrize(
    "label",
    [
        "营业收入",
        "營業收入",
        "Revenue",
        "REVENUE",
        "一、营业收入",
        "(一)营业收入：",
        "1. 营业收入",
        "其中：营业收入",
        "Less: revenue",
        "• Revenue",
        "Revenue(1)",
        "Revenue [2]",
        "营业收入（附注3）",
        "Revenue*",
        "Revenue (US$m)",
        "营业收入（百万元）(1)",
    ],
)
def test_what_stands_about_a_label_is_no_part_of_it(label: str) -> None:
    assert concept(label) == "revenue"


@pytest.mark.parametrize(
    ("label", "basis"),
    [
        ("营业收入同比", Basis.YOY),
        ("营业收入同比增长率(%)", Basis.YOY),
        ("YoY revenue", Basis.YOY),
        ("Revenue, QoQ", Basis.QOQ),
        ("Revenue growth", Basis.CHANGE),
    ],
)
def test_a_label_may_be_that_of_a_change(label: str, basis: Basis) -> None:
    found = meaning(label)
    assert isinstance(found, Item)
    assert (found.term.concept, found.change) == ("revenue", basis)


def test_a_concept_that_is_a_growth_itself_stays_one() -> None:
    found = meaning("同店销售增长")
    assert isinstance(found, Item)
    assert (found.term.concept, found.change) == ("same_store_sales_growth", None)


@pytest.mark.parametrize(
    ("label", "basis"),
    [
        ("同比", Basis.YOY),
        ("  YoY growth (%)", Basis.YOY),
        ("增速", Basis.CHANGE),
        ("4Q24 同比", None),
    ],
)
def test_a_change_alone_is_that_of_the_row_above(label: str, basis: Basis | None) -> None:
    assert change_alone(label) is basis


@pytest.mark.parametrize(
    ("label", "basis"),
    [("营业收入", Basis.LEVEL), ("毛利率", Basis.RATIO), ("海外收入占比", Basis.SHARE)],
)
def test_percentages_are_ratios_or_shares(label: str, basis: Basis) -> None:
    found = meaning(label)
    assert isinstance(found, Item)
    assert found.basis is basis


def test_a_plan_goes_before_the_glossary_whatever_the_width_and_script() -> None:
    own = meaning("毛 利 率（%）", 毛利率={"concept": "adjusted_gross_margin", "basis": "level"})
    assert isinstance(own, Item)
    assert (own.term.concept, own.basis) == ("adjusted_gross_margin", Basis.LEVEL)
    change = meaning("Growth", Growth={"concept": "revenue", "basis": "qoq"})
    assert isinstance(change, Item)
    assert change.change is Basis.QOQ


def test_the_wording_of_an_issuer_takes_no_label_away() -> None:
    own = load_glossary({"net_profit_attributable": {Language.ZH_HANS: "应占利润"}})
    labels = Labels(own, {})
    found = [labels.meaning(label) for label in ("应占利润", "归母净利润")]
    assert [each.term for each in found if isinstance(each, Item)] == [
        own["net_profit_attributable"]
    ] * 2


def test_a_plan_may_leave_a_row_out() -> None:
    assert isinstance(meaning("营业收入", 營業收入="leave"), Left)


@pytest.mark.parametrize("label", ["在册员工", "合计", "", "Total of it all"])
def test_other_labels_are_unknown(label: str) -> None:
    assert isinstance(meaning(label), Unknown)
