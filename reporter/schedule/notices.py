"""What a job's owner is told: what went wrong since when, what was not sent, and what to do."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from socket import gethostname
from typing import Any
from zoneinfo import ZoneInfo

from reporter.archive import Place
from reporter.errors import ReporterError
from reporter.schedule.briefs import briefs_of
from reporter.schedule.model import Job, Schedule
from reporter.schedule.run import JobState, Run, RunState

_INDENT = "\n    "
_MANY = 20
"""The most occasions that are named one by one."""
_WRONG = {
    1: "a check, a page or a message did not come out right",
    65: "what the briefs are made from has faults",
    69: "a service could not be reached",
    70: "a bug in reporter, or a run that was ended",
    73: "something could not be written",
    75: "something was locked or put off",
    76: "nobody can know whether a message was taken",
    78: "the settings will not do",
}
"""What exit codes stand for."""
_INPUT, _SERVICE, _FATE, _SETTINGS = (1, 65), 69, 76, 78


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell: `record` is the same for a program."""

    subject: str
    text: str
    record: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A job whose owner is to be told, as the ledger has it, and the run that this is about.

    There is none where the job does not know when to run.
    """

    schedule: Schedule
    job: Job
    state: JobState
    run: Run | None
    ledger: Path

    @property
    def is_failing(self) -> bool:
        return self.state.failing is not None

    @property
    def since(self) -> datetime | None:
        """When the failures began: of those that go on, or of those that the owner was told of."""
        return self.state.failing or self.state.told

    @property
    def reason(self) -> str:
        return self.state.fault or (self.run.reason if self.run else "")

    def shown(self, moment: datetime) -> str:
        """A time as clocks show it in the zone of the schedule."""
        zone = self.schedule.zone
        return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M} {zone}"


def failure(case: Case) -> Notice:
    """That a job fails or waits for a person, once for all that follows from the same."""
    commands = tuple(_commands(case))
    waits = case.run and case.run.outcome.held
    rest = (
        _INDENT.join(("To see to it:", *commands)),
        "You are told this once; and again when the job works.",
    )
    return _notice(case, "waits for you" if waits else "failed", rest, commands)


def recovery(case: Case, missed: Sequence[Run] = ()) -> Notice:
    """That a job works again, and which occasions came to nothing meanwhile."""
    lost = [f"{case.shown(run.occasion.due)}, {run.occasion.about}" for run in missed[:_MANY]]
    lost += [f"and {len(missed) - _MANY} more"] if len(missed) > _MANY else []
    left = _INDENT.join(("Not made up for:", *lost)) if lost else "Nothing was left out."
    return _notice(case, "works again", (left,))


def _notice(case: Case, kind: str, rest: Sequence[str], commands: Sequence[str] = ()) -> Notice:
    run, subject = case.run, f"Job {case.job.id} {kind}"
    whose = f"The job {case.job.id} of {_whole(case.schedule.path)} on {gethostname()} {kind}."
    text = "\n\n".join((whose, "\n".join(_said(case)), *rest))
    record = {
        "text": f"{subject}\n\n{text}",
        "kind": kind,
        "schedule": _whole(case.schedule.path),
        "job": case.job.id,
        "since": case.since.isoformat() if case.since else None,
        "occasion": run.occasion.key if run else None,
        "due": run.occasion.due.isoformat() if run else None,
        "code": run.outcome.code if run else None,
        "reason": case.reason,
        "commands": list(commands),
    }
    return Notice(subject, text, record)


def _said(case: Case) -> Iterator[str]:
    """What is known, a line or an indented list each."""
    run, wrong = case.run, case.reason if case.is_failing else ""
    if run:
        yield f"Occasion: {case.shown(run.occasion.due)}, {run.occasion.about}"
    if case.since:
        yield f"Since: {case.shown(case.since)}"
    if wrong:
        meaning = _WRONG.get(run.outcome.code, "") if run else ""
        yield _INDENT.join((f"What is wrong: {meaning}".rstrip(": "), *wrong.splitlines()))
    if run:
        yield _INDENT.join((f"PDFs made: {len(run.outcome.files)}", *_places(run)))
        yield f"Messages: {_messages(case.job, run)}"
    if case.is_failing:
        yield f"Next: {_next(case)}"
        yield f"Paths count from: {Path.cwd()}"


def _places(run: Run) -> Iterator[str]:
    return (file.place for file in run.outcome.files)


def _messages(job: Job, run: Run) -> str:
    if not job.mailing:
        return "the job sends none"
    counts = ", ".join(f"{count} {state}" for state, count in run.outcome.mail.items())
    return counts or f"none was sent to the readers of {_whole(job.mailing)}"


def _next(case: Case) -> str:
    if not case.run:
        return "until that is mended, the job does not know when to run"
    if case.run.state is RunState.WAITING:
        return f"it is tried again at {case.shown(case.run.next)}"
    return "this occasion is not tried again; the next one is"


def _commands(case: Case) -> Iterator[str]:
    """What a person runs, from anywhere on that machine, after mending what is to be mended."""
    run, job = case.run, case.job
    if not run:
        yield _command("reporter", "doctor", "--schedule", _whole(case.schedule.path))
        return
    if run.outcome.code == _FATE:
        yield _command("reporter", "email", "reconcile", "--help")
        return
    if run.outcome.code in (_SERVICE, _SETTINGS) and job.mailing:
        yield _command("reporter", "doctor", "--mail", *_settings(case))
    briefs = _briefs(case)
    if run.outcome.code in _INPUT and briefs:
        yield _command("reporter", "check", *briefs)
    for brief in briefs:
        if run.outcome.held:
            yield _command("reporter", "email", "approve", brief, "--ledger", _whole(case.ledger))
        elif job.mailing:
            yield _command("reporter", "email", "send", brief, *_sending(case, job.mailing))
    if briefs and not job.mailing:
        editions = [part for edition in job.editions for part in ("--edition", edition.value)]
        how = ("--template", job.template, "--out", _whole(job.out))
        yield _command("reporter", "build", *briefs, *editions, *how)


def _sending(case: Case, mailing: Path) -> Sequence[str]:
    how = ("--mailing", _whole(mailing), "--template", case.job.template)
    return (*how, *_settings(case), "--ledger", _whole(case.ledger))


def _settings(case: Case) -> Sequence[str]:
    return ("--settings", _whole(case.schedule.settings)) if case.schedule.settings else ()


def _briefs(case: Case) -> list[str]:
    """The briefs of the occasion, or what leads to them where they cannot be told."""
    query = case.job.briefs
    whose = (case.run.occasion.entity, case.run.occasion.period) if case.run else ()
    try:
        return [_whole(path) for path in briefs_of(query, *whose)]
    except ReporterError:
        return [_whole(query.folder / name) for name in query.paths]


def _command(*words: str) -> str:
    return shlex.join(words)


def _whole(place: Place) -> str:
    """A path that can be used from anywhere; a URL as it is."""
    return place if isinstance(place, str) else str(place.resolve())
