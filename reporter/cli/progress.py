"""How far a batch has come: a line that is kept up to date on a terminal, or one now and then."""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TextIO

import click

_REDRAWN = 0.1
"""Seconds between two states of the line on a terminal."""
_LOGGED = 30.0
"""Seconds between two lines in a log."""
_CLEARED = "\r\x1b[2K"


class Progress:
    """Counts what became of the briefs and tells it on stderr, with the rate and the time left."""

    def __init__(
        self,
        total: int,
        stream: TextIO | None = None,
        now: Callable[[], float] = time.monotonic,
        *,
        quiet: bool = False,
    ) -> None:
        self.counts = Counter[str]()
        self._total = total
        self._stream = stream or sys.stderr
        self._is_terminal = self._stream.isatty()
        self._now = now
        self._quiet = quiet
        self._began = self._told = now()

    @property
    def left(self) -> int:
        return self._total - self.counts.total()

    @property
    def seconds(self) -> float:
        return self._now() - self._began

    def count(self, state: str) -> None:
        """Take one more brief for built, kept or failed, and tell it if it is time to."""
        self.counts[state] += 1
        pause = _REDRAWN if self._is_terminal else _LOGGED
        if self.left and not self._quiet and self._now() - self._told >= pause:
            self._told = self._now()
            if self._is_terminal:
                self._draw()
            else:
                click.echo(self.line(), file=self._stream)

    def say(self, text: str, *, err: bool = True) -> None:
        """A whole line on stderr or stdout; on a terminal, the line of the progress follows it."""
        if self._is_terminal:
            self._stream.write(_CLEARED)
            self._stream.flush()
        click.echo(text, file=self._stream if err else None)
        if self._is_terminal and self.left and not self._quiet:
            self._draw()

    def end(self) -> None:
        """Tell no more how far it is."""
        self._quiet = True

    def line(self) -> str:
        """412 of 1000, 3 failed, 2.1 a second, 4 min 40 s left."""
        rate = self._rate()
        parts = [f"{self.counts.total()} of {self._total}"]
        parts += [f"{self.counts['failed']} failed"] if self.counts["failed"] else []
        parts += [_per_time(rate), f"{duration(self.left / rate)} left"] if rate else []
        return ", ".join(parts)

    def summary(self) -> str:
        """999 built, 1 failed, in 8 min 20 s, 2.0 a second."""
        parts = [f"{self.counts[s]} {s}" for s in ("built", "kept", "failed") if self.counts[s]]
        parts += [f"{self.left} left"] if self.left else []
        rate = self._rate()
        return ", ".join(
            [*parts, f"in {duration(self.seconds)}", *([_per_time(rate)] if rate else [])]
        )

    def _rate(self) -> float:
        """The briefs that were worked on, by the second."""
        worked = self.counts.total() - self.counts["kept"]
        return worked / self.seconds if self.seconds else 0.0

    def _draw(self) -> None:
        columns = shutil.get_terminal_size().columns
        self._stream.write(_CLEARED + self.line()[: columns - 1])
        self._stream.flush()


def _per_time(rate: float) -> str:
    """Briefs a second, or a minute where that says more."""
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * 60:.1f} a minute"


def duration(seconds: float) -> str:
    """A time in its two largest units: 45 s, 4 min 40 s, 2 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
