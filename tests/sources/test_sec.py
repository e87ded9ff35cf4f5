"""Filings are read by the days of their figures; the latest holds, and nothing is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from filing_sample import Figure, figure, filings, read, told

from reporter.facts import Status
from reporter.sources.elements import elements_of
from reporter.sources.rows import Vocabulary, facts_of
from reporter.terms import load_glossary

REVENUES = "us-gaap:Revenues"
NVIDIA = (Path(__file__).parents[2] / "data" / "nvidia-fy2025.companyfacts.json").read_bytes()


def million(val: int, end: str, start: str = "2024-01-01", **more: str) -> Figure:
    return figure(val * 1_000_000, end, start, **more)


YEAR = million(400, "2024-12-31")
QUARTER = million(90, "2024-09-30", "2024-07-01")
NINE_MONTHS = million(290, "2024-09-30")
OLD = {"accn": "k-24", "filed": "2024-02-20"}

# Periods


def test_a_quarter_the_year_so_far_and_the_year_are_told_apart_by_their_days() -> None:
    content = filings({REVENUES: [NINE_MONTHS, QUARTER, YEAR]})
    rows, faults = read(content, periods="FY2024, 2024Q3, 2024 9M")
    assert faults == []
    assert told(rows) == {
        "revenue_fy2024": "400 million",
        "revenue_2024q3": "90 million",
        "revenue_2024_9m": "290 million",
    }


def test_the_year_and_part_that_a_filing_calls_its_own_say_nothing_of_a_figure() -> None:
    own = {"fy": "2031", "fp": "Q2", "frame": "CY1999"}
    rows, _ = read(filings({REVENUES: [million(400, "2024-12-31", **own)]}))
    assert told(rows) == {"revenue_fy2024": "400 million"}


def test_fiscal_years_of_fifty_two_weeks_need_not_end_with_a_month() -> None:
    rows, faults = read(NVIDIA, "revenue", "FY2025, FY2025Q2, FY2025 9M, FY2024", year_end=1)
    assert faults == []
    values = ["130497 million", "30040 million", "91166 million", "60922 million"]
    assert list(told(rows).values()) == values


def test_a_balance_is_that_of_the_day_a_period_ends_or_of_a_day_by_its_date() -> None:
    rows, faults = read(NVIDIA, "inventories", "FY2025, FY2025Q3, 2024-01-28", year_end=1)
    assert faults == []
    assert list(told(rows).values()) == ["10080 million", "7654 million", "5282 million"]


def test_a_stretch_of_days_is_taken_at_its_word() -> None:
    rows, _ = read(
        filings({REVENUES: [million(5, "2024-02-29")]}), periods="2024-01-01..2024-02-29"
    )
    assert told(rows) == {"revenue_2024_01_01_to_2024_02_29": "5 million"}


def test_a_year_that_ends_with_another_month_is_not_taken_for_the_one_asked_for() -> None:
    rows, faults = read(NVIDIA, periods="FY2025, 2024Q3")
    assert rows == []
    assert faults == [
        f"brief.yaml:1:1: periods.{place}: the fiscal years of the file end in January, that of "
        f"{period} in December: the issuer’s year_end says which"
        for place, period in enumerate(("FY2025", "2024Q3"))
    ]


def test_the_briefs_own_period_needs_no_name() -> None:
    rows, _ = read(NVIDIA, periods="FY2025, FY2024", year_end=1, of_brief="FY2025")
    assert list(told(rows)) == ["revenue", "revenue_fy2024"]


# Filings


def test_the_latest_filing_holds_and_what_it_restated_is_kept() -> None:
    rows, _ = read(NVIDIA, "eps_diluted", "FY2024", year_end=1)
    assert told(rows) == {"eps_diluted_fy2024": "1.19", "eps_diluted_fy2024_was": "11.93"}
    words = Vocabulary(load_glossary(), frozenset({"acme"}), frozenset(), 1)
    facts, faults = facts_of(rows, words)
    assert faults == []
    assert [fact.status for fact in facts] == [Status.ACTUAL, Status.SUPERSEDED]


def test_an_amendment_is_a_filing_like_any_other() -> None:
    amended = million(410, "2024-12-31", form="10-K/A", accn="k-25-a", filed="2025-06-01")
    rows, _ = read(filings({REVENUES: [amended, YEAR]}))
    assert list(told(rows).values()) == ["410 million", "400 million"]


def test_nothing_filed_after_the_day_of_a_plan_is_read() -> None:
    rows, _ = read(NVIDIA, "eps_diluted", "FY2024", year_end=1, filed_by="2024-12-31")
    assert told(rows) == {"eps_diluted_fy2024": "11.93"}


def test_a_figure_repeated_or_rounded_otherwise_is_not_restated() -> None:
    in_thousands = figure(400_100_000, "2024-12-31", "2024-01-01", **OLD)
    assert len(read(filings({REVENUES: [in_thousands, YEAR, YEAR]}))[0]) == 1
    another = figure(400_600_000, "2024-12-31", "2024-01-01", **OLD)
    assert told(read(filings({REVENUES: [another, YEAR]}))[0]) == {
        "revenue_fy2024": "400 million",
        "revenue_fy2024_was": "400600 thousand",
    }


def test_two_figures_of_one_filing_are_not_chosen_between() -> None:
    rows, (fault,) = read(filings({REVENUES: [YEAR, million(4, "2024-12-31")]}))
    assert rows == []
    assert fault == (
        "brief.yaml:1:1: concepts.0: revenue for FY2024 is both 400 million and 4 million in the "
        "10-K filed 2025-02-20"
    )


# Elements, units, precision


def test_a_concept_is_looked_for_under_its_elements_in_order_for_each_period() -> None:
    former = "us-gaap:SalesRevenueNet"
    content = filings(
        {
            REVENUES: [YEAR],
            former: [million(300, "2023-12-31", "2023-01-01"), million(1, "2024-12-31")],
        }
    )
    rows, faults = read(content, periods="FY2024, FY2023")
    assert faults == []
    assert list(told(rows).values()) == ["400 million", "300 million"]


def test_a_plan_may_name_elements_of_its_own() -> None:
    content = filings({REVENUES: [YEAR], "us-gaap:OilAndGasRevenue": [million(7, "2024-12-31")]})
    rows, _ = read(content, elements={"revenue": "us-gaap:OilAndGasRevenue"})
    assert told(rows) == {"revenue_fy2024": "7 million"}


def test_the_element_that_means_just_the_concept_comes_first() -> None:
    glossary = load_glossary()
    assert elements_of(glossary["net_profit"])[:3] == (
        "us-gaap:ProfitLoss",
        "ifrs-full:ProfitLoss",
        "us-gaap:NetIncomeLoss",
    )
    assert elements_of(glossary["dau"]) == ()


def test_every_listed_element_has_its_taxonomy_and_every_concept_is_known() -> None:
    glossary = load_glossary()
    names = {element for term in glossary for element in elements_of(term)}
    assert {name.partition(":")[0] for name in names} == {"us-gaap", "ifrs-full", "dei"}
    assert all(name.partition(":")[2].isalnum() for name in names)


def test_of_two_currencies_the_plan_says_which() -> None:
    yuan = filings({"us-gaap:Revenues": [YEAR]}, unit="CNY").decode()
    both = yuan.replace('"units": {', '"units": {"USD": [{"val": 56, "end": "2024-12-31"}], ')
    assert read(both)[1] == [
        "brief.yaml:1:1: concepts.0: revenue is in CNY and USD: say which, as “currency: CNY”"
    ]
    rows, faults = read(both, currency="CNY")
    assert (faults, rows[0].get("unit"), rows[0].get("value")) == ([], "CNY", "400 million")
    assert read(both, currency="EUR")[1] == [
        "brief.yaml:1:1: concepts.0: revenue is in CNY and USD, not in EUR"
    ]


@pytest.mark.parametrize(
    ("unit", "concept", "val", "value", "code"),
    [
        ("USD", "net_profit", -1_500_000, "-1500 thousand", "USD"),
        ("USD", "net_profit", 0, "0", "USD"),
        ("USD/shares", "eps_basic", 1.2, "1.20", "USD"),
        ("CNY/shares", "eps_basic", 0.004, "0.004", "CNY"),
        ("shares", "weighted_average_shares", 24_804_000_000, "24804 million", "share"),
        ("pure", "effective_tax_rate", 0.163, "16.3%", "percent"),
    ],
)
def test_a_figure_keeps_its_unit_and_how_finely_it_is_stated(
    unit: str, concept: str, val: float, value: str, code: str
) -> None:
    element = elements_of(load_glossary()[concept])[0]
    rows, faults = read(
        filings({element: [figure(val, "2024-12-31", "2024-01-01")]}, unit), concept
    )
    assert faults == []
    assert [(row.get("value"), row.get("unit")) for row in rows] == [(value, code)]


def test_a_round_figure_is_as_fine_as_the_statements_it_stands_in() -> None:
    others = [million(n, "2023-12-31", "2023-01-01") for n in (7, 13, 21)]
    content = filings({REVENUES: [million(7000, "2024-12-31"), *others]})
    assert told(read(content)[0]) == {"revenue_fy2024": "7000 million"}
    exact = figure(1_234_567, "2024-12-31", "2024-01-01")
    content = filings({REVENUES: [exact, *others]})
    assert told(read(content)[0]) == {"revenue_fy2024": "1234567"}


# What is not there


def test_what_is_there_is_told_in_the_place_of_what_is_not() -> None:
    _, faults = read(
        NVIDIA, "revenu dau impairment_loss operating_cash_flow", "FY2025Q4", year_end=1
    )
    assert faults == [
        "brief.yaml:1:1: concepts.0: the concept “revenu” is not known; did you mean revenue or "
        "ai_revenue or iot_revenue?",
        "brief.yaml:1:1: concepts.1: no XBRL element is known for dau: give one under “elements”",
        "brief.yaml:1:1: concepts.2: the file has no impairment_loss, under "
        "us-gaap:AssetImpairmentCharges; it has us-gaap:Assets",
        "brief.yaml:1:1: concepts.3: operating_cash_flow is not stated for FY2025Q4; it is for "
        "FY2025, FY2025 9M, FY2024, FY2024 9M; ask for FY2025 and FY2025 9M, from which it follows",
    ]


def test_a_name_near_the_one_looked_for_is_offered() -> None:
    content = filings({"us-gaap:InventoryNetOfAllowances": [YEAR]})
    (fault,) = read(content, "inventories")[1]
    assert fault.endswith(
        "under us-gaap:InventoryNet, ifrs-full:Inventories; it has us-gaap:InventoryNetOfAllowances"
    )


def test_a_period_that_cannot_be_read_is_told_beside_what_is_missing() -> None:
    rows, faults = read(filings({REVENUES: [YEAR]}), "revenue dau", "FY2024, last year")
    assert (len(rows), len(faults)) == (1, 2)
    assert faults[1].startswith("brief.yaml:1:1: periods.1: not a period such as FY2024")
