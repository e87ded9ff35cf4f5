"""Facts in XBRL's words, and the set that answers questions about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from reporter.errors import UnknownFact
from reporter.languages import Language
from reporter.periods import Period
from reporter.quantity import Quantity


class Basis(StrEnum):
    """What a figure measures: a level, a change against something, or a proportion."""

    LEVEL = "level"
    YOY = "yoy"
    QOQ = "qoq"
    MOM = "mom"
    YTD = "ytd"
    CHANGE = "change"
    SHARE = "share"
    RATIO = "ratio"

    @property
    def is_change(self) -> bool:
        return self in _CHANGES


_CHANGES = frozenset({Basis.YOY, Basis.QOQ, Basis.MOM, Basis.YTD, Basis.CHANGE})


class Direction(StrEnum):
    """Which way a change went; its magnitude is never negative."""

    UP = "up"
    DOWN = "down"
    NONE = "none"


class Status(StrEnum):
    """How far a figure is settled: it happened, or somebody expects, wants or imagines it.

    A superseded one is what was told before a restatement: kept, and never reckoned with.
    """

    ACTUAL = "actual"
    FORECAST = "forecast"
    TARGET = "target"
    GUIDANCE = "guidance"
    CONSENSUS = "consensus"
    POTENTIAL = "potential"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a source says it: document, 1-based paragraph, and characters [start, end) of it."""

    document: str
    paragraph: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure was worked out: the formula in words, and the ids of the facts it takes."""

    formula: str
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure with everything that gives it its meaning; `id` names it within its brief."""

    id: str
    concept: str
    entity: str
    period: Period
    quantity: Quantity
    basis: Basis = Basis.LEVEL
    direction: Direction = Direction.NONE
    status: Status = Status.ACTUAL
    per: str | None = None
    against: str | None = None
    said_by: str | None = None
    soft: bool = False
    source: Span | None = None
    derivation: Derivation | None = None

    @property
    def is_derived(self) -> bool:
        return self.derivation is not None

    @property
    def is_change(self) -> bool:
        return self.basis.is_change


@dataclass(frozen=True, slots=True)
class Entity:
    """A company, product, index or place that facts are about."""

    id: str
    names: Mapping[Language, str]

    def name(self, language: Language) -> str:
        return self.names[language]


@dataclass(frozen=True, slots=True)
class FactSet:
    """Facts by id, in the order they were given; every question keeps that order.

    What a restatement superseded is told by its id alone, and by `superseded`.
    """

    facts: tuple[Fact, ...]
    _by_id: Mapping[str, Fact] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {fact.id: fact for fact in self.facts})

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def __len__(self) -> int:
        return len(self.facts)

    def __contains__(self, fact_id: object) -> bool:
        return fact_id in self._by_id

    def __getitem__(self, fact_id: str) -> Fact:
        """The fact of that id; raises UnknownFact with the nearest ids."""
        try:
            return self._by_id[fact_id]
        except KeyError:
            raise UnknownFact(fact_id, get_close_matches(fact_id, self._by_id)) from None

    def get(self, fact_id: str) -> Fact | None:
        return self._by_id.get(fact_id)

    @property
    def stated_bases(self) -> frozenset[Basis]:
        """On which bases the source itself states something."""
        return frozenset(fact.basis for fact in self.facts if not fact.is_derived)

    def where(
        self,
        *,
        concept: str | None = None,
        entity: str | None = None,
        period: Period | None = None,
        basis: Basis | None = None,
        derived: bool | None = None,
    ) -> tuple[Fact, ...]:
        """The facts that match everything asked for, none of them superseded."""
        return tuple(
            fact
            for fact in self.facts
            if fact.status is not Status.SUPERSEDED
            and (concept is None or fact.concept == concept)
            and (entity is None or fact.entity == entity)
            and (period is None or fact.period == period)
            and (basis is None or fact.basis is basis)
            and (derived is None or fact.is_derived is derived)
        )

    def first(
        self,
        *,
        concept: str,
        entity: str | None = None,
        period: Period | None = None,
        basis: Basis | None = None,
    ) -> Fact | None:
        """The first match, or None."""
        return next(
            iter(self.where(concept=concept, entity=entity, period=period, basis=basis)), None
        )

    @property
    def superseded(self) -> tuple[Fact, ...]:
        """What was told before a restatement."""
        return tuple(fact for fact in self.facts if fact.status is Status.SUPERSEDED)

    def joined(self, more: Iterable[Fact]) -> FactSet:
        """These facts followed by those."""
        return FactSet((*self.facts, *more))
