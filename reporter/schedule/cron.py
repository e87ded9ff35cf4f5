"""Cron text: five fields, read as Debian's cron reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import merge
from types import ModuleType
from zoneinfo import ZoneInfo

from reporter.errors import BadConfiguration
from reporter.schedule.wall import instant, shown_at

FIELDS = 5
LONGEST_GAP = timedelta(days=2)
"""More than clocks have ever skipped."""


def cron_fault(text: str) -> str:
    """What is wrong with a cron text; nothing where it can be read and names a day that comes.

    Raises BadConfiguration without cronsim, as all here do.
    """
    cronsim = _cronsim()
    if (count := len(text.split())) != FIELDS:
        return f"cron text has five fields (minute hour day month weekday), not {count}"
    try:
        next(cronsim.CronSim(text, datetime(2000, 1, 1)))
    except cronsim.CronSimError as error:
        return f"cron text “{text}”: {str(error).lower()}"
    except StopIteration:
        return f"cron text “{text}” names a day that never comes"
    return ""


def cron_times(text: str, zone: ZoneInfo, after: datetime, until: datetime) -> Iterator[datetime]:
    """The times in (after, until] that a cron text names in a zone, in UTC, each once.

    Where minute and hour are both named, a time that clocks skip is the moment they skip it, and
    one that comes twice is the first. Where either begins with a star the text means every so
    often, and each time that clocks show is one.
    """
    start, last = _start(after, zone), after
    for when in (_every_so_often if _has_star(text) else _at_wall_times)(text, zone, start):
        if when > until:
            return
        if when > last:
            last = when
            yield when


def _start(after: datetime, zone: ZoneInfo) -> datetime:
    """What clocks show at an instant; two days earlier where they change around it."""
    near = (when.astimezone(zone) for when in (after - LONGEST_GAP, after + LONGEST_GAP))
    is_steady = len({when.utcoffset() for when in near}) == 1
    start = after if is_steady else after - LONGEST_GAP
    return start.astimezone(zone).replace(tzinfo=None)


def _has_star(text: str) -> bool:
    return any(field.startswith("*") for field in text.split()[:2])


def _at_wall_times(text: str, zone: ZoneInfo, start: datetime) -> Iterator[datetime]:
    return (instant(shown.date(), shown.time(), zone) for shown in _walk(text, start))


def _every_so_often(text: str, zone: ZoneInfo, start: datetime) -> Iterator[datetime]:
    """Both readings of what comes twice, in the order in which they come."""
    return merge(*(_readings(text, zone, start, fold) for fold in (0, 1)))


def _readings(text: str, zone: ZoneInfo, start: datetime, fold: int) -> Iterator[datetime]:
    for shown in _walk(text, start):
        if when := shown_at(shown.replace(tzinfo=zone, fold=fold)):
            yield when


def _walk(text: str, start: datetime) -> Iterator[datetime]:
    """The times that a text names on clocks that never change."""
    times: Iterator[datetime] = _cronsim().CronSim(text, start)
    return times


def _cronsim() -> ModuleType:
    try:
        import cronsim
    except ImportError:
        raise BadConfiguration("cron text needs cronsim: reporter[schedule]") from None
    return cronsim
