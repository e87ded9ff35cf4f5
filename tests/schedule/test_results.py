"""The results calendar: entity, period, date and status, each entity and period once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reporter.errors import BadInput
from reporter.schedule.results import ResultsDate, read_results


def test_dates_are_read_with_whether_they_are_confirmed(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(
        "entity,period,date,status,note\n"
        "kuaishou,FY2024,2025-03-25,confirmed,board meeting\n"
        "kuaishou, 2025Q1 ,2025-05-22,expected,\n",
        "utf-8",
    )
    assert read_results(path) == (
        ResultsDate("kuaishou", "FY2024", date(2025, 3, 25), True),
        ResultsDate("kuaishou", "2025Q1", date(2025, 5, 22), False),
    )


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text(
        "entity,period,date,status\n"
        ",FY2024,2025-03-25,confirmed\n"
        "kuaishou,,2025-03-25,confirmed\n"
        "kuaishou,FY2024,soon,expected\n"
        "kuaishou,2025Q1,2025-05-22,likely\n"
        "smic,2024Q4,2025-02-11,confirmed\n"
        "smic,2024Q4,2025-02-12,expected\n",
        "utf-8",
    )
    with pytest.raises(BadInput) as caught:
        read_results(path)
    assert [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults] == [
        "2:1: entity is empty",
        "3:10: period is empty",
        "4:17: “soon” is not a date: write it as 2025-03-26",
        "5:28: “likely” is none of expected, confirmed",
        "7:1: smic 2024Q4 stands in line 6 already",
    ]
