"""Many briefs: each ends once, built or failed, and no failure stops the rest.

The engine does the work and may lose it; the ledger says what is done.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporter.batch_item import Answer, Built, Failed, Item
from reporter.builds import Builds
from reporter.engines import Ended, Engine, Lost

_FAILED = 1
_PAUSE = 1.0
"""Seconds before another attempt at what a service was not there for; then twice as many."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an item, after how many attempts and seconds; none if it was done before."""

    item: Item
    answer: Answer
    attempts: int = 0
    seconds: float = 0.0

    @property
    def state(self) -> str:
        if isinstance(self.answer, Failed):
            return "failed"
        return "built" if self.attempts else "kept"


def run_batch(
    items: Iterable[Item], engine: Engine, builds: Builds, *, retries: int, resume: bool = False
) -> Iterator[Outcome]:
    """Build every item and say what became of each, as it ends.

    With `resume`, what the ledger has as done stays as it is.
    """
    return _Batch(items, engine, builds, retries, resume).outcomes()


@dataclass(slots=True)
class _Attempts:
    """The attempts at an item, and when the first began."""

    item: Item
    began: float
    count: int = 0


class _Batch:
    def __init__(
        self, items: Iterable[Item], engine: Engine, builds: Builds, retries: int, resume: bool
    ) -> None:
        self._items = iter(items)
        self._engine = engine
        self._builds = builds
        self._retries = retries
        self._resume = resume
        self._open: dict[int, _Attempts] = {}
        self._later: list[tuple[float, int]] = []
        self._taken = 0

    def outcomes(self) -> Iterator[Outcome]:
        while True:
            yield from self._start()
            if not self._open:
                return
            for ended in self._engine.wait(self._patience()):
                yield from self._settle(ended)

    def _start(self) -> Iterator[Outcome]:
        """Give the engine as much as it takes; what is done already is an outcome at once."""
        while self._engine.free:
            if self._later and self._later[0][0] <= time.monotonic():
                number = heapq.heappop(self._later)[1]
            elif (item := next(self._items, None)) is None:
                return
            elif self._resume and (made := self._builds.done(item)):
                yield Outcome(item, Built(made, {}))
                continue
            else:
                number = self._taken = self._taken + 1
                self._open[number] = _Attempts(item, time.monotonic())
            self._open[number].count += 1
            self._engine.start(number, self._open[number].item)

    def _patience(self) -> float | None:
        """How long to wait before the next attempt is due, if one is and there is room for it."""
        if not self._later or not self._engine.free:
            return None
        return max(0.0, self._later[0][0] - time.monotonic())

    def _settle(self, ended: Ended) -> Iterator[Outcome]:
        """The outcome of an item whose attempt ended, unless there is to be another."""
        attempts, answer = self._open[ended.number], ended.answer
        if (
            not isinstance(answer, Built)
            and answer.is_temporary
            and attempts.count <= self._retries
        ):
            pause = _PAUSE * 2 ** (attempts.count - 1) if isinstance(answer, Failed) else 0.0
            heapq.heappush(self._later, (time.monotonic() + pause, ended.number))
            return
        if isinstance(answer, Lost):
            times = f", at each of {attempts.count} attempts" if attempts.count > 1 else ""
            answer = Failed(answer.reason + times, _FAILED)
        del self._open[ended.number]
        self._builds.record(attempts.item, answer, attempts.count)
        seconds = time.monotonic() - attempts.began
        yield Outcome(attempts.item, answer, attempts.count, seconds)
