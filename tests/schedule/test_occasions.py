"""The occasions of a job: which days, which moments, under which keys, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from reporter.calendars import Calendars, read_calendars
from reporter.errors import PastHorizon
from reporter.schedule.dates import Dates
from reporter.schedule.model import (
    BriefQuery,
    Job,
    MonthEnd,
    Occasion,
    OnChange,
    OnDays,
    ResultsDays,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)
from reporter.schedule.occasions import occasions
from reporter.schedule.results import ResultsDate

RESULTS = Path("results.csv")
HALF_PAST_SEVEN = WallTime(time(7, 30), "Asia/Hong_Kong")
YEAR = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
KUAISHOU = ResultsDate("kuaishou", "FY2024", date(2025, 3, 25), True)


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    return read_calendars(date(2025, 6, 1))


def told(
    calendars: Calendars,
    when: When,
    results: Iterable[ResultsDate] = (KUAISHOU,),
    after: datetime = YEAR[0],
    until: datetime = YEAR[1],
) -> list[Occasion]:
    job = Job("job", BriefQuery(("brief.yaml",)), when)
    return list(occasions(job, after, until, Dates(calendars, {RESULTS: tuple(results)})))


def dues(found: Iterable[Occasion]) -> list[str]:
    return [f"{occasion.due:%m-%d %H:%M}" for occasion in found]


def test_a_trading_day_has_its_morning(calendars: Calendars) -> None:
    found = told(calendars, OnDays(TradingDays("XHKG"), HALF_PAST_SEVEN))
    assert len(found) == 246
    assert found[0] == Occasion(
        "job",
        "2025-01-02",
        datetime(2025, 1, 1, 23, 30, tzinfo=UTC),
        "2025-01-02, a trading day of XHKG, at 07:30 Asia/Hong_Kong",
    )


def test_before_the_close_is_earlier_on_a_half_day(calendars: Calendars) -> None:
    moment = SessionTime("XHKG", "close", timedelta(minutes=-30))
    found = told(calendars, OnDays(TradingDays("XHKG"), moment))
    assert dues(found)[-6:-4] == ["12-22 07:30", "12-23 07:30"]
    assert dues(found)[-4:] == ["12-24 03:30", "12-29 07:30", "12-30 07:30", "12-31 03:30"]
    assert found[0].about.endswith("30 minutes before the close of XHKG")


def test_days_of_one_exchange_have_no_moment_where_another_is_closed(calendars: Calendars) -> None:
    found = told(calendars, OnDays(TradingDays("XHKG"), SessionTime("XNYS", "open")))
    assert "07-04 13:30" not in dues(found)
    assert dues(found)[0] == "01-02 14:30"


def test_the_nth_trading_day_of_a_month_or_quarter(calendars: Calendars) -> None:
    third = told(calendars, OnDays(TradingDays("XSHG", 3), HALF_PAST_SEVEN))
    assert [one.key for one in third][:2] == ["2025-01/3", "2025-02/3"]
    assert dues(third)[:2] == ["01-05 23:30", "02-06 23:30"]
    last = told(calendars, OnDays(TradingDays("XHKG", -1, "quarter"), HALF_PAST_SEVEN))
    assert [one.key for one in last] == ["2025Q1/-1", "2025Q2/-1", "2025Q3/-1", "2025Q4/-1"]
    assert dues(last) == ["03-30 23:30", "06-29 23:30", "09-29 23:30", "12-30 23:30"]


def test_a_month_that_has_no_such_day_has_no_occasion(calendars: Calendars) -> None:
    found = told(calendars, OnDays(TradingDays("XHKG", 22), HALF_PAST_SEVEN))
    assert [one.key for one in found] == ["2025-07/22", "2025-09/22"]


def test_the_end_of_a_month_is_a_day_whether_it_trades_or_not(calendars: Calendars) -> None:
    found = told(calendars, OnDays(MonthEnd("quarter"), WallTime(time(18), "UTC")))
    assert dues(found) == ["03-31 18:00", "06-30 18:00", "09-30 18:00", "12-31 18:00"]


def test_the_first_window_of_a_day(calendars: Calendars) -> None:
    results = OnDays(ResultsDays(RESULTS, "XHKG"), WindowTime("HKEX", "first"))
    assert dues(told(calendars, results)) == ["03-24 22:00"]


def test_the_window_before_a_business_day_is_that_of_the_day_after(calendars: Calendars) -> None:
    found = told(calendars, OnDays(TradingDays("XHKG"), WindowTime("HKEX", "eve")))
    assert (dues(found)[0], found[0].key) == ("01-01 10:00", "2025-01-02")
    assert (dues(found)[1], found[1].key) == ("01-05 10:00", "2025-01-06")
    assert {one.due.astimezone().weekday() for one in found[1:4]} == {6}


def test_results_name_whose_they_are_and_for_which_period(calendars: Calendars) -> None:
    when = OnDays(ResultsDays(RESULTS, "XHKG", 1), HALF_PAST_SEVEN)
    (found,) = told(calendars, when)
    assert (found.entity, found.period, found.key) == ("kuaishou", "FY2024", "kuaishou/FY2024/+1")
    assert dues([found]) == ["03-25 23:30"]
    assert found.about == (
        "2025-03-26, 1 trading day after the results of kuaishou for FY2024, "
        "confirmed for 2025-03-25, at 07:30 Asia/Hong_Kong"
    )


@pytest.mark.parametrize(
    ("offset", "due"),
    [(0, "03-23 23:30"), (1, "03-23 23:30"), (2, "03-24 23:30"), (-1, "03-20 23:30")],
)
def test_results_on_a_saturday_count_the_trading_days_around_it(
    calendars: Calendars, offset: int, due: str
) -> None:
    saturday = replace(KUAISHOU, day=date(2025, 3, 22))
    when = OnDays(ResultsDays(RESULTS, "XHKG", offset), HALF_PAST_SEVEN)
    assert dues(told(calendars, when, [saturday])) == [due]


def test_a_date_that_moves_keeps_its_key(calendars: Calendars) -> None:
    when = OnDays(ResultsDays(RESULTS, "XHKG"), HALF_PAST_SEVEN)
    (before,) = told(calendars, when)
    (after,) = told(calendars, when, [replace(KUAISHOU, day=date(2025, 3, 27))])
    assert before.key == after.key
    assert before.due != after.due


def test_results_may_be_those_of_some_or_only_the_confirmed(calendars: Calendars) -> None:
    smic = ResultsDate("smic", "2024Q4", date(2025, 2, 11), False)
    days = ResultsDays(RESULTS, "XHKG")
    for asked, expected in (
        (days, ["smic", "kuaishou"]),
        (replace(days, entities=("smic",)), ["smic"]),
        (replace(days, confirmed_only=True), ["kuaishou"]),
    ):
        found = told(calendars, OnDays(asked, HALF_PAST_SEVEN), [KUAISHOU, smic])
        assert [one.entity for one in found] == expected


def test_the_end_belongs_to_a_stretch_and_the_start_does_not(calendars: Calendars) -> None:
    when = OnDays(TradingDays("XHKG"), HALF_PAST_SEVEN)
    due = datetime(2025, 3, 25, 23, 30, tzinfo=UTC)
    minute = timedelta(minutes=1)
    assert len(told(calendars, when, after=due - minute, until=due)) == 1
    assert told(calendars, when, after=due, until=due + minute) == []


@pytest.mark.parametrize(
    "moment", [HALF_PAST_SEVEN, SessionTime("XHKG", "close"), WindowTime("HKEX", "evening")]
)
def test_past_the_horizon_all_that_is_known_comes_before_the_error(
    calendars: Calendars, moment: WallTime
) -> None:
    job = Job("job", BriefQuery(("brief.yaml",)), OnDays(TradingDays("XHKG"), moment))
    coming = occasions(job, YEAR[0], datetime(2027, 2, 1, tzinfo=UTC), Dates(calendars))
    keys: list[str] = []
    with pytest.raises(PastHorizon, match="2027-01-01"):
        keys.extend(one.key for one in coming)
    for one in occasions(job, YEAR[0], datetime(2026, 12, 31, 15, tzinfo=UTC), Dates(calendars)):
        keys.append(one.key)
    assert keys[-1] == "2026-12-31"


def test_results_past_the_horizon_matter_when_they_may_have_come(calendars: Calendars) -> None:
    far = replace(KUAISHOU, day=date(2027, 3, 20))
    for offset in (0, 1, -1):
        when = OnDays(ResultsDays(RESULTS, "XHKG", offset), HALF_PAST_SEVEN)
        assert told(calendars, when, [far]) == []
        with pytest.raises(PastHorizon):
            told(calendars, when, [far], until=datetime(2027, 4, 1, tzinfo=UTC))


def test_a_job_that_waits_for_a_change_has_no_times(calendars: Calendars) -> None:
    assert told(calendars, OnChange("brief.yaml")) == []
