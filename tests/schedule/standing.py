"""A clock for the tests of schedules."""

from __future__ import annotations

from datetime import datetime, timedelta


class StandingClock:
    """Stands still but for what is slept."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)
