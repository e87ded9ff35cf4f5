"""What one tick does, with work in real child processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from mail_sample import StoppedClock
from schedule_sample import (
    COUNTS,
    HOUR,
    MINUTE,
    MORNING,
    born,
    done,
    every_run,
    go,
    job,
    ledger_of,
    means,
    runs_of,
    schedule,
)
from web_server import answer, server

from reporter.errors import NotThisMachine
from reporter.ledger import Ledger
from reporter.schedule.model import Behaviour, CatchUp, OnChange, Owner
from reporter.schedule.run import RunState
from reporter.schedule.tick import tick
from reporter.schedule.turn import Means


@pytest.fixture
def clock(tmp_path: Path) -> StoppedClock:
    found = StoppedClock(MORNING)
    born(tmp_path, found)
    return found


def test_what_is_due_is_done_once(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += HOUR
    report = go(tmp_path, clock, COUNTS)
    assert report.code == 0
    assert [run.state for run in report.jobs[0].runs] == [RunState.DONE]
    assert go(tmp_path, clock, COUNTS).jobs[0].runs == ()
    assert done(tmp_path) == ["2026-03-02T09:00Z"]


def test_nothing_of_before_the_first_tick_is_done(tmp_path: Path) -> None:
    assert go(tmp_path, StoppedClock(MORNING + 7 * HOUR), COUNTS).code == 0
    assert every_run(tmp_path, StoppedClock()) == ()


def test_what_passed_while_nothing_ran_is_caught_up_with_and_what_is_not_is_said(
    tmp_path: Path, clock: StoppedClock
) -> None:
    clock.time += 3 * HOUR
    go(tmp_path, clock, COUNTS, behaviour=Behaviour(CatchUp.LATEST))
    assert done(tmp_path) == ["2026-03-02T11:00Z"]
    states = [(run.state, bool(run.reason)) for run in every_run(tmp_path, clock)]
    assert states == [(RunState.SKIPPED, True), (RunState.SKIPPED, True), (RunState.DONE, False)]


def test_a_service_that_is_away_is_asked_again_and_a_fault_is_not(
    tmp_path: Path, clock: StoppedClock
) -> None:
    clock.time += HOUR
    away = "raise ServiceUnavailable('the store', 'it is away')"
    report = go(tmp_path, clock, COUNTS, away)
    assert report.code == 69
    assert "it is away" in report.jobs[0].runs[0].reason
    assert go(tmp_path, clock, COUNTS, away).jobs[0].runs == ()
    clock.time += 6 * MINUTE
    report = go(tmp_path, clock, COUNTS, "raise ChecksFailed(['revenue does not tie out'])")
    assert [run.state for run in report.jobs[0].runs] == [RunState.FAILED]
    clock.time += 10 * MINUTE
    assert go(tmp_path, clock, COUNTS).jobs[0].runs == ()
    assert len(done(tmp_path)) == 2


def test_a_bug_is_one_occasion_failed_and_the_next_one_is_done(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    clock.time += HOUR
    report = go(tmp_path, clock, "return 1 / 0")
    assert report.code == 70
    assert "ZeroDivisionError" in Path(report.jobs[0].runs[0].reason.split()[-1]).read_text()
    clock.time += HOUR
    assert go(tmp_path, clock, COUNTS).code == 0
    assert [run.state for run in every_run(tmp_path, clock)] == [RunState.FAILED, RunState.DONE]


def test_what_takes_too_long_is_ended_and_tried_again(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += HOUR
    hangs = ("(FOLDER / 'pid').write_text(str(__import__('os').getpid()))", "time.sleep(600)")
    behaviour = Behaviour(timeout=timedelta(seconds=2))
    (run,) = go(tmp_path, clock, *hangs, behaviour=behaviour).jobs[0].runs
    assert (run.state, run.failures) == (RunState.WAITING, 1)
    assert "took longer than 2 seconds" in run.reason
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def test_a_child_that_is_killed_is_told_of(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += HOUR
    killed = go(tmp_path, clock, "import os; os.kill(os.getpid(), 9)").jobs[0].runs[0]
    assert (killed.state, killed.reason) == (RunState.WAITING, "its process was ended by SIGKILL")


def test_jobs_do_not_wait_for_each_other(tmp_path: Path, clock: StoppedClock) -> None:
    born(tmp_path, clock, "evening")
    clock.time += HOUR
    body = (
        "here = FOLDER / order.job.id",
        "here.touch()",
        "while len(list(FOLDER.glob('*ning'))) < 2: time.sleep(0.01)",
    )
    both = schedule(tmp_path, job(), job("evening"))
    report = tick(both, ledger_of(tmp_path), means(tmp_path, clock, *body))
    assert [one.code for one in report.jobs] == [0, 0]


def test_what_another_process_is_at_is_left_to_it(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += HOUR
    waits = ("(FOLDER / 'here').touch()", "while (FOLDER / 'here').exists(): time.sleep(0.01)")
    first = threading.Thread(target=go, args=(tmp_path, clock, COUNTS, *waits))
    first.start()
    while not (tmp_path / "here").exists():
        time.sleep(0.01)
    (report,) = go(tmp_path, clock, COUNTS).jobs
    (tmp_path / "here").unlink()
    first.join()
    assert (report.runs, report.notes) == ((), ("another process is at it",))
    assert len(done(tmp_path)) == 1


def test_after_it_is_told_to_stop_nothing_is_begun(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += HOUR
    stop = threading.Event()
    stop.set()
    tick(schedule(tmp_path), ledger_of(tmp_path), means(tmp_path, clock, COUNTS), stop=stop)
    assert [run.state for run in every_run(tmp_path, clock)] == [RunState.WAITING]
    go(tmp_path, clock, COUNTS)
    assert len(done(tmp_path)) == 1


def test_a_clock_that_steps_back_an_hour_is_said_and_nothing_runs_twice(
    tmp_path: Path, clock: StoppedClock
) -> None:
    clock.time += 2 * HOUR + MINUTE
    go(tmp_path, clock, COUNTS)
    clock.time -= HOUR
    (report,) = go(tmp_path, clock, COUNTS).jobs
    assert report.notes == (
        "the clock went back from 2026-03-02 10:01:00 to 09:01:00 UTC; "
        "what has run does not run again",
    )
    for _ in range(4):
        clock.time += HOUR / 2
        assert go(tmp_path, clock, COUNTS).jobs[0].notes == ()
    hours = ["2026-03-02T09:00Z", "2026-03-02T10:00Z", "2026-03-02T11:00Z"]
    assert done(tmp_path) == hours


def test_a_clock_that_was_years_ahead_is_got_over(tmp_path: Path, clock: StoppedClock) -> None:
    clock.time += timedelta(days=500)
    go(tmp_path, clock, COUNTS, behaviour=Behaviour())
    clock.time = MORNING + MINUTE
    go(tmp_path, clock, COUNTS, behaviour=Behaviour())
    clock.time = MORNING + HOUR
    go(tmp_path, clock, COUNTS, behaviour=Behaviour())
    assert done(tmp_path)[-1] == "2026-03-02T09:00Z"


def test_a_change_is_an_occasion_and_what_was_there_first_is_none(
    tmp_path: Path, clock: StoppedClock
) -> None:
    source = tmp_path / "facts.csv"
    for text, count in (("a", 0), ("a", 0), ("b", 1), ("a", 2)):
        source.write_text(text)
        for _ in range(3):  # it is looked at twice before it is believed
            clock.time += MINUTE
            assert go(tmp_path, clock, COUNTS, when=OnChange(str(source))).code == 0
        assert len(done(tmp_path)) == count


def test_a_source_that_cannot_be_read_is_said(tmp_path: Path, clock: StoppedClock) -> None:
    (report,) = go(tmp_path, clock, when=OnChange(str(tmp_path / "none.csv"))).jobs
    assert report.fault_code == 65
    assert "none.csv" in report.fault
    with runs_of(tmp_path, clock) as runs:
        assert runs.job().failing == MORNING
        assert "none.csv" in runs.job().fault


def test_what_a_dead_writer_left_in_the_folder_is_swept(
    tmp_path: Path, clock: StoppedClock
) -> None:
    part = tmp_path / ".brief.pdf.abc.part"
    part.touch()
    os.utime(part, (0, 0))
    (report,) = go(tmp_path, clock, out=tmp_path).jobs
    assert not part.exists()
    assert any("deleted" in note for note in report.notes)


def test_a_ledger_that_somebody_writes_to_is_said_and_done_by_the_next_tick(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporter.ledger.PATIENCE", 0.1)
    clock.time += HOUR
    go(tmp_path, StoppedClock(MORNING))
    with Ledger(ledger_of(tmp_path)) as other, other.transaction():
        (report,) = go(tmp_path, clock, COUNTS).jobs
    assert (report.runs, report.fault_code) == ((), 75)
    assert "locked" in report.fault
    assert go(tmp_path, clock, COUNTS).code == 0
    assert len(done(tmp_path)) == 1


@pytest.mark.parametrize("what", ["its ledger", "its folder"])
def test_a_disk_that_fills_up_is_said_and_done_by_the_next_tick(what: str, tmp_path: Path) -> None:
    """Said and survived by a tick on a file system of one megabyte, as full_disks.py says."""
    users = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    mount = 'mount -t tmpfs -o size=1m tmpfs "$0" || exit 99; exec "$@"'
    (tmp_path / "small").mkdir()
    program = [sys.executable, str(Path(__file__).with_name("full_disks.py")), what, str(tmp_path)]
    command = ["unshare", *users, "--mount", "sh", "-c", mount, str(tmp_path / "small"), *program]
    path = os.pathsep.join(sys.path)
    environment = os.environ | {"PYTHONPATH": path}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode == 99 or "unshare failed" in ended.stderr:
        pytest.skip("this machine lets nobody mount a small disk")
    assert ended.returncode == 0, ended.stderr


def test_another_machine_is_refused_until_it_takes_the_ledger_over(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(tmp_path, clock)
    monkeypatch.setenv("REPORTER_MACHINE", "another")
    with pytest.raises(NotThisMachine, match="--adopt"):
        go(tmp_path, clock)
    tick(schedule(tmp_path), ledger_of(tmp_path), Means(clock), adopt=True)
    go(tmp_path, clock)
    monkeypatch.delenv("REPORTER_MACHINE")
    with pytest.raises(NotThisMachine):
        go(tmp_path, clock)


def test_who_watches_over_it_is_called_after_a_tick_in_which_nothing_failed(
    tmp_path: Path, clock: StoppedClock
) -> None:
    fails = "raise ChecksFailed(['revenue does not tie out'])"
    with server() as web:
        watched = schedule(tmp_path, ping=f"{web.url}/alive", metrics=tmp_path / "all.prom")
        for body, count in ((COUNTS, 1), (fails, 1), (COUNTS, 2)):
            clock.time += HOUR
            web.answers["/alive"] = answer(200)
            tick(watched, ledger_of(tmp_path), means(tmp_path, clock, body))
            assert len(web.asked) == count
        assert "morning" in (tmp_path / "all.prom").read_text()


def test_the_owner_is_told_once_for_a_stretch_of_failures_and_once_when_it_works(
    tmp_path: Path, clock: StoppedClock
) -> None:
    fails = "raise ChecksFailed(['revenue does not tie out'])"
    with server() as web:
        owner = Owner("Wong", webhook=f"{web.url}/told")
        for body, count in ((fails, 1), (fails, 1), (COUNTS, 2), (COUNTS, 2), (fails, 3)):
            clock.time += HOUR
            go(tmp_path, clock, body, owner=owner)
            assert len(web.asked) == count
        assert b"revenue does not tie out" in web.kept["/told"]


def test_an_owner_who_cannot_be_told_is_told_by_the_next_tick(
    tmp_path: Path, clock: StoppedClock
) -> None:
    fails = "raise ChecksFailed(['revenue does not tie out'])"
    clock.time += HOUR
    with server() as web:
        web.answers["/told"] = answer(500)
        owner = Owner("Wong", webhook=f"{web.url}/told")
        (report,) = go(tmp_path, clock, fails, owner=owner).jobs
        assert any("could not be told" in note for note in report.notes)
        del web.answers["/told"]
        go(tmp_path, clock, owner=owner)
        assert b"revenue does not tie out" in web.kept["/told"]


def test_what_is_away_for_a_moment_is_not_told(
    tmp_path: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with server() as web:
        monkeypatch.setenv("REPORTER_STORES", web.url)
        web.answers["/facts"] = answer(503)
        when = OnChange(f"{web.url}/facts")
        owner = Owner("Wong", webhook=f"{web.url}/told")
        for count in (0, 0, 1, 1):
            go(tmp_path, clock, when=when, owner=owner)
            assert web.asked.count("/told") == count
            clock.time += 3 * MINUTE
