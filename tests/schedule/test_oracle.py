"""A sample of what `make oracle` judges, and proof that it tells what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import oracle_suite
import pytest
from downtime import foretold, lived, random_life
from oracle_suite import CALENDARS, judged, judged_life, random_stretch
from random_jobs import random_job

from reporter.calendars import windows
from reporter.schedule import cron, due, moments
from reporter.schedule.model import (
    Behaviour,
    CatchUp,
    Cron,
    OnDays,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)


@pytest.mark.parametrize("seed", range(12))
def test_random_jobs_run_when_the_oracle_says(seed: int) -> None:
    random = Random(seed)
    job = random_job(random)
    assert judged(job, random, *random_stretch(random, job, 60))[1] == set()


@pytest.mark.parametrize("seed", range(100, 106))
def test_a_ticker_with_holes_makes_of_them_what_the_oracle_says(seed: int) -> None:
    assert judged_life(Random(seed), 20)[1] == set()


def the_second_time(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).replace(fold=1).astimezone(UTC)


def as_if_not_skipped(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)


NIGHT = Cron("30 1 * * *", "America/New_York")
MORNING = OnDays(TradingDays("XHKG"), WallTime(time(7), "Pacific/Apia"))
EVENING = OnDays(TradingDays("XHKG"), WindowTime("HKEX", "evening"))
MISTAKES: dict[str, tuple[object, str, object, When, int, int]] = {
    "a repeat runs the second time": (cron, "instant", the_second_time, NIGHT, 2025, 11),
    "a repeat runs twice": (cron, "_has_star", lambda _: True, NIGHT, 2025, 11),
    "a gap runs late": (
        *(cron, "instant", as_if_not_skipped),
        *(replace(NIGHT, zone="Europe/London"), 2025, 3),
    ),
    "a lost day runs late": (moments, "instant", as_if_not_skipped, MORNING, 2011, 12),
    "storms are unknown": (
        *(oracle_suite, "CALENDARS", replace(CALENDARS, overrides=())),
        *(MORNING, 2023, 9),
    ),
    "half days are whole": (windows, "HALF", windows.FULL, EVENING, 2025, 12),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_oracle_sees_a_mistake(mistake: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, wrong, when, year, month = MISTAKES[mistake]
    random, after = Random(0), datetime(year, month, 1, tzinfo=UTC)
    job, until = random_job(random, when), after + timedelta(days=35)
    assert judged(job, random, after, until)[1] == set()
    monkeypatch.setattr(module, name, wrong)
    assert judged(job, random, after, until)[1]


@pytest.mark.parametrize(
    ("catch_up", "name", "wrong"),
    [
        (CatchUp.NONE, "ON_TIME", timedelta(minutes=20)),
        (CatchUp.LATEST, "_reason", lambda *_: ""),
        (CatchUp.ALL, "_start", lambda job, since, born: since + timedelta(minutes=9)),
    ],
)
def test_the_oracle_sees_a_mistake_in_catching_up(
    catch_up: CatchUp, name: str, wrong: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    random, when = Random(1), Cron("*/5 * * * *", "UTC")
    job = replace(random_job(random, when), behaviour=Behaviour(catch_up))
    life = random_life(random, datetime(2025, 3, 1, tzinfo=UTC), timedelta(days=9), versions=1)
    assert lived(job, life, CALENDARS) == foretold(job, life)
    monkeypatch.setattr(due, name, wrong)
    assert lived(job, life, CALENDARS) != foretold(job, life)
