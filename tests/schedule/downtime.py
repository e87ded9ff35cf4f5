"""A ticker that is up and down at random, and what must become of the occasions that it finds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import TypeAlias

from oracle import Results, Told, oracle
from random_jobs import RESULTS, random_results

from reporter.calendars import Calendars
from reporter.schedule.dates import Dates
from reporter.schedule.due import due
from reporter.schedule.model import CatchUp, Job, OnDays, ResultsDays
from reporter.schedule.results import ResultsDate

Verdict: TypeAlias = tuple[datetime, str, bool]
"""At which tick an occasion was judged, its key, and whether it ran."""

QUARTER_HOUR = timedelta(minutes=15)


@dataclass(frozen=True)
class Life:
    """When the ticker ticked, and from when on each results calendar was in the file."""

    ticks: tuple[datetime, ...]
    calendars: tuple[tuple[datetime, tuple[ResultsDate, ...]], ...]

    def results(self, now: datetime) -> tuple[ResultsDate, ...]:
        return [dates for since, dates in self.calendars if since <= now][-1]


def random_life(random: Random, start: datetime, length: timedelta, versions: int) -> Life:
    """Ticks with holes of minutes to days, while results dates move, are confirmed and undone."""
    end = start + length
    calendars = [(start, random_results(random, start, end))]
    for number in range(1, versions):
        moved = tuple(_moved(random, one) for one in calendars[-1][1])
        calendars.append((start + length * number / versions, moved))
    return Life(tuple(_ticks(random, start, end, (5, 7, 15, 30, 60))), tuple(calendars))


def long_life(random: Random, start: datetime, end: datetime) -> Life:
    """Ticks some hours apart over many years, with holes; no results."""
    return Life(tuple(_ticks(random, start, end, (60, 115, 245))), ((start, ()),))


def _ticks(
    random: Random, start: datetime, end: datetime, steps: tuple[int, ...]
) -> Iterator[datetime]:
    now, step = start, random.choice(steps)
    while now < end:
        yield now
        hole = random.choice((0, 20, 90, 700, 3000, 9000)) if random.random() < 0.02 else 0
        now += timedelta(minutes=step + hole)


def _moved(random: Random, one: ResultsDate) -> ResultsDate:
    if random.random() < 0.6:
        return one
    day = one.day + timedelta(days=random.randint(-6, 6))
    return ResultsDate(one.entity, one.period, day, random.random() < 0.6)


def lived(job: Job, life: Life, calendars: Calendars) -> list[Verdict]:
    """What the rule under test makes of each tick."""
    born, done, verdicts = life.ticks[0], set[str](), []
    for since, now in pairwise(life.ticks):
        found = due(job, since, now, done, Dates(calendars, {RESULTS: life.results(now)}), born)
        assert found.unknown is None
        new = [(now, occasion.key, True) for occasion in found.to_run]
        new += [(now, skipped.occasion.key, False) for skipped in found.skipped]
        done |= {key for _, key, _ in new}
        verdicts += new
    return sorted(verdicts)


def foretold(job: Job, life: Life) -> list[Verdict]:
    """What must become of each occasion that the oracle tells, by the words of the documents."""
    told = {
        since: oracle(job, life.ticks[0], life.ticks[-1], flat(dates))
        for since, dates in life.calendars
    }
    done, verdicts = set[str](), []
    for since, now in pairwise(life.ticks):
        version = told[max(start for start in told if start <= now)]
        seen = version[first_seen(job, version, since) : bisect_right(version, now, key=moment)]
        for when, key in seen:
            if key not in done:
                later = any(other > when and of(job, name) == of(job, key) for other, name in seen)
                verdicts.append((now, key, runs(job, now - when, later)))
                done.add(key)
    return sorted(verdicts)


def moment(told: Told) -> datetime:
    return told[0]


def first_seen(job: Job, told: list[Told], since: datetime) -> int:
    """What came since the last tick; or ever, as a results date may have moved to the past."""
    return 0 if follows_results(job) else bisect_right(told, since, key=moment)


def flat(dates: tuple[ResultsDate, ...]) -> Results:
    return tuple((one.entity, one.period, one.day, one.is_confirmed) for one in dates)


def follows_results(job: Job) -> bool:
    return isinstance(job.when, OnDays) and isinstance(job.when.days, ResultsDays)


def of(job: Job, key: str) -> str:
    """Whose results a key is of; a job that follows none is all of one kind."""
    return key.split("/")[0] if follows_results(job) else ""


def runs(job: Job, age: timedelta, later: bool) -> bool:
    if age > job.behaviour.within:
        return False
    match job.behaviour.catch_up:
        case CatchUp.ALL:
            return True
        case CatchUp.LATEST:
            return not later
        case CatchUp.NONE:
            return age <= QUARTER_HOUR
