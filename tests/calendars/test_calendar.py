"""Trading days: what is known of them, steps from one to another, and where knowledge ends."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import pytest

from reporter.calendars import EXCHANGES, Calendars, read_calendars
from reporter.calendars.sessions import known_sessions
from reporter.errors import BadConfiguration, PastHorizon


@pytest.fixture(scope="module")
def calendars() -> Calendars:
    return read_calendars(date(2025, 6, 1))


@pytest.mark.parametrize("exchange", EXCHANGES)
def test_every_exchange_trades_on_a_plain_wednesday_and_on_no_sunday(
    calendars: Calendars, exchange: str
) -> None:
    assert calendars[exchange].is_trading(date(2025, 3, 26))
    assert not calendars[exchange].is_trading(date(2025, 3, 30))


@pytest.mark.parametrize(
    ("exchange", "day", "opens", "closes"),
    [
        ("XHKG", date(2025, 3, 26), "01:30", "08:00"),
        ("XSHE", date(2025, 3, 26), "01:30", "07:00"),
        ("XNYS", date(2025, 3, 7), "14:30", "21:00"),
        ("XNAS", date(2025, 3, 10), "13:30", "20:00"),  # clocks have gone forward
        ("XLON", date(2025, 3, 31), "07:00", "15:30"),
        ("XTKS", date(2025, 3, 26), "00:00", "06:30"),
    ],
)
def test_a_session_opens_and_closes_by_the_clocks_of_its_exchange(
    calendars: Calendars, exchange: str, day: date, opens: str, closes: str
) -> None:
    session = calendars[exchange].session(day)
    assert session
    assert (f"{session.open:%H:%M}", f"{session.close:%H:%M}") == (opens, closes)
    assert not session.is_half


@pytest.mark.parametrize(
    ("exchange", "day", "closes"),
    [
        ("XHKG", date(2024, 12, 24), "04:00"),
        ("XHKG", date(2024, 12, 31), "04:00"),
        ("XHKG", date(2025, 1, 28), "04:00"),  # the eve of Lunar New Year
        ("XHKG", date(2008, 2, 6), "04:30"),
        ("XNYS", date(2024, 11, 29), "18:00"),
        ("XLON", date(2024, 12, 24), "12:30"),
    ],
)
def test_half_days_are_known(calendars: Calendars, exchange: str, day: date, closes: str) -> None:
    session = calendars[exchange].session(day)
    assert session
    assert session.is_half
    assert f"{session.close:%H:%M}" == closes


@pytest.mark.parametrize(
    ("exchange", "day"),
    [
        ("XHKG", date(2023, 7, 17)),  # typhoon Talim
        ("XHKG", date(2023, 9, 1)),  # typhoon Saola
        ("XHKG", date(2023, 9, 8)),  # black rain
        ("XHKG", date(2024, 9, 6)),  # typhoon Yagi
        ("XHKG", date(2025, 4, 4)),  # Ching Ming
        ("XSHG", date(2024, 2, 9)),  # the eve of Lunar New Year
        ("XSHE", date(2025, 10, 8)),  # the last day of Golden Week
        ("XNYS", date(2025, 1, 9)),  # a day of mourning
        ("XLON", date(2022, 9, 19)),  # a state funeral
        ("XTKS", date(2025, 1, 3)),
    ],
)
def test_days_without_trading_are_known(calendars: Calendars, exchange: str, day: date) -> None:
    assert calendars[exchange].session(day) is None


def test_a_storm_that_cuts_a_session_short_makes_no_half_day(calendars: Calendars) -> None:
    session = calendars["XHKG"].session(date(2022, 11, 2))
    assert session
    assert session.close == datetime(2022, 11, 2, 5, 55, tzinfo=UTC)
    assert not session.is_half


def test_steps_go_from_trading_day_to_trading_day(calendars: Calendars) -> None:
    hong_kong = calendars["XHKG"]
    thursday, friday, monday = date(2025, 3, 20), date(2025, 3, 21), date(2025, 3, 24)
    assert hong_kong.next(friday) == monday
    assert hong_kong.previous(monday) == friday
    assert hong_kong.offset(thursday, 2) == monday
    assert hong_kong.offset(monday, -2) == thursday
    assert hong_kong.offset(friday, 0) == friday


def test_steps_from_a_weekend_count_the_trading_days_around_it(calendars: Calendars) -> None:
    hong_kong, saturday = calendars["XHKG"], date(2025, 3, 22)
    assert hong_kong.offset(saturday, 0) == date(2025, 3, 24)
    assert hong_kong.offset(saturday, 1) == date(2025, 3, 24)
    assert hong_kong.offset(saturday, 2) == date(2025, 3, 25)
    assert hong_kong.offset(saturday, -1) == date(2025, 3, 21)


def test_the_days_between_two_days_include_both(calendars: Calendars) -> None:
    first, last = date(2025, 3, 21), date(2025, 3, 25)
    assert calendars["XHKG"].between(first, last) == (first, date(2025, 3, 24), last)


def test_a_calendar_goes_to_the_end_of_next_year() -> None:
    assert read_calendars(date(2024, 1, 1))["XNYS"].last == date(2025, 12, 31)
    assert read_calendars(date(2024, 12, 31))["XNYS"].last == date(2025, 12, 31)


def test_nothing_is_guessed_past_what_is_known(calendars: Calendars) -> None:
    calendar = calendars["XNYS"]
    for ask in (calendar.session, calendar.is_trading, calendar.next):
        with pytest.raises(PastHorizon, match="to 2026-12-31, not 2027-01-04"):
            ask(date(2027, 1, 4))
    with pytest.raises(PastHorizon, match="not 2027-01-01"):
        calendar.next(calendar.last)
    with pytest.raises(PastHorizon, match="not 2027-01-01"):  # the last day is a holiday there
        calendars["XTKS"].offset(date(2026, 12, 31), 0)
    with pytest.raises(PastHorizon, match="not 1999-12-31"):
        calendar.session(date(1999, 12, 31))
    with pytest.raises(PastHorizon):
        calendar.previous(calendar.first)


def test_a_calendar_that_is_decreed_ends_where_the_decree_does() -> None:
    far = read_calendars(date(2099, 1, 1))
    assert far["XSHG"].last == far["XSHE"].last < date(2099, 1, 1)


def test_an_exchange_that_is_not_known_is_none(calendars: Calendars) -> None:
    with pytest.raises(KeyError):
        calendars["XXXX"]


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "exchange_calendars", None)
    with pytest.raises(BadConfiguration, match=r"reporter\[schedule\]"):
        known_sessions("XLON", date(2011, 12, 31))
