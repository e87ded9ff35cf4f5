"""Which concepts a figure can be of, by its unit and size."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporter.extract.fitting import Figure, fitness, fits
from reporter.extract.model import Kind
from reporter.terms import load_glossary


def figure(unit: str, words: str, value: str, kind: Kind = Kind.LEVEL, **more: bool) -> Figure:
    return Figure(unit, kind, words, Decimal(value), **more)


@pytest.mark.parametrize(
    ("concept", "given", "expected"),
    [
        ("net_profit", figure("CNY", "6.1亿元", "610000000"), True),
        ("net_profit", figure("CNY", "0.35元", "0.35"), False),
        ("eps_basic", figure("CNY", "0.35元", "0.35"), True),
        ("eps_basic", figure("CNY", "6.1亿元", "610000000"), False),
        ("revenue", figure("CNY", "482元", "4820", by_unit=True), False),
        ("gross_margin", figure("percent", "22.6%", "22.6", Kind.RATIO), True),
        ("gross_profit", figure("percent", "22.6%", "22.6", Kind.RATIO), False),
        ("gross_profit", figure("percent", "22.6%", "22.6", Kind.CHANGE), True),
        ("gross_profit", figure("percentage_point", "2个百分点", "2", Kind.CHANGE), False),
        ("stores", figure("count", "613家", "613"), True),
        ("stores", figure("count", "5.3", "5.3"), False),
        ("deliveries", figure("vehicle", "2.31万辆", "23100"), True),
        ("stores", figure("vehicle", "2.31万辆", "23100"), False),
        ("coal_output", figure("tonne", "3亿吨", "300000000"), True),
        ("power_generation", figure("tonne", "3亿吨", "300000000"), False),
        ("inventory_turnover_days", figure("day", "92天", "92"), True),
        ("index_level", figure("points", "3211点", "3211"), True),
        ("revenue", figure("count", "61.2亿", "6120000000"), True),
    ],
)
def test_units_and_sizes_tell_concepts_apart(concept: str, given: Figure, expected: bool) -> None:
    assert fits(load_glossary()[concept], given) is expected


def test_a_unit_of_its_own_fits_better_than_one_that_goes_with_anything() -> None:
    glossary, output = load_glossary(), figure("MWh", "512亿千瓦时", "51200000")
    assert fitness(glossary["power_generation"], output) > fitness(
        glossary["production_volume"], output
    )
