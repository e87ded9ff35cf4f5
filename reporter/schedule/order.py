"""What a child is told to do, and the types of what does it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from reporter.clock import Clock
from reporter.ledger import Ledger
from reporter.schedule.model import Job, Occasion
from reporter.schedule.run import Outcome


@dataclass(frozen=True, slots=True)
class Order:
    """An occasion of a job to work on, under which token, kept in which ledger.

    `settings` are those of mail, `now` is the time as whoever orders sees it, `began` when the
    first attempt did.
    """

    schedule: str
    job: Job
    occasion: Occasion
    token: int
    ledger: Path
    now: datetime
    began: datetime
    settings: Path | None = None


Work: TypeAlias = Callable[[Order, Ledger, Clock], Outcome]
