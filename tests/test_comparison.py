"""Two sets of facts: what agrees, what differs, what was restated, what one leaves out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from brief_sample import PATH
from click.testing import CliRunner
from fact_sample import fact, facts

from reporter.cli.check import command
from reporter.comparison import Comparison, FactSource, Pair, Verdict, compare
from reporter.comparison_text import comparison_lines
from reporter.derive import derived_facts
from reporter.fact_sources import fact_source
from reporter.facts import Fact
from reporter.terms import load_glossary

CHECKOUT = Path(__file__).parent.parent
RELEASE = PATH.with_name("kuaishou-2024q4-release.yaml")


def source(name: str, *given: Fact) -> FactSource:
    stated = facts(*given)
    return FactSource(name, stated.joined(derived_facts(stated)), {})


def compared(one: tuple[Fact, ...], other: tuple[Fact, ...]) -> dict[str, Verdict]:
    """The verdict of each figure, by the id that it has in the first set, else in the second."""
    pairs = compare(source("one", *one), source("other", *other)).pairs
    return {pair.fact.id: pair.verdict for pair in pairs}


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("1269亿元", "RMB126,898 million", Verdict.AGREES),
        ("1269亿元", "RMB126.8 billion", Verdict.DIFFERS),
        ("1269亿元", "RMB126,850 million", Verdict.AGREES),
        ("1269亿元", "126.9亿元", Verdict.DIFFERS),
        ("超1亿元", "1.2亿元", Verdict.AGREES),
        ("超1亿元", "0.9亿元", Verdict.DIFFERS),
        ("1269亿元", "US$17 billion", Verdict.CANNOT_BE_SAID),
    ],
)
def test_figures_agree_as_far_as_the_coarser_goes(one: str, other: str, verdict: Verdict) -> None:
    found = compared((fact("revenue", one),), (fact("revenue", other),))
    assert found == {"revenue": verdict}


def test_a_rise_and_a_fall_of_one_size_differ() -> None:
    up = fact("said", "5%", concept="revenue", basis="yoy")
    down = fact("said", "5%", concept="revenue", basis="yoy", direction="down")
    assert compared((up,), (down,)) == {"said": Verdict.DIFFERS}


def test_figures_of_other_periods_or_bases_are_not_matched() -> None:
    found = compared(
        (fact("year", "40亿元", concept="revenue"),),
        (fact("quarter", "40亿元", concept="revenue", period="2024Q4"),),
    )
    assert found == {"year": Verdict.ONLY_FIRST, "quarter": Verdict.ONLY_SECOND}


def test_the_users_of_an_app_are_the_companys() -> None:
    one = fact("dau", "4.01亿人", entity="kuaishou", period="2024Q4")
    other = fact("dau", "4.010亿人", entity="kuaishou_app", period="2024Q4")
    assert compared((one,), (other,)) == {"dau": Verdict.AGREES}


def test_a_level_out_of_scale_with_last_years_is_told() -> None:
    last_year = source("last", fact("revenue", "1135亿元", period="FY2023"))
    this_year = source("this", fact("revenue", "1269万元"))
    comparison = compare(this_year, last_year)
    (pair,) = comparison.of(Verdict.OUT_OF_SCALE)
    said = "\n".join(comparison_lines(comparison, load_glossary())).replace("\u00a0", " ")
    assert "FY2024  RMB12.69 million  RMB113.5 billion (FY2023)\n" in said
    assert (pair.first, pair.second) == (this_year.facts["revenue"], last_year.facts["revenue"])
    assert compare(source("right", fact("revenue", "1269亿元")), last_year).of(pair.verdict) == ()


def test_a_year_ago_level_that_is_another_now_is_restated() -> None:
    last_year = (fact("then", "1135亿元", concept="revenue", period="FY2023"),)
    this_year = (
        fact("now", "1269亿元", concept="revenue"),
        fact("before", "1130亿元", concept="revenue", period="FY2023"),
    )
    assert compared(last_year, this_year)["then"] is Verdict.RESTATED
    assert compared(this_year, last_year)["before"] is Verdict.RESTATED
    assert compared(this_year, (fact("b", "1130亿元", concept="revenue"),))["now"] is (
        Verdict.DIFFERS
    )


def test_what_one_states_is_held_against_what_follows_from_the_other() -> None:
    growth = fact("growth", "11.8%", concept="revenue", basis="yoy")
    article = (fact("revenue", "1269亿元"), growth)
    good = fact("before", "1135亿元", concept="revenue", period="FY2023")
    bad = fact("before", "1150亿元", concept="revenue", period="FY2023")
    assert compared(article, (good,))["revenue_prior"] is Verdict.AGREES
    assert compared(article, (bad,))["revenue_prior"] is Verdict.DIFFERS


def test_a_move_since_the_quarter_before_that_one_leaves_out_is_told() -> None:
    now = fact("now", "4.010亿人", concept="dau", period="2024Q4")
    before = fact("before", "4.075亿人", concept="dau", period="2024Q3")
    found = compared((now,), (now, before))
    assert found == {
        "now": Verdict.AGREES,
        "before": Verdict.ONLY_SECOND,
        "now_qoq": Verdict.ONLY_SECOND,
    }


# The article against the company's release


@pytest.fixture(scope="module")
def kuaishou() -> Comparison:
    return compare(fact_source(PATH), fact_source(RELEASE))


def names(pairs: tuple[Pair, ...]) -> set[str]:
    return {pair.fact.id for pair in pairs}


def test_the_article_and_the_release_differ_in_the_date_alone(kuaishou: Comparison) -> None:
    assert kuaishou.dates_differ
    assert not kuaishou.of(Verdict.DIFFERS)
    assert not kuaishou.of(Verdict.RESTATED)
    assert {"revenue", "adjusted_net_margin", "dau", "revenue_prior", "dau_prior"} <= names(
        kuaishou.of(Verdict.AGREES)
    )


def test_the_article_leaves_out_segments_costs_and_the_fall_of_users(kuaishou: Comparison) -> None:
    left_out = names(kuaishou.of(Verdict.ONLY_SECOND))
    assert {"live_streaming_yoy", "cost_of_revenue", "net_profit", "gmv", "dau_qoq"} <= left_out
    fall = kuaishou.second.facts["dau_qoq"]
    assert (fall.direction, f"{fall.quantity.stated[0]}") == ("down", "1.60")


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(command, [str(PATH), "--against", *arguments])
    return answer.exit_code, answer.stdout


def test_the_command_shows_it_to_people_and_to_programs() -> None:
    code, text = run(str(RELEASE))
    assert code == 1
    assert re.search(r"date of publication +26 March 2025 +25 March 2025", text)
    assert re.search(r"daily active users, Q4 2024, quarter on quarter +— +−1\.60%", text)
    code, document = run(str(RELEASE), "--json")
    (record,) = json.loads(document)
    assert (code, record["differs"], record["second"]["published"]) == (1, True, "2025-03-25")


def test_a_table_of_facts_alone_can_be_compared() -> None:
    table = PATH.with_name("kuaishou-2024q4.facts.csv")
    code, text = run(str(table))
    assert code == 0
    assert "57 agree" in text


def test_a_table_with_faults_is_refused_with_all_of_them(tmp_path: Path) -> None:
    table = tmp_path / "facts.csv"
    table.write_text(
        "id,concept,entity,period,value\nrevenue,revenu,k,FY2024,1元\ndau,dau,k,20x,1人\n", "utf-8"
    )
    answer = CliRunner().invoke(command, [str(table), "--against", str(PATH)])
    assert answer.exit_code == 65
    assert f"{table}:2:9: " in answer.output
    assert f"{table}:3:11: " in answer.output


def test_source_and_against_are_not_asked_for_together() -> None:
    code, _ = run(str(RELEASE), "--source", str(PATH))
    assert code == 2


def test_the_document_is_what_the_command_prints() -> None:
    document = (CHECKOUT / "docs" / "comparison.md").read_text("utf-8")
    _, _, generated = document.partition("-->\n\n")
    assert generated == run(str(RELEASE), "--markdown")[1]
