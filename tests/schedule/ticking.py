"""Ticks again and again in a process of its own, which is killed at a named point, or is wrong.

python ticking.py FOLDER PORT [--jobs COUNT] [--once] [--linger SECONDS] [--point NAME] …

The time goes faster than anywhere else until it ends, the same for all processes of a folder. The
work of an occasion is small and real: a file is kept, a message sent.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mail_sample import DAY, StoppedClock, composed, server, settings

from reporter import archive
from reporter.clock import Clock
from reporter.ledger import Ledger
from reporter.mail import deliver
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.schedule import child, turn
from reporter.schedule.model import Behaviour, BriefQuery, CatchUp, Cron, Job, Schedule
from reporter.schedule.order import Order
from reporter.schedule.run import Outcome
from reporter.schedule.runs import Runs
from reporter.schedule.tick import tick
from reporter.schedule.turn import Means

START = datetime(2026, 3, 2, tzinfo=UTC)
SPEED = 30.0
MINUTE = timedelta(minutes=1)
JOBS = ("early", "late", "noon")
BEGINNING, END, EFFECTS = "beginning", "end", "effects.jsonl"
_PATIENCE = 60.0
_UNKNOWN = 76
_ORPHAN = 10.0
"""How long a child stays where it is when its parent died and it did not."""


class FastClock:
    """Goes from START on fast, from the beginning that a folder tells to the end that it tells."""

    def __init__(self, folder: Path) -> None:
        self.began, self.end = float((folder / BEGINNING).read_text()), folder / END

    def now(self) -> datetime:
        now = float(self.end.read_text()) if self.end.exists() else time.time()
        return START + timedelta(seconds=(now - self.began) * SPEED)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds / SPEED)


def schedule(folder: Path, jobs: int) -> Schedule:
    """Some jobs, each due every two minutes."""
    how = Behaviour(CatchUp.ALL, timedelta(days=999), 999, pause=timedelta(), timeout=MINUTE)
    when = Cron("*/2 * * * *", "UTC")
    due = (
        Job(name, BriefQuery(()), when, out=folder / "out", behaviour=how) for name in JOBS[:jobs]
    )
    return Schedule(folder / "schedule.yaml", tuple(due))


def number_of(job: str, key: str) -> int:
    """The number of the message of an occasion, which names both."""
    minutes = (datetime.fromisoformat(key.replace("Z", "+00:00")) - START) // MINUTE
    return 10_000 * JOBS.index(job) + minutes


def content_of(job: str, key: str) -> bytes:
    """A file that takes a moment to write."""
    return f"{job} {key} ".encode() * 20_000


def note(folder: Path, **what: Any) -> None:
    """Add a line to what was done, which nobody ever takes back."""
    line = json.dumps({"pid": os.getpid(), "at": time.monotonic(), **what}) + "\n"
    handle = os.open(folder / EFFECTS, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    os.write(handle, line.encode())
    os.close(handle)


@contextmanager
def working(folder: Path, job: str) -> Iterator[None]:
    """Be at a job, and note where somebody else is too: the kernel knows who lives."""
    handle = os.open(folder / f"working.{job}", os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        note(folder, what="overlap", job=job)
    yield
    os.close(handle)


def work(order: Order, ledger: Ledger, _: Clock) -> Outcome:
    """Keep a file and send a message, the same for the same occasion."""
    given, job, key = arguments(), order.job.id, order.occasion.key
    clock = StoppedClock(order.now)  # as the time of the folder may stand still
    with working(given.folder, job):
        note(given.folder, what="begin", job=job, key=key, token=order.token)
        time.sleep(given.linger)
        archive.keep(order.job.out, f"{job}.{key}.txt", content_of(job, key))
        time.sleep(given.linger)
        message = composed(number_of(job, key))
        Outbox(ledger, clock).enqueue([message], DAY)
        time.sleep(given.linger)
        deliver.deliver_due(ledger, settings(server(given.port)), clock, _PATIENCE)
        time.sleep(given.linger)
        state = Outbox(ledger, clock).delivery(message.message_id).state
        note(given.folder, what="end", job=job, key=key, token=order.token)
    return Outcome(_UNKNOWN, "in doubt") if state is DeliveryState.UNKNOWN else Outcome()


def die(victim: str) -> None:
    """Kill this process, or the one that started it; or only stop."""
    if victim == "nobody":
        os.kill(os.getpid(), signal.SIGSTOP)
        return
    os.kill(os.getppid() if victim == "parent" else os.getpid(), signal.SIGKILL)
    time.sleep(_ORPHAN)


def after(owner: Any, name: str, victim: str, count: int = 0) -> None:
    """Die behind the call of that count."""
    original, left = getattr(owner, name), iter(range(count, -1, -1))

    def wrapped(*given: Any, **named: Any) -> Any:
        answer = original(*given, **named)
        if next(left, 1) == 0:
            die(victim)
        return answer

    setattr(owner, name, wrapped)


def before(owner: Any, name: str, victim: str) -> None:
    setattr(owner, name, lambda *_, **__: die(victim))


TICKER_POINTS: dict[str, Callable[[str], None]] = {
    "job known": lambda victim: after(Runs, "job", victim, 3),
    "taken in": lambda victim: after(Runs, "take_in", victim),
    "started": lambda victim: after(Runs, "start", victim),
    "child ended": lambda victim: after(turn, "run_child", victim),
    "fault noted": lambda victim: after(Runs, "note_fault", victim),
}
CHILD_POINTS: dict[str, Callable[[str], None]] = {
    "child bound": lambda victim: after(child, "_bind", victim),
    "file written": lambda victim: before(os, "fsync", victim),
    "file kept": lambda victim: after(archive, "keep", victim),
    "enqueued": lambda victim: after(Outbox, "enqueue", victim),
    "claimed": lambda victim: after(Outbox, "claim", victim),
    "delivered": lambda victim: after(deliver, "deliver_due", victim),
    "settled": lambda victim: after(Runs, "settle", victim),
}
"""Where a ticker or its child can die, in the order in which they come there."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--jobs", type=int, default=len(JOBS))
    parser.add_argument("--point", choices=[*TICKER_POINTS, *CHILD_POINTS])
    parser.add_argument("--victim", choices=["itself", "parent", "nobody"], default="itself")
    parser.add_argument("--wrong", default="")
    parser.add_argument("--linger", type=float, default=0.0)
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--child", action="store_true")
    return parser.parse_known_args()[0]


def main() -> int:
    given = arguments()
    if given.wrong:
        from wrong_tickers import WRONG

        WRONG[given.wrong]()
    points = CHILD_POINTS if given.child else TICKER_POINTS
    if given.point in points:
        points[given.point](given.victim)
    if given.child:
        return child.main(work)
    ledger = given.folder / "ledger.sqlite"
    means = Means(FastClock(given.folder), (sys.executable, *sys.argv, "--child"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        tick(schedule(given.folder, given.jobs), ledger, means)
        if given.once:
            return 0
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
