"""The time, as something that is handed in: a test, or a catch-up, has its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What says how late it is, and waits."""

    def now(self) -> datetime:
        """The time in UTC, aware."""
        ...

    def sleep(self, seconds: float) -> None: ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class RunningClock:
    """A clock that was right at a moment and goes on evenly, whatever happens to the machine's."""

    def __init__(self, now: datetime) -> None:
        self._start, self._set_at = now, time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._set_at)

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)
