"""Times that clocks on a wall show, as instants: what they skip, and what they show twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SECOND = timedelta(seconds=1)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When clocks in a zone show a time of a day, in UTC.

    A time that clocks skip is the moment at which they skip it; of one that comes twice the first.
    """
    shown = datetime.combine(day, at, zone)
    return shown_at(shown) or _end_of_gap(shown)


def shown_at(shown: datetime) -> datetime | None:
    """The instant at which clocks show a time, in UTC; None where they skip it."""
    when = shown.astimezone(UTC)
    again = when.astimezone(shown.tzinfo)
    return when if again.replace(tzinfo=None) == shown.replace(tzinfo=None) else None


def _end_of_gap(shown: datetime) -> datetime:
    """The instant from which the new offset holds, between the two readings of a skipped time."""
    before, after = (shown.replace(fold=fold).astimezone(UTC) for fold in (1, 0))
    old = before.astimezone(shown.tzinfo).utcoffset()
    while after - before > SECOND:
        middle = before + (after - before) // SECOND // 2 * SECOND
        if middle.astimezone(shown.tzinfo).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
