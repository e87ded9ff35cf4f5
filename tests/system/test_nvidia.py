"""The brief that is read from company facts says what the releases say, and prints its year."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from reporter.brief import Brief
from reporter.brief_files import BriefFiles
from reporter.checks import Outcome, Rule, check_facts
from reporter.languages import Edition
from reporter.loading import load_brief
from reporter.press import Press
from reporter.verify import verify_pdf

PATH = Path(__file__).parents[2] / "data" / "nvidia-fy2025.yaml"

# As the releases have them, copied apart from the company facts: US$ million.
QUARTERS = {
    "revenue_fy2024q1": 7192,
    "revenue_fy2024q2": 13507,
    "revenue_fy2024q3": 18120,
    "revenue_fy2025q1": 26044,
    "revenue_fy2025q2": 30040,
    "revenue_fy2025q3": 35082,
}
LAST_QUARTERS = {
    "revenue_fy2024_q4": 22103,
    "revenue_q4": 39331,
    "net_profit_fy2024_q4": 12285,
    "net_profit_q4": 22091,
}
YEARS: dict[str, tuple[int, int]] = {
    "revenue": (60922, 130497),
    "gross_profit": (44301, 97858),
    "operating_profit": (32972, 81453),
    "net_profit": (29760, 72880),
    "operating_cash_flow": (28090, 64089),
    "inventories": (5282, 10080),
    "total_assets": (65728, 111601),
}
PERIODS = {
    Edition.ZH_HANS: ("2025财年", "截至2025年1月26日", "2026财年第一季度"),
    Edition.ZH_HANT: ("2025財年", "截至2025年1月26日", "2026財年第一季"),
    Edition.EN: ("FY2025", "Ended 26 January 2025", "first quarter of fiscal 2026"),
}


@cache
def brief() -> Brief:
    return load_brief(PATH)


@cache
def press() -> Press:
    return Press(BriefFiles.beside(PATH))


@cache
def made(edition: Edition) -> bytes:
    return press().make(edition, "brief").content


def millions(fact_id: str) -> Decimal | None:
    value = brief().facts[fact_id].quantity.value
    return value and value / 10**6


def test_quarters_are_as_announced_and_the_last_of_each_year_is_derived() -> None:
    announced = QUARTERS | LAST_QUARTERS
    assert {fact_id: millions(fact_id) for fact_id in announced} == announced
    assert {f for f in announced if brief().facts[f].is_derived} == set(LAST_QUARTERS)


@pytest.mark.parametrize("concept", YEARS)
def test_years_are_as_announced(concept: str) -> None:
    assert [millions(f"{concept}_fy2024"), millions(concept)] == [*map(Decimal, YEARS[concept])]


def test_every_tie_out_holds_and_the_split_is_told() -> None:
    findings = check_facts(brief().facts, brief().published)
    (told,) = [finding for finding in findings if finding.outcome is not Outcome.HOLDS]
    assert (told.rule, told.outcome) == (Rule.RESTATED, Outcome.RESTATED)
    assert [brief().facts[fact_id].quantity.value for fact_id in told.facts] == [
        Decimal("1.19"),
        Decimal("11.93"),
    ]


@pytest.mark.parametrize("edition", [*PERIODS, Edition.BILINGUAL])
def test_what_is_printed_is_proved(edition: Edition) -> None:
    report = verify_pdf(made(edition), "nvidia.pdf")
    assert [str(check) for check in report.checks if not check.passed] == []


@pytest.mark.parametrize("edition", Edition)
def test_no_page_is_laid_out_badly(edition: Edition) -> None:
    laid_out = press().lay_out(edition, "brief")
    assert laid_out.faults() == ()
    assert len(laid_out.pages) <= (5 if edition.is_bilingual else 4)


@pytest.mark.parametrize("edition", PERIODS)
def test_fiscal_periods_are_said_as_each_language_says_them(edition: Edition) -> None:
    with pypdfium2.PdfDocument(made(edition)) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    text = re.sub(r"\s", "", "".join(pages))
    assert [said for said in PERIODS[edition] if said.replace(" ", "") not in text] == []
