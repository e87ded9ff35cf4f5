"""Everything that the jobs of a schedule ask for, read at once."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from reporter.errors import BadInput
from reporter.schedule.dates import read_dates
from reporter.schedule.model import BriefQuery, Job, OnDays, ResultsDays, Schedule, WallTime

TODAY = date(2025, 3, 1)


def schedule(folder: Path, *calendars: Path, overrides: Path | None = None) -> Schedule:
    moment = WallTime(time(7, 30), "Asia/Hong_Kong")
    jobs = tuple(
        Job(path.stem, BriefQuery(("brief.yaml",)), OnDays(ResultsDays(path, "XHKG"), moment))
        for path in calendars
    )
    return Schedule(folder / "schedule.yaml", jobs, overrides=overrides)


def test_results_calendars_are_read_once_each(tmp_path: Path) -> None:
    path = tmp_path / "results.csv"
    path.write_text("entity,period,date,status\nsmic,2024Q4,2025-02-11,confirmed\n", "utf-8")
    dates = read_dates(schedule(tmp_path, path, path), TODAY)
    assert [one.entity for one in dates.results[path]] == ["smic"]
    assert dates.calendars.today == TODAY


def test_the_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    wrong, overrides = tmp_path / "wrong.csv", tmp_path / "overrides.csv"
    wrong.write_text("entity,period,date,status\nsmic,2024Q4,soon,confirmed\n", "utf-8")
    overrides.write_text("exchange,date,kind,open,close,source\nXHKG,soon,closed,,,a\n", "utf-8")
    missing = tmp_path / "missing.csv"
    with pytest.raises(BadInput) as caught:
        read_dates(schedule(tmp_path, wrong, missing, overrides=overrides), TODAY)
    assert {Path(fault.path).name for fault in caught.value.faults} == {
        "wrong.csv",
        "missing.csv",
        "overrides.csv",
    }
