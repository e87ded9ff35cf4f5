"""Days on which an exchange did otherwise than its calendar says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reporter import paths
from reporter.calendars import read_calendars, read_overrides
from reporter.errors import BadInput, CannotRead

HEAD = "exchange,date,kind,open,close,source"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own.csv"


def faults(path: Path, *lines: str) -> list[str]:
    path.write_text("\n".join([HEAD, *lines]), "utf-8")
    with pytest.raises(BadInput) as caught:
        read_overrides(path)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_a_day_of_the_users_own_takes_the_place_of_what_ships(own: Path) -> None:
    day = date(2023, 9, 1)
    own.write_text(f"{HEAD}\nXHKG,{day},open,13:00,16:00,a letter\n", "utf-8")
    session = read_calendars(day, own)["XHKG"].session(day)
    assert session
    assert session.open == datetime(2023, 9, 1, 5, tzinfo=UTC)
    assert read_calendars(day)["XHKG"].session(day) is None


def test_a_holiday_may_become_a_half_day(own: Path) -> None:
    own.write_text(f"{HEAD}\nXNYS,2025-07-05,half,09:30,13:00,a notice\n", "utf-8")
    calendar = read_calendars(date(2025, 1, 1), own)["XNYS"]
    session = calendar.session(date(2025, 7, 5))
    assert session
    assert session.is_half
    assert calendar.next(date(2025, 7, 3)) == date(2025, 7, 5)


def test_a_day_of_one_exchange_is_none_of_another(own: Path) -> None:
    own.write_text(f"{HEAD}\nXSHE,2025-03-26,closed,,,a notice\n", "utf-8")
    calendars = read_calendars(date(2025, 1, 1), own)
    assert not calendars["XSHE"].is_trading(date(2025, 3, 26))
    assert calendars["XSHG"].is_trading(date(2025, 3, 26))


def test_an_override_makes_no_calendar_longer(own: Path) -> None:
    own.write_text(f"{HEAD}\nXNYS,2031-03-03,open,09:30,16:00,a guess\n", "utf-8")
    calendar = read_calendars(date(2025, 1, 1), own)["XNYS"]
    assert calendar.last == date(2026, 12, 31)
    assert calendar.days[-1] <= calendar.last


def test_every_fault_is_told_with_its_place(own: Path) -> None:
    assert faults(
        own,
        "XHKX,2025-03-26,closed,,,a",
        "XHKG,26/3/2025,closed,,,a",
        "XHKG,2025-03-26,shut,,,a",
        "XHKG,2025-03-27,closed,09:30,,a",
        "XHKG,2025-03-28,open,09:30,,a",
        "XHKG,2025-03-31,half,12:00,09:30,a",
        "XHKG,2025-04-01,half,half past nine,12:00,a",
        "XHKG,2025-04-02,closed,,,",
        "XHKG,2025-04-03,closed,,,a",
        "XHKG,2025-04-03,closed,,,b",
        "XHKG,2025-04-07,closed",
    ) == [
        "2:1: “XHKX” is none of XHKG, XSHG, XSHE, XNYS, XNAS, XLON, XTKS",
        "3:6: “26/3/2025” is not a date: write it as 2025-03-26",
        "4:17: “shut” is none of closed, open, half",
        "5:24: a day that is closed has no times",
        "6:28: close is empty",
        "7:28: 09:30 is not after 12:00",
        "8:22: “half past nine” is not a time: write it as 16:30",
        "9:26: source is empty",
        "11:6: XHKG 2025-04-03 stands in line 10 already",
        "12:17: 3 cells under 6 columns",
    ]


def test_a_file_without_a_column_or_without_text_is_told(own: Path) -> None:
    own.write_text("exchange,date,kind,source\n", "utf-8")
    with pytest.raises(BadInput, match="no column open, close"):
        read_overrides(own)
    own.write_bytes(HEAD.encode() + b"\nXHKG,2025-04-03,closed,,,\xe4\n")
    with pytest.raises(BadInput, match="2:26: not UTF-8"):
        read_overrides(own)
    with pytest.raises(CannotRead):
        read_overrides(own.parent / "none.csv")


def test_what_ships_says_where_it_is_from() -> None:
    shipped = read_overrides(paths.assets() / "exchange_overrides.csv")
    assert [one.day for one in shipped] == sorted(one.day for one in shipped)
    assert all(one.exchange == "XHKG" and len(one.source) > 20 for one in shipped)
