from __future__ import annotations

from dataclasses import replace

import pytest
from desk_sample import desk_of, said, told
from fact_sample import fact

from reporter.brief import TablePlan
from reporter.facts import Fact
from reporter.languages import Edition
from reporter.periods import parse_period
from reporter.view.history import history_table
from reporter.view.model import HistoryTable

QUARTERS = ("2024Q3", "2024Q4")


def over(fact_id: str, *values: str, concept: str = "", **options: str) -> list[Fact]:
    return [
        fact(f"{fact_id}_{quarter}", value, concept=concept or fact_id, period=quarter, **options)
        for quarter, value in zip(QUARTERS, values, strict=False)
    ]


GIVEN = (
    *over("revenue", "21.712亿美元", "22.073亿美元"),
    *over("gross_margin", "20.5%", "22.6%", basis="ratio"),
    *over("net_profit", "1.488亿美元"),
    *over("wafer_shipments", "212.2万片", "199.2万片"),
)


def table(*given: Fact, edition: Edition = Edition.EN) -> HistoryTable:
    plan = TablePlan("history", tuple(fact.id for fact in given))
    return history_table(plan, desk_of(*given, edition=edition))


def cells(made: HistoryTable) -> dict[str, list[str]]:
    return {told(row.name)[-1]: [said(cell.text) for cell in row.cells] for row in made.rows}


def test_each_measure_has_a_row_and_each_period_a_column() -> None:
    made = table(*GIVEN[::-1])
    assert made.periods == ("Q3 2024", "Q4 2024")
    assert list(cells(made)) == [
        "Wafer shipments, million wafers",
        "Net profit, US$ m",
        "Gross margin",
        "Revenue, US$ m",
    ]


@pytest.mark.parametrize(
    ("edition", "unit", "revenue"),
    [
        (Edition.EN, ("US$ m",), ["2,171.2", "2,207.3"]),
        (Edition.ZH_HANT, ("億美元",), ["21.712", "22.073"]),
        (Edition.BILINGUAL, ("亿美元", "US$ 100m"), ["21.712", "22.073"]),
    ],
)
def test_amounts_stand_in_the_scale_of_the_head(
    edition: Edition, unit: tuple[str, ...], revenue: list[str]
) -> None:
    made = table(*GIVEN, edition=edition)
    assert told(made.unit) == unit
    first, *_ = cells(made).values()
    assert first == revenue


def test_other_rows_name_their_unit_and_what_is_not_known_is_a_dash() -> None:
    assert cells(table(*GIVEN)) == {
        "Revenue": ["2,171.2", "2,207.3"],
        "Gross margin": ["20.5%", "22.6%"],
        "Net profit": ["148.8", "—"],
        "Wafer shipments, million wafers": ["2.122", "1.992"],
    }


def test_a_table_of_percentages_has_no_unit_to_say() -> None:
    made = table(*over("gross_margin", "20.5%", "22.6%", basis="ratio"))
    assert told(made.unit) == ("Item",)


def test_changes_have_their_signs() -> None:
    made = table(*over("revenue", "14.2%", "1.7%", basis="qoq", direction="up"))
    assert cells(made) == {"Revenue": ["+14.2%", "+1.7%"]}


def test_only_the_column_of_the_brief_is_now() -> None:
    given = over("revenue", "21.712亿美元", "22.073亿美元")
    desk = desk_of(*given)
    desk = replace(desk, brief=replace(desk.brief, period=parse_period("2024Q4")))
    plan = TablePlan("history", tuple(fact.id for fact in given))
    (row,) = history_table(plan, desk).rows
    assert [cell.is_now for cell in row.cells] == [False, True]
