"""Bare numbers: what unit they are in, and which of them are an axis."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporter.formats import Scale, print_scale
from reporter.formats.digits import MAGNITUDES
from reporter.languages import Language
from reporter.quantity import UNITS, Bound, Unit, UnitKind
from reporter.verify.axes import axis_labels
from reporter.verify.labels import UnitLabel, is_bare, label_of
from reporter.verify.layer import Glyph, Run


@pytest.mark.parametrize(
    ("head", "unit", "factor"),
    [
        ("亿元", "CNY", 10**8),
        ("億元", "CNY", 10**8),
        ("RMB 100m", "CNY", 10**8),
        ("RMB bn", "CNY", 10**9),
        ("US$ billion", "USD", 10**9),
        ("日活，亿", "count", 10**8),
        ("DAU, 100m", "count", 10**8),
        ("Million", "count", 10**6),
        ("Time per DAU, minutes", "minute", 1),
        ("个百分点", "percentage_point", 1),
        ("ppt", "percentage_point", 1),
    ],
)
def test_a_head_names_the_unit_of_its_column(head: str, unit: str, factor: int) -> None:
    assert label_of(head) == UnitLabel(unit, Decimal(factor))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("unit", [unit for unit in UNITS.values() if unit.is_scaled and unit.en])
def test_every_head_that_is_printed_names_its_unit(unit: Unit, language: Language) -> None:
    beside = () if language.is_chinese else (4, 8)
    for power in (*MAGNITUDES[language], *beside) if unit.kind is not UnitKind.LEVEL else (0,):
        head = print_scale(Scale(unit.code, power), language)
        expected = UnitLabel(unit.code, Decimal(10) ** power)
        assert (label_of(head), label_of(f"A, {head}")) == (expected, expected)


def test_a_head_may_hold_the_bound_of_its_figure() -> None:
    assert label_of("More than %") == UnitLabel("percent", Decimal(1), Bound.OVER)


@pytest.mark.parametrize("words", ["Revenue", "收入", "401 million", "US$72.88bn", "DAU", ""])
def test_other_words_are_no_unit(words: str) -> None:
    assert label_of(words) is None


@pytest.mark.parametrize(("text", "bare"), [("1,269", True), ("+4.91", True), ("14%", False)])
def test_a_number_is_bare_without_a_unit(text: str, bare: bool) -> None:
    assert is_bare(text) is bare


def label(text: str, left: float, baseline: float = 2.0) -> Run:
    return Run((Glyph(text, left, left + 5.0, baseline, 7.0),))


def test_even_steps_in_line_are_an_axis() -> None:
    texts = ("0", "20", "40", "60", "80亿美元", "40–60亿美元")
    runs = [label(text, 40.0 * index) for index, text in enumerate(texts[:5])]
    runs.append(label(texts[5], 63.8, baseline=40.5))
    assert axis_labels(runs) == {0, 1, 2, 3, 4}


def test_an_axis_may_lack_the_label_before_a_wide_one() -> None:
    places = {"0": 0.0, "2.5": 30.0, "5": 60.0, "7.5": 90.0, "RMB12.5bn": 140.0}
    assert len(axis_labels([label(text, left) for text, left in places.items()])) == 5


def test_figures_with_units_or_uneven_steps_are_no_axis() -> None:
    assert not axis_labels([label(text, 40.0 * i) for i, text in enumerate(("10%", "20%", "30%"))])
    assert not axis_labels([label(text, 40.0 * i) for i, text in enumerate(("10", "20", "50"))])
    assert not axis_labels([label(text, 40.0 * i) for i, text in enumerate(("3", "6", "9"))])
