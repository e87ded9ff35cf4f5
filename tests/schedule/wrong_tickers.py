"""Ways in which a ticker can be wrong, each to be found out."""

from __future__ import annotations

import contextlib
import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from reporter import archive
from reporter.ledger import Ledger
from reporter.mail.model import Composed
from reporter.schedule import child, runs, turn
from reporter.schedule.due import Due
from reporter.schedule.model import CatchUp
from reporter.schedule.run import Run
from reporter.schedule.runs import Runs


def _holds_no_lock() -> None:
    hold = Ledger.hold

    @contextlib.contextmanager
    def held(self: Ledger, name: str, patience: float = 0.0) -> Iterator[int]:
        own = f"{name}.{os.getpid()}" if name.startswith("job.") else name
        with hold(self, own, patience) as handle:
            yield handle

    _replace(Ledger, "hold", held)


def _leaves_its_children_alone() -> None:
    _replace(child, "_bind", lambda lock, _: os.close(lock))


def _calls_it_done_when_it_begins() -> None:
    start = Runs.start

    def started(self: Runs, run: Any) -> int:
        token = start(self, run)
        with self.ledger.transaction() as connection:
            connection.execute("UPDATE runs SET state = 'done' WHERE id = ?", (run.id,))
        return token

    _replace(Runs, "start", started)


def _sees_before_it_takes_in() -> None:
    take_in, waiting = Runs.take_in, Runs.waiting
    later: list[tuple[Any, ...]] = []

    def taken(self: Runs, seen: datetime, now: datetime, due: Due, catch_up: CatchUp) -> None:
        take_in(self, seen, now, Due((), ()), catch_up)
        later.append((now, now, due, catch_up))

    def and_then(self: Runs) -> tuple[Run, ...]:
        take_in(self, *later.pop())
        return waiting(self)

    _replace(Runs, "take_in", taken)
    _replace(Runs, "waiting", and_then)


def _does_again_what_is_done() -> None:
    recover = Runs.recover

    def recovered(self: Runs) -> tuple[Run, ...]:
        with self.ledger.transaction() as connection:
            connection.execute("UPDATE runs SET state = 'waiting', next = due WHERE state = 'done'")
        return recover(self)

    _replace(Runs, "recover", recovered)


def _numbers_its_messages_anew() -> None:
    program: Any = sys.modules["__main__"]
    composed = program.composed

    def anew(number: int) -> Composed:
        message: Composed = composed(number)
        other = f"<{random.SystemRandom().random()}@example.com>"
        raw = message.raw.replace(message.message_id.encode(), other.encode())
        return replace(message, message_id=other, raw=raw)

    program.composed = anew


def _writes_in_place() -> None:
    def keep(out: Path, name: str, content: bytes) -> Path:
        out.mkdir(exist_ok=True)
        with (out / name).open("wb", buffering=0) as file:
            file.write(content[:1000])
            os.fsync(file.fileno())
            file.write(content[1000:])
        return out / name

    _replace(archive, "keep", keep)


def _minds_no_token() -> None:
    for module in (runs, child):
        _replace(module, "fence", lambda _: lambda _: None)


def _replace(owner: Any, name: str, other: Callable[..., Any]) -> None:
    setattr(owner, name, other)


WRONG: dict[str, Callable[[], None]] = {
    "holds no lock": _holds_no_lock,
    "leaves its children alone": _leaves_its_children_alone,
    "forgets what was under way": lambda: _replace(Runs, "recover", lambda _: ()),
    "calls it done when it begins": _calls_it_done_when_it_begins,
    "sees before it takes in": _sees_before_it_takes_in,
    "does again what is done": _does_again_what_is_done,
    "numbers its messages anew": _numbers_its_messages_anew,
    "writes in place": _writes_in_place,
    "sweeps nothing": lambda: _replace(turn, "sweep", lambda _: ()),
    "minds no token": _minds_no_token,
}
