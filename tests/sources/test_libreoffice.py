"""Files that LibreOffice wrote are read as those that it was given."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from statement_sample import facts, read
from workbook_sample import workbook

from reporter.sources.workbook import read_workbook

SHEET: list[list[Any]] = [
    ["单位：百万美元", None, None, None],
    ["", date(2024, 9, 30), date(2024, 12, 31), "环比"],
    ["营业收入", 2171.2, 2207.3, "=C3/B3-1"],
    ["毛利", 444.2, 499.0, "12.3%"],
    ["毛利率", "=B4/B3", "=C4/C3", "2.1个百分点"],
    ["净利润", -54.5, "N/A", "—"],
]
FORMATS = {
    "B2:C2": "mmm-yy",
    "B3:C4": "#,##0.0",
    "D3": "0.0%",
    "B5:C5": "0.0%",
    "B6": "#,##0.0;(#,##0.0)",
}
FACTS = {
    "revenue_2024q3": "2171.2百万 USD",
    "revenue_2024q4": "2207.3百万 USD",
    "revenue_2024q4_qoq": "up 1.7% percent",
    "gross_profit_2024q3": "444.2百万 USD",
    "gross_profit_2024q4": "499.0百万 USD",
    "gross_profit_2024q4_qoq": "up 12.3% percent",
    "gross_margin_2024q3": "20.5% percent",
    "gross_margin_2024q4": "22.6% percent",
    "gross_margin_2024q4_qoq": "up 2.1个百分点 percentage_point",
    "net_profit_2024q3": "-54.5百万 USD",
}

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Has LibreOffice open a file of one kind and save it as another."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (make tools)")
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def converted(content: bytes, kind: str, to: str) -> bytes:
        given, made = folder / f"given.{kind}", folder / "made"
        given.write_bytes(content)
        command = [office, profile, "--headless", "--convert-to", to, "--outdir", made, given]
        subprocess.run([*map(str, command)], check=True, capture_output=True, timeout=120)
        return Path(made, f"given.{to.partition(':')[0]}").read_bytes()

    return converted


@pytest.fixture(scope="module")
def saved(convert: Convert) -> bytes:
    """The sheet as a workbook that LibreOffice worked out, by way of its own format."""
    own = convert(workbook(SHEET, sheet="Income", formats=FORMATS), "xlsx", "ods")
    return convert(own, "ods", "xlsx")


def test_formulas_have_values_once_they_are_saved(saved: bytes) -> None:
    asked = [fault for fault in read(SHEET, formats=FORMATS)[1] if "without its value" in fault]
    assert len(asked) == 3
    assert facts(saved) == FACTS


def test_formats_come_through(saved: bytes) -> None:
    grid, _ = read_workbook(saved, "f.xlsx")
    assert grid is not None
    assert [cell.text for cell in grid.rows[5]] == ["净利润", "(54.5)", "N/A", "—"]


def test_its_csv_says_the_same_where_it_is_told_the_days(convert: Convert, saved: bytes) -> None:
    text = convert(saved, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true")
    assert facts(text.decode()) == {
        name: value.replace("2171.2", "2,171.2").replace("2207.3", "2,207.3")
        for name, value in FACTS.items()
    }
