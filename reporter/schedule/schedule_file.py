"""A schedule file: what is built and sent, when, and how it behaves, read whole."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path, PurePath
from typing import Any

from reporter.archive import Place
from reporter.errors import BadInput, CannotRead, Fault, PeriodError
from reporter.languages import Edition
from reporter.mail.address import fault_of
from reporter.mail.settings import settings_path
from reporter.mail.shape import read_shape
from reporter.periods import parse_period
from reporter.render import TEMPLATES
from reporter.schedule.briefs import LATEST, is_pattern
from reporter.schedule.model import Behaviour, BriefQuery, CatchUp, Job, Owner, Schedule
from reporter.schedule.notes import Notes, holds
from reporter.schedule.schedule_schema import JobModel, OwnerModel, ScheduleModel
from reporter.schedule.when_reading import read_when
from reporter.sources.yaml_file import Where
from reporter.stores import is_url, wrong_with

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")


def load_schedule(path: Path) -> Schedule:
    """The schedule of a file; raises BadInput with every fault found, or CannotRead."""
    schedule, faults = read_schedule(path)
    if schedule is None or faults:
        raise BadInput(faults)
    return schedule


def read_schedule(path: Path) -> tuple[Schedule | None, list[Fault]]:
    """The schedule of a file as far as it has no faults, and all those it has; or CannotRead."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CannotRead(str(path), getattr(error, "strerror", None) or "not UTF-8") from error
    return parse_schedule(text, path)


def parse_schedule(text: str, path: Path) -> tuple[Schedule | None, list[Fault]]:
    """The schedule of a text without the jobs that have a fault, and every fault in it.

    None where what all of them share has one.
    """
    document, model, faults = read_shape(text, str(path), ScheduleModel)
    if document is None or model is None:
        return None, faults
    notes = Notes(document, path.parent, faults)
    schedule = _schedule(model, notes, path)
    return schedule, list(dict.fromkeys(notes.faults))


def _schedule(model: ScheduleModel, notes: Notes, path: Path) -> Schedule | None:
    zone = notes.zone(model.zone, ("zone",))
    overrides = notes.file(model.overrides, ("overrides",)) if model.overrides else None
    settings = notes.file(model.settings, ("settings",)) if model.settings else settings_path(path)
    ping = notes.web_address(model.ping, ("ping",))
    metrics = path.parent / model.metrics if model.metrics else None
    is_sound = not notes.faults
    jobs = [_whole(key, one, model, notes) for key, one in model.jobs.items()]
    whole = tuple(job for job in jobs if job)
    return Schedule(path, whole, zone, overrides, settings, ping, metrics) if is_sound else None


def _whole(key: str, model: JobModel, schedule: ScheduleModel, notes: Notes) -> Job | None:
    """A job, where it has no fault."""
    before = len(notes.faults)
    job = _JobReader(key, model, schedule, notes).job()
    return job if len(notes.faults) == before else None


class _JobReader:
    """Turns the texts of a job into what they stand for."""

    def __init__(self, key: str, model: JobModel, schedule: ScheduleModel, notes: Notes) -> None:
        self.key, self.model, self.schedule, self.notes = key, model, schedule, notes
        self.where: Where = ("jobs", key)

    def job(self) -> Job | None:
        if not _ID.fullmatch(self.key):
            self.notes.fault(self.where, "an id has letters, digits, “_”, “.” and “-”, at most 64")
        when = read_when(self.model, (*self.where, "when"), self.notes, self.schedule.zone)
        job = partial(
            Job,
            self.key,
            self.briefs(),
            editions=self.editions(*self.given("editions")),
            template=self.template(*self.given("template")),
            out=self.out(*self.given("out")),
            mailing=self.mailing(*self.given("mailing")),
            behaviour=self.behaviour(),
            owner=self.owner(*self.given("owner")),
        )
        return job(when=when) if when else None

    def given(self, key: str) -> tuple[Any, Where]:
        """What the job says, or else the schedule for all, and where."""
        if key in self.model.model_fields_set:
            return getattr(self.model, key), (*self.where, key)
        return getattr(self.schedule.defaults, key), ("defaults", key)

    def briefs(self) -> BriefQuery:
        folder, paths = self.notes.folder, self.model.briefs
        for n, name in enumerate(paths):
            where = (*self.where, "briefs", n)
            if any("**" in part and part != "**" for part in PurePath(name).parts):
                self.notes.fault(where, "“**” stands between slashes: q4/**/*.yaml")
            elif not (is_pattern(name) or holds(Path.exists, folder / name)):
                self.notes.missing(folder / name, where)
        for n, text in enumerate(self.model.periods):
            self.period(text, (*self.where, "periods", n))
        issuers, periods = tuple(self.model.issuers), tuple(self.model.periods)
        return BriefQuery(tuple(paths), folder, issuers, periods)

    def period(self, text: str, where: Where) -> None:
        try:
            _ = text == LATEST or parse_period(text)
        except PeriodError as error:
            self.notes.fault(where, f"{error.reason}, or {LATEST}", error.column - 1)

    def editions(self, names: list[str], where: Where) -> tuple[Edition, ...]:
        known = [edition.value for edition in Edition]
        good = [
            self.notes.one_of(name, known, (*where, n), "edition") for n, name in enumerate(names)
        ]
        return tuple(Edition(name) for name in dict.fromkeys(names)) if all(good) else ()

    def template(self, name: str, where: Where) -> str:
        folder = self.notes.folder / name
        if name in TEMPLATES or holds(Path.is_dir, folder):
            return name if name in TEMPLATES else str(folder)
        self.notes.one_of(name, TEMPLATES, where, "template, nor a folder of one")
        return name

    def out(self, name: str, where: Where) -> Place:
        if not is_url(name):
            return self.notes.folder / name
        if reason := wrong_with(name):
            self.notes.fault(where, reason)
        return name

    def mailing(self, name: str, where: Where) -> Path | None:
        return self.notes.file(name, where) if name else None

    def behaviour(self) -> Behaviour:
        catch_up, where = self.given("catch_up")
        known = self.notes.one_of(catch_up, list(CatchUp), where, "way to catch up")
        return Behaviour(
            CatchUp(catch_up) if known else CatchUp.NONE,
            self.notes.span(*self.given("within")),
            self.notes.number(*self.given("retries")),
            self.notes.span(*self.given("pause")),
            self.notes.span(*self.given("timeout")),
        )

    def owner(self, model: OwnerModel, where: Where) -> Owner:
        if model.address and (reason := fault_of(model.address)):
            self.notes.fault((*where, "address"), reason)
        if not model.name.isprintable() or "=?" in model.name:
            self.notes.fault((*where, "name"), "a name has no control characters and no “=?”")
        webhook = self.notes.web_address(model.webhook, (*where, "webhook"))
        return Owner(model.name, model.address, webhook)
