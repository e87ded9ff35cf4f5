from __future__ import annotations

import pytest
from desk_sample import desk_of, kuaishou, said, told
from fact_sample import fact

from reporter.brief import TablePlan
from reporter.facts import Fact
from reporter.languages import Edition
from reporter.view.model import ResultRow, ResultsTable
from reporter.view.tables import LONGEST_BAR, results_table


def shipped(edition: Edition) -> ResultsTable:
    desk = kuaishou(edition)
    plan = next(s.tables[0] for s in desk.brief.sections if s.tables)
    return results_table(plan, desk)


def row(*given: Fact, of: str = "") -> ResultRow:
    """The one row of a table of the first fact."""
    table = results_table(TablePlan("results", (of or given[0].id,)), desk_of(*given))
    return table.groups[0][0]


def by_name(table: ResultsTable) -> dict[str, ResultRow]:
    return {told(row.name)[-1]: row for group in table.groups for row in group}


@pytest.mark.parametrize(
    ("edition", "now", "prior", "unit"),
    [
        (Edition.ZH_HANS, "1269", "1135", ("亿元",)),
        (Edition.ZH_HANT, "1,269", "1,135", ("億元",)),
        (Edition.EN, "126.9", "113.5", ("RMB bn",)),
        (Edition.BILINGUAL, "1269", "1135", ("亿元", "RMB 100m")),
    ],
)
def test_a_row_has_this_period_and_the_year_before(
    edition: Edition, now: str, prior: str, unit: tuple[str, ...]
) -> None:
    table = shipped(edition)
    revenue = table.groups[0][0]
    assert (revenue.now, revenue.prior, revenue.change) == (now, prior, "+11.8%")
    assert told(table.unit) == unit


def test_the_head_says_the_periods() -> None:
    table = shipped(Edition.BILINGUAL)
    assert (told(table.now), told(table.prior)) == (("2024年", "FY2024"), ("2023年", "FY2023"))


def test_a_figure_in_another_unit_says_it_in_its_name() -> None:
    names = list(by_name(shipped(Edition.EN)))
    assert names[3:] == [
        *("DAU, million", "MAU, million", "DAU/MAU", "Time per DAU, minutes", "Total time")
    ]


@pytest.mark.parametrize(
    ("edition", "name"), [(Edition.EN, "Capex, US$ m"), (Edition.ZH_HANS, "资本开支，亿美元")]
)
def test_a_figure_in_another_currency_keeps_it(edition: Edition, name: str) -> None:
    given = fact("revenue", "95亿元"), fact("capex", "3亿美元")
    table = results_table(
        TablePlan("results", ("revenue", "capex")), desk_of(*given, edition=edition)
    )
    revenue, capex = table.groups[0]
    assert told(capex.name) == (name,)
    assert (revenue.now, capex.now) == (("9.5", "300") if edition is Edition.EN else ("95", "3"))


def test_a_figure_per_share_keeps_its_own_unit() -> None:
    given = (
        fact("revenue", "1304.97亿美元"),
        fact("eps_diluted", "2.94美元", per="share"),
        fact("eps_before", "1.19美元", concept="eps_diluted", per="share", period="FY2023"),
    )
    plan = TablePlan("results", ("revenue", "eps_diluted"))
    revenue, eps = results_table(plan, desk_of(*given)).groups[0]
    assert (revenue.now, eps.now, eps.prior) == ("130.497", "2.94", "1.19")
    assert told(eps.name) == ("Diluted EPS, US$",)


def test_one_measure_of_several_is_told_by_whose_it_is() -> None:
    given = [
        fact(f"revenue_{name}", "3亿元", concept="revenue", entity=name)
        for name in ("kuaishou", "tencent")
    ]
    plan = TablePlan("results", tuple(each.id for each in given))
    (group,) = results_table(plan, desk_of(*given)).groups
    assert [told(row.name) for row in group] == [("Kuaishou",), ("Tencent",)]


def test_periods_stand_in_groups() -> None:
    assert [len(group) for group in shipped(Edition.EN).groups] == [3, 5]


def test_what_was_worked_out_is_marked() -> None:
    rows = by_name(shipped(Edition.EN))
    revenue, ratio = rows["Revenue"], rows["DAU/MAU"]
    assert (revenue.now_is_derived, revenue.prior_is_derived) == (False, True)
    assert (ratio.now_is_derived, ratio.prior_is_derived) == (True, True)


@pytest.mark.parametrize(
    ("edition", "points"), [(Edition.EN, ("ppt",)), (Edition.BILINGUAL, ("个百分点", "ppt"))]
)
def test_a_change_in_points_has_its_unit_apart_and_no_bar(
    edition: Edition, points: tuple[str, ...]
) -> None:
    margin = shipped(edition).groups[0][2]
    assert (said(margin.change), told(margin.change_unit), margin.bar) == ("+4.91", points, 0)


def test_bars_are_as_long_as_their_changes() -> None:
    rows = by_name(shipped(Edition.EN))
    profit, revenue = rows["Adjusted net profit"], rows["Revenue"]
    assert (profit.bar, profit.leads, revenue.leads) == (LONGEST_BAR, True, False)
    assert revenue.bar == pytest.approx(LONGEST_BAR * 11.8 / 72.5, abs=0.01)


def test_a_fall_has_a_sign_and_no_bar() -> None:
    fell = fact("c", "5%", concept="revenue", basis="yoy", direction="down")
    found = row(fact("revenue", "95亿元"), fell)
    assert (found.change, found.bar, found.leads) == ("−5%", 0.0, False)


def test_a_change_alone_has_no_levels() -> None:
    total = by_name(shipped(Edition.EN))["Total time"]
    assert (total.now, total.prior, total.change) == ("—", "—", "+5.8%")


def test_a_figure_without_a_year_ago_says_so() -> None:
    found = row(fact("revenue", "95亿元"))
    assert (found.now, found.prior, found.change, found.bar) == ("9.5", "—", "—", 0.0)


def test_a_stated_year_ago_is_not_marked() -> None:
    found = row(
        fact("revenue", "95亿元"), fact("before", "100亿元", concept="revenue", period="FY2023")
    )
    assert (found.prior, found.prior_is_derived) == ("10.0", False)


def test_a_table_of_nothing_has_no_groups() -> None:
    table = results_table(TablePlan("results"), desk_of(fact("revenue", "95亿元")))
    assert (table.groups, told(table.unit)) == ((), ("Item",))
