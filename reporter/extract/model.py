"""What the extractor makes of one figure in a text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reporter.facts import Direction, Status
from reporter.periods import Period
from reporter.quantity import Quantity


class Kind(StrEnum):
    """What a figure measures: a level, a change, a part of a whole, or one thing by another."""

    LEVEL = "level"
    CHANGE = "change"
    SHARE = "share"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure that may be a fact: characters [start, end) of the text, and how it was read.

    `entity` and `term` are words of the text, `concept` one of the glossary; each is empty where
    nothing in the text binds the figure. `basis` is yoy, qoq, mom, ytd, dod or none, as stated.
    `confidence` is from 0 to 1, `doubts` say what it lacks.
    """

    start: int
    end: int
    surface: str
    quantity: Quantity
    kind: Kind
    entity: str
    concept: str
    term: str
    basis: str
    direction: Direction
    period: Period
    status: Status
    threshold: bool = False
    conversion: bool = False
    per: str | None = None
    confidence: float = 1.0
    doubts: tuple[str, ...] = ()

    @property
    def value(self) -> Decimal | None:
        """In base units; None for a range."""
        return self.quantity.value

    @property
    def low(self) -> Decimal | None:
        return self.quantity.low

    @property
    def high(self) -> Decimal | None:
        return self.quantity.high

    @property
    def unit(self) -> str:
        return self.quantity.unit

    @property
    def bound(self) -> str:
        return str(self.quantity.bound)

    @property
    def is_bound(self) -> bool:
        """Whether the text says what the figure measures."""
        return bool(self.concept)
