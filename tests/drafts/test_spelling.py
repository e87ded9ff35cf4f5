"""Values written for a table read back as the quantities that they are."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import PATHS, text_of

from reporter.drafts.spelling import spell
from reporter.extract import extract
from reporter.languages import Language
from reporter.quantity import UNITS, Bound, Quantity, UnitKind, parse_quantity

SPECIAL = (UnitKind.RANK, UnitKind.RESOLUTION)
CODES = [unit.code for unit in UNITS.values() if unit.kind not in SPECIAL]


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """A figure of any unit, size, precision and bound, or a range of two."""
    exponent = draw(st.integers(-4, 12))
    step = Decimal(1).scaleb(exponent)
    numbers = st.integers(-99_999, 99_999).map(lambda digits: digits * step)
    unit = draw(st.sampled_from(CODES))
    bound = draw(st.sampled_from(Bound))
    close = bound is Bound.UNDER and draw(st.booleans())
    if draw(st.booleans()):
        return Quantity(unit, draw(numbers), step, bound, close=close)
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high or low < 0 < high:
        low, high = abs(high), abs(high) + step
    return Quantity(unit, None, step, bound, low, high, close=close)


def read(value: str, unit: str) -> Quantity:
    return parse_quantity(value, unit or None)


@given(quantities(), st.sampled_from(Language))
def test_whatever_is_written_reads_back(quantity: Quantity, language: Language) -> None:
    value, unit = spell(quantity, language)
    assert read(value, unit) == quantity


@given(quantities(), st.sampled_from(Language))
def test_the_precision_reads_back_too(quantity: Quantity, language: Language) -> None:
    if UNITS[quantity.unit].is_scaled or quantity.precision <= 1:
        assert read(*spell(quantity, language)).precision == quantity.precision


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_candidate_of_a_text_reads_back(path: Path) -> None:
    language = Language(path.stem.partition("_")[0])
    for candidate in extract(text_of(path)):
        read_back = read(*spell(candidate.quantity, language, candidate.surface))
        assert read_back == candidate.quantity
        assert read_back.precision == candidate.quantity.precision, candidate.surface


@pytest.mark.parametrize(
    ("written", "language", "value", "unit"),
    [
        ("超1269亿元", Language.ZH_HANS, "超1269亿元", ""),
        ("HK$12.50亿", Language.ZH_HANS, "12.50亿港元", ""),
        ("近20%", Language.EN, "nearly 20%", ""),
        ("40~60亿美元", Language.EN, "US$4.0~6.0 billion", ""),
        ("4.01亿人", Language.ZH_HANT, "4.01億", "person"),
        ("约1/3", Language.EN, "about 1/3", ""),
        ("$0.18", Language.EN, "US$0.18", ""),
        ("-3.5亿元", Language.ZH_HANS, "负3.5亿元", ""),
        ("−RMB3.5bn", Language.EN, "minus RMB3.5 billion", ""),
    ],
)
def test_a_figure_without_its_surface_is_written_out(
    written: str, language: Language, value: str, unit: str
) -> None:
    assert spell(parse_quantity(written), language) == (value, unit)


def test_the_surface_is_kept_where_it_reads_back() -> None:
    quantity = parse_quantity("二十三点五亿元")
    assert spell(quantity, Language.ZH_HANS, "二十三点五亿元") == ("二十三点五亿元", "")
    assert spell(parse_quantity("超五亿元"), Language.ZH_HANT, "五億元") == ("超五億元", "")
