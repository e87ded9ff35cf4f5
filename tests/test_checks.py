"""Facts that cannot all be true are found, and those that can are left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from fact_sample import fact, facts, kuaishou
from hypothesis import given
from hypothesis import strategies as st

from reporter.checks import SEVERITIES, Finding, Outcome, Rule, Severity, Slip, check_facts
from reporter.derive import derived_facts
from reporter.facts import Fact
from reporter.languages import Language
from reporter.quantity import Bound
from reporter.terms import words

PUBLISHED = date(2025, 3, 26)
HOLDS, FAILS, UNSAID = Outcome.HOLDS, Outcome.DOES_NOT_HOLD, Outcome.CANNOT_BE_SAID


def found(rule: Rule, *given: Fact, published: date | None = None) -> list[Finding]:
    return [finding for finding in check_facts(facts(*given), published) if finding.rule is rule]


def only(rule: Rule, *given: Fact, published: date | None = None) -> Finding:
    """The one finding of that rule."""
    (finding,) = found(rule, *given, published=published)
    return finding


# The Kuaishou brief


@pytest.fixture(scope="module")
def kuaishou_findings() -> dict[str, Finding]:
    stated = kuaishou()
    known = stated.joined(derived_facts(stated))
    return {f"{f.rule} {f.facts[0]}": f for f in check_facts(known, PUBLISHED)}


def test_the_kuaishou_brief_is_checked_in_these_ways(
    kuaishou_findings: dict[str, Finding],
) -> None:
    assert {name: finding.outcome for name, finding in kuaishou_findings.items()} == {
        "market_change hsi_ytd": FAILS,
        "market_change hstech_ytd": HOLDS,
        "market_change nasdaq_ytd": HOLDS,
        "proportion adjusted_net_margin": HOLDS,
        "part_at_most_whole dau": HOLDS,
        "same_fact mau_now_again": HOLDS,
        "history mau_now": HOLDS,
        "status hsi_start": HOLDS,
        "dates hsi_start": HOLDS,
    }


def test_the_hang_seng_index_did_not_rise_by_nearly_a_fifth(
    kuaishou_findings: dict[str, Finding],
) -> None:
    finding = kuaishou_findings["market_change hsi_ytd"]
    assert finding.formula == "hsi_now ÷ hsi_start − 1"
    assert finding.recomputed
    assert finding.interval
    assert (finding.recomputed.stated, finding.recomputed.bound) == (
        (Decimal("16.5"),),
        Bound.OVER,
    )
    assert finding.interval.high == pytest.approx(Decimal("18.854"), abs=Decimal("0.001"))
    assert (finding.severity, finding.fails) == (Severity.WARNING, False)


def test_the_margin_is_shown_as_finely_as_its_inputs_allow(
    kuaishou_findings: dict[str, Finding],
) -> None:
    recomputed = kuaishou_findings["proportion adjusted_net_margin"].recomputed
    assert recomputed
    assert recomputed.stated == (Decimal("13.95"),)


# Changes


def levels(now: str, before: str, *, concept: str = "revenue") -> tuple[Fact, Fact]:
    basis = "ratio" if concept.endswith("margin") else "level"
    return (
        fact("now", now, concept=concept, basis=basis),
        fact("before", before, concept=concept, period="FY2023", basis=basis),
    )


@pytest.mark.parametrize(
    ("said", "direction", "outcome"),
    [
        ("11.8%", "up", HOLDS),
        ("11.9%", "up", HOLDS),
        ("12.0%", "up", FAILS),
        ("超11%", "up", HOLDS),
        ("超12%", "up", FAILS),
        ("约12%", "up", HOLDS),
        ("134亿元", "up", HOLDS),
        ("13.4亿元", "up", FAILS),
    ],
)
def test_a_change_meets_its_levels(said: str, direction: str, outcome: Outcome) -> None:
    change = fact("said", said, concept="revenue", basis="yoy", direction=direction)
    assert only(Rule.LEVEL_CHANGE, change, *levels("1269亿元", "1135亿元")).outcome is outcome


def test_a_fall_said_to_be_a_rise_is_a_slip_of_direction() -> None:
    change = fact("said", "11.8%", concept="revenue", basis="yoy", direction="down")
    finding = only(Rule.LEVEL_CHANGE, change, *levels("1269亿元", "1135亿元"))
    assert (finding.outcome, finding.slip) == (FAILS, Slip.DIRECTION)


def test_an_amount_ten_times_too_small_is_a_slip_of_scale() -> None:
    change = fact("said", "13.4亿元", concept="revenue", basis="yoy")
    finding = only(Rule.LEVEL_CHANGE, change, *levels("1269亿元", "1135亿元"))
    assert (finding.slip, finding.power) == (Slip.SCALE, -1)


@pytest.mark.parametrize(("said", "outcome"), [("4.0个百分点", HOLDS), ("4.0%", FAILS)])
def test_a_margin_changes_by_points(said: str, outcome: Outcome) -> None:
    change = fact("said", said, concept="gross_margin", basis="yoy")
    finding = only(Rule.LEVEL_CHANGE, change, *levels("54.6%", "50.6%", concept="gross_margin"))
    assert finding.outcome is outcome
    assert finding.slip is (Slip.PERCENT_OR_POINT if outcome is FAILS else None)


def test_a_quarter_is_set_against_the_quarter_before() -> None:
    now = fact("now", "4.01亿人", concept="dau", period="2024Q4")
    before = fact("before", "4.08亿人", concept="dau", period="2024Q3")
    change = fact("q", "1.7%", concept="dau", basis="qoq", period="2024Q4", direction="down")
    assert only(Rule.LEVEL_CHANGE, now, before, change).outcome is HOLDS


def test_growth_from_a_loss_cannot_be_said() -> None:
    change = fact("said", "50%", concept="net_profit", basis="yoy")
    now, before = levels("10亿元", "-5亿元", concept="net_profit")
    assert only(Rule.LEVEL_CHANGE, change, now, before).outcome is UNSAID


@pytest.mark.parametrize(("total", "outcome"), [("5.8%", HOLDS), ("7.0%", FAILS)])
def test_growth_of_a_product_is_that_of_its_factors(total: str, outcome: Outcome) -> None:
    given = (
        fact("t", total, concept="total_time_spent", entity="kuaishou_app", basis="yoy"),
        fact("u", "4.8%", concept="dau", basis="yoy"),
        fact("e", "1.0%", concept="daily_time_spent_per_dau", entity="kuaishou_app", basis="yoy"),
    )
    assert only(Rule.GROWTH_OF_PRODUCT, *given).outcome is outcome


@pytest.mark.parametrize(
    ("start", "now", "said", "direction", "outcome"),
    [
        ("低于2万点", "超23300点", "近20%", "up", FAILS),
        ("低于2万点", "超23300点", "近17%", "up", HOLDS),
        ("19500点", "23300点", "近20%", "up", HOLDS),
        ("超19000点", "约18000点", "约5%", "down", HOLDS),
        ("超19000点", "约18000点", "约5%", "up", FAILS),
        ("超19000点", "约18000点", "约10%", "down", FAILS),
    ],
)
def test_market_levels_that_are_bounds_are_just_past(
    start: str, now: str, said: str, direction: str, outcome: Outcome
) -> None:
    given = (
        fact("start", start, concept="index_level", entity="hang_seng", period="2024-12-31"),
        fact("now", now, concept="index_level", entity="hang_seng", period="2025-03"),
        fact(
            "said",
            said,
            concept="index_level",
            entity="hang_seng",
            period="2025-03",
            basis="ytd",
            direction=direction,
        ),
    )
    assert only(Rule.MARKET_CHANGE, *given).outcome is outcome


def test_points_are_for_percentages() -> None:
    change = fact("said", "5个百分点", concept="revenue", basis="yoy")
    assert only(Rule.PERCENT_OR_POINT, change).outcome is FAILS


def test_a_margin_that_rose_by_percent_may_mean_either() -> None:
    change = fact("said", "5%", concept="gross_margin", basis="yoy")
    assert only(Rule.PERCENT_OR_POINT, change).outcome is UNSAID


# Levels


@pytest.mark.parametrize(
    ("margin", "outcome"), [("14%", HOLDS), ("13.9%", HOLDS), ("13.8%", FAILS), ("1.4%", FAILS)]
)
def test_a_margin_is_profit_by_revenue(margin: str, outcome: Outcome) -> None:
    given = (
        fact("adjusted_net_margin", margin, basis="ratio"),
        fact("adjusted_net_profit", "177亿元"),
        fact("revenue", "1269亿元"),
    )
    assert only(Rule.PROPORTION, *given).outcome is outcome


def test_a_margin_of_an_amount_in_the_wrong_unit_is_a_slip_of_scale() -> None:
    given = (
        fact("adjusted_net_margin", "14%", basis="ratio"),
        fact("adjusted_net_profit", "177万元"),
        fact("revenue", "1269亿元"),
    )
    finding = only(Rule.PROPORTION, *given)
    assert (finding.outcome, finding.slip, finding.power) == (FAILS, Slip.SCALE, 4)


def test_a_margin_that_was_guided_to_need_not_be_the_one_that_came() -> None:
    guided = fact("guided", "9%-11%", concept="gross_margin", basis="ratio", status="guidance")
    came = fact("gross_profit", "1370亿元"), fact("revenue", "1万亿元")
    assert found(Rule.PROPORTION, guided, *came) == []


def test_amounts_in_two_currencies_make_no_margin() -> None:
    given = (
        fact("adjusted_net_margin", "14%", basis="ratio"),
        fact("adjusted_net_profit", "177亿港元"),
        fact("revenue", "1269亿元"),
    )
    assert found(Rule.PROPORTION, *given) == []


@pytest.mark.parametrize(("said", "outcome"), [("6倍", HOLDS), ("5倍", FAILS)])
def test_a_multiple_is_the_ratio_of_two_levels(said: str, outcome: Outcome) -> None:
    given = (
        fact("a", "6.0亿人", concept="mau", entity="a"),
        fact("b", "1.00亿人", concept="mau", entity="b"),
        fact("said", said, concept="mau", entity="a", basis="ratio", against="b"),
    )
    assert only(Rule.RATIO_OF_LEVELS, *given).outcome is outcome


@pytest.mark.parametrize(("gross_profit", "outcome"), [("693亿元", HOLDS), ("639亿元", FAILS)])
def test_parts_sum_to_their_whole(gross_profit: str, outcome: Outcome) -> None:
    given = (
        fact("revenue", "1269亿元"),
        fact("cost_of_revenue", "576亿元"),
        fact("gross_profit", gross_profit),
    )
    assert only(Rule.SUM_OF_PARTS, *given).outcome is outcome


@pytest.mark.parametrize(("other", "outcome"), [("45%", HOLDS), ("30%", UNSAID), ("60%", FAILS)])
def test_shares_of_one_whole_make_a_hundred(other: str, outcome: Outcome) -> None:
    given = (
        fact("a", "55%", concept="market_share", entity="a", basis="share"),
        fact("b", other, concept="market_share", entity="b", basis="share"),
    )
    assert only(Rule.SHARES_OF_WHOLE, *given).outcome is outcome


def test_shares_of_different_wholes_may_be_anything() -> None:
    given = (
        fact("a", "61%", concept="lower_tier_city_user_share", entity="a", basis="share"),
        fact("b", "62%", concept="lower_tier_city_user_share", entity="b", basis="share"),
    )
    assert check_facts(facts(*given)) == ()


@pytest.mark.parametrize(
    ("daily", "outcome"), [("4.01亿人", HOLDS), ("7.5亿人", FAILS), ("超4亿人", UNSAID)]
)
def test_daily_users_are_among_the_monthly(daily: str, outcome: Outcome) -> None:
    given = (fact("dau", daily), fact("mau", "7.36亿人"))
    assert only(Rule.PART_AT_MOST_WHOLE, *given).outcome is outcome


def test_nine_months_are_a_half_and_a_quarter() -> None:
    nine = fact("nine", "915亿元", concept="revenue", period="2024 9M")
    half = fact("half", "604亿元", concept="revenue", period="2024H1")
    quarter = fact("quarter", "311亿元", concept="revenue", period="2024Q3")
    assert only(Rule.YEAR_TO_DATE, nine, half, quarter).outcome is HOLDS
    wrong = fact("quarter", "301亿元", concept="revenue", period="2024Q3")
    finding = only(Rule.YEAR_TO_DATE, nine, half, wrong)
    assert (finding.outcome, finding.formula) == (FAILS, "half + quarter")


def test_every_row_of_periods_that_makes_a_year_is_added_up() -> None:
    year = fact("year", "400亿元", concept="revenue", period="2024")
    quarters = (
        fact(f"q{n}", "100亿元", concept="revenue", period=f"2024Q{n}") for n in range(1, 5)
    )
    half = fact("h2", "200亿元", concept="revenue", period="2024H2")
    formulas = {f.formula for f in found(Rule.YEAR_TO_DATE, year, *quarters, half)}
    assert formulas == {"q1 + q2 + q3 + q4", "q1 + q2 + h2", "q3 + q4"}


def test_users_of_quarters_do_not_add_up_to_a_year() -> None:
    given = [fact(f"q{n}", "4亿人", concept="dau", period=f"2024H{n}") for n in (1, 2)]
    assert found(Rule.YEAR_TO_DATE, *given, fact("year", "4亿人", concept="dau")) == []


# Facts by themselves


@pytest.mark.parametrize(("again", "outcome"), [("超7亿人", HOLDS), ("6亿人", FAILS)])
def test_what_is_stated_twice_is_the_same(again: str, outcome: Outcome) -> None:
    given = (fact("mau", "7.36亿人"), fact("again", again, concept="mau"))
    assert only(Rule.SAME_FACT, *given).outcome is outcome


def test_two_speakers_may_disagree() -> None:
    given = (
        fact("a", "40亿美元", concept="valuation", said_by="a"),
        fact("b", "60亿美元", concept="valuation", said_by="b"),
    )
    assert check_facts(facts(*given)) == ()


@pytest.mark.parametrize(
    ("now", "outcome", "power"),
    [("1269亿元", HOLDS, None), ("1269万元", FAILS, -4), ("12.69万亿元", FAILS, 2)],
)
def test_a_level_out_of_scale_with_its_history_is_found(
    now: str, outcome: Outcome, power: int | None
) -> None:
    finding = only(Rule.HISTORY, *levels(now, "1135亿元"))
    assert (finding.outcome, finding.power) == (outcome, power)
    assert finding.severity is Severity.WARNING


def test_history_may_lie_in_an_earlier_brief() -> None:
    now, before = levels("1269万元", "1135亿元")
    (finding,) = check_facts(facts(now), before=facts(before))
    assert (finding.rule, finding.outcome, finding.power) == (Rule.HISTORY, FAILS, -4)


def test_a_change_that_is_stated_answers_for_the_level() -> None:
    change = fact("said", "超900%", concept="revenue", basis="yoy")
    assert found(Rule.HISTORY, *levels("100亿元", "9亿元"), change) == []


def test_a_quarter_is_no_history_of_a_year() -> None:
    year = fact("year", "1269亿元", concept="revenue")
    assert found(Rule.HISTORY, year, fact("q", "24亿元", concept="revenue", period="2023Q1")) == []


def test_two_currencies_of_one_figure_are_pointed_out() -> None:
    given = (fact("a", "1269亿元", concept="revenue"), fact("b", "1350亿港元", concept="revenue"))
    assert only(Rule.CURRENCY, *given).outcome is UNSAID


@pytest.mark.parametrize(
    ("period", "status", "outcome"),
    [
        ("FY2025", "actual", HOLDS),
        ("FY2030", "actual", FAILS),
        ("FY2030", "forecast", HOLDS),
        ("FY2023", "forecast", UNSAID),
    ],
)
def test_what_lies_ahead_is_no_actual(period: str, status: str, outcome: Outcome) -> None:
    given = fact("revenue", "1亿元", period=period, status=status)
    assert only(Rule.STATUS, given, published=PUBLISHED).outcome is outcome


@pytest.mark.parametrize(
    ("period", "outcome"),
    [("FY2024", HOLDS), ("FY2025", FAILS), ("2025Q1", FAILS), ("2025-03", HOLDS)],
)
def test_no_actual_is_published_before_its_period_ends(period: str, outcome: Outcome) -> None:
    given = fact("revenue", "1亿元", period=period)
    assert only(Rule.DATES, given, published=PUBLISHED).outcome is outcome


# What is made of findings


def test_a_severity_can_be_changed() -> None:
    (finding,) = check_facts(
        facts(fact("dau", "7.5亿人"), fact("mau", "7.36亿人")),
        severities={"part_at_most_whole": Severity.NOTE},
    )
    assert (finding.severity, finding.fails) == (Severity.NOTE, False)


@pytest.mark.parametrize("key", ["part_at_most_whole", "dau"])
def test_a_finding_is_accepted_with_its_reason(key: str) -> None:
    given = facts(fact("dau", "7.5亿人"), fact("mau", "7.36亿人"))
    assert check_facts(given)[0].fails
    (finding,) = check_facts(given, accepted={key: "two definitions"})
    assert (finding.outcome, finding.accepted) == (FAILS, "two definitions")
    assert not finding.fails


def test_what_holds_needs_no_acceptance() -> None:
    given = facts(fact("dau", "4亿人"), fact("mau", "7.36亿人"))
    assert check_facts(given, accepted={"dau": "why not"})[0].accepted is None


def test_derived_facts_are_not_checked_against_what_they_follow_from() -> None:
    stated = facts(
        fact("revenue", "1269亿元"), fact("yoy", "11.8%", concept="revenue", basis="yoy")
    )
    assert check_facts(stated.joined(derived_facts(stated))) == ()


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_a_severity_and_its_words(rule: Rule) -> None:
    assert rule in SEVERITIES
    assert all(words(f"check_{rule}", language) for language in Language)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_its_words(outcome: Outcome) -> None:
    assert all(words(outcome, language) for language in Language)


@given(
    revenue=st.decimals(100, 9999, places=3),
    before=st.decimals(100, 9999, places=3),
    profit=st.decimals(1, 99, places=3),
)
def test_true_figures_however_rounded_raise_no_alarm(
    revenue: Decimal, before: Decimal, profit: Decimal
) -> None:
    growth = (revenue / before - 1) * 100
    given = (
        *levels(f"{revenue:.0f}亿元", f"{before:.1f}亿元"),
        fact(
            "yoy",
            f"{abs(growth):.1f}%",
            concept="revenue",
            basis="yoy",
            direction="down" if growth < 0 else "up",
        ),
        fact("net_profit", f"{profit:.1f}亿元"),
        fact("net_margin", f"{profit / revenue * 100:.1f}%", basis="ratio"),
    )
    assert {f.outcome for f in check_facts(facts(*given), PUBLISHED)} == {HOLDS}


@pytest.mark.parametrize(("said", "outcome"), [("57.1%", HOLDS), ("59.1%", FAILS)])
def test_a_segments_share_is_its_revenue_in_the_whole(said: str, outcome: Outcome) -> None:
    share = fact("share", said, concept="online_marketing_revenue", basis="share")
    part = fact("part", "724亿元", concept="online_marketing_revenue")
    assert only(Rule.PROPORTION, share, part, fact("revenue", "1269亿元")).outcome is outcome


def test_neighbours_in_the_last_digit_are_not_the_same_fact() -> None:
    first = fact("first", "125.6分钟", concept="daily_time_spent_per_dau", period="2024Q4")
    again = fact("again", "125.5分钟", concept="daily_time_spent_per_dau", period="2024Q4")
    assert only(Rule.SAME_FACT, first, again).outcome is FAILS


# Restatements


def test_what_was_told_before_a_restatement_is_shown_and_never_reckoned_with() -> None:
    now = fact("revenue", "400亿元")
    was = fact("revenue_was", "390亿元", concept="revenue", status="superseded")
    growth = fact("revenue_yoy", "100%", concept="revenue", basis="yoy", direction="up")
    before = fact("revenue_2023", "200亿元", concept="revenue", period="FY2023")
    for pair in ([was, now], [now, was]):
        finding = only(Rule.RESTATED, *pair, growth, before)
        assert (finding.outcome, finding.facts) == (Outcome.RESTATED, ("revenue", "revenue_was"))
        assert (finding.formula, finding.fails) == ("revenue_was → revenue", False)
        assert only(Rule.LEVEL_CHANGE, *pair, growth, before).outcome is HOLDS
        assert found(Rule.SAME_FACT, *pair) == []
