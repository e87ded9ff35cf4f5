"""Tickers die at any moment, and each occasion is done once, and never two of a job at a time."""

from __future__ import annotations

import logging
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from judging import Trial, aiosmtpd
from ticking import CHILD_POINTS, TICKER_POINTS

log = logging.getLogger(__name__)
KILLS = int(os.environ.get("REPORTER_KILLS", "30"))
"""How often a process is killed at random; `make schedule-kills` has more."""
SEED = int(os.environ.get("REPORTER_SEED", "0")) or random.SystemRandom().randrange(10**6)
POINTS = [
    *((point, "itself") for point in (*TICKER_POINTS, *CHILD_POINTS)),
    *((point, "parent") for point in CHILD_POINTS),
]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "mail").mkdir()
    (tmp_path / "trial").mkdir()
    yield tmp_path
    shutil.rmtree(tmp_path / "trial")  # several megabytes


@pytest.mark.parametrize(("point", "victim"), POINTS)
def test_a_process_dies_at_a_point(point: str, victim: str, folder: Path) -> None:
    with aiosmtpd(folder / "mail") as to:
        trial = Trial(folder / "trial", to, jobs=1)
        trial.pass_on(2.1)
        dies = point in TICKER_POINTS or victim == "parent"
        assert trial.run("--point", point, "--victim", victim) == (-signal.SIGKILL if dies else 0)
        trial.finish()
        assert trial.breaches() == []


@pytest.mark.parametrize(
    ("wrong", "point", "victim", "found"),
    [
        ("forgets what was under way", "started", "itself", "left running"),
        ("calls it done when it begins", "started", "itself", "not sent"),
        ("sees before it takes in", "taken in", "itself", "lost"),
        ("numbers its messages anew", "delivered", "parent", "sent 2 times"),
        ("writes in place", "file written", "parent", "torn"),
        ("sweeps nothing", "file written", "parent", "left behind"),
        ("does again what is done", "settled", "parent", "done 2 times"),
        ("leaves its children alone", "file kept", "parent", "two at once"),
    ],
)
def test_a_wrong_ticker_is_found_out(
    wrong: str, point: str, victim: str, found: str, folder: Path
) -> None:
    with aiosmtpd(folder / "mail") as to:
        trial = Trial(folder / "trial", to, jobs=1, wrong=wrong)
        trial.pass_on(2.1)
        assert trial.run("--point", point, "--victim", victim) == -signal.SIGKILL
        trial.finish()
        assert any(breach.startswith(found) for breach in trial.breaches())


def _children(process: int) -> list[int]:
    """The children of every thread of a process."""
    lists = Path(f"/proc/{process}/task").glob("*/children")
    with suppress(OSError):
        return [int(child) for file in lists for child in file.read_text().split()]
    return []


def _kill_one(trial: Trial, tickers: list[subprocess.Popen[bytes]], chance: random.Random) -> None:
    """Kill a ticker, in whose place another begins, or the child of one."""
    number = chance.randrange(len(tickers))
    children = _children(tickers[number].pid)
    if children and chance.random() < 0.3:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(children), signal.SIGKILL)
            trial.kills += 1
        return
    trial.kill(tickers[number])
    tickers[number] = trial.start()


def test_three_tickers_die_at_random(folder: Path) -> None:
    chance = random.Random(SEED)
    log.info("REPORTER_SEED=%d", SEED)
    with aiosmtpd(folder / "mail") as to:
        trial = Trial(folder / "trial", to)
        trial.options += ["--linger", "0.2"]  # so that many die while they are at it
        tickers = [trial.start() for _ in range(3)]
        while trial.kills < KILLS:
            time.sleep(chance.uniform(0, 1.2))
            _kill_one(trial, tickers, chance)
        for ticker in tickers:
            trial.kill(ticker)
        trial.end()
        trial.finish()
        assert trial.breaches() == []
        begun = sum(one["what"] == "begin" for one in trial.effects())
        log.info(
            "%d kills, %d occasions, begun %d times, %d messages, %d in doubt",
            trial.kills,
            len(trial.expected()),
            begun,
            len(to.received()),
            len(trial.doubts()),
        )


def test_tickers_that_overlap_are_found_out(folder: Path) -> None:
    with aiosmtpd(folder / "mail") as to:
        trial = Trial(folder / "trial", to, jobs=1, wrong="holds no lock")
        tickers = [trial.start() for _ in range(3)]
        while not trial.overlaps() and not trial.is_longer_than(60):
            time.sleep(0.2)
        for ticker in tickers:
            trial.kill(ticker)
        assert trial.overlaps()


@pytest.mark.parametrize(("wrong", "found"), [("", []), ("minds no token", ["done 2 times"])])
def test_whoever_was_given_up_for_dead_writes_nothing_more(
    wrong: str, found: list[str], folder: Path
) -> None:
    with aiosmtpd(folder / "mail") as to:
        trial = Trial(folder / "trial", to, jobs=1, wrong=wrong)
        trial.pass_on(2.1)
        with trial.start("--once", "--point", "file kept", "--victim", "nobody") as ticker:
            child = _stopped_child(ticker.pid)
            for lock in trial.folder.glob("*.job.*.lock"):
                lock.unlink()  # so that it cannot be seen that the child lives
            trial.finish()
            os.kill(child, signal.SIGCONT)
            ticker.communicate()
        breaches = [breach for breach in trial.breaches() if not breach.startswith("two at once")]
        assert [breach.partition(":")[0] for breach in breaches] == found


def _stopped_child(process: int) -> int:
    """The child of a process, once it has stopped."""
    while True:
        for child in _children(process):
            if Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0] == "T":
                return child
        time.sleep(0.05)
