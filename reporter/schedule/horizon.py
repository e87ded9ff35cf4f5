"""How far the calendars go that a schedule needs, and whether that is to be said by now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reporter.calendars import Calendars
from reporter.schedule.model import Job, MonthEnd, OnDays, WallTime, WindowTime

ANNOUNCED = timedelta(days=60)
"""How long before its last known day a calendar's end is told."""


class Soon(str):
    """That what is well now will not be: to be told, and no failure."""

    mark = "soon"


def exchanges_of(job: Job, calendars: Calendars) -> tuple[str, ...]:
    """The exchanges whose days a job asks for."""
    return tuple(dict.fromkeys(_exchanges(job, calendars)))


def _exchanges(job: Job, calendars: Calendars) -> Iterator[str]:
    if not isinstance(job.when, OnDays):
        return
    days, moment = job.when.days, job.when.moment
    if not isinstance(days, MonthEnd):
        yield days.exchange
    if isinstance(moment, WindowTime):
        yield calendars.of_venue(moment.venue).exchange
    elif not isinstance(moment, WallTime):
        yield moment.exchange


def horizon_of(job: Job, calendars: Calendars) -> date | None:
    """The last day that all calendars of a job know; None for a job that asks for none."""
    return min((calendars[one].last for one in exchanges_of(job, calendars)), default=None)


def ends(last: date, today: date) -> Soon | None:
    """That a calendar ends within ANNOUNCED, or has ended, and what to do; or else None."""
    left = (last - today).days
    if left > ANNOUNCED.days:
        return None
    when = f"ends in {left} days, on {last}" if left >= 0 else f"ended on {last}"
    return Soon(f"{when}; past it no job runs: install a newer exchange-calendars")
