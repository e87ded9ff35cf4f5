"""The commands that look at a schedule: what comes, what was, what fires it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reporter.cli import cli

SCHEDULE = """
zone: Asia/Hong_Kong
jobs:
  morning:
    briefs: ["*.yaml"]
    when: {trading_days: XHKG, at: "07:30"}
  early:
    briefs: ["*.yaml"]
    when: {trading_days: XHKG, nth: last, at: 30 min after close}
  nightly:
    briefs: ["*.yaml"]
    when: {cron: "30 1 * * 1", zone: America/New_York}
  watched:
    briefs: ["*.yaml"]
    when: {changed: briefs}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "schedule.yaml").write_text(SCHEDULE)
    return tmp_path


def schedule(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["schedule", *arguments])


def test_what_comes_is_shown_in_both_zones_in_order() -> None:
    shown = schedule("next", "--from", "2025-01-24", "--count", "6", "--zone", "Europe/London")
    assert shown.exit_code == 0, shown.output
    lines = [line.split("  ") for line in shown.stdout.splitlines()]
    assert [(line[0], line[1], line[2].strip()) for line in lines] == [
        ("Mon 2025-01-27 07:30 HKT", "Sun 01-26 23:30 GMT", "morning"),
        ("Mon 2025-01-27 14:30 HKT", "Mon 01-27 06:30 GMT", "nightly"),
        ("Tue 2025-01-28 07:30 HKT", "Mon 01-27 23:30 GMT", "morning"),
        ("Tue 2025-01-28 12:30 HKT", "Tue 01-28 04:30 GMT", "early"),  # the eve of the new year
        ("Mon 2025-02-03 07:30 HKT", "Sun 02-02 23:30 GMT", "morning"),
        ("Mon 2025-02-03 14:30 HKT", "Mon 02-03 06:30 GMT", "nightly"),
    ]
    assert shown.stderr == "watched: whenever what it watches has changed\n"


def test_a_reader_in_the_schedules_zone_sees_each_time_once() -> None:
    shown = schedule("next", "--from", "2025-01-27", "--count", "1", "--zone", "Asia/Shanghai")
    assert shown.stdout.startswith("Mon 2025-01-27 07:30 HKT  morning")


def test_what_comes_of_one_job_is_one_json_document() -> None:
    shown = schedule("next", "--from", "2025-01-24T12:00+0000", "--job", "nightly", "--json")
    records = json.loads(shown.stdout)
    assert len(records) == 10
    assert records[0]["due"] == "2025-01-27T06:30:00+00:00"
    assert {record["job"] for record in records} == {"nightly"}


def test_beyond_its_calendar_a_job_says_so() -> None:
    shown = schedule("next", "--from", "2055-01-01", "--zone", "UTC", "--count", "2")
    assert [line.split()[8] for line in shown.stdout.splitlines()] == ["nightly", "nightly"]
    assert "morning: " in shown.stderr
    assert "XHKG" in shown.stderr


@pytest.mark.parametrize("command", ["next", "history"])
def test_a_job_that_is_not_there_is_named_with_those_that_are(command: str) -> None:
    shown = schedule(command, "--job", "mornin")
    assert shown.exit_code == 2
    assert "no job is called mornin; there are morning, early, nightly, watched" in shown.output


def test_a_zone_that_is_not_there_is_a_fault_of_usage() -> None:
    shown = schedule("next", "--zone", "Hongkong/Asia")
    assert shown.exit_code == 2
    assert "no time zone is called Hongkong/Asia" in shown.output


def test_where_nothing_ran_there_is_no_history() -> None:
    shown = schedule("history", "--json")
    assert (shown.exit_code, json.loads(shown.stdout)) == (0, [])


def test_units_are_written_or_shown(folder: Path) -> None:
    written = schedule("export", "systemd", "--out", "units")
    names = ["reporter-schedule.service", "reporter-schedule.timer"]
    assert written.stdout.split() == [f"units/{name}" for name in names]
    service = (folder / "units" / names[0]).read_text("utf-8")
    assert f"schedule tick {folder}/schedule.yaml --ledger {folder}/out/ledger.sqlite" in service
    assert service in schedule("export", "systemd").stdout


def test_a_schedule_with_a_fault_gets_no_units(folder: Path) -> None:
    (folder / "schedule.yaml").write_text(SCHEDULE.replace("XHKG", "XHGK", 1))
    shown = CliRunner().invoke(cli, ["schedule", "export", "cron"])
    assert shown.exception
    assert "schedule.yaml:6:26" in str(shown.exception)


def test_a_job_with_a_fault_keeps_no_other_from_running(folder: Path) -> None:
    (folder / "schedule.yaml").write_text(SCHEDULE.replace("XHKG, at", "XHGK, at", 1))
    told = schedule("tick", "--json")
    assert told.exit_code == 65
    document = json.loads(told.stdout)
    assert [job["job"] for job in document["jobs"]] == ["early", "nightly", "watched"]
    assert ["schedule.yaml:6:26" in fault for fault in document["faults"]] == [True]
    assert "XHGK" in schedule("tick").stderr


def test_a_schedule_that_cannot_be_read_runs_nothing(folder: Path) -> None:
    (folder / "schedule.yaml").write_text("zone: Asia/Hong_Kong\njobs: [")
    assert isinstance(schedule("tick").exception, Exception)
    assert not (folder / "out").exists()
