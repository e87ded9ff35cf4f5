from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from desk_sample import desk_of, kuaishou, press, said, told
from fact_sample import fact

from reporter.brief import CheckPlan, Source
from reporter.checks import Finding, Outcome, Rule, Severity
from reporter.languages import Edition, Language
from reporter.prose import prose
from reporter.view import Desk
from reporter.view.closing import checks_section, notes

HOLDS, OPEN = Outcome.HOLDS, Outcome.DOES_NOT_HOLD
REVENUE = press().brief.facts["revenue"]
SAME = dict.fromkeys(Language, "甲 <b>")


def finding(outcome: Outcome, fact_id: str = "revenue") -> Finding:
    """A check of one figure against itself."""
    quantity = REVENUE.quantity
    return Finding(
        Rule.SAME_FACT, outcome, (fact_id,), fact_id, stated=quantity, recomputed=quantity
    )


def test_a_check_shows_both_figures_and_how_they_compare() -> None:
    rows = checks_section(kuaishou(Edition.BILINGUAL), press().findings).checks
    row = next(row for row in rows if told(row.name)[1] == "Adjusted net margin")
    assert told(row.formula) == ("177亿 ÷ 1269亿", "RMB17.7bn ÷ RMB126.9bn")
    assert (row.stated, row.recomputed) == ("14%", "13.95%")
    assert (told(row.outcome), row.holds) == (("相符", "Holds"), True)


def test_a_check_of_somebody_else_names_them() -> None:
    first = checks_section(kuaishou(), press().findings).checks[0]
    assert (told(first.name), first.holds) == (("Hang Seng Index",), False)
    assert (first.stated, first.recomputed) == ("nearly 20%", "more than 16.5%")


def test_a_fall_is_stated_with_the_sign_that_it_is_recomputed_with() -> None:
    rows = checks_section(kuaishou(), press().findings).checks
    nasdaq = next(row for row in rows if told(row.name) == ("Nasdaq",))
    assert (nasdaq.stated, nasdaq.recomputed) == ("about −5%", "about −5.3%")


def test_what_does_not_hold_comes_first() -> None:
    given = [finding(HOLDS), finding(OPEN), finding(HOLDS), finding(Outcome.CANNOT_BE_SAID)]
    rows = checks_section(kuaishou(), given).checks
    outcomes = [told(row.outcome)[0] for row in rows]
    assert outcomes == ["Does not hold", "Cannot be said", "Holds", "Holds"]


def test_a_dozen_checks_are_shown_and_the_rest_told() -> None:
    section = checks_section(kuaishou(), [finding(HOLDS)] * 13)
    assert len(section.checks) == 12
    assert [told(text) for text in section.text] == [("All checks not listed here hold.",)]
    assert checks_section(kuaishou(), [finding(HOLDS)] * 12).text == ()


def test_checks_of_one_measure_say_of_what_period_and_against_what_they_are() -> None:
    given = (
        fact("now", "95亿元", concept="revenue"),
        fact("before", "90亿元", concept="revenue", period="2024Q4"),
        fact("grew", "5%", concept="revenue", period="2024Q4", basis="qoq"),
    )
    desk = desk_of(*given, edition=Edition.BILINGUAL)
    rows = checks_section(desk, [finding(HOLDS, each.id) for each in given]).checks
    assert [told(row.name) for row in rows] == [
        ("收入", "Revenue"),
        ("收入，2024Q4", "Revenue, Q4 2024"),
        ("收入，2024Q4，环比", "Revenue, Q4 2024, on the quarter"),
    ]


def test_what_does_not_hold_is_never_cut() -> None:
    section = checks_section(kuaishou(), [finding(HOLDS), *[finding(OPEN)] * 14])
    assert [row.holds for row in section.checks] == [False] * 14


def test_a_check_without_numbers_is_a_row_only_where_it_does_not_hold() -> None:
    dates = Finding(Rule.DATES, HOLDS, ("revenue",))
    assert checks_section(kuaishou(), [dates]).checks == ()
    early = replace(dates, outcome=OPEN, stated=REVENUE.quantity)
    (row,) = checks_section(kuaishou(Edition.BILINGUAL), [early]).checks
    assert told(row.formula) == ("发布日期与期间", "Publication and period")
    assert (said(row.stated), row.recomputed, row.holds) == ("1269亿", "—", False)


def test_a_check_in_another_unit_is_a_row_where_it_does_not_hold() -> None:
    times = replace(REVENUE.quantity, unit="multiple", value=Decimal(10), precision=Decimal(1))
    jump = replace(finding(OPEN), rule=Rule.HISTORY, recomputed=times)
    (row,) = checks_section(kuaishou(), [jump, replace(jump, outcome=HOLDS)]).checks
    assert (row.stated, row.recomputed, row.holds) == ("RMB126.9bn", "10x", False)


def test_the_rest_is_said_to_hold_only_where_all_of_it_does() -> None:
    currency = Finding(Rule.CURRENCY, Outcome.CANNOT_BE_SAID, ("revenue", "adjusted_net_profit"))
    section = checks_section(kuaishou(), [*[finding(HOLDS)] * 13, currency])
    assert [told(row.outcome)[0] for row in section.checks].count("Cannot be said") == 1
    assert [told(text) for text in section.text] == [("All checks not listed here hold.",)]


def test_an_accepted_finding_says_why() -> None:
    reason = {Language.EN: prose('{{ fact("hsi_ytd") }} is rounded.')}
    desk = kuaishou()
    brief = replace(desk.brief, checks=CheckPlan({}, {"hsi_ytd": reason}))
    accepted = replace(finding(OPEN, "hsi_ytd"), accepted="nearly 20% is rounded.")
    (text,) = checks_section(Desk.of(brief, desk.glossary, desk.edition), [accepted]).text
    assert told(text)[0].startswith("Hang Seng Index (")
    assert told(text)[0].endswith("does not hold; accepted: Nearly 20% is rounded.")


@pytest.mark.parametrize("edition", Edition)
def test_the_notes_name_source_proof_and_disclaimer(edition: Edition) -> None:
    desk = kuaishou(edition)
    lines = [told(label)[-1] for label in notes(desk, press().findings)]
    assert len(lines) == 2 + len(desk.brief.notes) + 1
    assert "737374bdd068fb91…" in lines[1]
    assert lines[-1] == desk.speakers[-1].tell(desk.brief.disclaimer)


def test_the_notes_count_what_is_attached() -> None:
    facts, held = press().brief.facts, [f for f in press().findings if f.outcome is HOLDS]
    derived = len(facts.where(derived=True))
    proof = told(notes(kuaishou(), press().findings)[1])[0]
    assert proof.startswith(f"Attached are {len(facts) - derived} figures")
    assert f"{derived} derived" in proof
    assert f"{len(held)} of {len(press().findings)} checks hold" in proof


def test_a_source_with_an_address_is_linked_and_escaped() -> None:
    desk = kuaishou()
    source = Source("a", "article", "en", SAME, {}, url='https://example.com/?a=1&b="2"')
    source = replace(source, description=SAME)
    linked = Desk.of(replace(desk.brief, sources=(source,)), desk.glossary, desk.edition)
    html = notes(linked, ())[0][0].html
    address = "https://example.com/?a=1&amp;b=&quot;2&quot;"
    assert html == f'Source: 甲 &lt;b&gt;. <a href="{address}">{address}</a>'


def test_a_source_is_dated() -> None:
    desk = kuaishou(Edition.ZH_HANS)
    source = replace(desk.brief.sources[0], published=desk.brief.published, description=SAME)
    dated = Desk.of(replace(desk.brief, sources=(source,)), desk.glossary, desk.edition)
    (line,) = notes(dated, ())[0]
    assert said(line.html) == "来源：凤凰网科技，甲 &lt;b&gt;，2025年3月26日。"


def test_a_brief_without_a_disclaimer_has_the_usual_one() -> None:
    desk = kuaishou(Edition.BILINGUAL)
    brief = replace(desk.brief, disclaimer={})
    last = notes(Desk.of(brief, desk.glossary, desk.edition), ())[-1]
    assert told(last)[0].endswith("。")
    assert "advice" in told(last)[1]


def test_a_finding_that_only_warns_is_shown_all_the_same() -> None:
    warned = replace(finding(OPEN), severity=Severity.WARNING)
    assert [row.holds for row in checks_section(kuaishou(), [warned]).checks] == [False]
