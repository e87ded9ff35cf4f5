"""When a job runs, read from its group of keys in a schedule file."""

from __future__ import annotations

import re
from datetime import time, timedelta

from reporter import paths
from reporter.calendars import EXCHANGES
from reporter.calendars.windows import read_windows
from reporter.schedule.cron import cron_fault
from reporter.schedule.model import (
    Cron,
    Days,
    Moment,
    MonthEnd,
    Of,
    OnChange,
    OnDays,
    ResultsDays,
    SessionTime,
    TradingDays,
    WallTime,
    When,
    WindowTime,
)
from reporter.schedule.notes import Notes
from reporter.schedule.schedule_schema import BESIDE, JobModel
from reporter.sources.yaml_file import Where
from reporter.stores import is_url, wrong_with

WINDOWS = paths.assets() / "publication_windows.csv"
BRIEFS = "briefs"
"""Stands for all that the briefs of a job read, as the source whose change is waited for."""
_PERIODS = ("month", "quarter")
_NTH = {"first": 1, "last": -1}
_MOST = {"month": 23, "quarter": 66}
"""The most trading days that there can be."""
_NUMBER = re.compile(r"-?[0-9]{1,2}")
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_AROUND = re.compile(
    r"(?:(?P<count>[0-9]{1,3}) ?(?P<unit>min|h) (?P<side>before|after) )?(?:the )?"
    r"(?:(?P<session>open|close)|(?P<window>[A-Za-z][\w-]*) window)"
)
_AROUND_UNITS = {"min": "minutes", "h": "hours"}


def read_when(job: JobModel, where: Where, notes: Notes, zone: str) -> When | None:
    """When a job runs, or None where the faults say why that cannot be told.

    `zone` is that of times which name no other.
    """
    return _Reader(job, where, notes, zone).when()


class _Reader:
    def __init__(self, job: JobModel, where: Where, notes: Notes, zone: str) -> None:
        self.model, self.issuers = job.when, tuple(job.issuers)
        self.where, self.notes, self.usual_zone = where, notes, zone

    def when(self) -> When | None:
        given = self.model.model_fields_set
        kinds = [key for key in BESIDE if key in given]
        if len(kinds) != 1:
            self.fault(f"a job runs by one of {', '.join(BESIDE)}")
            return None
        for key in sorted(given - BESIDE[kinds[0]] - {kinds[0]}):
            self.fault(f"“{key}” does not go with {kinds[0]}", key)
        match kinds[0]:
            case "cron":
                if reason := cron_fault(self.model.cron):
                    self.fault(reason, "cron")
                return Cron(self.model.cron, self.zone())
            case "changed":
                return OnChange(self.source())
            case kind:
                days, moment = self.days(kind), self.moment(kind)
                return OnDays(days, moment) if moment else None

    def source(self) -> str:
        text = self.model.changed
        if text == BRIEFS:
            return ""
        if is_url(text):
            if reason := wrong_with(text):
                self.fault(reason, "changed")
            return text
        return str(self.notes.file(text, self.at("changed")))

    def days(self, kind: str) -> Days:
        model = self.model
        match kind:
            case "month_end":
                self.one_of(model.month_end, _PERIODS, "month_end", "period")
                return MonthEnd("quarter" if model.month_end == "quarter" else "month")
            case "trading_days":
                self.exchange("trading_days")
                self.one_of(model.of, _PERIODS, "of", "period")
                of: Of = "quarter" if model.of == "quarter" else "month"
                return TradingDays(model.trading_days, self.nth(_MOST[of]), of)
            case _:
                return self.results()

    def results(self) -> ResultsDays:
        model = self.model
        self.exchange("exchange")
        calendar = self.notes.file(model.results, self.at("results"))
        if {"days_after", "days_before"} <= model.model_fields_set:
            self.fault("a day is after the results or before them", "days_before")
        after = self.notes.number(model.days_after or "0", self.at("days_after"))
        before = self.notes.number(model.days_before or "0", self.at("days_before"))
        self.one_of(model.confirmed_only, ("yes", "no"), "confirmed_only", "answer")
        return ResultsDays(
            calendar,
            model.exchange,
            after - before,
            self.issuers,
            model.confirmed_only == "yes",
        )

    def nth(self, most: int) -> int | None:
        text = self.model.nth
        if not text:
            if "of" in self.model.model_fields_set:
                self.fault("say which day of it: nth", "of")
            return None
        number = _NTH.get(text) or (int(text) if _NUMBER.fullmatch(text) else 0)
        if not 0 < abs(number) <= most:
            self.fault(f"“{text}” is none of 1 to {most}, -1 to -{most}, first, last", "nth")
        return number

    def moment(self, kind: str) -> Moment | None:
        """The time of day, or how long before or after something that the exchange does."""
        text, key = self.model.at, "trading_days" if kind == "trading_days" else "exchange"
        if _CLOCK.fullmatch(text):
            if kind == "month_end" and self.model.exchange:
                self.fault("a time of day needs no exchange", "exchange")
            return WallTime(time.fromisoformat(text), self.zone())
        match = _AROUND.fullmatch(text)
        if not match:
            said = f"“{text}” is no time" if text else "at what time is missing"
            self.fault(f"{said}: at: 07:30, close, 30 min before open, first window", "at")
            return None
        if self.model.zone:
            self.fault("a zone is of a time such as 07:30", "zone")
        exchange = getattr(self.model, key)
        if kind == "month_end":
            self.exchange("exchange")
        return self.around(match, exchange, kind)

    def around(self, match: re.Match[str], exchange: str, kind: str) -> Moment:
        length = timedelta()
        if match["unit"]:
            length = timedelta(**{_AROUND_UNITS[match["unit"]]: int(match["count"])})
        offset = -length if match["side"] == "before" else length
        if match["window"]:
            return WindowTime(self.venue(exchange, match["window"]), match["window"], offset)
        if kind == "month_end":
            self.fault("a month may end on no trading day: trading_days with nth: last", "at")
        return SessionTime(exchange, "open" if match["session"] == "open" else "close", offset)

    def venue(self, exchange: str, window: str) -> str:
        """Where an exchange's issuers publish, if it has that window."""
        rules = [rule for rule in read_windows(WINDOWS) if rule.exchange == exchange]
        names = ["first", *dict.fromkeys(rule.name for rule in rules)]
        if rules:
            self.notes.one_of(window, names, self.at("at"), "window")
        elif exchange in EXCHANGES:
            self.fault(f"no publication windows of {exchange} are known", "at")
        return rules[0].venue if rules else ""

    def exchange(self, key: str) -> None:
        text = getattr(self.model, key)
        if not text:
            self.fault("of which exchange is missing: exchange")
        else:
            self.one_of(text, tuple(EXCHANGES), key, "exchange")

    def zone(self) -> str:
        text = self.model.zone
        return self.notes.zone(text, self.at("zone")) if text else self.usual_zone

    def one_of(self, text: str, known: tuple[str, ...], key: str, what: str) -> None:
        self.notes.one_of(text, known, self.at(key), what)

    def at(self, key: str) -> Where:
        return (*self.where, key)

    def fault(self, message: str, key: str = "") -> None:
        self.notes.fault(self.at(key) if key else self.where, message)
