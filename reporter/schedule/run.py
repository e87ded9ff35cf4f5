"""A run: what becomes of an occasion, how its work ended, and what follows from that."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum

from reporter.schedule.model import Behaviour, Occasion

LATER = 75
"""The exit code of what may work another time."""
_AGAIN = (69, 73, LATER)
"""The exit codes of what is no fault of the input: a service, the disk, a lock."""


class RunState(StrEnum):
    """How far a run has come; the last three are where it can end."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Filed:
    """A PDF that was proved and put in its place."""

    place: str
    sha256: str
    edition: str
    pages: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the work of an occasion ended: an exit code, and a reason where it is not 0.

    `mail` counts messages by what became of them, `left` has the ids of those that were still to
    go, and what they were counted as. Where it is `held`, a person has to act first: that is no
    failure, and it is tried again as long as the occasion is not too old.
    """

    code: int = 0
    reason: str = ""
    files: tuple[Filed, ...] = ()
    mail: Mapping[str, int] = field(default_factory=dict)
    held: bool = False
    left: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def of_json(cls, text: str) -> Outcome:
        known = json.loads(text)
        return cls(**known | {"files": tuple(Filed(**one) for one in known.get("files", ()))})


@dataclass(frozen=True, slots=True)
class Run:
    """An occasion as the ledger has it; `next` is when it may be tried, `failures` how often it
    did not work."""

    id: int
    occasion: Occasion
    state: RunState
    failures: int
    next: datetime
    changed: datetime
    reason: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class JobState:
    """What the ledger knows of a job: `born` is when it was first seen, and its occasions are taken
    in until `seen`.

    `digest` is of the source that it watches, `fault` why its occasions cannot be told. It has been
    `failing` since then: its last run failed, or it has a fault; its owner was told so of the
    failure that began at `told`.
    """

    born: datetime
    seen: datetime
    digest: str = ""
    fault: str = ""
    failing: datetime | None = None
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at a run under a token of its own: the newest one of a run is the only one to write.

    `died` are those whose process ended before they did.
    """

    token: int
    run: int
    started: datetime
    ended: datetime | None
    state: str
    reason: str


def is_temporary(code: int) -> bool:
    return code in _AGAIN


def is_too_old(occasion: Occasion, behaviour: Behaviour, now: datetime) -> bool:
    return now - occasion.due > behaviour.within


def what_follows(
    run: Run, outcome: Outcome, behaviour: Behaviour, now: datetime
) -> tuple[RunState, int, datetime]:
    """The state of a run after an attempt, its failures, and when it is tried again."""
    if not outcome.code:
        return RunState.DONE, run.failures, now
    failures = run.failures + (not outcome.held)
    pauses = 2 ** (failures - 1) if failures and not outcome.held else 1
    again = now + behaviour.pause * pauses
    worth = is_temporary(outcome.code) and failures <= behaviour.retries
    if worth and not is_too_old(run.occasion, behaviour, again):
        return RunState.WAITING, failures, again
    return RunState.FAILED, failures, now
