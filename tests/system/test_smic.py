"""The brief that is read from a spreadsheet says what the announcements say."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from reporter.brief import Brief
from reporter.brief_files import BriefFiles
from reporter.checks import Outcome, check_facts
from reporter.languages import Edition
from reporter.loading import load_brief
from reporter.press import Press
from reporter.verify import verify_pdf

PATH = Path(__file__).parents[2] / "data" / "smic-2024q4.yaml"

# As the announcements have them, copied apart from the workbook: US$ million, per cent, thousands.
ANNOUNCED = """
revenue                 1462.3 1560.4 1620.6 1678.3 1750.2 1901.3 2171.2 2207.3
gross_profit             304.7  316.5  321.6  275.0  239.7  265.1  444.2  499.0
gross_margin              20.8   20.3   19.8   16.4   13.7   13.9   20.5   22.6
net_profit_attributable  231.1  402.8   94.0  174.7   71.8  164.6  148.8  107.6
capacity_utilization      68.1   78.3   77.1   76.8   80.8   85.2   90.4   85.5
wafer_shipments           1252   1403   1537   1675   1795   2112   2122   1992
monthly_capacity           732    754    796    806    815    837    884    948
"""
QUARTERS = [f"{year}q{quarter}" for year in (2023, 2024) for quarter in (1, 2, 3, 4)]
UNITS = {"USD": Decimal(10) ** 6, "percent": Decimal(1), "wafer": Decimal(1000)}


@cache
def brief() -> Brief:
    return load_brief(PATH)


@cache
def press() -> Press:
    return Press(BriefFiles.beside(PATH))


def test_eight_quarters_are_as_announced() -> None:
    for line in ANNOUNCED.strip().splitlines():
        concept, *figures = line.split()
        for quarter, figure in zip(QUARTERS, figures, strict=True):
            quantity = brief().facts[f"{concept}_{quarter}"].quantity
            assert quantity.value == Decimal(figure) * UNITS[quantity.unit], (concept, quarter)


def test_every_tie_out_holds() -> None:
    findings = check_facts(brief().facts, brief().published)
    assert len(findings) > 50
    assert {finding.outcome for finding in findings} == {Outcome.HOLDS}


def test_facts_know_their_source() -> None:
    stated = [fact for fact in brief().facts if not fact.is_derived]
    assert {fact.source.document for fact in stated if fact.source} == {
        source.id for source in brief().sources
    }
    assert all(fact.source for fact in stated)


@pytest.mark.parametrize("edition", [Edition.EN, Edition.BILINGUAL_HANT])
def test_what_is_printed_is_proved(edition: Edition) -> None:
    made = press().make(edition, "brief")
    report = verify_pdf(made.content, "smic.pdf")
    assert [str(check) for check in report.checks if not check.passed] == []


@pytest.mark.parametrize("edition", Edition)
def test_no_page_is_laid_out_badly(edition: Edition) -> None:
    laid_out = press().lay_out(edition, "brief")
    assert laid_out.faults() == ()
    assert len(laid_out.pages) <= (5 if edition.is_bilingual else 4)
