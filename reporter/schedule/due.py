"""Which occasions are to run now, and which are left out and why: the rule of catching up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from reporter.errors import PastHorizon
from reporter.schedule.dates import Dates
from reporter.schedule.model import Behaviour, CatchUp, Job, Occasion, OnDays, ResultsDays
from reporter.schedule.occasions import occasions

ON_TIME = timedelta(minutes=15)
"""How late an occasion may be taken up and not be one that passed while nothing ran."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """An occasion that is not to run, and why in words."""

    occasion: Occasion
    reason: str


@dataclass(frozen=True, slots=True)
class Due:
    """What to do with the occasions that have come; `unknown` is what no calendar could tell."""

    to_run: tuple[Occasion, ...]
    skipped: tuple[Skipped, ...]
    unknown: PastHorizon | None = None


def due(
    job: Job,
    since: datetime,
    now: datetime,
    done: Collection[str],
    dates: Dates,
    born: datetime | None = None,
) -> Due:
    """The occasions of a job in (since, now] whose keys are not in `done`, sorted out.

    `done` are all keys that have been run, taken up or skipped. A results date may be moved or
    confirmed after its moment has passed: occasions of such a job are looked for since `born`,
    when the job was first seen (by default `since`).
    """
    come, unknown = _come(job, _start(job, since, born or since), now, dates)
    to_run, skipped = [], []
    for occasion, reason in _judged(job, come, now):
        if occasion.key in done:
            continue
        if reason:
            skipped.append(Skipped(occasion, reason))
        else:
            to_run.append(occasion)
    return Due(tuple(to_run), tuple(skipped), unknown)


def _start(job: Job, since: datetime, born: datetime) -> datetime:
    follows_results = isinstance(job.when, OnDays) and isinstance(job.when.days, ResultsDays)
    return min(since, born) if follows_results else since


def _come(
    job: Job, since: datetime, now: datetime, dates: Dates
) -> tuple[list[Occasion], PastHorizon | None]:
    come = []
    try:
        for occasion in occasions(job, since, now, dates):
            come.append(occasion)
    except PastHorizon as error:
        return come, error
    return come, None


def _judged(job: Job, come: Iterable[Occasion], now: datetime) -> Iterator[tuple[Occasion, str]]:
    """Each occasion with the reason for which it is not to run, or none.

    A later one stands in for an earlier one of the same entity, where they follow results.
    """
    come = tuple(come)
    latest = {occasion.entity: occasion.due for occasion in come}
    for occasion in come:
        yield occasion, _reason(job.behaviour, occasion.due, latest[occasion.entity], now)


def _reason(behaviour: Behaviour, due: datetime, latest: datetime, now: datetime) -> str:
    passed = f"it passed {in_words(now - due)} ago"
    if now - due > behaviour.within:
        return f"{passed}, and the job may be {in_words(behaviour.within)} late"
    if behaviour.catch_up is CatchUp.NONE and now - due > ON_TIME:
        return f"{passed} while nothing ran, and the job does not catch up"
    if behaviour.catch_up is CatchUp.LATEST and due < latest:
        return f"a later one has come, of {latest:%Y-%m-%d %H:%M} UTC"
    return ""


def in_words(age: timedelta) -> str:
    """A length of time: 3 days, 5 hours, 20 minutes, 30 seconds; nothing finer."""
    seconds = round(age.total_seconds())
    for name, length in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {name}s"
    return f"{seconds} second{'s' * (seconds != 1)}"
