"""Times on the wall as instants, where clocks change and where they do not."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from reporter.schedule.wall import instant


@pytest.mark.parametrize(
    ("zone", "shown", "expected"),
    [
        ("Asia/Hong_Kong", "2025-03-26 07:30", "2025-03-25 23:30"),
        ("America/New_York", "2025-03-26 07:30", "2025-03-26 11:30"),
        # Clocks go from 02:00 to 03:00: what they skip is the moment at which they do.
        ("America/New_York", "2025-03-09 02:00", "2025-03-09 07:00"),
        ("America/New_York", "2025-03-09 02:30", "2025-03-09 07:00"),
        ("America/New_York", "2025-03-09 03:00", "2025-03-09 07:00"),
        # From 02:00 back to 01:00: what they show twice is the first.
        ("America/New_York", "2025-11-02 01:30", "2025-11-02 05:30"),
        ("America/New_York", "2025-11-02 02:00", "2025-11-02 07:00"),
        ("Europe/London", "2025-03-30 01:15", "2025-03-30 01:00"),
        ("Australia/Lord_Howe", "2025-10-05 02:15", "2025-10-04 15:30"),  # half an hour
        ("Australia/Lord_Howe", "2025-04-06 01:45", "2025-04-05 14:45"),
        ("America/Santiago", "2025-09-07 00:30", "2025-09-07 04:00"),  # at midnight
        ("America/St_Johns", "2010-03-14 00:30", "2010-03-14 03:31"),  # a minute after it
        ("Pacific/Apia", "2011-12-30 07:30", "2011-12-30 10:00"),  # a day that never was
    ],
)
def test_a_time_on_the_wall_is_one_instant(zone: str, shown: str, expected: str) -> None:
    when = datetime.fromisoformat(shown)
    found = instant(when.date(), when.time(), ZoneInfo(zone))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


def test_instants_of_a_day_keep_the_order_of_its_times() -> None:
    zone = ZoneInfo("America/New_York")
    for day in (date(2025, 3, 9), date(2025, 11, 2)):
        instants = [
            instant(day, time(hour, minute), zone) for hour in range(5) for minute in (0, 30)
        ]
        assert instants == sorted(instants)
