"""What does the work of a batch, one file each; a batch is the same on all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Lost:
    """Work that came to no answer, and whether another attempt may."""

    reason: str
    is_temporary: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of a piece of work, by the number that it was given."""

    number: int
    answer: Any


class Engine(Protocol):
    """Does work, several pieces at once; each ends once, with an answer or Lost."""

    @property
    def free(self) -> int:
        """How many more pieces it takes now."""
        ...

    def start(self, number: int, order: Any) -> None: ...

    def wait(self, patience: float | None = None) -> Sequence[Ended]:
        """What has ended, once something has; nothing where that takes longer, in seconds."""
        ...

    def close(self) -> None:
        """Drop what is not done."""
        ...
