"""The rule of catching up: what runs, what is left out and why."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from reporter.calendars import Calendars, read_calendars
from reporter.schedule.dates import Dates
from reporter.schedule.due import Due, due
from reporter.schedule.model import (
    Behaviour,
    BriefQuery,
    CatchUp,
    Cron,
    Job,
    OnDays,
    ResultsDays,
    TradingDays,
    WallTime,
    When,
)
from reporter.schedule.results import ResultsDate

HOUR = timedelta(hours=1)
NOON = datetime(2025, 3, 26, 12, tzinfo=UTC)
HOURLY = Cron("0 * * * *", "UTC")
RESULTS = Path("results.csv")
ON_THE_DAY = OnDays(ResultsDays(RESULTS, "XHKG"), WallTime(time(9), "UTC"))


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    return read_calendars(date(2025, 6, 1))


def job(when: When, catch_up: CatchUp, within: timedelta = 12 * HOUR) -> Job:
    return Job("job", BriefQuery(("brief.yaml",)), when, behaviour=Behaviour(catch_up, within))


def hours(found: Due) -> tuple[list[int], list[int]]:
    return (
        [one.due.hour for one in found.to_run],
        [skipped.occasion.due.hour for skipped in found.skipped],
    )


@pytest.mark.parametrize(
    ("catch_up", "expected"),
    [
        (CatchUp.ALL, ([9, 10, 11, 12], [])),
        (CatchUp.LATEST, ([12], [9, 10, 11])),
        (CatchUp.NONE, ([12], [9, 10, 11])),
    ],
)
def test_what_passed_while_nothing_ran(
    calendars: Calendars, catch_up: CatchUp, expected: tuple[list[int], list[int]]
) -> None:
    found = due(job(HOURLY, catch_up), NOON - 4 * HOUR, NOON, (), Dates(calendars))
    assert hours(found) == expected


def test_none_runs_what_is_a_quarter_of_an_hour_late_and_latest_runs_more(
    calendars: Calendars,
) -> None:
    for minutes, catch_up, runs in (
        (15, CatchUp.NONE, [12]),
        (16, CatchUp.NONE, []),
        (59, CatchUp.LATEST, [12]),
    ):
        now = NOON + timedelta(minutes=minutes)
        found = due(job(HOURLY, catch_up), NOON - HOUR, now, (), Dates(calendars))
        assert hours(found)[0] == runs


def test_what_is_too_old_is_skipped_with_the_reason(calendars: Calendars) -> None:
    found = due(job(HOURLY, CatchUp.ALL, 2 * HOUR), NOON - 4 * HOUR, NOON, (), Dates(calendars))
    assert hours(found) == ([10, 11, 12], [9])
    assert found.skipped[0].reason == ("it passed 3 hours ago, and the job may be 2 hours late")


def test_what_is_done_is_neither_run_nor_skipped_again(calendars: Calendars) -> None:
    dates = Dates(calendars)
    done = {"2025-03-26T10:00Z", "2025-03-26T12:00Z"}
    every = due(job(HOURLY, CatchUp.ALL), NOON - 4 * HOUR, NOON, done, dates)
    assert hours(every) == ([9, 11], [])
    latest = due(job(HOURLY, CatchUp.LATEST), NOON - 4 * HOUR, NOON, done, dates)
    assert hours(latest) == ([], [9, 11])
    assert latest.skipped[0].reason == "a later one has come, of 2025-03-26 12:00 UTC"


def results(*rows: tuple[str, str, int]) -> dict[Path, tuple[ResultsDate, ...]]:
    march = [ResultsDate(entity, period, date(2025, 3, day), True) for entity, period, day in rows]
    return {RESULTS: tuple(march)}


def test_the_results_of_one_stand_in_for_no_other(calendars: Calendars) -> None:
    rows = results(("kuaishou", "FY2024", 26), ("kuaishou", "2024Q4", 26), ("smic", "FY2024", 26))
    found = due(job(ON_THE_DAY, CatchUp.LATEST), NOON - 9 * HOUR, NOON, (), Dates(calendars, rows))
    assert {one.key for one in found.to_run} == {
        "kuaishou/FY2024/+0",
        "kuaishou/2024Q4/+0",
        "smic/FY2024/+0",
    }


def test_results_that_move_to_a_moment_just_past_are_not_lost(calendars: Calendars) -> None:
    moved = Dates(calendars, results(("kuaishou", "FY2024", 26)))
    one = job(ON_THE_DAY, CatchUp.LATEST)
    found = due(one, NOON - HOUR, NOON, (), moved, born=NOON - 90 * HOUR)
    assert [occasion.key for occasion in found.to_run] == ["kuaishou/FY2024/+0"]
    again = due(one, NOON, NOON + HOUR, {"kuaishou/FY2024/+0"}, moved, born=NOON - 90 * HOUR)
    assert again == Due((), ())


def test_results_that_move_too_far_back_are_said_to_be_skipped(calendars: Calendars) -> None:
    moved = Dates(calendars, results(("kuaishou", "FY2024", 25)))
    found = due(job(ON_THE_DAY, CatchUp.ALL), NOON - HOUR, NOON, (), moved, born=NOON - 90 * HOUR)
    assert found.to_run == ()
    assert [one.reason for one in found.skipped] == [
        "it passed 27 hours ago, and the job may be 12 hours late"
    ]


def test_results_from_before_a_job_was_seen_are_none_of_its(calendars: Calendars) -> None:
    dates = Dates(calendars, results(("kuaishou", "FY2024", 26)))
    assert due(job(ON_THE_DAY, CatchUp.ALL), NOON - HOUR, NOON, (), dates) == Due((), ())


def test_results_that_move_after_they_ran_do_not_run_again(calendars: Calendars) -> None:
    later = Dates(calendars, results(("kuaishou", "FY2024", 28)))
    done = {"kuaishou/FY2024/+0"}
    found = due(job(ON_THE_DAY, CatchUp.ALL), NOON, NOON + 72 * HOUR, done, later)
    assert found == Due((), ())


def test_past_the_horizon_what_is_known_still_runs_and_the_rest_is_told(
    calendars: Calendars,
) -> None:
    morning = OnDays(TradingDays("XNYS"), WallTime(time(9), "America/New_York"))
    since = datetime(2026, 12, 30, 20, tzinfo=UTC)
    found = due(
        job(morning, CatchUp.ALL, 100 * HOUR), since, since + 72 * HOUR, (), Dates(calendars)
    )
    assert [one.key for one in found.to_run] == ["2026-12-31"]
    assert found.unknown
    assert found.unknown.day == date(2027, 1, 1)
