"""Judges when jobs run, and what a ticker makes of it, by the oracle; `make oracle`.

    PYTHONPATH=tests/schedule python tests/schedule/oracle_suite.py [--jobs N] [--lives N]

Ends with 1 where they differ anywhere.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import chain
from random import Random
from typing import TypeAlias

from downtime import Life, flat, foretold, lived, long_life, random_life
from oracle import oracle
from random_jobs import RESULTS, random_job, random_results

from reporter.calendars import read_calendars
from reporter.schedule.dates import Dates
from reporter.schedule.model import (
    Behaviour,
    CatchUp,
    Cron,
    Job,
    OnDays,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)
from reporter.schedule.occasions import occasions

CALENDARS = read_calendars(date(2026, 1, 1))
TWENTY_YEARS = datetime(2006, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 9, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPENED, CLOSED = timedelta(minutes=5), timedelta(minutes=-30)


def long_jobs() -> Iterator[When]:
    """Three exchanges by clocks of the reader, before the close and after the open; cron text
    around the hours at which clocks change, in three zones."""
    for exchange in ("XHKG", "XSHG", "XNYS"):
        for zone in ("America/New_York", "Europe/London", "Australia/Lord_Howe"):
            yield OnDays(TradingDays(exchange), WallTime(time(2, 15), zone))
        yield OnDays(TradingDays(exchange), SessionTime(exchange, "close", CLOSED))
        yield OnDays(TradingDays(exchange), SessionTime(exchange, "open", OPENED))
    for zone in ("America/New_York", "Europe/London", "Australia/Lord_Howe"):
        yield Cron("30 1 * * *", zone)
        yield Cron("15,45 2 * * *", zone)
        yield Cron("*/20 1-2 * * *", zone)


LONG_JOBS = tuple(long_jobs())


def judged(job: Job, random: Random, after: datetime, until: datetime) -> tuple[int, set[object]]:
    """How many occasions the oracle tells of, and on which the two do not agree."""
    results = random_results(random, after, until)
    ours = [
        (one.due, one.key)
        for one in occasions(job, after, until, Dates(CALENDARS, {RESULTS: results}))
    ]
    theirs = oracle(job, after, until, flat(results))
    counted, told = Counter(ours), Counter(theirs)
    differing = (counted - told) + (told - counted)
    wrong: set[object] = set(differing)
    if [when for when, _ in ours] != sorted(when for when, _ in ours):
        wrong.add("not in order")
    return len(theirs), wrong


def random_stretch(random: Random, job: Job, days: int) -> tuple[datetime, datetime]:
    """From a random minute on; no window is known from before 2012."""
    has_window = isinstance(job.when, OnDays) and isinstance(job.when.moment, WindowTime)
    first = datetime(2013 if has_window else 2005, 1, 1, tzinfo=UTC)
    length = timedelta(minutes=random.randrange(1, days * 1440))
    after = first + timedelta(minutes=random.randrange((END - length - first) // HOUR * 60))
    return after, after + length


def random_behaviour(random: Random) -> Behaviour:
    return Behaviour(random.choice(tuple(CatchUp)), HOUR * random.choice((1, 12, 100)))


def judged_life(random: Random, days: int) -> tuple[int, set[object]]:
    """A random job over a life of ticks and holes, results dates moving meanwhile."""
    job = replace(random_job(random), behaviour=random_behaviour(random))
    start, end = random_stretch(random, job, days)
    return judged_verdicts(job, random_life(random, start, end - start, random.choice((1, 4))))


def judged_verdicts(job: Job, life: Life) -> tuple[int, set[object]]:
    """How many verdicts there are of ticks, and on which the two do not agree."""
    ours, theirs = lived(job, life, CALENDARS), foretold(job, life)
    wrong: set[object] = set(ours) ^ set(theirs)
    if len({key for _, key, _ in ours}) != len(ours):
        wrong.add("twice")
    return len(theirs), wrong


Judgements: TypeAlias = list[tuple[str, int, set[object], object]]
"""What was judged, how many there were, what is not agreed on, and of which job."""


def judge_long(number: int) -> Judgements:
    """One of the long jobs over twenty years, and over a life with holes of as long."""
    random, when = Random(number), LONG_JOBS[number]
    job = replace(random_job(random, when), behaviour=random_behaviour(random))
    without = judged(job, random, *TWENTY_YEARS)
    life = judged_verdicts(job, long_life(random, *TWENTY_YEARS))
    return [("20 years", *without, when), ("20 years with downtime", *life, when)]


def judge_random(seed: int) -> Judgements:
    random = Random(seed)
    job = random_job(random)
    return [("random jobs", *judged(job, random, *random_stretch(random, job, 700)), job.when)]


def judge_life(seed: int) -> Judgements:
    return [("random downtime", *judged_life(Random(seed), 90), seed)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=400)
    parser.add_argument("--lives", type=int, default=200)
    options = parser.parse_args()
    total = Counter({"differences": 0})
    with ProcessPoolExecutor() as pool:
        for name, count, wrong, what in chain.from_iterable(
            chain(
                pool.map(judge_long, range(len(LONG_JOBS))),
                pool.map(judge_random, range(options.jobs), chunksize=10),
                pool.map(judge_life, range(options.lives), chunksize=10),
            )
        ):
            total[name] += count
            total["differences"] += len(wrong)
            if wrong:
                sys.stderr.write(f"{name}: {what}\n    {sorted(map(str, wrong))[:4]}\n")
    for name, count in sorted(total.items()):
        sys.stdout.write(f"{name}: {count}\n")
    sys.exit(total["differences"] > 0)


if __name__ == "__main__":
    main()
