"""The moment of a day at which a job runs, and which days have theirs in a stretch of time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from reporter.calendars import Calendars
from reporter.calendars.calendar import DAY
from reporter.schedule.model import Moment, SessionTime, WallTime, WindowTime
from reporter.schedule.wall import instant

FIRST = "first"


def moment_of(moment: Moment, day: date, calendars: Calendars) -> datetime | None:
    """The moment of a day, in UTC; None on a day that has none. Raises PastHorizon."""
    match moment:
        case WallTime(at, zone):
            return instant(day, at, ZoneInfo(zone))
        case SessionTime(exchange, side, offset):
            if not (session := calendars[exchange].session(day)):
                return None
            return (session.open if side == "open" else session.close) + offset
        case WindowTime(venue, name, offset):
            opens = _opening(calendars, venue, name, day)
            return opens and opens + offset


def _opening(calendars: Calendars, venue: str, name: str, day: date) -> datetime | None:
    """When a window of a day opens; that on the eve of a business day is one of both days."""
    windows = calendars.windows(venue, day)
    if name == FIRST:
        return windows[0].opens if windows else None
    if not calendars.of_venue(venue).is_trading(day - DAY):
        windows += calendars.windows(venue, day - DAY)
    return next((window.opens for window in windows if window.name == name), None)


def reach_of(
    moment: Moment, after: datetime, until: datetime, calendars: Calendars
) -> tuple[date, date]:
    """The days from which to which a moment in (after, until] may be; others have none there."""
    match moment:
        case WallTime(at, zone):
            clock = ZoneInfo(zone)
            first, last = _dates(after, until, clock)
            is_past = instant(last, at, clock) > until
            return first - DAY, last - is_past * DAY
        case SessionTime(exchange, _, offset):
            return _dates(after - offset, until - offset, calendars[exchange].zone)
        case WindowTime(venue, name, offset):
            calendar = calendars.of_venue(venue)
            first, last = _dates(after - offset, until - offset, calendar.zone)
            is_eve = name != FIRST and last <= calendar.last and not calendar.is_trading(last)
            return first, last + is_eve * DAY


def _dates(after: datetime, until: datetime, zone: ZoneInfo) -> tuple[date, date]:
    return after.astimezone(zone).date(), until.astimezone(zone).date()


def about(moment: Moment) -> str:
    """A moment in words: 30 minutes before the close of XHKG."""
    match moment:
        case WallTime(at, zone):
            return f"at {at:%H:%M} {zone}"
        case SessionTime(exchange, side, offset):
            return f"{_from(offset)} the {side} of {exchange}"
        case WindowTime(venue, name, offset):
            return f"{_from(offset)} the opening of the {name} window of {venue}"


def _from(offset: timedelta) -> str:
    """At, or how long before or after."""
    minutes = round(abs(offset) / timedelta(minutes=1))
    side = "before" if offset < timedelta() else "after"
    return f"{minutes} minute{'s' * (minutes != 1)} {side}" if minutes else "at"
