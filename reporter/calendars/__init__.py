"""Trading days, sessions and publication windows."""

from reporter.calendars.almanac import Calendars, read_calendars
from reporter.calendars.calendar import Calendar
from reporter.calendars.model import EXCHANGES, Exchange, Session, Window
from reporter.calendars.overrides import Override, read_overrides
from reporter.errors import PastHorizon

__all__ = [
    "EXCHANGES",
    "Calendar",
    "Calendars",
    "Exchange",
    "Override",
    "PastHorizon",
    "Session",
    "Window",
    "read_calendars",
    "read_overrides",
]
