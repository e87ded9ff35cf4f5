"""The judge of tickers: what the ledger says, held against what was really done."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from judgement import aiosmtpd
from mail_sample import StoppedClock
from mail_servers import MailServer
from ticking import (
    BEGINNING,
    EFFECTS,
    END,
    JOBS,
    MINUTE,
    SPEED,
    START,
    FastClock,
    content_of,
    number_of,
    schedule,
)

from reporter.ledger import Ledger
from reporter.mail.model import Delivery, DeliveryState
from reporter.mail.outbox import Outbox
from reporter.schedule.run import Attempt, Run, RunState
from reporter.schedule.runs import Runs, name_of

__all__ = ["Trial", "aiosmtpd"]

_OPEN = (RunState.WAITING, RunState.RUNNING)
PROGRAM = Path(__file__).with_name("ticking.py")


Known: TypeAlias = list[tuple[str, Run]]


class Trial:
    """A folder with a schedule and its ledger, a server, and processes that tick there."""

    def __init__(
        self, folder: Path, to: MailServer, jobs: int = len(JOBS), wrong: str = ""
    ) -> None:
        self.folder, self.to, self.jobs = folder, to, JOBS[:jobs]
        self.options = ["--jobs", str(jobs), *(["--wrong", wrong] if wrong else [])]
        self.kills, self.torn = 0, set[str]()
        (folder / BEGINNING).write_text(str(time.time()))
        with self.ledger() as ledger:
            for job in self.jobs:
                self.runs(ledger, job).job()

    def ledger(self) -> Ledger:
        return Ledger(self.folder / "ledger.sqlite")

    def runs(self, ledger: Ledger, job: str) -> Runs:
        path = schedule(self.folder, 0).path
        return Runs(ledger, name_of(path, ledger.path), job, StoppedClock(START))

    def pass_on(self, minutes: float) -> None:
        """Let so many of the fast minutes be over at once, and the time stand still there."""
        (self.folder / BEGINNING).write_text(str(time.time() - minutes * 60 / SPEED))
        self.end()

    def end(self) -> None:
        """Let the time stand still."""
        (self.folder / END).write_text(str(time.time()))

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """A process that ticks, as soon as it is about to."""
        place = [str(self.folder), str(self.to.port)]
        with (self.folder / "stderr").open("ab") as said:
            process = subprocess.Popen(
                [sys.executable, str(PROGRAM), *place, *self.options, *options],
                stdout=subprocess.PIPE,
                stderr=said,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", (self.folder / "stderr").read_text()
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.communicate()
        self.kills += 1
        self.torn |= set(self._torn())

    def run(self, *options: str) -> int:
        """The exit code of a process that ticks once."""
        with self.start("--once", *options) as process:
            process.communicate()
        self.torn |= set(self._torn())
        return process.returncode

    def finish(self) -> None:
        """Tick until nothing is left to do, or nothing comes of it.

        A child that was just begun holds the lock of its job until it sees that its parent died.
        """
        for part in self.folder.glob("out/.*.part"):
            os.utime(part, (0, 0))  # as if their writers had died long ago
        for _ in range(5):
            assert self.run() == 0
            with self.ledger() as ledger:
                if not any(self.runs(ledger, job).runs(*_OPEN) for job in self.jobs):
                    return
            time.sleep(0.5)

    def expected(self) -> set[tuple[str, str]]:
        """Every occasion that there is: of each job, each second minute."""
        minutes = int((FastClock(self.folder).now() - START) / MINUTE)
        times = (START + MINUTE * number for number in range(2, minutes + 1, 2))
        keys = [f"{moment:%Y-%m-%dT%H:%MZ}" for moment in times]
        return {(job, key) for job in self.jobs for key in keys}

    def effects(self) -> list[dict[str, Any]]:
        path = self.folder / EFFECTS
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def doubts(self) -> list[Delivery]:
        with self.ledger() as ledger:
            return list(Outbox(ledger).deliveries(DeliveryState.UNKNOWN))

    def breaches(self) -> list[str]:
        """Every way in which what was done is not each occasion once."""
        with self.ledger() as ledger:
            known = [(job, run) for job in self.jobs for run in self.runs(ledger, job).runs()]
            attempts = {run.id: self.runs(ledger, "").attempts(run) for _, run in known}
            doubts = {_number(Outbox(ledger).raw(one.message_id)) for one in self.doubts()}
        return [
            *self._of_runs(known, attempts, doubts),
            *self._of_messages(doubts),
            *self._of_files(),
            *self.overlaps(),
        ]

    def overlaps(self) -> list[str]:
        """The moments at which two were at the same job."""
        return [f"two at once: {one['job']}" for one in self.effects() if one["what"] == "overlap"]

    def is_longer_than(self, seconds: float) -> bool:
        return time.time() > float((self.folder / BEGINNING).read_text()) + seconds

    def _of_runs(
        self,
        known: list[tuple[str, Run]],
        attempts: dict[int, tuple[Attempt, ...]],
        doubts: set[int],
    ) -> Iterator[str]:
        keys = {(job, run.occasion.key) for job, run in known}
        yield from (f"lost: {job} {key}" for job, key in sorted(self.expected() - keys))
        yield from (f"never due: {job} {key}" for job, key in sorted(keys - self.expected()))
        for job, run in known:
            is_doubtful = number_of(job, run.occasion.key) in doubts
            if run.state is not (RunState.FAILED if is_doubtful else RunState.DONE):
                yield f"left {run.state}: {job} {run.occasion.key}"
            done = [one for one in attempts[run.id] if one.state == "done"]
            if len(done) > 1:
                yield f"done {len(done)} times: {job} {run.occasion.key}"

    def _of_messages(self, doubts: set[int]) -> Iterator[str]:
        copies = Counter(map(_number, self.to.received()))
        numbers = {number_of(job, key): f"{job} {key}" for job, key in self.expected()}
        for number, occasion in numbers.items():
            if copies[number] > 1:
                yield f"sent {copies[number]} times: {occasion}"
            if not copies[number] and number not in doubts:
                yield f"not sent: {occasion}"
        if len(doubts) > self.kills:
            yield f"in doubt {len(doubts)} times, for {self.kills} deaths"

    def _of_files(self) -> Iterator[str]:
        yield from (f"torn: {name}" for name in self.torn | set(self._torn()))
        wanted = {f"{job}.{key}.txt" for job, key in self.expected()}
        there = {path.name for path in self.folder.glob("out/*")}
        yield from (f"no file: {name}" for name in sorted(wanted - there))
        yield from (f"left behind: {name}" for name in sorted(there - wanted))

    def _torn(self) -> Iterator[str]:
        """The files that are not whole, as a reader sees them now."""
        for path in self.folder.glob("out/[!.]*.txt"):
            job, key, _ = path.name.split(".")
            if path.read_bytes() != content_of(job, key):
                yield path.name


def _number(raw: bytes) -> int:
    found = re.search(rb"(?im)^subject: brief (\d+)", raw)
    assert found
    return int(found[1])
