"""Rows become facts, or faults at the place where they are wrong."""

from __future__ import annotations

import pytest
from fact_sample import FACTS_CSV, kuaishou, kuaishou_words

from reporter.facts import Basis, Direction, Fact, Span, Status
from reporter.quantity import Bound
from reporter.sources.rows import Row, facts_of
from reporter.sources.table import read_table

REVENUE = {
    "id": "revenue",
    "concept": "revenue",
    "entity": "kuaishou",
    "period": "FY2024",
    "value": "1269亿元",
}


def read(*rows: dict[str, str]) -> tuple[list[Fact], list[str]]:
    """The facts, and the faults as they are shown; column n of row m stands at m:10n."""
    placed = [
        Row("f", cells, {c: (line, 10 * n) for n, c in enumerate(cells, start=1)}, (line, 1))
        for line, cells in enumerate(rows, start=1)
    ]
    facts, faults = facts_of(placed, kuaishou_words())
    return facts, [str(fault) for fault in faults]


def fault(**cells: str) -> str:
    """The one fault of a row on revenue with other cells."""
    facts, (found,) = read(REVENUE | cells)
    assert facts == []
    return found


def test_the_kuaishou_facts_are_read_without_a_fault() -> None:
    rows, faults = read_table("f.csv", FACTS_CSV.read_bytes(), "f.csv")
    assert faults == []
    assert facts_of(rows, kuaishou_words())[1] == []
    assert len(kuaishou()) == len(rows) == 58


def test_a_row_says_everything_about_its_fact() -> None:
    found = kuaishou()["creative_cost_cut"]
    assert (found.basis, found.direction, found.status) == (
        Basis.CHANGE,
        Direction.DOWN,
        Status.FORECAST,
    )
    assert (found.against, found.said_by) == ("conventional_production", "management")
    assert found.source == Span("article", 54, 4148, 4154)
    assert kuaishou()["kuaishou_ytd"].quantity.bound is Bound.OVER
    assert kuaishou()["kling_iterations"].soft


def test_a_bare_row_is_an_actual_level() -> None:
    (found,), faults = read(REVENUE)
    assert faults == []
    assert (found.basis, found.direction, found.status, found.source) == (
        Basis.LEVEL,
        Direction.NONE,
        Status.ACTUAL,
        None,
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"id": ""}, "f:1:10: “id” is missing"),
        ({"id": "Net revenue"}, "f:1:10: an id has a–z, 0–9 and _ and begins with a letter"),
        ({"concept": "revenu"}, "f:1:20: the concept “revenu” is not known; did you mean revenue"),
        ({"entity": "nobody"}, "f:1:30: the entity “nobody” is not known"),
        ({"period": "2024Q9"}, "f:1:40: not a period"),
        ({"value": "1269亿圆x"}, "f:1:55: “圆x” does not belong to a figure"),
        ({"value": "54.6%"}, "f:1:50: revenue is money, not percent"),
        ({"value": "1269亿人"}, "f:1:50: revenue is money, not person"),
        ({"status": "hoped"}, "f:1:60: status must be one of actual, consensus"),
        ({"paragraph": "ten"}, "f:1:60: paragraph must be a whole number"),
        ({"source": "rumour"}, "f:1:60: the source “rumour” is not known"),
        ({"value": "12%", "basis": "yoy"}, "f:1:1: a change needs a direction: up or down"),
    ],
)
def test_a_fault_stands_where_it_is_wrong(cells: dict[str, str], message: str) -> None:
    assert fault(**cells).startswith(message)


def test_all_faults_of_all_rows_are_found() -> None:
    facts, faults = read(
        REVENUE | {"period": "2024Q9", "value": "x"},
        REVENUE | {"id": "other"},
        REVENUE | {"id": "other"},
    )
    assert [found.id for found in facts] == ["other"]
    assert [line.split(" ")[0] for line in faults] == ["f:1:50:", "f:1:40:", "f:3:10:"]


def test_rows_without_an_id_are_not_the_same_row() -> None:
    _, faults = read(REVENUE | {"id": ""}, REVENUE | {"id": ""})
    assert faults == ["f:1:10: “id” is missing", "f:2:10: “id” is missing"]


@pytest.mark.parametrize(
    ("concept", "value"),
    [("share_price", "66.85港元"), ("eps_basic", "3.56元"), ("lifting_cost", "27.6美元")],
)
def test_a_price_is_an_amount_of_money(concept: str, value: str) -> None:
    facts, faults = read(REVENUE | {"concept": concept, "value": value})
    assert (len(facts), faults) == (1, [])


@pytest.mark.parametrize("value", ["11.8%", "4.0个百分点", "2倍", "134亿元"])
def test_a_change_is_a_proportion_or_an_amount(value: str) -> None:
    facts, faults = read(REVENUE | {"value": value, "basis": "yoy", "direction": "up"})
    assert (len(facts), faults) == (1, [])


def test_a_change_of_money_is_no_number_of_people() -> None:
    found = fault(value="100万人", basis="yoy", direction="up")
    assert found == "f:1:50: a change of revenue cannot be in person"
