"""A second telling of when jobs run, by walking through time minute by minute.

It shares the dataclasses of a schedule with what it judges, and nothing else: sessions are those of
exchange-calendars, clocks those of zoneinfo, and cron text is read here again. It looks at every
minute and asks what happens in it.
"""

from __future__ import annotations

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TypeAlias
from zoneinfo import ZoneInfo

import exchange_calendars

from reporter.schedule.model import (
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
    WindowTime,
)

START = datetime(2004, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ONE_DAY = timedelta(days=1)
ASSETS = Path(__file__).parents[2] / "assets"
SAME = {"XSHE": "XSHG", "XNAS": "XNYS"}
FIRST_DAY, LAST_DAY = date(2004, 1, 2), date(2026, 12, 31)

Told: TypeAlias = tuple[datetime, str]
"""When, and the key."""

Results: TypeAlias = tuple[tuple[str, str, date, bool], ...]
"""Entity, period, day and whether it is confirmed, of each line of a results calendar."""


@dataclass(frozen=True)
class Market:
    """Open, close and whether it is a half day, of every trading day of an exchange."""

    zone: str
    days: dict[date, tuple[datetime, datetime, bool]]


@cache
def market(exchange: str) -> Market:
    """The sessions that exchange-calendars has, but for the days of the overrides that ship."""
    told = exchange_calendars.get_calendar(
        SAME.get(exchange, exchange), start=FIRST_DAY.isoformat(), end=LAST_DAY.isoformat()
    )
    early = {stamp.date() for stamp in told.early_closes}
    days = {
        stamp.date(): (
            row["open"].to_pydatetime(),
            row["close"].to_pydatetime(),
            stamp.date() in early,
        )
        for stamp, row in told.schedule.iterrows()
    }
    with (ASSETS / "exchange_overrides.csv").open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            if line["exchange"] == exchange:
                day = date.fromisoformat(line["date"])
                days.pop(day, None)
                if line["kind"] != "closed":
                    hours = [
                        datetime.combine(day, time.fromisoformat(line[at]), told.tz).astimezone(UTC)
                        for at in ("open", "close")
                    ]
                    days[day] = (hours[0], hours[1], line["kind"] == "half")
    return Market(str(told.tz), days)


@cache
def clock(zone: str, year: int) -> array[int]:
    """What clocks in a zone show at every minute of a year of UTC, in minutes since START."""
    tz = ZoneInfo(zone)
    start, end = (round(datetime(at, 1, 1, tzinfo=UTC).timestamp()) for at in (year, year + 1))
    shown = array("i")
    for second in range(start, end, 60):
        now = datetime.fromtimestamp(second, tz)
        shown.append((now.toordinal() - START.toordinal()) * 1440 + now.hour * 60 + now.minute)
    return shown


def day_of(shown: int) -> date:
    return date.fromordinal(START.toordinal() + shown // 1440)


def index(when: datetime) -> int:
    """The minutes from START till then."""
    return (when - START) // MINUTE


def minutes(zone: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Every minute from one to another, with what clocks show."""
    for year in range((START + first * MINUTE).year, (START + last * MINUTE).year + 1):
        base = index(datetime(year, 1, 1, tzinfo=UTC))
        shown = clock(zone, year)
        for place in range(max(first - base, 0), min(last - base + 1, len(shown))):
            yield base + place, shown[place]


def walk(zone: str, after: int, until: int) -> Iterator[tuple[int, int, Iterable[int]]]:
    """Every minute in (after, until]: its number, what clocks show, and what they show, or have
    skipped, for the first time."""
    start = after - 3 * 1440
    high = next(minutes(zone, start, start))[1]
    for minute, now in minutes(zone, start + 1, until):
        if minute > after:
            yield minute, now, range(high + 1, now + 1)
        if now > high:
            high = now


def oracle(job: Job, after: datetime, until: datetime, results: Results = ()) -> list[Told]:
    """Every occasion of a job in (after, until], by minute and key. Both are whole minutes."""
    first, last = index(after), index(until)
    match job.when:
        case Cron(text, zone):
            named = [START + minute * MINUTE for minute in by_cron(text, zone, first, last)]
            return [(when, f"{when:%Y-%m-%dT%H:%MZ}") for when in named]
        case OnDays(days, moment):
            wanted = wanted_days(days, results)
            return sorted(
                (START + minute * MINUTE, key)
                for minute, day in happenings(moment, first, last)
                for key in wanted(day)
            )
    raise AssertionError(job)


def happenings(moment: Moment, after: int, until: int) -> Iterator[tuple[int, date]]:
    """Each minute in which the moment of some day comes, with that day."""
    match moment:
        case WallTime(at, zone):
            of_day = at.hour * 60 + at.minute
            for minute, _, new in walk(zone, after, until):
                for shown in new:
                    if shown % 1440 == of_day:
                        yield minute, day_of(shown)
        case SessionTime(exchange, side, offset):
            late = offset // MINUTE
            hours = {
                index(closes if side == "close" else opens): day
                for day, (opens, closes, _) in market(exchange).days.items()
            }
            for minute in range(after + 1, until + 1):
                if minute - late in hours:
                    yield minute, hours[minute - late]
        case WindowTime(_, name, offset):
            late = offset // MINUTE
            for minute, shown in minutes("Asia/Hong_Kong", after + 1 - late, until - late):
                for day in openings(name, shown):
                    yield minute + late, day


def openings(name: str, shown: int) -> Iterator[date]:
    """The days whose window of that name opens when clocks in Hong Kong show a minute."""
    if shown % 1440 not in opening_minutes():
        return
    day = day_of(shown)
    today = windows_on(day)
    for line in today:
        if opening_minute(line) == shown % 1440:
            if line["name"] == name or (name == "first" and line is today[0]):
                yield day
            if line["day"] == "eve" and line["name"] == name:
                yield day + ONE_DAY


def opening_minute(line: dict[str, str]) -> int:
    hour, _, minute = line["opens"].partition(":")
    return int(hour) * 60 + int(minute)


@cache
def opening_minutes() -> set[int]:
    return {opening_minute(line) for line in windows()}


@cache
def windows() -> list[dict[str, str]]:
    with (ASSETS / "publication_windows.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def windows_on(day: date) -> list[dict[str, str]]:
    """The lines of the file that hold on a day, the earliest first."""
    trading = market("XHKG").days
    if day in trading:
        kind = "half" if trading[day][2] else "full"
    else:
        kind = "eve" if day + ONE_DAY in trading else "none"
    since = max(line["since"] for line in windows() if line["since"] <= day.isoformat())
    lines = [line for line in windows() if line["since"] == since and line["day"] == kind]
    return sorted(lines, key=lambda line: line["opens"])


def wanted_days(days: Days, results: Results) -> Callable[[date], list[str]]:
    """What tells of a day under which keys the job runs on it."""
    match days:
        case TradingDays(exchange, int(nth), of):
            return lambda day: nth_keys(exchange, nth, of, day)
        case TradingDays(exchange):
            trading = market(exchange).days
            return lambda day: [day.isoformat()] if day in trading else []
        case MonthEnd(of):
            return lambda day: [day.isoformat()] if is_end(of, day) else []
        case ResultsDays():
            told = after_results(days, results)
            return lambda day: [key for one, key in told if one == day]


def span(of: str, day: date) -> str:
    return f"{day:%Y-%m}" if of == "month" else f"{day.year}Q{(day.month + 2) // 3}"


def is_end(of: str, day: date) -> bool:
    return span(of, day) != span(of, day + ONE_DAY)


@cache
def nth_keys(exchange: str, nth: int, of: str, day: date) -> list[str]:
    """Counts the trading days from this one to the start, or the end, of its month or quarter."""
    trading = market(exchange).days
    if day not in trading:
        return []
    step, count, other = ONE_DAY if nth < 0 else -ONE_DAY, 0, day
    while span(of, other) == span(of, day):
        count += other in trading
        other += step
    return [f"{span(of, day)}/{nth}"] if count == abs(nth) else []


@cache
def after_results(days: ResultsDays, results: Results) -> list[tuple[date, str]]:
    """Steps from each date, day by day, over as many trading days as the job says."""
    trading = market(days.exchange).days
    found = []
    for entity, period, day, is_confirmed in results:
        if days.entities and entity not in days.entities:
            continue
        if days.confirmed_only and not is_confirmed:
            continue
        left = abs(days.offset)
        while not left and day not in trading and day < LAST_DAY:
            day += ONE_DAY
        while left and day < LAST_DAY:
            day += ONE_DAY if days.offset > 0 else -ONE_DAY
            left -= day in trading
        found.append((day, f"{entity}/{period}/{days.offset:+d}"))
    return found


NAMES = {
    name: number
    for names, start in (
        ("SUN MON TUE WED THU FRI SAT", 0),
        ("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 1),
    )
    for number, name in enumerate(names.split(), start)
}


def values(field: str, low: int, high: int) -> set[int]:
    """The numbers that a field of cron text stands for."""
    found: set[int] = set()
    for item in field.upper().split(","):
        body, _, step = item.partition("/")
        ends = [NAMES[end] if end in NAMES else int(end) for end in body.split("-") if end != "*"]
        first = ends[0] if ends else low
        last = ends[1] if len(ends) > 1 else high if step or not ends else first
        found |= set(range(first, last + 1, int(step or 1)))
    return found


def by_cron(text: str, zone: str, after: int, until: int) -> Iterator[int]:
    """Asks of every minute whether what clocks show in it, or have skipped in it, is named."""
    fields = text.split()
    past, hours = values(fields[0], 0, 59), values(fields[1], 0, 23)
    days, months, weekdays = (
        values(fields[2], 1, 31),
        values(fields[3], 1, 12),
        values(fields[4], 0, 7),
    )
    both = fields[2].startswith("*") or fields[4].startswith("*")
    often = fields[0].startswith("*") or fields[1].startswith("*")

    @cache
    def is_day(number: int) -> bool:
        day = day_of(number * 1440)
        of_month = day.day in days
        of_week = day.isoweekday() in weekdays or day.isoweekday() % 7 in weekdays
        return day.month in months and (of_month and of_week if both else of_month or of_week)

    def is_named(shown: int) -> bool:
        return shown % 60 in past and shown // 60 % 24 in hours and is_day(shown // 1440)

    for minute, now, new in walk(zone, after, until):
        if is_named(now) if often else any(is_named(shown) for shown in new):
            yield minute
