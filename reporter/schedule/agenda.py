"""The occasions that are to come, over all the jobs of a schedule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from reporter.errors import PastHorizon
from reporter.schedule.dates import Dates
from reporter.schedule.model import Job, Occasion
from reporter.schedule.occasions import occasions

_AHEAD = timedelta(days=400)
"""How far is looked: a year, and what may lie between a yearly occasion and the next."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What comes next, in order, and where a calendar ends before enough had come."""

    coming: tuple[Occasion, ...]
    unknown: tuple[tuple[Job, PastHorizon], ...]


def coming(jobs: Sequence[Job], now: datetime, count: int, dates: Dates) -> Agenda:
    """The next occasions of all these jobs, at most so many of them."""
    ends: dict[str, tuple[Job, PastHorizon]] = {}
    each = [_until_horizon(job, now, dates, ends) for job in jobs]
    found = tuple(islice(merge(*each, key=lambda one: (one.due, one.job)), count))
    return Agenda(found, tuple(ends.values()))


def _until_horizon(
    job: Job, now: datetime, dates: Dates, ends: dict[str, tuple[Job, PastHorizon]]
) -> Iterator[Occasion]:
    try:
        yield from occasions(job, now, now + _AHEAD, dates)
    except PastHorizon as error:
        ends[job.id] = job, error
