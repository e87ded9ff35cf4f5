"""The trading days of one exchange: which days they are, and steps from one to another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from reporter.calendars.kept import sessions_until
from reporter.calendars.model import EXCHANGES, Session
from reporter.calendars.overrides import Override
from reporter.calendars.sessions import FIRST
from reporter.errors import PastHorizon

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The sessions of an exchange from `first` to `last`, both known days; no other is."""

    exchange: str
    first: date
    last: date
    days: tuple[date, ...]
    sessions: Mapping[date, Session]

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the exchange."""
        return ZoneInfo(EXCHANGES[self.exchange].zone)

    def session(self, day: date) -> Session | None:
        """The session of a day; None on a day without. Raises PastHorizon, as all others do."""
        if not self.first <= day <= self.last:
            raise PastHorizon(self.exchange, day, self.first, self.last)
        return self.sessions.get(day)

    def is_trading(self, day: date) -> bool:
        return self.session(day) is not None

    def next(self, day: date) -> date:
        """The first trading day after a day."""
        return self.offset(day, 1)

    def previous(self, day: date) -> date:
        """The last trading day before a day."""
        return self.offset(day, -1)

    def offset(self, day: date, count: int) -> date:
        """The trading day `count` after a day, or before it where `count` is negative.

        0 is the day itself, or the next trading day where it is none; -1 is the trading day
        before it, 1 the one after it.
        """
        self.session(day)
        at = bisect_right(self.days, day) - 1 if count > 0 else bisect_left(self.days, day)
        if not 0 <= at + count < len(self.days):
            beyond = self.first - DAY if count < 0 else self.last + DAY
            raise PastHorizon(self.exchange, beyond, self.first, self.last)
        return self.days[at + count]

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The trading days from one day to another, both of which must be known."""
        self.session(first), self.session(last)
        return self.days[bisect_left(self.days, first) : bisect_right(self.days, last)]


def calendar_of(exchange: str, until: date, overrides: Iterable[Override] = ()) -> Calendar:
    """The calendar of one of EXCHANGES, to the end of `until`'s year or as far as it is known.

    A later override of a day takes the place of an earlier one. Raises KeyError for an exchange
    that is none of them.
    """
    known, last = sessions_until(EXCHANGES[exchange].kept_as, date(until.year, 12, 31))
    sessions = {session.day: session for session in known}
    for override in overrides:
        if override.exchange == exchange and FIRST <= override.day <= last:
            sessions.pop(override.day, None)
            sessions |= {override.day: override.session} if override.session else {}
    days = tuple(sorted(sessions))
    return Calendar(exchange, FIRST, last, days, sessions)
