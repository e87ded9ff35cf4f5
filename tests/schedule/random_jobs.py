"""Jobs at random, of every kind that a schedule may hold, and results calendars."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from reporter.calendars import EXCHANGES
from reporter.schedule.model import (
    BriefQuery,
    Cron,
    Days,
    Job,
    Moment,
    MonthEnd,
    OnDays,
    ResultsDays,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)
from reporter.schedule.results import ResultsDate

ZONES = (
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",  # half an hour
    "America/St_Johns",  # a minute after midnight, until 2011
    "America/Santiago",  # at midnight
    "Pacific/Apia",  # lost a whole day in 2011
    "Asia/Hong_Kong",
    "UTC",
)
RESULTS = Path("results.csv")
ENTITIES = ("kuaishou", "smic", "nvidia")


def random_job(random: Random, when: When | None = None) -> Job:
    return Job("job", BriefQuery(("brief.yaml",)), when or random_when(random))


def random_when(random: Random) -> When:
    if random.random() < 0.25:
        return Cron(random_cron(random), random.choice(ZONES))
    return OnDays(random_days(random), random_moment(random))


def random_days(random: Random) -> Days:
    exchange = random.choice(tuple(EXCHANGES))
    match random.randrange(6):
        case 0:
            of = random.choice(("month", "quarter"))
            most = 23 if of == "month" else 66
            nth = random.choice((1, 2, -1, -2, random.randint(1, most), -random.randint(1, most)))
            return TradingDays(exchange, nth, "month" if of == "month" else "quarter")
        case 1:
            return MonthEnd(random.choice(("month", "quarter")))
        case 2:
            entities = tuple(random.sample(ENTITIES, random.randrange(3)))
            offset = random.choice((0, 0, 1, -1, 2, random.randint(-30, 30)))
            return ResultsDays(RESULTS, exchange, offset, entities, random.random() < 0.3)
    return TradingDays(exchange)


def random_moment(random: Random) -> Moment:
    offset = timedelta(minutes=random.choice((0, 0, -30, 5, random.randint(-2000, 2000))))
    match random.randrange(3):
        case 0:
            hour = random.choice((0, 1, 2, 3, 7, 23, random.randrange(24)))
            return WallTime(time(hour, random.choice((0, 1, 30, 59))), random.choice(ZONES))
        case 1:
            exchange = random.choice(tuple(EXCHANGES))
            return SessionTime(exchange, random.choice(("open", "close")), offset)
    name = random.choice(("first", "morning", "lunch", "evening", "eve"))
    return WindowTime("HKEX", name, offset)


def random_cron(random: Random) -> str:
    hour = random.choice((random.randrange(4), random.randrange(24)))
    return " ".join(
        (
            random.choice(("0", "30", "*/30", "15,45", "10-40/15", f"{random.randrange(60)}")),
            random.choice((f"{hour}", f"{hour}", "*", "*/6", "1-3", "0,23", "8/4")),
            random.choice(("*", "*", "*", "1", "*/10", "28-31", "13")),
            random.choice(("*", "*", "*", "3,10", "mar-nov", "*/2")),
            random.choice(("*", "*", "1-5", "sun", "7", "0", "mon,fri", "*/2")),
        )
    )


def random_results(random: Random, after: datetime, until: datetime) -> tuple[ResultsDate, ...]:
    """Some dates from before the stretch to after it, weekends and holidays among them."""
    length = (until - after).days + 60
    return tuple(
        ResultsDate(entity, f"period {number}", _day(random, after, length), random.random() < 0.6)
        for number in range(12)
        for entity in ENTITIES
    )


def _day(random: Random, after: datetime, length: int) -> date:
    return after.date() + timedelta(days=random.randrange(length) - 30)
