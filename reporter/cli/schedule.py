"""reporter schedule: builds and sends what is due, and says what was and what will be."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from reporter.cli import tell, verbosity
from reporter.cli.schedule_report import (
    occasion_record,
    run_record,
    show_health,
    show_occasions,
    show_run,
    show_tick,
    tick_record,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reporter.errors import Fault
    from reporter.schedule.model import Schedule
    from reporter.schedule.run import Run
    from reporter.schedule.runs import Runs

_file = click.argument(
    "schedule",
    metavar="[SCHEDULE]",
    default="schedule.yaml",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
_ledger = click.option(
    "--ledger",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="out/ledger.sqlite where it is not given, or what REPORTER_LEDGER names.",
)
_job = click.option("--job", "only", multiple=True, metavar="JOB", help="Of these jobs alone.")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
_adopt = click.option(
    "--adopt", is_flag=True, help="Run the schedules of this ledger here from now on."
)


def _zone(_context: click.Context, _option: click.Parameter, value: str) -> ZoneInfo | None:
    """The zone of that name; none for that of this machine."""
    try:
        return ZoneInfo(value) if value else None
    except (ZoneInfoNotFoundError, ValueError) as error:
        reason = f"no time zone is called {value}: say Asia/Hong_Kong"
        raise click.BadParameter(reason) from error


@click.group("schedule")
def command() -> None:
    """Build and send what is due, once per occasion; SCHEDULE is schedule.yaml by default."""


@command.command("tick")
@_file
@_ledger
@_adopt
@_json
@verbosity
def tick(
    schedule: Path, ledger: Path | None, adopt: bool, as_json: bool, verbose: bool, quiet: bool
) -> None:
    """Do what is due now, once; to be fired by anything, as often as one likes.

    Jobs that have a fault in the file do not keep the others from running; it ends with 65.
    """
    from reporter.ledger import ledger_path
    from reporter.schedule.tick import tick as take

    tell(verbose, quiet)
    loaded, faults = _read(schedule)
    report = take(loaded, ledger or ledger_path(), adopt=adopt, faults=faults)
    if as_json:
        click.echo(json.dumps(tick_record(report), ensure_ascii=False, indent=1))
    else:
        show_tick(report)
    sys.exit(report.code)


@command.command("serve")
@_file
@_ledger
@_adopt
@verbosity
def serve(schedule: Path, ledger: Path | None, adopt: bool, verbose: bool, quiet: bool) -> None:
    """Tick in the foreground whenever something is due, until SIGTERM or Ctrl-C ends it."""
    from reporter.ledger import ledger_path
    from reporter.schedule.serve import serve as go_on

    tell(verbose, quiet)
    go_on(schedule, ledger or ledger_path(), adopt=adopt, report=show_tick)


@command.command("next")
@_file
@_job
@click.option("--count", default=10, type=click.IntRange(1, 10000), help="How many; 10 by default.")
@click.option(
    "--zone",
    callback=_zone,
    metavar="ZONE",
    default="",
    help="The reader's zone; that of this machine otherwise.",
)
@click.option(
    "--from",
    "after",
    type=click.DateTime(("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M%z")),
    help="What comes after that time, in the reader's zone; after now otherwise.",
)
@_json
def coming(
    schedule: Path,
    only: tuple[str, ...],
    count: int,
    zone: ZoneInfo | None,
    after: datetime | None,
    as_json: bool,
) -> None:
    """The coming occasions, in the zone of the schedule and in the reader's."""
    from reporter.clock import SystemClock
    from reporter.schedule.agenda import coming as agenda_of
    from reporter.schedule.dates import read_dates
    from reporter.schedule.model import OnChange

    loaded, faults = _read(schedule)
    jobs = [job for job in loaded.jobs if job.id in _known(loaded, only)]
    now = SystemClock().now()
    if after:
        now = (after if after.tzinfo else after.replace(tzinfo=zone)).astimezone(UTC)
    agenda = agenda_of(jobs, now, count, read_dates(loaded, now.date()))
    if as_json:
        records = [occasion_record(one) for one in agenda.coming]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        show_occasions(agenda.coming, ZoneInfo(loaded.zone), zone)
    for job in jobs:
        if isinstance(job.when, OnChange):
            click.echo(f"{job.id}: whenever what it watches has changed", err=True)
    for job, end in agenda.unknown:
        click.echo(f"{job.id}: {end}", err=True)
    _end(faults)


@command.command("status")
@_file
@_ledger
@_json
def status(schedule: Path, ledger: Path | None, as_json: bool) -> None:
    """How every job is, for a person or for what watches over it; ends with 1 where one fails."""
    from reporter.clock import SystemClock
    from reporter.ledger import Ledger, ledger_path
    from reporter.schedule.health import as_record, health

    loaded, faults = _read(schedule)
    with Ledger(ledger or ledger_path()) as book:
        jobs = health(loaded, book, SystemClock())
    if as_json:
        records = [as_record(one) for one in jobs]
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for one in jobs:
            show_health(one, ZoneInfo(loaded.zone))
    _end(faults)
    sys.exit(0 if all(one.is_well for one in jobs) else 1)


@command.command("history")
@_file
@_ledger
@_job
@click.option("--count", default=20, type=click.IntRange(1), help="How many; 20 by default.")
@click.option("--failed", is_flag=True, help="Those alone that failed.")
@_json
def history(
    schedule: Path,
    ledger: Path | None,
    only: tuple[str, ...],
    count: int,
    failed: bool,
    as_json: bool,
) -> None:
    """What ran, the newest first: how long it took, what came out, what was sent."""
    from reporter.clock import SystemClock
    from reporter.ledger import Ledger, ledger_path
    from reporter.schedule.run import RunState
    from reporter.schedule.runs import Runs, name_of

    (loaded, faults), path = _read(schedule), ledger or ledger_path()
    states = (RunState.FAILED,) if failed else ()
    found: list[tuple[Runs, Run]] = []
    with Ledger(path) as book:
        for job in _known(loaded, only):
            runs = Runs(book, name_of(schedule, path), job, SystemClock())
            found += ((runs, run) for run in runs.runs(*states))
        found.sort(key=lambda one: (one[1].changed, one[1].id), reverse=True)
        records = [run_record(runs, run) for runs, run in found[:count]]
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    else:
        for record in records:
            show_run(record, ZoneInfo(loaded.zone))
    _end(faults)


@command.command("export")
@click.argument("kind", metavar="KIND", type=click.Choice(["systemd", "cron", "k8s", "launchd"]))
@_file
@_ledger
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write the files there; on stdout otherwise.",
)
@click.option(
    "--secrets",
    default="",
    metavar="FILE|NAME",
    help="A file of NAME=value lines, or the Secret of Kubernetes, for passwords.",
)
@click.option("--image", default="", metavar="IMAGE", help="Of Kubernetes: what has reporter.")
@click.option(
    "--claim", default="reporter", metavar="NAME", help="Of Kubernetes: the volume's claim."
)
def export(
    kind: str,
    schedule: Path,
    ledger: Path | None,
    out: Path | None,
    secrets: str,
    image: str,
    claim: str,
) -> None:
    """Units that fire a tick every minute: KIND is systemd, cron, k8s or launchd."""
    from reporter.archive import write_whole
    from reporter.ledger import ledger_path
    from reporter.schedule.export import EXPORTS, Caller
    from reporter.schedule.schedule_file import load_schedule

    load_schedule(schedule)
    if secrets and kind != "k8s":
        secrets = str(Path(secrets).absolute())
    caller = Caller(
        (os.path.abspath(sys.executable), "-m", "reporter"),  # noqa: PTH100 - a link stays one
        schedule.absolute(),
        (ledger or ledger_path()).absolute(),
        secrets=secrets,
        image=image,
        claim=claim,
    )
    for name, text in EXPORTS[kind](caller).items():
        if out:
            write_whole(out / name, text.encode())
            click.echo(out / name)
        else:
            click.echo(f"# {name}\n{text}" if kind != "launchd" else text)


def _read(path: Path) -> tuple[Schedule, Sequence[Fault]]:
    """The jobs of a schedule that have no fault, and the faults of the others."""
    from reporter.errors import BadInput
    from reporter.schedule.schedule_file import read_schedule

    schedule, faults = read_schedule(path)
    if schedule is None:
        raise BadInput(faults)
    return schedule, faults


def _end(faults: Sequence[Fault]) -> None:
    """End with what is wrong with the jobs that were left out."""
    from reporter.errors import BadInput

    if faults:
        raise BadInput(faults)


def _known(schedule: Schedule, only: Sequence[str]) -> list[str]:
    """The ids of the jobs asked for, all where none is."""
    every = [job.id for job in schedule.jobs]
    if unknown := [name for name in only if name not in every]:
        raise click.UsageError(f"no job is called {unknown[0]}; there are {', '.join(every)}")
    return [name for name in every if not only or name in only]
