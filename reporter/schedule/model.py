"""What a schedule says: jobs, the occasions on which they run, and how they behave.

An occasion is a pair of a day and a moment of it, a time that cron text names, or a content that
was not there before. Its key is what makes it one: a day for a trading day, the entity and period
for results, so that a date that moves makes no second run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Literal, TypeAlias

from reporter.archive import Place
from reporter.languages import Edition

Of: TypeAlias = Literal["month", "quarter"]


@dataclass(frozen=True, slots=True)
class TradingDays:
    """Every trading day of an exchange; with `nth` only that one of a month or quarter.

    `nth` counts from 1, or from -1 backwards: -1 of a month is its last trading day.
    """

    exchange: str
    nth: int | None = None
    of: Of = "month"


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """The last calendar day of each month, or of each quarter."""

    of: Of = "month"


@dataclass(frozen=True, slots=True)
class ResultsDays:
    """The trading day `offset` after (before: negative) each results date; 0 is the date itself.

    On a date that is no trading day, 0 is the next one. Empty `entities` takes all of the file.
    """

    calendar: Path
    exchange: str
    offset: int = 0
    entities: tuple[str, ...] = ()
    confirmed_only: bool = False


Days: TypeAlias = TradingDays | MonthEnd | ResultsDays


@dataclass(frozen=True, slots=True)
class WallTime:
    """A time of the day as clocks in a zone show it."""

    at: time
    zone: str


@dataclass(frozen=True, slots=True)
class SessionTime:
    """So long after the open or the close of the day's session (before: negative)."""

    exchange: str
    side: Literal["open", "close"]
    offset: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class WindowTime:
    """So long after a named publication window opens; days without that window have none.

    `name` may be "first": the first window that opens on the day.
    """

    venue: str
    name: str
    offset: timedelta = timedelta()


Moment: TypeAlias = WallTime | SessionTime | WindowTime


@dataclass(frozen=True, slots=True)
class OnDays:
    """At a moment of certain days."""

    days: Days
    moment: Moment


@dataclass(frozen=True, slots=True)
class Cron:
    """Five fields of cron text, read in a zone."""

    text: str
    zone: str


@dataclass(frozen=True, slots=True)
class OnChange:
    """When the content of a source is another one: a path or URL, or all that the briefs read."""

    source: str = ""


When: TypeAlias = OnDays | Cron | OnChange


class CatchUp(StrEnum):
    """What becomes of occasions that passed while nothing ran."""

    ALL = "all"
    LATEST = "latest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a job behaves when the world does not.

    An occasion older than `within` is skipped, and said to be. A failed run is tried again
    `retries` times, `pause` after the first and twice as long after each.
    """

    catch_up: CatchUp = CatchUp.LATEST
    within: timedelta = timedelta(hours=12)
    retries: int = 2
    pause: timedelta = timedelta(minutes=5)
    timeout: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is told, in words to act on, when a job fails."""

    name: str = ""
    address: str = ""
    webhook: str = ""


@dataclass(frozen=True, slots=True)
class BriefQuery:
    """Brief files: paths, folders and patterns, and what their issuer or period must be.

    Paths count from `folder`. Empty `issuers` or `periods` ask for nothing; those of an occasion
    after results are asked for besides. The period `latest` is the last that an issuer has.
    """

    paths: tuple[str, ...]
    folder: Path = Path()
    issuers: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What is built and sent, when, and how it behaves."""

    id: str
    briefs: BriefQuery
    when: When
    editions: tuple[Edition, ...] = (Edition.BILINGUAL,)
    template: str = "brief"
    out: Place = Path("out")
    mailing: Path | None = None
    behaviour: Behaviour = field(default_factory=Behaviour)
    owner: Owner = field(default_factory=Owner)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule file as read: its jobs, and what is local to it.

    `zone` is that of times which name no other; `settings` are those of mail, `ping` is asked for
    after each tick in which nothing failed, and `metrics` is written for Prometheus.
    """

    path: Path
    jobs: tuple[Job, ...]
    zone: str = "UTC"
    overrides: Path | None = None
    settings: Path | None = None
    ping: str = ""
    metrics: Path | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time that a job is to run: `due` is aware, in UTC; `about` says it in words.

    After results, `entity` and `period` are whose they are, as the results calendar has them.
    """

    job: str
    key: str
    due: datetime
    about: str = ""
    entity: str = ""
    period: str = ""
