"""What a job's owner is told to do, by what went wrong."""

from __future__ import annotations

import shlex
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import pytest

from reporter.cli import cli
from reporter.languages import Edition
from reporter.schedule.model import BriefQuery, Cron, Job, Occasion, Schedule
from reporter.schedule.notices import Case, failure, recovery
from reporter.schedule.run import JobState, Outcome, Run, RunState

NOON = datetime(2025, 3, 25, 4, tzinfo=UTC)
DATA = Path(__file__).parents[2] / "data"


def case(code: int, *, mailing: bool = True, held: bool = False) -> Case:
    job = Job(
        "results",
        BriefQuery(("kuaishou-2024q4.yaml",), DATA),
        Cron("0 12 * * *", "UTC"),
        (Edition.EN, Edition.ZH_HANT),
        mailing=Path("mailing.yaml") if mailing else None,
    )
    occasion = Occasion("results", "2025-03-25", NOON, "noon", "kuaishou", "FY2024")
    outcome = Outcome(code, "line one\nline two", held=held)
    run = Run(1, occasion, RunState.FAILED, 1, NOON, NOON, outcome.reason, outcome)
    state = JobState(NOON, NOON, failing=NOON)
    schedule = Schedule(DATA / "schedule.yaml", (job,), settings=Path("reporter.yaml"))
    return Case(schedule, job, state, run, Path("out/ledger.sqlite"))


def commands(of: Case) -> list[str]:
    return list(failure(of).record["commands"])


@pytest.mark.parametrize(
    ("of", "begin"),
    [
        (case(65), ["reporter check", "reporter email send"]),
        (case(1, mailing=False), ["reporter check", "reporter build"]),
        (case(69), ["reporter doctor --mail", "reporter email send"]),
        (case(73), ["reporter email send"]),
        (case(75, held=True), ["reporter email approve"]),
        (case(76), ["reporter email reconcile"]),
        (case(78), ["reporter doctor --mail --settings", "reporter email send"]),
        (replace(case(0), run=None), ["reporter doctor --schedule"]),
    ],
)
def test_what_to_do_follows_from_what_went_wrong(of: Case, begin: list[str]) -> None:
    given = commands(of)
    assert [line.startswith(start) for line, start in zip(given, begin, strict=True)]
    assert all(f"\n    {line}\n" in failure(of).text for line in given)


@pytest.mark.parametrize("code", [1, 65, 69, 73, 76, 78])
@pytest.mark.parametrize("mailing", [True, False])
def test_every_command_is_one_that_there_is(
    code: int, mailing: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mailing.yaml").write_text("")
    for line in commands(case(code, mailing=mailing)):
        command: click.Command | None = cli
        _, *words = shlex.split(line)
        while isinstance(command, click.Group):
            command = command.get_command(click.Context(command), words.pop(0))
        assert command
        command.make_context("reporter", words, resilient_parsing="--help" in words)


def test_all_that_was_wrong_stands_under_it() -> None:
    text = failure(case(69)).text
    assert "What is wrong: a service could not be reached\n    line one\n    line two\n" in text


def test_a_retry_is_announced() -> None:
    of = case(69)
    assert of.run
    waiting = replace(of.run, state=RunState.WAITING, next=NOON + timedelta(minutes=5))
    assert (
        "Next: it is tried again at 2025-03-25 04:05 UTC" in failure(replace(of, run=waiting)).text
    )


def test_what_waits_for_a_person_is_not_called_a_failure() -> None:
    notice = failure(case(75, held=True))
    assert notice.subject == "Job results waits for you"
    assert "failed" not in notice.text


def test_what_came_to_nothing_meanwhile_is_named_as_far_as_it_can_be_read() -> None:
    of = replace(case(0), state=JobState(NOON, NOON, told=NOON))
    assert of.run
    assert "Not made up for:\n    2025-03-25 04:00 UTC, noon" in recovery(of, [of.run]).text
    assert recovery(of, [of.run] * 30).text.endswith("\n    and 10 more")
