"""How far calendars go, and when that is told."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from reporter.calendars import read_calendars
from reporter.schedule.horizon import ends, exchanges_of, horizon_of
from reporter.schedule.model import (
    BriefQuery,
    Cron,
    Job,
    MonthEnd,
    OnDays,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)

TODAY = date(2026, 11, 24)
LAST = date(2026, 12, 31)
NOON = WallTime(time(12), "UTC")


def job(when: When) -> Job:
    return Job("one", BriefQuery(("a.yaml",)), when)


@pytest.mark.parametrize(
    ("when", "exchanges"),
    [
        (OnDays(TradingDays("XNYS"), NOON), ("XNYS",)),
        (OnDays(TradingDays("XSHG"), SessionTime("XSHG", "open")), ("XSHG",)),
        (OnDays(MonthEnd(), WindowTime("HKEX", "first")), ("XHKG",)),
        (OnDays(MonthEnd(), NOON), ()),
        (Cron("0 12 * * *", "UTC"), ()),
    ],
)
def test_a_job_needs_the_calendars_of_its_days(when: When, exchanges: tuple[str, ...]) -> None:
    calendars = read_calendars(TODAY)
    assert exchanges_of(job(when), calendars) == exchanges
    assert (horizon_of(job(when), calendars) is None) is not bool(exchanges)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (LAST - timedelta(days=61), None),
        (LAST - timedelta(days=60), "ends in 60 days, on 2026-12-31"),
        (LAST, "ends in 0 days, on 2026-12-31"),
        (LAST + timedelta(days=1), "ended on 2026-12-31"),
    ],
)
def test_an_end_is_told_sixty_days_ahead(today: date, told: str | None) -> None:
    said = ends(LAST, today)
    assert (said and said.partition(";")[0]) == told
