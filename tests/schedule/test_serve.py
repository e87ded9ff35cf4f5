"""The loop in the foreground, as a real process with real signals."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mail_sample import StoppedClock
from schedule_sample import every_run

from reporter.schedule.run import RunState

SCHEDULE = """\
zone: UTC
jobs:
  morning:
    briefs: [brief.yaml]
    when: {cron: "* * * * *"}
    out: built
"""
PROGRAM = """
import sys, time
from datetime import datetime, timedelta
from pathlib import Path
from reporter.schedule.serve import serve
from reporter.schedule.turn import Means
folder = Path(sys.argv[1])

class Clock:
    started = time.monotonic()
    def now(self):
        start = datetime.fromisoformat("2026-03-02T08:00:58+00:00")
        return start + timedelta(seconds=time.monotonic() - self.started)
    def sleep(self, seconds): time.sleep(seconds)

child = '''
import sys, time
from pathlib import Path
from reporter.schedule.child import main
from reporter.schedule.run import Outcome
folder = Path(sys.argv[1])
def work(order, ledger, clock):
    (folder / "begun").touch()
    while (folder / "wait").exists(): time.sleep(0.01)
    (folder / "ended").touch()
    return Outcome()
sys.exit(main(work))
'''
means = Means(Clock(), (sys.executable, "-c", child, str(folder)))
serve(folder / "schedule.yaml", folder / "ledger.sqlite", means)
print("ended cleanly")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schedule.yaml").write_text(SCHEDULE)
    (tmp_path / "brief.yaml").write_text("brief: sample\n")
    return tmp_path


@pytest.fixture
def served(folder: Path) -> Iterator[subprocess.Popen[str]]:
    (folder / "wait").touch()
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    ) as process:
        yield process
        process.kill()


def until(holds: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    while not holds():
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


def states(folder: Path) -> list[RunState]:
    return [run.state for run in every_run(folder, StoppedClock())]


def test_what_is_being_worked_on_comes_to_its_end_before_it_stops(
    folder: Path, served: subprocess.Popen[str]
) -> None:
    until((folder / "begun").exists, served)
    os.killpg(served.pid, signal.SIGTERM)  # as systemd does, to all of them
    time.sleep(0.3)
    assert served.poll() is None
    (folder / "wait").unlink()
    said, faults = served.communicate()
    assert (said, faults, served.returncode) == ("ended cleanly\n", "", 0)
    assert states(folder) == [RunState.DONE]


def test_a_second_signal_does_not_wait_and_leaves_what_the_next_tick_takes_up(
    folder: Path, served: subprocess.Popen[str]
) -> None:
    until((folder / "begun").exists, served)
    served.send_signal(signal.SIGINT)
    time.sleep(0.3)
    served.send_signal(signal.SIGTERM)
    served.communicate()
    assert served.returncode == -signal.SIGTERM
    assert states(folder) == [RunState.RUNNING]
    assert not (folder / "ended").exists()


def test_an_edit_with_a_fault_is_said_and_the_schedule_of_before_goes_on(
    folder: Path, served: subprocess.Popen[str]
) -> None:
    (folder / "wait").unlink()
    until((folder / "ledger.sqlite").exists, served)
    (folder / "schedule.yaml").write_text("jobs: {morning: nonsense}")
    until((folder / "ended").exists, served)
    served.terminate()
    _, faults = served.communicate()
    assert served.returncode == 0
    assert "the schedule of before goes on: " in faults
    assert "schedule.yaml:1:" in faults


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """The socket on which systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "1000000")
        yield listening


def test_systemd_hears_that_it_is_ready_lives_and_stops(
    systemd: socket.socket, folder: Path, request: pytest.FixtureRequest
) -> None:
    served: subprocess.Popen[str] = request.getfixturevalue("served")
    assert systemd.recv(100) == b"READY=1\nWATCHDOG=1"
    for _ in range(3):
        assert systemd.recv(100) == b"WATCHDOG=1"
    (folder / "wait").unlink()
    served.terminate()
    while (heard := systemd.recv(100)) != b"STOPPING=1":
        assert heard == b"WATCHDOG=1"
