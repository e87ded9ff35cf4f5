"""What follows from stated facts, how finely, and how firmly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_sample import fact, facts, kuaishou
from hypothesis import given
from hypothesis import strategies as st

from reporter.derive import derived_facts
from reporter.derive.formulas import formula_text
from reporter.facts import Basis, Direction, Fact, FactSet, Status
from reporter.languages import Language
from reporter.quantity import Bound
from reporter.terms import load_glossary


def derive(*given: Fact) -> FactSet:
    return FactSet(derived_facts(facts(*given)))


def shown(found: Fact) -> str:
    """The figure as it may be shown, in base units, with its unit."""
    return f"{found.quantity.stated[0]:f} {found.quantity.unit}"


@pytest.fixture(scope="module")
def derived() -> FactSet:
    return FactSet(derived_facts(kuaishou()))


KUAISHOU = """
    revenue_prior 113500000000 CNY
    revenue_increase 13400000000 CNY
    adjusted_net_profit_prior 10260000000 CNY
    adjusted_net_profit_increase 7440000000 CNY
    adjusted_net_profit_from_margin 6230000000 CNY
    adjusted_net_profit_from_revenue 1210000000 CNY
    adjusted_net_profit_growth_multiple 6.1 multiple
    adjusted_net_margin_computed 13.95 percent
    adjusted_net_margin_prior 9.04 percent
    adjusted_net_margin_change 4.91 percentage_point
    dau_prior 383000000 person
    mau_prior 701000000 person
    dau_mau_ratio 54.5 percent
    dau_mau_ratio_prior 54.6 percent
    dau_mau_ratio_change 0.1 percentage_point
    time_per_dau_yoy 1.0 percent
    time_per_dau_prior 124.4 minute
    hsi_ytd_computed 16.5 percent
    hstech_ytd_computed 22.2 percent
    nasdaq_ytd_computed 5.3 percent
    lower_tier_users 448000000 person
    kling_clip_ratio 6 multiple
"""


def test_the_kuaishou_brief_has_these_derived_facts(derived: FactSet) -> None:
    found = {f"{one.id} {shown(one)}" for one in derived}
    assert found == {line.strip() for line in KUAISHOU.strip().splitlines()}


def test_every_derived_concept_has_its_words(derived: FactSet) -> None:
    glossary = load_glossary()
    assert [one.concept for one in derived if one.concept not in glossary] == []


def test_inputs_are_facts_and_stand_in_the_formula(derived: FactSet) -> None:
    known = kuaishou().joined(derived)
    for one in derived:
        assert one.derivation
        for fact_id in one.derivation.inputs:
            assert fact_id in known
            assert fact_id in one.derivation.formula


def test_the_year_before_has_the_period_before(derived: FactSet) -> None:
    assert str(derived["revenue_prior"].period) == "FY2023"
    assert str(derived["dau_prior"].period) == "2023Q4"
    assert derived["revenue_prior"].basis is Basis.LEVEL


def test_the_two_parts_of_the_bridge_are_the_whole(derived: FactSet) -> None:
    parts = [derived[f"adjusted_net_profit_from_{cause}"] for cause in ("margin", "revenue")]
    whole = derived["adjusted_net_profit_increase"].quantity.stated[0]
    assert sum(part.quantity.stated[0] for part in parts) == whole
    assert {part.direction for part in parts} == {Direction.UP}


# Levels and changes


def test_a_fall_makes_the_year_before_larger() -> None:
    found = derive(
        fact("revenue", "90亿元"),
        fact("yoy", "10%", concept="revenue", basis="yoy", direction="down"),
    )
    assert shown(found["revenue_prior"]) == "10000000000 CNY"
    assert found["revenue_prior"].derivation.formula == "revenue ÷ (1 − yoy)"  # type: ignore[union-attr]
    assert found["revenue_increase"].direction is Direction.DOWN


def test_a_change_in_points_is_taken_away() -> None:
    found = derive(
        fact("gross_margin", "54.6%", basis="ratio"),
        fact("rise", "4.0个百分点", concept="gross_margin", basis="yoy"),
    )
    assert shown(found["gross_margin_prior"]) == "50.6 percent"


def test_a_change_in_money_is_taken_away() -> None:
    found = derive(
        fact("revenue", "1269亿元"), fact("rise", "134亿元", concept="revenue", basis="yoy")
    )
    assert shown(found["revenue_prior"]) == "113500000000 CNY"


def test_two_stated_years_give_the_growth() -> None:
    found = derive(
        fact("revenue", "1269亿元"), fact("last", "1135亿元", concept="revenue", period="FY2023")
    )
    assert shown(found["revenue_yoy"]) == "11.8 percent"
    assert "revenue_prior" not in found


def test_two_stated_margins_give_points() -> None:
    found = derive(
        fact("gross_margin", "54.6%", basis="ratio"),
        fact("last", "56.1%", concept="gross_margin", basis="ratio", period="FY2023"),
    )
    assert shown(found["gross_margin_yoy"]) == "1.5 percentage_point"
    assert found["gross_margin_yoy"].direction is Direction.DOWN


def test_no_year_before_follows_from_a_fall_of_all() -> None:
    found = derive(
        fact("revenue", "1亿元"),
        fact("yoy", "100%", concept="revenue", basis="yoy", direction="down"),
    )
    assert len(found) == 0


@pytest.mark.parametrize("value", ["40~60亿元", "数千万元", "-5亿元"])
def test_no_year_before_follows_from_what_has_no_single_value_above_zero(value: str) -> None:
    found = derive(fact("revenue", value), fact("yoy", "10%", concept="revenue", basis="yoy"))
    assert "revenue_prior" not in found


def test_an_id_that_is_taken_is_left_to_its_owner() -> None:
    own = fact("revenue_prior", "1亿元", concept="net_profit")
    yoy = fact("revenue_yoy", "11.8%", concept="revenue", basis="yoy")
    assert "revenue_prior" not in derive(fact("revenue", "1269亿元"), yoy, own)


# How firmly


@pytest.mark.parametrize(
    ("level", "growth", "bound"),
    [
        ("100亿元", "10%", Bound.EXACT),
        ("超100亿元", "10%", Bound.OVER),
        ("100亿元", "超10%", Bound.UNDER),
        ("超100亿元", "不足10%", Bound.OVER),
        ("超100亿元", "超10%", Bound.ABOUT),
        ("约100亿元", "10%", Bound.ABOUT),
    ],
)
def test_a_bound_goes_the_way_that_all_inputs_lean(level: str, growth: str, bound: Bound) -> None:
    found = derive(fact("revenue", level), fact("yoy", growth, concept="revenue", basis="yoy"))
    assert found["revenue_prior"].quantity.bound is bound


def test_market_levels_that_are_bounds_make_a_bound(derived: FactSet) -> None:
    assert derived["hsi_ytd_computed"].quantity.bound is Bound.OVER
    assert derived["nasdaq_ytd_computed"].quantity.bound is Bound.ABOUT
    assert derived["nasdaq_ytd_computed"].direction is Direction.DOWN


def test_a_share_of_an_earlier_whole_is_about(derived: FactSet) -> None:
    users = derived["lower_tier_users"]
    assert users.quantity.bound is Bound.ABOUT
    assert users.derivation
    assert users.derivation.formula == "lower_tier_share × mau (2024Q4)"


def test_two_limits_are_compared_as_limits(derived: FactSet) -> None:
    ratio = derived["kling_clip_ratio"]
    assert (ratio.quantity.bound, ratio.against) == (Bound.EXACT, "sora")


def test_what_follows_from_a_forecast_is_a_forecast() -> None:
    found = derive(
        fact("revenue", "100亿元", status="forecast", said_by="broker"),
        fact("yoy", "10%", concept="revenue", basis="yoy", status="forecast", said_by="broker"),
    )
    assert (found["revenue_prior"].status, found["revenue_prior"].said_by) == (
        Status.FORECAST,
        "broker",
    )


# Ratios and comparisons


def test_a_margin_that_nobody_states_is_worked_out() -> None:
    found = derive(fact("gross_profit", "693亿元"), fact("revenue", "1269亿元"))
    assert shown(found["gross_profit_margin"]) == "54.6 percent"
    assert found["gross_profit_margin"].concept == "gross_margin"


@pytest.mark.parametrize(
    "other", [{"unit": "USD"}, {"entity": "tencent"}, {"period": "FY2023"}, {"per": "month"}]
)
def test_amounts_that_differ_in_kind_make_no_ratio(other: dict[str, str]) -> None:
    value = "1269亿美元" if "unit" in other else "1269亿元"
    assert len(derive(fact("gross_profit", "693亿元"), fact("revenue", value, **other))) == 0


def test_the_larger_of_two_entities_is_set_against_the_smaller() -> None:
    found = derive(
        fact("small", "20秒", concept="max_video_length", entity="sora"),
        fact("large", "2分钟", concept="max_video_length", entity="kling"),
    )
    assert shown(found["large_ratio"]) == "6 multiple"


def test_three_entities_are_not_compared_two_by_two() -> None:
    levels = (fact(f"{e}_mau", "1亿人", concept="mau", entity=e) for e in ("a", "b", "c"))
    assert len(derive(*levels)) == 0


def test_growth_of_each_takes_the_company_for_its_app() -> None:
    total = fact("total_time_spent", "5.8%", basis="yoy", entity="kuaishou_app")
    users = fact("dau_yoy", "4.8%", concept="dau", basis="yoy")
    assert shown(derive(total, users)["daily_time_spent_per_dau_yoy"]) == "1.0 percent"
    elsewhere = fact("dau_yoy", "4.8%", concept="dau", basis="yoy", entity="kuaishou_lower_tier")
    assert len(derive(total, elsewhere)) == 0


# How finely


@given(
    level=st.decimals(1, 9999, places=1),
    growth=st.decimals(Decimal("0.1"), 200, places=1),
    rounded=st.tuples(st.decimals("-0.05", "0.05"), st.decimals("-0.05", "0.05")),
)
def test_no_digit_is_shown_that_rounding_leaves_open_by_ten(
    level: Decimal, growth: Decimal, rounded: tuple[Decimal, Decimal]
) -> None:
    """The step is above a tenth of how far the true value may be from the one shown."""
    found = derive(
        fact("revenue", f"{level}亿元"), fact("yoy", f"{growth}%", concept="revenue", basis="yoy")
    )["revenue_prior"].quantity
    true = (level + rounded[0]) / (1 + (growth + rounded[1]) / 100) * 10**8
    assert abs(true - found.stated[0]) <= found.precision * 10


# Formulas for readers


def test_a_formula_names_its_facts_and_bounds_in_the_language(derived: FactSet) -> None:
    found = derived["hsi_ytd_computed"].derivation
    assert found
    text = formula_text(found.formula, kuaishou(), lambda one: str(one.period), Language.ZH_HANS)
    assert text == "2025-03 ÷ 2025-01 − 1 (2025-03: 超过, 2025-01: 不足)"


def test_a_quarter_against_the_one_before_is_derived_from_both() -> None:
    found = derive(
        fact("dau_now", "4.010亿人", concept="dau", period="2024Q4"),
        fact("dau_before", "4.075亿人", concept="dau", period="2024Q3"),
    )
    change = found["dau_now_qoq"]
    assert (change.basis, change.direction) == (Basis.QOQ, Direction.DOWN)
    assert shown(change) == "1.60 percent"


def test_a_stated_change_on_the_quarter_is_left_to_its_owner() -> None:
    found = derive(
        fact("dau_now", "4.010亿人", concept="dau", period="2024Q4"),
        fact("dau_before", "4.075亿人", concept="dau", period="2024Q3"),
        fact("said", "1.6%", concept="dau", period="2024Q4", basis="qoq", direction="down"),
    )
    assert "dau_now_qoq" not in found


# The last part of a year


def flow(fact_id: str, value: str, period: str, **more: str) -> Fact:
    return fact(fact_id, value, concept="revenue", period=period, **more)


YEAR, SO_FAR = flow("year", "400亿元", "FY2024"), flow("so_far", "290亿元", "2024 9M")


def test_the_fourth_quarter_is_the_year_less_nine_months() -> None:
    found = derive(YEAR, SO_FAR)["year_q4"]
    assert (shown(found), str(found.period)) == ("11000000000 CNY", "2024Q4")
    assert found.derivation
    assert found.derivation.formula == "year − so_far"


def test_it_is_the_year_less_the_quarters_before_where_nobody_adds_them_up() -> None:
    quarters = [flow(f"q{n}", f"{n}0亿元", f"2024Q{n}") for n in (1, 2, 3)]
    assert shown(derive(YEAR, *quarters)["year_q4"]) == "34000000000 CNY"
    assert "year_q4" not in derive(YEAR, *quarters[1:])


@pytest.mark.parametrize(
    ("whole", "part", "derived"),
    [
        ("FY2024", "2024H1", "whole_h2"),
        ("2024 9M", "2024H1", "whole_q3"),
        ("2024H1", "2024Q1", "whole_q2"),
    ],
)
def test_shorter_periods_leave_their_last_part_too(whole: str, part: str, derived: str) -> None:
    found = derive(flow("whole", "9亿元", whole), flow("part", "10亿元", part))[derived]
    assert shown(found) == "-100000000 CNY"


def test_a_quarter_that_is_stated_is_not_derived() -> None:
    assert "year_q4" not in derive(YEAR, SO_FAR, flow("q4", "110亿元", "2024Q4"))


def test_what_does_not_accumulate_has_no_remainder() -> None:
    levels = [
        fact("year", "400万人", concept="dau", period="FY2024"),
        fact("so_far", "290万人", concept="dau", period="2024 9M"),
    ]
    assert "year_q4" not in derive(*levels)


def test_a_restated_year_and_nine_months_as_first_told_do_not_belong_together() -> None:
    was = flow("year_was", "390亿元", "FY2024", status="superseded")
    assert "year_q4" not in derive(YEAR, was, SO_FAR)
    both = (was, flow("so_far_was", "280亿元", "2024 9M", status="superseded"))
    assert shown(derive(YEAR, SO_FAR, *both)["year_q4"]) == "11000000000 CNY"


def test_growth_is_from_the_figure_and_not_from_the_guidance_for_it() -> None:
    guided = flow("guided", "300亿元", "FY2023", status="guidance")
    before, now = flow("before", "200亿元", "FY2023"), flow("now", "400亿元", "FY2024")
    assert shown(derive(guided, before, now)["now_yoy"]) == "100 percent"
    assert shown(derive(guided, now)["now_yoy"]) == "33.3 percent"


def test_a_quarter_that_follows_has_growth_and_margins_of_its_own() -> None:
    before = [flow("last_year", "200亿元", "FY2023"), flow("last_so_far", "150亿元", "2023 9M")]
    profits = [
        fact("profit", "40亿元", concept="net_profit", period="FY2024"),
        fact("profit_so_far", "29亿元", concept="net_profit", period="2024 9M"),
    ]
    found = derive(YEAR, SO_FAR, *before, *profits)
    assert shown(found["year_q4_yoy"]) == "120 percent"
    assert shown(found["profit_q4_margin"]) == "10 percent"
