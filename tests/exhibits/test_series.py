"""Charts of invented facts: names, units and years said where there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from brief_sample import facts_alone, glossary
from fact_sample import fact, facts

from reporter.brief import ChartPlan, Slot
from reporter.errors import UnsuitableFact
from reporter.exhibits.draft import Draft
from reporter.exhibits.growth import dumbbell
from reporter.exhibits.ranking import ranked_bars
from reporter.exhibits.series import columns_line, guided
from reporter.exhibits.shares import share_bar
from reporter.facts import Fact
from reporter.languages import Language
from reporter.periods import parse_period
from reporter.speech import Speaker


def made_of(*given: Fact, languages: Sequence[Language] = (Language.EN,)) -> Draft:
    """The draft of a chart of just these facts."""
    plan = ChartPlan("", tuple(fact.id for fact in given), Slot.FULL)
    brief = replace(facts_alone(), facts=facts(*given))
    return Draft(plan, "", tuple(Speaker(brief, glossary(), each) for each in languages))


def test_shares_in_one_whole_bear_the_names_of_those_who_have_them() -> None:
    given = [
        fact(name, value, concept="market_share", entity=name, basis="share")
        for name, value in (("kuaishou", "40%"), ("tencent", "60%"))
    ]
    spec = share_bar(made_of(*given))
    assert [row[0].label for row in spec.rows] == [("Kuaishou",), ("Tencent",)]


def test_shares_of_one_measure_bear_their_periods() -> None:
    given = [
        fact(
            f"share_{n}", "57.1%", concept="online_marketing_revenue", period=period, basis="share"
        )
        for n, period in enumerate(("FY2024", "2024Q4"))
    ]
    spec = share_bar(made_of(*given))
    assert [row[0].label for row in spec.rows] == [("FY2024",), ("Q4 2024",)]


def test_several_who_are_compared_with_a_year_ago_bear_their_names() -> None:
    given = [
        fact(
            f"{name}_{year}", value, concept="market_share", entity=name, period=year, basis="share"
        )
        for name in ("kuaishou", "tencent")
        for year, value in (("FY2023", "30%"), ("FY2024", "40%"))
    ]
    spec = dumbbell(made_of(*given))
    assert [pair.label for pair in spec.pairs] == [("Kuaishou",), ("Tencent",)]


def test_the_issuers_own_measure_is_named_among_its_businesses() -> None:
    given = [
        fact("advertising_revenue", "7亿元"),
        fact("of_app", "3亿元", concept="revenue", entity="kuaishou_app"),
        fact("of_kling", "1亿元", concept="revenue", entity="kling"),
    ]
    spec = ranked_bars(made_of(*given))
    names = [row.label for row in spec.rows]
    assert names[0] == made_of(*given).term(given[0])
    assert names[1:] == [made_of(*given).entity(each) for each in given[1:]]


QUARTERS = [f"{year}Q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]


def test_many_quarters_say_their_year_and_their_unit_once() -> None:
    amounts = [fact(f"r{q}", "22.073亿美元", concept="revenue", period=q) for q in QUARTERS]
    ratios = [
        fact(f"m{q}", "22.6%", concept="gross_margin", period=q, basis="ratio") for q in QUARTERS
    ]
    spec = columns_line(made_of(*amounts, *ratios))
    assert spec.periods.labels == (("Q1",), ("Q2",), ("Q3",), ("Q4",)) * 2
    assert spec.periods.years == (("2023", 4), ("2024", 4))
    assert (spec.columns_name, spec.columns[0].label) == (("Revenue, US$ m",), ("2,207.3",))
    assert (spec.line_name, spec.line[0].label) == (("Gross margin",), ("22.6%",))


def test_quarters_of_a_fiscal_year_say_it_in_each_language() -> None:
    quarters = [parse_period(f"FY{year}Q{n}", 1) for year in (2024, 2025) for n in (3, 4)]
    given = [
        replace(fact(f"{concept}_{index}", "3%", concept=concept, basis="ratio"), period=quarter)
        for concept in ("gross_margin", "net_margin")
        for index, quarter in enumerate([*quarters, parse_period("FY2026Q1", 1)])
    ]
    both = columns_line(made_of(*given, languages=(Language.ZH_HANS, Language.EN)))
    english = columns_line(made_of(*given))
    assert both.periods.years == (
        ("2024财年 FY2024", 2),
        ("2025财年 FY2025", 2),
        ("2026财年 FY2026", 1),
    )
    assert [year for year, _ in english.periods.years] == ["FY2024", "FY2025", "FY2026"]


def test_a_level_stands_in_the_range_of_its_own_period() -> None:
    came = fact("came", "13.7%", concept="gross_margin", period="2024Q1", basis="ratio")
    ranges = [
        fact(f"g{q}", "9%-11%", concept="gross_margin", period=q, basis="ratio", status="guidance")
        for q in ("2024Q2", "2024Q1")
    ]
    first, second = guided(made_of(*ranges, came)).ranges
    assert (first.low, first.high, first.label) == (9.0, 11.0, ("9–11%",))
    assert first.is_beaten
    assert second.actual is None


def test_a_level_that_was_guided_to_no_range_is_unfit() -> None:
    came = fact("came", "13.7%", concept="gross_margin", period="2023Q4", basis="ratio")
    was = fact("was", "9%-11%", concept="gross_margin", period="2024Q1", basis="ratio")
    with pytest.raises(UnsuitableFact, match="“came” was guided to no range"):
        guided(made_of(was, came))
