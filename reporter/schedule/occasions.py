"""When a job is to run: every occasion of its days and moments, or of its cron text.

Nothing is read here and no clock is asked: the same arguments give the same occasions.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from reporter.schedule.cron import cron_times
from reporter.schedule.dates import Dates
from reporter.schedule.days import days_of
from reporter.schedule.model import Cron, Job, Occasion, OnDays
from reporter.schedule.moments import about, moment_of, reach_of


def occasions(job: Job, after: datetime, until: datetime, dates: Dates) -> Iterator[Occasion]:
    """The occasions of a job in (after, until], in order; none for a job that waits for a change.

    Raises PastHorizon at the first day that a calendar does not know, after all before it.
    """
    match job.when:
        case Cron():
            yield from _by_cron(job.id, job.when, after, until)
        case OnDays():
            yield from _on_days(job.id, job.when, after, until, dates)


def _by_cron(job: str, cron: Cron, after: datetime, until: datetime) -> Iterator[Occasion]:
    for due in cron_times(cron.text, ZoneInfo(cron.zone), after, until):
        yield Occasion(job, f"{due:%Y-%m-%dT%H:%MZ}", due, f"cron {cron.text} in {cron.zone}")


def _on_days(
    job: str, when: OnDays, after: datetime, until: datetime, dates: Dates
) -> Iterator[Occasion]:
    first, last = reach_of(when.moment, after, until, dates.calendars)
    for one in days_of(when.days, first, last, dates):
        due = moment_of(when.moment, one.day, dates.calendars)
        if due and after < due <= until:
            words = f"{one.day}, {one.about}, {about(when.moment)}"
            yield Occasion(job, one.key, due, words, one.entity, one.period)
