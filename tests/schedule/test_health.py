"""How the jobs of a schedule are, for a program and for Prometheus, and the sign of life."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from standing import StandingClock
from web_server import answer, server

from reporter.calendars.sessions import last_known
from reporter.clock import Clock
from reporter.ledger import Ledger
from reporter.schedule.due import Due
from reporter.schedule.health import Health, as_record, health
from reporter.schedule.metrics import metrics_text
from reporter.schedule.model import (
    Behaviour,
    BriefQuery,
    CatchUp,
    Cron,
    Job,
    Occasion,
    OnDays,
    ResultsDays,
    Schedule,
    SessionTime,
    TradingDays,
)
from reporter.schedule.run import Outcome
from reporter.schedule.runs import Runs, name_of
from reporter.schedule.watching import report

LAST = last_known("XSHG") or date.max
"""As far as the library that is installed knows; it is moved on each year."""
MORNING = datetime.combine(LAST - timedelta(days=37), time(), UTC)
HOUR = timedelta(hours=1)
DAILY = Job("daily", BriefQuery(("a.yaml",)), Cron("0 12 * * *", "UTC"))
SHANGHAI = Job(
    "shanghai",
    BriefQuery(("a.yaml",)),
    OnDays(TradingDays("XSHG"), SessionTime("XSHG", "close", HOUR)),
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as opened:
        yield opened


def schedule(ledger: Ledger, *jobs: Job) -> Schedule:
    return Schedule(ledger.path.parent / "desk.yaml", jobs)


def ran(ledger: Ledger, job: Job, clock: Clock, outcome: Outcome) -> None:
    """An occasion that was run, as a tick writes it down."""
    of = schedule(ledger, job)
    runs = Runs(ledger, name_of(of.path, ledger.path), job.id, clock)
    key = f"{len(runs.runs())}"
    due = Due((Occasion(job.id, key, clock.now(), "noon"),), ())
    runs.take_in(runs.job().seen, clock.now(), due, CatchUp.ALL)
    runs.settle(runs.start(runs.waiting()[0]), outcome, Behaviour(retries=0))
    runs.note_fault("")


def only(of: Schedule, ledger: Ledger, clock: Clock) -> Health:
    (one,) = health(of, ledger, clock)
    return one


def test_a_job_that_never_ran_is_well_and_says_when_it_will(ledger: Ledger) -> None:
    one = only(schedule(ledger, DAILY), ledger, StandingClock(MORNING))
    assert one.is_well
    assert one.coming
    assert (one.last, one.done, one.coming.due) == (None, None, MORNING + 12 * HOUR)


def test_a_failure_shows_until_a_run_is_done(ledger: Ledger) -> None:
    of, clock = schedule(ledger, DAILY), StandingClock(MORNING)
    ran(ledger, DAILY, clock, Outcome(65, "a.yaml:1:1: wrong"))
    failing = only(of, ledger, clock)
    assert (failing.is_well, failing.failing, failing.done) == (False, MORNING, None)
    assert failing.last
    assert failing.last.reason == "a.yaml:1:1: wrong"
    clock.sleep(3600)
    ran(ledger, DAILY, clock, Outcome())
    well = only(of, ledger, clock)
    assert (well.is_well, well.done) == (True, MORNING + HOUR)


def test_the_end_of_a_calendar_is_told_before_it_comes(ledger: Ledger) -> None:
    of = schedule(ledger, SHANGHAI)
    soon = only(of, ledger, StandingClock(MORNING))
    assert (soon.is_well, soon.horizon) == (True, LAST)
    assert soon.warning.startswith(f"ends in 37 days, on {LAST}")
    assert not only(of, ledger, StandingClock(MORNING - timedelta(days=24))).warning


def test_dates_that_cannot_be_read_are_a_fault(ledger: Ledger) -> None:
    results = ResultsDays(ledger.path.with_name("gone.csv"), "XHKG")
    job = replace(DAILY, when=OnDays(results, SessionTime("XHKG", "open")))
    one = only(schedule(ledger, job), ledger, StandingClock(MORNING))
    assert not one.is_well
    assert "gone.csv:1:1: it cannot be read" in one.fault


def test_a_program_is_told_the_same(ledger: Ledger) -> None:
    clock = StandingClock(MORNING)
    ran(ledger, DAILY, clock, Outcome(69, "no answer"))
    record = json.loads(json.dumps(as_record(only(schedule(ledger, DAILY), ledger, clock))))
    assert (record["job"], record["well"], record["failing"]) == (
        "daily",
        False,
        MORNING.isoformat(),
    )
    assert record["last"]["reason"] == "no answer"
    assert record["last"]["code"] == 69
    assert record["next"]["due"] == (MORNING + 12 * HOUR).isoformat()
    assert record["runs"]["failed"] == 1


def test_prometheus_reads_what_is_written_for_it(ledger: Ledger) -> None:
    clock = StandingClock(MORNING)
    ran(ledger, SHANGHAI, clock, Outcome())
    jobs = health(schedule(ledger, SHANGHAI), ledger, clock)
    text = metrics_text('a "desk"\\', jobs, {"sent": 3})
    samples = {
        (sample.name, sample.labels.get("state")): sample
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }
    failing = samples["reporter_job_failing", None]
    assert failing.labels == {"schedule": 'a "desk"\\', "job": "shanghai"}
    assert failing.value == 0
    assert samples["reporter_job_done_timestamp_seconds", None].value == MORNING.timestamp()
    horizon = (MORNING + timedelta(days=37)).timestamp()
    assert samples["reporter_job_horizon_timestamp_seconds", None].value == horizon
    assert samples["reporter_job_runs", "done"].value == 1
    assert samples["reporter_messages", "sent"].value == 3


def test_after_a_good_tick_there_is_a_sign_of_life(ledger: Ledger) -> None:
    with server() as web:
        web.holds("/alive", b"OK")
        of = replace(schedule(ledger, DAILY), ping=f"{web.url}/alive")
        assert report(of, ledger, StandingClock(MORNING), 1) == ()
        assert not web.asked
        assert report(of, ledger, StandingClock(MORNING), 0) == ()
        assert web.asked == ["/alive"]
        web.answers["/alive"] = answer(500)
        (fault,) = report(of, ledger, StandingClock(MORNING), 0)
    assert fault == "the address to ping cannot be reached: the answer is 500"


def test_figures_are_written_after_every_tick(ledger: Ledger, tmp_path: Path) -> None:
    file = tmp_path / "textfile" / "desk.prom"
    of = replace(schedule(ledger, DAILY), metrics=file)
    assert report(of, ledger, StandingClock(MORNING), 1) == ()
    assert 'reporter_job_failing{schedule="desk.yaml",job="daily"} 0\n' in file.read_text()
    assert 'reporter_messages{state="unknown"} 0\n' in file.read_text()


def test_what_cannot_be_written_is_told_and_stops_nothing(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    of = replace(schedule(ledger, DAILY), metrics=tmp_path / "file" / "desk.prom")
    (fault,) = report(of, ledger, StandingClock(MORNING), 0)
    assert fault.startswith("cannot write")
