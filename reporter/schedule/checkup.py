"""Whether a schedule would run: all that it names is read, and nothing is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from reporter.calendars import EXCHANGES, Calendars
from reporter.calendars.sessions import last_known
from reporter.mail.mailing import load_mailing
from reporter.mail.settings_file import load_settings
from reporter.schedule.agenda import coming
from reporter.schedule.briefs import briefs_of
from reporter.schedule.dates import Dates, read_dates
from reporter.schedule.horizon import ends, exchanges_of
from reporter.schedule.model import Job, OnChange, Schedule
from reporter.schedule.schedule_file import load_schedule


def probes(path: Path, now: datetime) -> Mapping[str, Callable[[], str]]:
    """What there is to look into, by what it is called; a probe says how that is, or raises.

    Raises BadInput with every fault of the schedule and of the dates that it names.
    """
    schedule = load_schedule(path)
    dates = read_dates(schedule, now.date())
    mailings = dict.fromkeys(job.mailing for job in schedule.jobs if job.mailing)
    exchanges = dict.fromkeys(
        one for job in schedule.jobs for one in exchanges_of(job, dates.calendars)
    )
    found: dict[str, Callable[[], str]] = {
        f"job {job.id}": partial(_job, job, schedule, dates, now) for job in schedule.jobs
    }
    found |= {str(mailing): partial(_mailing, mailing) for mailing in mailings}
    if schedule.settings and (mailings or any(job.owner.address for job in schedule.jobs)):
        found[str(schedule.settings)] = partial(_settings, schedule.settings)
    found |= {one: partial(_calendar, one, dates.calendars, now) for one in exchanges}
    return found


def calendars(now: datetime) -> str:
    """How far the calendars go that end first."""
    lasts = {exchange: last_known(one.kept_as) for exchange, one in EXCHANGES.items()}
    known = {exchange: last for exchange, last in lasts.items() if last}
    first = min(known.values())
    names = ", ".join(exchange for exchange, last in known.items() if last == first)
    soon = ends(first, now.date())
    return type(soon)(f"{names}: {soon}") if soon else f"{names} until {first}, the others longer"


def _job(job: Job, schedule: Schedule, dates: Dates, now: datetime) -> str:
    count = len(briefs_of(job.briefs))
    said = f"{count} brief{'s' * (count != 1)}"
    if isinstance(job.when, OnChange):
        return f"{said}; when there is a change"
    ahead = coming([job], now, 1, dates).coming
    if not ahead:
        return f"{said}; no occasion is known"
    due = ahead[0].due.astimezone(ZoneInfo(schedule.zone))
    return f"{said}; next {due:%Y-%m-%d %H:%M} {schedule.zone}"


def _mailing(path: Path) -> str:
    return f"{len(load_mailing(path).readers())} readers"


def _settings(path: Path) -> str:
    return f"{len(load_settings(path).servers)} servers"


def _calendar(exchange: str, known: Calendars, now: datetime) -> str:
    last = known[exchange].last
    return ends(last, now.date()) or f"its days are known until {last}"
