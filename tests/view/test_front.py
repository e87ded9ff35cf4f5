from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from desk_sample import desk_of, kuaishou, said, told
from fact_sample import fact

from reporter.brief import Audit, KeyPoint
from reporter.languages import Edition, Language
from reporter.periods import parse_period
from reporter.prose import prose
from reporter.quantity.units import UNITS
from reporter.view import Desk, front
from reporter.view.model import Kpi

STRIP = {
    Edition.ZH_HANS: ("收入", "", "1269", "亿元", "上年推算1135"),
    Edition.ZH_HANT: ("收入", "", "1,269", "億元", "上年推算1,135"),
    Edition.EN: ("Revenue", "RMB billion", "126.9", "", "113.5 a year ago, implied"),
    Edition.BILINGUAL: ("收入", "", "1269", "亿元", "RMB126.9 billion"),
    Edition.BILINGUAL_HANT: ("收入", "", "1,269", "億元", "RMB126.9 billion"),
}


def strip(edition: Edition = Edition.EN) -> dict[str, Kpi]:
    desk = kuaishou(edition)
    return dict(zip(desk.brief.kpis, front.kpis(desk), strict=True))


@pytest.mark.parametrize("edition", Edition)
def test_a_figure_of_the_strip_is_large_with_its_unit_and_another_reading(
    edition: Edition,
) -> None:
    kpi = strip(edition)["revenue"]
    (same,) = told(kpi.same)
    assert (told(kpi.name)[0], kpi.unit_name, kpi.number, kpi.unit, same) == STRIP[edition]


@pytest.mark.parametrize("edition", [Edition.EN, Edition.BILINGUAL])
def test_digits_that_both_languages_share_give_way_to_a_year_ago(edition: Edition) -> None:
    margin = strip(edition)["adjusted_net_margin"]
    assert (margin.number, margin.unit) == ("14", "%")
    assert told(margin.same) == ("9.04% a year ago, implied",)


def test_a_figure_of_another_period_says_which() -> None:
    assert told(strip(Edition.BILINGUAL)["dau"].name) == ("日活 2024Q4", "DAU, Q4 2024")


def test_the_masthead_names_its_quarter_in_each_language() -> None:
    desk = desk_of(fact("revenue", "95亿元"), edition=Edition.BILINGUAL)
    quarterly = replace(desk, brief=replace(desk.brief, period=parse_period("2024Q4")))
    assert told(front.masthead(quarterly).period) == ("2024年四季度", "Q4 2024")
    assert front.running(quarterly)[1] == "2024年四季度 Q4 2024"


def test_a_change_is_signed_and_marked_where_it_is_implied() -> None:
    kpis = strip()
    revenue, margin = kpis["revenue"], kpis["adjusted_net_margin"]
    assert (revenue.change, revenue.change_is_derived, revenue.trend) == ("+11.8%", False, "up")
    assert (said(margin.change), margin.change_is_derived) == ("+4.91 ppt", True)


def test_a_figure_without_a_change_has_none() -> None:
    (kpi,) = front.kpis(desk_of(fact("revenue", "95亿元"), kpis=("revenue",)))
    assert (kpi.change, kpi.trend, kpi.same) == ("", "none", ())


def test_a_fall_points_down() -> None:
    fell = fact("c", "5%", concept="revenue", basis="yoy", direction="down")
    (kpi,) = front.kpis(desk_of(fact("revenue", "95亿元"), fell, kpis=("revenue",)))
    assert (kpi.change, kpi.trend) == ("−5%", "down")


@pytest.mark.parametrize(
    ("edition", "before"),
    [(Edition.EN, "RMB95 million a year ago"), (Edition.ZH_HANS, "上年9500万元")],
)
def test_a_year_ago_in_another_unit_says_it(edition: Edition, before: str) -> None:
    given = fact("revenue", "120亿元"), fact("b", "9500万元", concept="revenue", period="FY2023")
    (kpi,) = front.kpis(desk_of(*given, edition=edition, kpis=("revenue",)))
    assert told(kpi.same) == (before,)


def test_a_year_ago_keeps_its_bound() -> None:
    given = fact("dau", "5亿人"), fact("b", "超4亿人", concept="dau", period="FY2023")
    (kpi,) = front.kpis(desk_of(*given, kpis=("dau",)))
    assert told(kpi.same) == ("more than 400 million a year ago",)


def test_a_figure_of_the_strip_has_four_digits_at_most() -> None:
    kpis = front.kpis(
        desk_of(
            fact("revenue", "1304.97亿美元"),
            fact("capex", "36.38亿美元"),
            kpis=("revenue", "capex"),
            edition=Edition.ZH_HANS,
        )
    )
    assert [kpi.number for kpi in kpis] == ["1305", "36.38"]


def test_a_loss_has_its_sign_and_so_has_the_one_of_a_year_ago() -> None:
    given = (
        fact("net_profit", "-7.6亿元"),
        fact("b", "-5亿元", concept="net_profit", period="FY2023"),
    )
    (kpi,) = front.kpis(desk_of(*given, kpis=("net_profit",)))
    assert (said(kpi.unit_name), kpi.before, kpi.number) == ("RMB million", "", "−760")
    assert told(kpi.same) == ("−500 a year ago",)


def test_a_bound_stands_before_its_number() -> None:
    (kpi,) = front.kpis(desk_of(fact("dau", "超4亿人"), edition=Edition.ZH_HANS, kpis=("dau",)))
    assert (said(kpi.before), kpi.number, kpi.unit) == ("超", "4", "亿")


def test_the_measure_that_the_headline_names_first_leads() -> None:
    assert [key for key, kpi in strip().items() if kpi.leads] == ["adjusted_net_profit"]
    two = desk_of(fact("revenue", "95亿元"), fact("dau", "4亿人"), kpis=("dau", "revenue"))
    assert [kpi.leads for kpi in front.kpis(two)] == [True, False]


def test_the_masthead_says_who_what_and_when() -> None:
    head = front.masthead(kuaishou(Edition.BILINGUAL))
    assert told(head.issuer) == ("快手科技", "Kuaishou Technology")
    assert head.codes == "HKEX 1024 (HKD) · 81024 (RMB)"
    assert told(head.kind) == ("业绩简报", "Earnings brief")
    assert told(head.period) == ("2024年", "FY2024")
    assert told(head.published) == ("2025年3月26日", "26 March 2025")


def test_the_masthead_says_the_day_that_a_year_of_weeks_ended() -> None:
    desk = kuaishou(Edition.BILINGUAL)
    given = replace(desk.brief, period_end=date(2025, 1, 26))
    head = front.masthead(Desk.of(given, desk.glossary, desk.edition))
    assert told(head.ended) == ("截至2025年1月26日", "Ended 26 January 2025")
    assert front.masthead(desk).ended == ()


@pytest.mark.parametrize(
    ("audit", "basis"),
    [
        (Audit.AUDITED, ("单位：人民币；经审计", "Unit: RMB; audited")),
        (Audit.UNAUDITED, ("单位：人民币；未经审计", "Unit: RMB; unaudited")),
        (
            Audit.UNSTATED,
            ("单位：人民币；原文未说明是否经审计", "Unit: RMB; audit status not stated"),
        ),
    ],
)
def test_the_masthead_says_the_unit_and_the_audit(audit: Audit, basis: tuple[str, ...]) -> None:
    desk = kuaishou(Edition.BILINGUAL)
    given = Desk.of(replace(desk.brief, audit=audit), desk.glossary, desk.edition)
    assert told(front.masthead(given).basis) == basis


@pytest.mark.parametrize("code", [code for code, unit in UNITS.items() if unit.kind == "money"])
def test_every_currency_that_a_brief_may_have_is_named_at_its_head(code: str) -> None:
    desk = desk_of(fact("revenue", "95亿元"), edition=Edition.BILINGUAL)
    foreign = replace(desk, brief=replace(desk.brief, currency=code))
    assert all(told(front.masthead(foreign).basis))
    assert all(front.running(foreign))


def test_the_running_lines_say_each_thing_once() -> None:
    head, period, foot = front.running(kuaishou(Edition.BILINGUAL))
    assert head == "快手科技 Kuaishou Technology · 业绩简报 Earnings brief"
    assert period == "2024年 FY2024"
    assert foot.startswith("单位：人民币，另有注明除外")
    assert "RMB unless stated" in foot


@pytest.mark.parametrize(
    ("edition", "title"),
    [
        (Edition.BILINGUAL_HANT, "快手科技2024年業績簡報"),
        (Edition.EN, "Kuaishou Technology FY2024 earnings brief"),
    ],
)
def test_the_title_is_in_the_leading_language(edition: Edition, title: str) -> None:
    assert front.language_title(kuaishou(edition)) == title


def test_a_key_point_is_about_its_section_where_it_does_not_say() -> None:
    desk = kuaishou()
    text = {Language.EN: prose("Grew.")}
    points = (KeyPoint(text, section="users"), KeyPoint(text, {Language.EN: prose("Kling")}))
    brief = replace(desk.brief, key_points=(*points, KeyPoint(text)))
    views = front.key_points(Desk.of(brief, desk.glossary, desk.edition))
    abouts = [told(view.about) for view in views]
    assert abouts == [("Users and engagement",), ("Kling",), ()]
