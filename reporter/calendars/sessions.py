"""Sessions as exchange-calendars has them: the only home of that library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from reporter.calendars.model import Session
from reporter.errors import BadConfiguration

FIRST = date(2000, 1, 1)


def last_known(code: str) -> date | None:
    """The last day of an exchange that is known; None where its rules go on for ever.

    Takes half a second the first time, for pandas. Raises BadConfiguration without the library.
    """
    try:
        import exchange_calendars
    except ImportError:
        raise BadConfiguration("trading days need exchange-calendars: reporter[schedule]") from None
    calendar = exchange_calendars.get_calendar(code, start="2024-01-01", end="2024-02-01")
    bound = calendar.bound_max()
    return bound.date() if bound is not None else None


@cache
def known_sessions(code: str, until: date) -> tuple[tuple[Session, ...], date]:
    """The sessions of an exchange from 2000 on, and the last day that is known, `until` or before.

    Raises BadConfiguration without the library.
    """
    last = min(until, last_known(code) or until)
    import exchange_calendars

    calendar = exchange_calendars.get_calendar(code, start=str(FIRST), end=str(last))
    halves = {stamp.date() for stamp in calendar.early_closes}
    sessions = tuple(
        Session(day.date(), _utc(opens), _utc(closes), day.date() in halves)
        for day, opens, closes in zip(
            calendar.sessions, calendar.opens, calendar.closes, strict=True
        )
    )
    return sessions, last


def _utc(stamp: object) -> datetime:
    """A time of the calendar, which pandas keeps in UTC."""
    return datetime.fromisoformat(str(stamp)).replace(tzinfo=UTC)
