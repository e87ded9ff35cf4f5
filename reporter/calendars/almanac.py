"""Every calendar and window that is known, with a user's own days over them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reporter import paths
from reporter.calendars.calendar import Calendar, calendar_of
from reporter.calendars.model import Window
from reporter.calendars.overrides import Override, read_overrides
from reporter.calendars.windows import WindowRule, read_windows, windows_of


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars of EXCHANGES by their code, each to the end of the year after `today`'s.

    A calendar whose days are announced by decree ends sooner: Shanghai's with the year.
    """

    today: date
    overrides: tuple[Override, ...]
    rules: tuple[WindowRule, ...]

    def __getitem__(self, exchange: str) -> Calendar:
        """The calendar of an exchange; raises KeyError for one that is not of EXCHANGES."""
        return _calendar(exchange, self.today.year + 1, self.overrides)

    def venues(self) -> tuple[str, ...]:
        """The venues whose windows are known."""
        return tuple(dict.fromkeys(rule.venue for rule in self.rules))

    def window_names(self, venue: str) -> tuple[str, ...]:
        """The names that windows of a venue have had."""
        return tuple(dict.fromkeys(rule.name for rule in self.rules if rule.venue == venue))

    def of_venue(self, venue: str) -> Calendar:
        """The calendar of the exchange that a venue keeps; raises KeyError for no venue."""
        return self[{rule.venue: rule.exchange for rule in self.rules}[venue]]

    def windows(self, venue: str, day: date) -> tuple[Window, ...]:
        """The windows of a venue that open on a day, in order. Raises PastHorizon."""
        rules = [rule for rule in self.rules if rule.venue == venue]
        return windows_of(rules, self.of_venue(venue), day)


@cache
def _calendar(exchange: str, year: int, overrides: tuple[Override, ...]) -> Calendar:
    return calendar_of(exchange, date(year, 12, 31), overrides)


def read_calendars(today: date, overrides: Path | None = None) -> Calendars:
    """The calendars with the overrides that ship and those of a user's own file.

    Raises BadInput with every fault of that file, CannotRead without it.
    """
    shipped = read_overrides(paths.assets() / "exchange_overrides.csv")
    own = read_overrides(overrides) if overrides else ()
    rules = read_windows(paths.assets() / "publication_windows.csv")
    return Calendars(today, (*shipped, *own), rules)
