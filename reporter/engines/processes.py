"""Processes on this machine, forked where that is safe.

Each has a pipe of its own to its parent, so that one that dies takes one piece of work with it and
nothing else. The parent has no threads, and what it has loaded a forked one has already.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fcntl import F_GETFL, fcntl
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from reporter.engines import Ended, Lost

_GLANCE = 0.1
"""Seconds between two looks at how much memory is taken."""
_GRACE = 2.0
"""Seconds that a process has to clear up behind itself before it is killed."""
_PIECES = 200
"""How many pieces of work a process does: what libraries leak goes with it."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_METHOD = "fork" if sys.platform == "linux" else "spawn"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one piece of work may take: seconds, and bytes of memory that its process holds."""

    seconds: float
    bytes: int


@dataclass(slots=True)
class _Worker:
    """A process, its pipe, and what it works on until when."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None
    over: float = 0.0
    pieces: int = 0

    @property
    def rss(self) -> int:
        """The bytes of memory that it holds, shared or not; 0 where the system does not tell."""
        with suppress(OSError, ValueError, IndexError):
            pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        return 0


class Processes:
    """An engine: `work` is called with each order in one of so many processes."""

    def __init__(
        self, work: Callable[[Any], Any], jobs: int, bounds: Bounds, method: str = _METHOD
    ) -> None:
        self._work = work
        self._bounds = bounds
        self._context: Any = multiprocessing.get_context(method)
        self._is_forked = method == "fork"
        self._workers: list[_Worker] = []
        gc.collect()
        gc.freeze()  # or the next collection would touch, and so copy, all that is shared
        for _ in range(jobs):
            self._fork()

    @property
    def free(self) -> int:
        return sum(worker.number is None for worker in self._workers)

    def start(self, number: int, order: Any) -> None:
        worker = next(worker for worker in self._workers if worker.number is None)
        worker.number, worker.over = number, time.monotonic() + self._bounds.seconds
        worker.pieces += 1
        with suppress(OSError):  # it died, which is seen while waiting
            worker.pipe.send(order)

    def wait(self, patience: float | None = None) -> Sequence[Ended]:
        until = time.monotonic() + (float("inf") if patience is None else patience)
        while True:
            ended = [*self._heard(min(_GLANCE, max(0.0, until - time.monotonic()))), *self._ended()]
            if ended or time.monotonic() >= until:
                return ended

    def close(self) -> None:
        for worker in self._workers:
            worker.process.terminate()
        until = time.monotonic() + _GRACE
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
            self._kill(worker)
        self._workers.clear()

    def _heard(self, patience: float) -> list[Ended]:
        """The answers of the living and the losses of the dead, whose places are filled again."""
        ready = wait([w.pipe for w in self._workers], patience)
        found = (self._hear(worker) for worker in tuple(self._workers) if worker.pipe in ready)
        return [ended for ended in found if ended]

    def _hear(self, worker: _Worker) -> Ended | None:
        number = worker.number
        try:
            answer = worker.pipe.recv()
        except (EOFError, OSError):
            answer = Lost(_death(self._replace(worker)), is_temporary=True)
        else:
            worker.number = None
            if worker.pieces >= _PIECES or worker.rss > self._bounds.bytes / 2:
                self._replace(worker)  # or the next piece would be charged with what is left
        return None if number is None else Ended(number, answer)

    def _ended(self) -> list[Ended]:
        """The losses of those that take too long or too much."""
        losses, now = list[Ended](), time.monotonic()
        for worker in tuple(self._workers):
            if worker.number is None:
                continue
            reason = ""
            if now > worker.over:
                reason = f"it takes more than {self._bounds.seconds:g} s"
            elif worker.rss > self._bounds.bytes:
                reason = f"it needs more than {self._bounds.bytes / 2**20:.0f} MB of memory"
            if reason:
                losses.append(Ended(worker.number, Lost(reason, is_temporary=False)))
                self._replace(worker)
        return losses

    def _replace(self, worker: _Worker) -> int:
        """Put a new process in the place of one; the exit code of the old one."""
        self._workers.remove(worker)
        code = self._kill(worker)
        self._fork()
        return code

    def _kill(self, worker: _Worker) -> int:
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        code = worker.process.exitcode or 0
        worker.process.close()
        return code

    def _fork(self) -> None:
        ours, theirs = self._context.Pipe()
        others = [ours, *(worker.pipe for worker in self._workers)] if self._is_forked else []
        process = self._context.Process(
            target=_serve, args=(theirs, others, self._work), daemon=True
        )
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        theirs.close()
        self._workers.append(_Worker(process, ours))


def _serve(pipe: Connection, others: Sequence[Connection], work: Callable[[Any], Any]) -> None:
    """Work on what comes through a pipe until it closes, as it does when the parent dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # told to a whole terminal; the parent decides
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
    if others:
        open_again()
    for other in others:
        other.close()
    with suppress(EOFError, OSError):
        while True:
            pipe.send(work(pipe.recv()))


def open_again() -> None:
    """Open what the parent has open for reading anew, each at the same place.

    A forked process shares the places of its parent's files with it and all the others: a typeface
    that two of them read from at once gives them glyphs of nobody's.
    """
    for path in tuple(Path("/proc/self/fd").iterdir()):
        handle = int(path.name)
        with suppress(OSError):  # the handle of this very list is closed by now
            is_file = stat.S_ISREG(os.fstat(handle).st_mode)
            if is_file and fcntl(handle, F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
                own = os.open(path, os.O_RDONLY)
                os.lseek(own, os.lseek(handle, 0, os.SEEK_CUR), os.SEEK_SET)
                os.dup2(own, handle, inheritable=False)
                os.close(own)


def _death(code: int) -> str:
    if code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended with code {code}"
