"""The half of a build that comes before the pages, done by a second process on another core.

It reads the brief, words the pages and draws the charts, while this process gets the layout engine
ready and lays out; where there are several editions, it makes some of them whole. Neither process
imports what only the other one needs.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from signal import SIGKILL
from types import SimpleNamespace
from typing import IO, Any

from reporter.archive import Artifact
from reporter.brief_files import BriefFiles
from reporter.cache import Cache
from reporter.display_list import Drawing, Item
from reporter.languages import Edition
from reporter.pdf import get_ready
from reporter.setting import Copy, set_copy

_ENGINE = "weasyprint"
_UNUSED = "mpl_toolkits.mplot3d"
_NO_AXES: Any = SimpleNamespace(Axes3D=SimpleNamespace(name="3d"))


class Stopped(Exception):
    """The second process could not go on, whatever the reason."""


def is_worth_it() -> bool:
    """Whether a second process saves time: another core is there, and nothing is ready yet."""
    return _ENGINE not in sys.modules and threading.active_count() == 1 and processors() > 1


def processors() -> int:
    """How many processors this process may use."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone can hold a process to some
    return len(allowed(0)) if allowed else os.cpu_count() or 1


class Prepress:
    """A second process at work on the editions of a brief; raises Stopped where it has failed."""

    def __init__(
        self,
        files: BriefFiles,
        editions: Sequence[Edition],
        template: str,
        cache: Cache | None = None,
    ) -> None:
        self._here = editions[: (len(editions) + 1) // 2]
        self._there = editions[len(self._here) :]
        reading, writing = os.pipe()
        self.process = os.fork()
        if not self.process:
            os.close(reading)
            _work(writing, lambda: self._made(files, template, cache))
        os.close(writing)
        self._answers = os.fdopen(reading, "rb")

    def __enter__(self) -> Prepress:
        return self

    def __exit__(self, *_: object) -> None:
        self._answers.close()
        os.kill(self.process, SIGKILL)
        os.waitpid(self.process, 0)

    def artifacts(self, files: BriefFiles) -> Iterator[Artifact]:
        """The PDF of each edition in turn; `files` are filled with what was read."""
        get_ready()  # takes its time, while the brief is read
        files.contents, files.asked = self._next()
        for _ in self._here:
            copy: Copy = self._next()
            sizes: Mapping[str, tuple[float, float]] = self._next()
            charts = _Charts(self._next)
            pictures = {name: _Coming(charts, name, *size) for name, size in sizes.items()}
            made = set_copy(copy, pictures)
            charts.wait()
            yield made
        for _ in self._there:
            yield self._next()

    def _made(self, files: BriefFiles, template: str, cache: Cache | None) -> Iterator[object]:
        """All that the other process waits for, in the order in which it does."""
        gc.disable()  # the process ends before what it makes would be worth looking through
        sys.modules[_UNUSED] = _NO_AXES  # imported with the library that draws, for nothing
        from reporter.press import Press

        press = Press(files, cache)
        press.hold()
        yield files.contents, files.asked
        for edition in self._here:
            blanks = press.blanks(edition, template)
            yield press.copy(edition, template, blanks)
            yield {name: (exhibit.width, exhibit.height) for name, exhibit in blanks.items()}
            exhibits = press.exhibits(edition, template)
            yield {name: exhibit.drawing for name, exhibit in exhibits.items()}
        for edition in self._there:
            yield press.make(edition, template)

    def _next(self) -> Any:
        try:
            return pickle.load(self._answers)  # noqa: S301 # of our own process
        except EOFError:
            raise Stopped from None


def _work(writing: int, answers: Callable[[], Iterator[object]]) -> None:
    """Write down one answer after the other, without waiting for who reads; and end the process.

    An error ends it early: the other process comes upon it again and tells it.
    """
    written: SimpleQueue[bytes] = SimpleQueue()
    with suppress(BaseException), os.fdopen(writing, "wb", buffering=0) as pipe:
        writer = threading.Thread(target=_write, args=(pipe, written))
        writer.start()
        try:
            for answer in answers():
                written.put(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        finally:
            written.put(b"")
            writer.join()
    os._exit(0)


def _write(pipe: IO[bytes], written: SimpleQueue[bytes]) -> None:
    with suppress(OSError):
        while content := written.get():
            view = memoryview(content)
            while view:
                view = view[pipe.write(view) :]


class _Charts:
    """The drawings of an edition, waited for when the first of them is painted."""

    def __init__(self, answer: Callable[[], Any]) -> None:
        self._answer = answer
        self._drawings: Mapping[str, Drawing] | None = None

    def wait(self) -> Mapping[str, Drawing]:
        if self._drawings is None:
            self._drawings = self._answer()
        return self._drawings


@dataclass(frozen=True, slots=True)
class _Coming:
    """A chart whose size is known before it is drawn."""

    charts: _Charts
    name: str
    width: float
    height: float

    @property
    def items(self) -> tuple[Item, ...]:
        return self.charts.wait()[self.name].items
