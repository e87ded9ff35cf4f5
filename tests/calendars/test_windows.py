"""The windows in which an exchange publishes what issuers announce."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from reporter.calendars import Calendars, read_calendars
from reporter.calendars.windows import read_windows
from reporter.errors import BadInput, PastHorizon

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    return read_calendars(date(2025, 6, 1))


def shown(calendars: Calendars, day: date) -> list[str]:
    """The windows of a day as clocks in Hong Kong show them."""
    return [
        f"{window.name} {window.opens.astimezone(HONG_KONG):%H:%M}"
        f"–{window.closes.astimezone(HONG_KONG):%H:%M}"
        for window in calendars.windows("HKEX", day)
    ]


def test_a_whole_trading_day_has_three(calendars: Calendars) -> None:
    assert shown(calendars, date(2025, 3, 26)) == [
        "morning 06:00–08:30",
        "lunch 12:00–12:30",
        "evening 16:30–23:00",
    ]


@pytest.mark.parametrize("day", [date(2024, 12, 24), date(2024, 12, 31), date(2025, 1, 28)])
def test_the_eve_of_a_feast_has_no_afternoon_and_a_long_evening(
    calendars: Calendars, day: date
) -> None:
    assert shown(calendars, day) == ["morning 06:00–08:30", "evening 12:30–23:00"]


@pytest.mark.parametrize("day", [date(2025, 3, 23), date(2024, 12, 26), date(2025, 4, 21)])
def test_the_day_before_a_business_day_has_two_hours(calendars: Calendars, day: date) -> None:
    assert shown(calendars, day) == ["eve 18:00–20:00"]


@pytest.mark.parametrize("day", [date(2025, 3, 22), date(2024, 12, 25), date(2025, 4, 18)])
def test_other_days_without_business_have_none(calendars: Calendars, day: date) -> None:
    assert shown(calendars, day) == []


def test_windows_are_those_that_held_on_the_day(calendars: Calendars) -> None:
    assert shown(calendars, date(2016, 7, 22))[2] == "evening 16:15–23:00"
    assert shown(calendars, date(2016, 7, 25))[2] == "evening 16:30–23:00"
    assert shown(calendars, date(2015, 12, 24))[1] == "evening 12:00–23:00"


def test_a_storm_day_has_the_windows_of_no_business_day(calendars: Calendars) -> None:
    assert shown(calendars, date(2023, 9, 8)) == []
    assert shown(calendars, date(2023, 8, 31))[0] == "morning 06:00–08:30"


def test_no_window_is_guessed_before_the_first_rule(calendars: Calendars) -> None:
    with pytest.raises(PastHorizon, match="2012-03-05"):
        calendars.windows("HKEX", date(2012, 3, 2))


def test_venues_and_the_names_of_their_windows_are_told(calendars: Calendars) -> None:
    assert calendars.venues() == ("HKEX",)
    assert calendars.window_names("HKEX") == ("morning", "lunch", "evening", "eve")
    assert calendars.of_venue("HKEX") == calendars["XHKG"]


def test_every_fault_of_a_file_of_windows_is_told(tmp_path: Path) -> None:
    path = tmp_path / "windows.csv"
    path.write_text(
        "venue,exchange,since,day,name,opens,closes,source\n"
        "HKEX,XHKG,2012-03-05,whole,morning,06:00,08:30,rule\n"
        "HKEX,XHKG,2012-03-05,full,morning,08:30,06:00,rule\n"
        ",XHKG,2012-03-05,full,,06:00,08:30,rule\n",
        "utf-8",
    )
    with pytest.raises(BadInput) as caught:
        read_windows(path)
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (2, 22),
        (3, 41),
        (4, 1),
        (4, 23),
    ]
