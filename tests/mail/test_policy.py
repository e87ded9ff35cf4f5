"""Embargo, quiet hours and marks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from brief_sample import brief

from reporter.facts import Direction
from reporter.mail.policy import Policy, Quiet, Threshold
from reporter.quantity import parse_quantity

NIGHT = Quiet(time(22), time(7))
NOON = Quiet(time(12), time(13, 30))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("quiet", "now", "then"),
    [
        (NIGHT, "2025-03-26T23:10+08:00", "2025-03-27T07:00+08:00"),
        (NIGHT, "2025-03-27T03:00+08:00", "2025-03-27T07:00+08:00"),
        (NIGHT, "2025-03-27T07:00+08:00", "2025-03-27T07:00+08:00"),
        (NIGHT, "2025-03-26T21:59+08:00", "2025-03-26T21:59+08:00"),
        (NOON, "2025-03-26T12:30+08:00", "2025-03-26T13:30+08:00"),
    ],
)
def test_quiet_hours_end_in_the_zone_of_the_reader(quiet: Quiet, now: str, then: str) -> None:
    there = replace(quiet, zone="Asia/Hong_Kong")
    assert Quiet.read(str(there)) == there
    assert there.over_at(at(now).astimezone(UTC)) == at(then)


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2025-03-09T01:10-05:00", "2025-03-09T03:30-04:00"),  # 02:30 does not come
        ("2025-11-02T00:10-04:00", "2025-11-02T02:30-05:00"),
        ("2025-11-01T23:10-04:00", "2025-11-02T02:30-05:00"),
    ],
)
def test_quiet_hours_end_by_the_clock_where_it_is_changed(now: str, then: str) -> None:
    quiet = Quiet(time(22), time(2, 30), "America/New_York")
    assert quiet.over_at(at(now).astimezone(UTC)) == at(then)


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    quiet = Quiet(time(22), time(1, 30), "America/New_York")
    for offset in ("-04:00", "-05:00"):
        now, then = (at(f"2025-11-02T01:{minute}{offset}") for minute in (10, 30))
        assert quiet.over_at(now.astimezone(UTC)) == then


def test_an_embargo_that_ends_at_night_waits_for_the_morning() -> None:
    policy = Policy(embargo=at("2025-03-26T23:00+08:00"), quiet=NIGHT)
    quiet = policy.quiet_in("Asia/Hong_Kong")
    moment, reason = policy.not_before(at("2025-03-26T08:00+00:00"), quiet)
    assert (moment, reason) == (at("2025-03-27T07:00+08:00"), "their quiet hours")


def test_what_is_past_its_embargo_goes_at_once() -> None:
    now = at("2025-03-26T08:30+00:00")
    assert Policy(embargo=now - timedelta(seconds=1)).not_before(now, None) == (now, "")


@pytest.mark.parametrize(
    ("way", "mark", "met"),
    [
        ("at_least", "11.8%", True),
        ("over", "11.8%", False),
        ("under", "12%", True),
        ("at_most", "10%", False),
    ],
)
def test_a_figure_stands_to_its_mark(way: str, mark: str, met: bool) -> None:
    threshold = Threshold("revenue_yoy", way, parse_quantity(mark), mark)
    assert threshold.is_met(brief().facts["revenue_yoy"]) is met


def test_a_fall_is_below_every_rise() -> None:
    fall = replace(brief().facts["revenue_yoy"], direction=Direction.DOWN)
    assert not Threshold("revenue_yoy", "at_least", parse_quantity("0%"), "0%").is_met(fall)


def test_a_fall_between_two_figures_is_below_every_rise() -> None:
    fall = replace(
        brief().facts["revenue_yoy"], direction=Direction.DOWN, quantity=parse_quantity("5%-8%")
    )
    assert Threshold("revenue_yoy", "at_most", parse_quantity("-5%"), "-5%").is_met(fall)
    assert not Threshold("revenue_yoy", "under", parse_quantity("-5%"), "-5%").is_met(fall)
