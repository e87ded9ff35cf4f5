"""What is known so far: the stated facts, the derived ones, and the figure behind each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from reporter.derive.figure import HUNDRED, ONE, Figure, figure_of
from reporter.facts import Basis, Derivation, Direction, Fact, FactSet, Status
from reporter.periods import Period

LEVELS = frozenset({Basis.LEVEL, Basis.SHARE, Basis.RATIO})


@dataclass(frozen=True, slots=True)
class Result:
    """A derived fact and the unrounded figure behind it, for what is worked out from it next."""

    fact: Fact
    figure: Figure


@dataclass(frozen=True, slots=True)
class Growth:
    """By what factor a level changed in a year, and the fact that says so."""

    factor: Figure
    said: Fact


@dataclass(frozen=True, slots=True)
class Known:
    """Facts and their figures; levels are told by concept, entity, period and what they are per."""

    facts: FactSet
    figures: Mapping[str, Figure] = field(default_factory=lambda: MappingProxyType({}))

    def joined(self, results: tuple[Result, ...]) -> Known:
        return Known(
            self.facts.joined(result.fact for result in results),
            {**self.figures, **{result.fact.id: result.figure for result in results}},
        )

    def figure(self, fact: Fact) -> Figure | None:
        return self.figures.get(fact.id) or figure_of(fact.quantity)

    def levels(self, concept: str | None = None) -> Iterator[Fact]:
        """Each level above zero once, however often it is stated; guidance where no actual is."""
        found: dict[tuple[str | None, ...], Fact] = {}
        for fact in self.facts.where(concept=concept):
            key = (fact.concept, fact.entity, str(fact.period), fact.per)
            figure = self.figure(fact)
            if fact.basis not in LEVELS or fact.against or figure is None or not figure.is_positive:
                continue
            if key not in found or _is_firmer(fact, found[key]):
                found[key] = fact
        yield from found.values()

    def level(
        self, concept: str, entity: str, period: Period | None, per: str | None = None
    ) -> Fact | None:
        """The level of that concept; none for no period."""
        return next(
            (
                fact
                for fact in self.levels(concept)
                if (fact.entity, fact.period, fact.per) == (entity, period, per)
            ),
            None,
        )

    def year_ago(self, level: Fact) -> Fact | None:
        return self.level(level.concept, level.entity, level.period.year_ago(), level.per)

    def change(self, level: Fact, unit: str = "percent") -> Fact | None:
        """The stated or derived change of a level against a year ago in `unit`."""
        changes = self.facts.where(
            concept=level.concept, entity=level.entity, period=level.period, basis=Basis.YOY
        )
        return next(
            (
                c
                for c in changes
                if c.quantity.unit == unit and c.per == level.per and not c.against
            ),
            None,
        )

    def said(self, level: Fact, basis: Basis) -> Fact | None:
        """The change of a level on that basis, where one is stated."""
        return self.facts.first(
            concept=level.concept, entity=level.entity, period=level.period, basis=basis
        )

    def growth(self, concept: str, entity: str, period: Period) -> Growth | None:
        """The factor of a year's change in per cent; none where it is not above zero."""
        for change in self.facts.where(
            concept=concept, entity=entity, period=period, basis=Basis.YOY
        ):
            figure = self.figure(change)
            if change.quantity.unit != "percent" or change.against or figure is None:
                continue
            factor = factor_of(figure, change.direction)
            if factor.is_positive:
                return Growth(factor, change)
        return None


def _is_firmer(fact: Fact, than: Fact) -> bool:
    return fact.status is Status.ACTUAL is not than.status


def rests_on_change(facts: FactSet, fact: Fact) -> bool:
    """Whether a change is among what a figure was worked out from: then none follows from it."""
    inputs = fact.derivation.inputs if fact.derivation else ()
    return any(facts[i].is_change or rests_on_change(facts, facts[i]) for i in inputs)


def factor_of(percent: Figure, direction: Direction) -> Figure:
    """1 + a rise, 1 − a fall."""
    part = percent / HUNDRED
    return ONE - part if direction is Direction.DOWN else ONE + part


def result(
    fact_id: str,
    figure: Figure,
    unit: str,
    formula: str,
    inputs: tuple[Fact, ...],
    like: Fact,
    **changes: Any,
) -> Result:
    """A derived fact `like` another but for `changes`; settled no further than its inputs are."""
    finest = changes.pop("finest", None)
    fact = replace(
        like,
        id=fact_id,
        quantity=figure.quantity(unit, finest),
        status=_status(inputs),
        said_by=_common({fact.said_by for fact in inputs}),
        soft=any(fact.soft for fact in inputs),
        source=None,
        derivation=Derivation(formula, tuple(fact.id for fact in inputs)),
        **changes,
    )
    return Result(fact, figure)


def directed(figure: Figure) -> tuple[Figure, Direction]:
    """A signed figure as a magnitude and its direction."""
    return (-figure, Direction.DOWN) if figure.value < 0 else (figure, Direction.UP)


def _status(inputs: tuple[Fact, ...]) -> Status:
    unsettled = (fact.status for fact in inputs if fact.status is not Status.ACTUAL)
    return next(unsettled, Status.ACTUAL)


def _common(names: set[str | None]) -> str | None:
    return names.pop() if len(names) == 1 else None
