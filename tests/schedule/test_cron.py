"""Cron text: what it may say, and the times that it names where clocks change."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from reporter.errors import BadConfiguration
from reporter.schedule.cron import cron_fault, cron_times

NEW_YORK = ZoneInfo("America/New_York")


def times(text: str, day: str, zone: ZoneInfo = NEW_YORK) -> list[str]:
    """The times of one day of UTC, in UTC."""
    after = datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(minutes=1)
    return [f"{when:%H:%M}" for when in cron_times(text, zone, after, after + timedelta(days=1))]


@pytest.mark.parametrize(
    "text",
    ["30 7 * * 1-5", "*/15 9-16 * * mon-fri", "0 18 L * *", "0 9 * * MON#1", "0 0 29 2 *"],
)
def test_text_that_names_times_has_no_fault(text: str) -> None:
    assert cron_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("30 7 * *", "five fields (minute hour day month weekday), not 4"),
        ("0 30 7 * * 1-5", "not 6"),
        ("", "not 0"),
        ("60 7 * * *", "bad minute"),
        ("0 24 * * *", "bad hour"),
        ("0 7 * * monday", "bad day-of-week"),
        ("0 7 30 2 *", "bad day-of-month"),
        ("@daily", "not 1"),
    ],
)
def test_text_that_names_none_is_told(text: str, words: str) -> None:
    assert words in cron_fault(text)


def test_a_time_that_clocks_skip_is_the_moment_they_skip_it() -> None:
    assert times("30 2 * * *", "2025-03-09") == ["07:00"]
    assert times("0,30 2,3 * * *", "2025-03-09") == ["07:00", "07:30"]


def test_a_time_that_comes_twice_runs_once() -> None:
    assert times("30 1 * * *", "2025-11-02") == ["05:30"]
    assert times("0,30 1-2 * * *", "2025-11-02") == ["05:00", "05:30", "07:00", "07:30"]


def test_a_star_means_every_so_often_whatever_clocks_do() -> None:
    assert times("*/30 1 * * *", "2025-11-02") == ["05:00", "05:30", "06:00", "06:30"]
    assert times("*/30 2 * * *", "2025-03-09") == []
    hours = times("0 * * * *", "2025-11-02")
    assert len(hours) == len(set(hours)) == 24


def test_a_day_of_the_month_and_one_of_the_week_are_either_unless_one_is_any() -> None:
    zone = ZoneInfo("UTC")
    after, until = datetime(2025, 2, 28, 12, tzinfo=UTC), datetime(2025, 3, 31, 12, tzinfo=UTC)
    either = [when.day for when in cron_times("0 0 13 * fri", zone, after, until)]
    assert either == [7, 13, 14, 21, 28]
    both = [when.day for when in cron_times("0 0 */2 * fri", zone, after, until)]
    assert both == [7, 21]


@pytest.mark.parametrize("text", ["*/10 * * * *", "*/10 1-2 * * *", "0-59/10 1,2 * * *"])
@pytest.mark.parametrize(
    "day", [datetime(2025, 3, 9, 4, tzinfo=UTC), datetime(2025, 11, 2, 4, tzinfo=UTC)]
)
def test_it_does_not_matter_from_when_one_asks(text: str, day: datetime) -> None:
    until = day + timedelta(hours=6)
    whole = list(cron_times(text, NEW_YORK, day, until))
    for minute in range(0, 360, 7):
        after = day + timedelta(minutes=minute, seconds=minute % 3)
        rest = list(cron_times(text, NEW_YORK, after, until))
        assert rest == [when for when in whole if when > after]


def test_the_end_belongs_to_a_stretch_and_the_start_does_not() -> None:
    noon = datetime(2025, 3, 26, 12, tzinfo=UTC)
    stretches = [noon + timedelta(hours=hour) for hour in range(-48, 49)]
    zone = ZoneInfo("UTC")
    counts = [len(list(cron_times("0 12 * * *", zone, *ends))) for ends in pairwise(stretches)]
    assert sum(counts) == 4
    assert list(cron_times("0 12 * * *", zone, noon - timedelta(hours=1), noon)) == [noon]
    assert not list(cron_times("0 12 * * *", zone, noon, noon + timedelta(hours=1)))


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cronsim", None)
    with pytest.raises(BadConfiguration, match=r"reporter\[schedule\]"):
        cron_fault("30 7 * * *")
