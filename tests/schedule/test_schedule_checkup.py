"""Whether a schedule would run, as reporter doctor tells."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner, Result

from reporter import paths
from reporter.calendars.sessions import last_known
from reporter.cli import cli
from reporter.errors import BadInput
from reporter.schedule.checkup import calendars, probes
from reporter.schedule.horizon import Soon

SCHEDULE = """\
zone: Asia/Hong_Kong
jobs:
  shanghai:
    briefs: [brief.yaml]
    mailing: mailing.yaml
    when: {trading_days: XSHG, at: "07:30"}
  changed:
    briefs: [.]
    when: {changed: briefs}
"""
LAST = last_known("XSHG") or date.max
"""As far as the library that is installed knows; it is moved on each year."""
SOON = datetime.combine(LAST - timedelta(days=37), time(), UTC)
NEXT = f"{SOON + timedelta(days=1):%Y-%m-%d} 07:30 Asia/Hong_Kong"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    for file in (paths.assets() / "example").iterdir():
        copy(file, tmp_path)
    (tmp_path / "schedule.yaml").write_text(SCHEDULE)
    (tmp_path / "mailing.yaml").write_text(
        "recipients: {li: {address: li@example.com}}\nsend: {to: [li]}\n"
    )
    (tmp_path / "reporter.yaml").write_text(
        "mail: {sender: {address: a@example.com}, servers: [{host: mail.example.com}]}\n"
    )


def doctor(folder: Path) -> Result:
    return CliRunner().invoke(cli, ["doctor", "--schedule", str(folder / "schedule.yaml")])


def test_everything_that_a_schedule_names_is_looked_into(tmp_path: Path) -> None:
    found = probes(tmp_path / "schedule.yaml", SOON)
    assert {name.removeprefix(f"{tmp_path}/"): probe() for name, probe in found.items()} == {
        "job shanghai": f"1 brief; next {NEXT}",
        "job changed": "1 brief; when there is a change",
        "mailing.yaml": "1 readers",
        "reporter.yaml": "1 servers",
        "XSHG": f"ends in 37 days, on {LAST}; past it no job runs: "
        "install a newer exchange-calendars",
    }


def test_the_doctor_says_so_and_does_not_fail_for_what_is_to_come(tmp_path: Path) -> None:
    result = doctor(tmp_path)
    assert result.exit_code == 0, result.output
    assert {line[:6] for line in result.output.splitlines()} <= {"ok    ", "soon  "}


def test_the_doctor_fails_for_what_a_job_cannot_do_without(tmp_path: Path) -> None:
    (tmp_path / "mailing.yaml").write_text("send: {to: [li]}\n")
    result = doctor(tmp_path)
    assert result.exit_code == 1
    assert f"FAIL  {tmp_path}/mailing.yaml: {tmp_path}/mailing.yaml:1:1: “recip" in result.output


def test_a_schedule_with_faults_is_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE.replace("XSHG", "XXXX"))
    with pytest.raises(BadInput, match="is no exchange"):
        probes(tmp_path / "schedule.yaml", SOON)


def test_the_calendars_that_end_first_are_named() -> None:
    soon = calendars(SOON)
    assert isinstance(soon, Soon)
    assert soon.startswith("XSHG, XSHE: ends in 37 days")
    early = calendars(SOON - timedelta(days=100))
    assert early == f"XSHG, XSHE until {LAST}, the others longer"


def test_the_doctor_looks_into_one_thing_at_a_time(tmp_path: Path) -> None:
    schedule = str(tmp_path / "schedule.yaml")
    result = CliRunner().invoke(cli, ["doctor", "--schedule", schedule, "--mail"])
    assert result.exit_code == 2
