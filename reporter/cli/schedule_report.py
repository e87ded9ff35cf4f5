"""What reporter schedule says, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from reporter.schedule.health import Health
    from reporter.schedule.model import Occasion
    from reporter.schedule.run import Outcome, Run
    from reporter.schedule.runs import Runs
    from reporter.schedule.tick import TickReport


def show_occasions(occasions: Sequence[Occasion], zone: ZoneInfo, reader: ZoneInfo | None) -> None:
    width = max([len(one.job) for one in occasions], default=0)
    for one in occasions:
        there, here = one.due.astimezone(zone), one.due.astimezone(reader)
        same = there.utcoffset() == here.utcoffset()
        local = "" if same else f"  {here:%a %m-%d %H:%M %Z}"
        click.echo(f"{there:%a %Y-%m-%d %H:%M %Z}{local}  {one.job:<{width}}  {one.about}")


def occasion_record(one: Occasion) -> dict[str, Any]:
    return {
        "job": one.job,
        "key": one.key,
        "due": one.due.isoformat(),
        "about": one.about,
        "entity": one.entity,
        "period": one.period,
    }


def run_record(runs: Runs, run: Run) -> dict[str, Any]:
    attempts = runs.attempts(run)
    ended = attempts[-1].ended if attempts else None
    seconds = (ended - attempts[-1].started).total_seconds() if ended else None
    return {
        **occasion_record(run.occasion),
        "state": run.state.value,
        "attempts": len(attempts),
        "started": attempts[0].started.isoformat() if attempts else None,
        "seconds": seconds,
        "next": run.next.isoformat() if run.state == "waiting" else None,
        "reason": run.reason,
        **_outcome(run.outcome),
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    files = [
        {"path": one.place, "sha256": one.sha256, "edition": one.edition, "pages": one.pages}
        for one in outcome.files
    ]
    return {"exit_code": outcome.code, "files": files, "mail": dict(outcome.mail)}


def show_run(record: dict[str, Any], zone: ZoneInfo) -> None:
    due = datetime.fromisoformat(record["due"]).astimezone(zone)
    took = "" if record["seconds"] is None else f" in {record['seconds']:.1f} s"
    tries = f", {record['attempts']} attempts" if record["attempts"] > 1 else ""
    click.echo(f"{record['state']:8} {due:%Y-%m-%d %H:%M %Z}  {record['job']}{took}{tries}")
    if record["about"]:
        click.echo(f"{'':8} {record['about']}")
    for one in record["files"]:
        click.echo(f"{'':8} {one['path']}  {one['pages']} page{'s' * (one['pages'] > 1)}")
    if record["mail"]:
        told = ", ".join(f"{count} {what}" for what, count in record["mail"].items())
        click.echo(f"{'':8} mail: {told}")
    if record["reason"]:
        click.echo(f"{'':8} {record['reason']}")


def show_health(one: Health, zone: ZoneInfo) -> None:
    width = 8
    since = f" since {one.failing.astimezone(zone):%Y-%m-%d %H:%M %Z}" if one.failing else ""
    click.echo(f"{'ok' if one.is_well else 'FAILS':{width}} {one.job}{since}")
    if one.fault:
        click.echo(f"{'':{width}} {one.fault}")
    if one.last:
        moment = one.last.changed.astimezone(zone)
        reason = f": {one.last.reason}" if one.last.reason else ""
        click.echo(f"{'':{width}} {one.last.state} {moment:%Y-%m-%d %H:%M %Z}{reason}")
    if one.coming:
        due = one.coming.due.astimezone(zone)
        click.echo(f"{'':{width}} next {due:%a %Y-%m-%d %H:%M %Z}: {one.coming.about}")
    if one.warning:
        click.echo(f"{'':{width}} {one.warning}")


def tick_record(report: TickReport) -> dict[str, Any]:
    jobs = [
        {
            "job": job.job,
            "fault": job.fault,
            "notes": list(job.notes),
            "runs": [
                {**occasion_record(run.occasion), "state": run.state.value, "reason": run.reason}
                | _outcome(run.outcome)
                for run in job.runs
            ],
        }
        for job in report.jobs
    ]
    faults = list(map(str, report.faults))
    return {"exit_code": report.code, "faults": faults, "jobs": jobs, "mail": _outcome(report.mail)}


def show_tick(report: TickReport) -> None:
    """What a tick did; nothing where it did nothing."""
    for job in report.jobs:
        for run in job.runs:
            reason = f": {run.reason}" if run.reason else ""
            click.echo(f"{job.job} {run.occasion.key}: {run.state}{reason}")
            for one in run.outcome.files:
                click.echo(one.place)
        if job.fault:
            click.echo(f"{job.job}: {job.fault}", err=True)
    for fault in report.faults:
        click.echo(str(fault), err=True)
    if report.mail.reason:
        click.echo(report.mail.reason, err=True)
