"""Two sets of facts held against each other: what agrees, what differs, what one leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporter.checks import Outcome
from reporter.checks.plausible import history
from reporter.facts import Basis, Direction, Fact, FactSet
from reporter.intervals import negative, share_more_than_an_edge
from reporter.quantity import Bound, Interval, UnitKind, unit_kind
from reporter.relations import company_of

Key = tuple[str, ...]


class Verdict(StrEnum):
    """How a figure of one set stands to the same figure of the other."""

    DIFFERS = "differs"
    RESTATED = "restated"
    CANNOT_BE_SAID = "cannot be said"
    OUT_OF_SCALE = "out of scale"
    AGREES = "agrees"
    ONLY_SECOND = "only in the second"
    ONLY_FIRST = "only in the first"


@dataclass(frozen=True, slots=True)
class FactSource:
    """A set of facts under its name, with the names of its entities and when it was published."""

    name: str
    facts: FactSet
    entities: Mapping[str, str]
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure in both sets, or in one alone; out of scale, with the one of a period before."""

    verdict: Verdict
    first: Fact | None
    second: Fact | None

    @property
    def fact(self) -> Fact:
        """The figure in the first set, else in the second."""
        found = self.first or self.second
        if found is None:
            raise ValueError("a pair holds a fact at least")
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every pair, in the order of the first set and then of the second."""

    first: FactSource
    second: FactSource
    pairs: tuple[Pair, ...]

    def of(self, verdict: Verdict) -> tuple[Pair, ...]:
        return tuple(pair for pair in self.pairs if pair.verdict is verdict)

    @property
    def dates_differ(self) -> bool:
        one, other = self.first.published, self.second.published
        return one is not None and other is not None and one != other

    @property
    def differs(self) -> bool:
        apart = (Verdict.DIFFERS, Verdict.RESTATED)
        return self.dates_differ or any(pair.verdict in apart for pair in self.pairs)


def compare(first: FactSource, second: FactSource) -> Comparison:
    """The figures of two sets, matched by concept, entity, period and basis.

    A stated figure is held against a stated one, else against one that follows from the other
    set's figures. Of those that only one set lets be worked out, changes on the quarter before
    alone are told. A level of the first that is many times one of an earlier period in the second,
    and has no change to answer for it, is told besides.
    """
    ours, theirs = _by_key(first.facts), _by_key(second.facts)
    pairs = (_pair(ours.get(key), theirs.get(key), first, second) for key in {**ours, **theirs})
    jumps = _out_of_scale(first.facts, second.facts)
    return Comparison(first, second, (*jumps, *(pair for pair in pairs if pair)))


def _out_of_scale(ours: FactSet, theirs: FactSet) -> Iterator[Pair]:
    stated, before = (FactSet(facts.where(derived=False)) for facts in (ours, theirs))
    among_ours = {finding.facts for finding in history(stated)}
    for finding in history(stated, before):
        later, earlier = finding.facts
        if finding.outcome is Outcome.DOES_NOT_HOLD and finding.facts not in among_ours:
            yield Pair(Verdict.OUT_OF_SCALE, ours[later], theirs[earlier])


def _by_key(facts: FactSet) -> dict[Key, Fact]:
    """The first fact of each key, a stated one before any that follows from others."""
    stated, derived = facts.where(derived=False), facts.where(derived=True)
    found: dict[Key, Fact] = {}
    for fact in (*stated, *derived):
        found.setdefault(_key(fact), fact)
    return found


def _key(fact: Fact) -> Key:
    """What a figure is of: an app's users are the company's, a percentage of a whole is a ratio."""
    kind = unit_kind(fact.quantity.unit)
    is_ratio = kind is UnitKind.RATIO and not fact.is_change
    basis = Basis.RATIO if is_ratio else fact.basis
    measure = fact.quantity.unit if kind is UnitKind.RATIO else kind
    parts = (fact.concept, company_of(fact.entity), fact.period, basis, measure)
    return tuple(map(str, (*parts, fact.per, fact.against, fact.status)))


def _pair(
    one: Fact | None, other: Fact | None, first: FactSource, second: FactSource
) -> Pair | None:
    stated = [fact for fact in (one, other) if fact and not fact.is_derived]
    if one and other:
        return Pair(_verdict(one, other, first.facts, second.facts), one, other) if stated else None
    alone = one or other
    if alone is None or (alone.is_derived and alone.basis is not Basis.QOQ):
        return None
    return Pair(Verdict.ONLY_FIRST if one else Verdict.ONLY_SECOND, one, other)


def _verdict(one: Fact, other: Fact, ours: FactSet, theirs: FactSet) -> Verdict:
    if _unit(one) != _unit(other):
        return Verdict.CANNOT_BE_SAID
    if share_more_than_an_edge(_interval(one), _interval(other)):
        return Verdict.AGREES
    stated = not one.is_derived and not other.is_derived
    is_restated = stated and _is_comparative(one, ours) != _is_comparative(other, theirs)
    return Verdict.RESTATED if is_restated else Verdict.DIFFERS


def _unit(fact: Fact) -> str:
    """The unit, all counts alike: people are counted with or without saying so."""
    is_count = unit_kind(fact.quantity.unit) is UnitKind.COUNT
    return UnitKind.COUNT if is_count else fact.quantity.unit


def _interval(fact: Fact) -> Interval:
    """All that a figure stands for, a fall below zero.

    A derived figure is shown to the power of ten below the width of its interval, so the true one
    is less than five such steps away.
    """
    quantity = fact.quantity
    interval = quantity.interval
    if fact.is_derived and quantity.value is not None and quantity.bound is Bound.EXACT:
        leeway = quantity.precision * 5
        interval = Interval(quantity.value - leeway, quantity.value + leeway)
    return negative(interval) if fact.direction is Direction.DOWN else interval


def _is_comparative(fact: Fact, facts: FactSet) -> bool:
    """Whether a set tells a level for the sake of the same one a year later."""
    return any(
        later.period.year_ago() == fact.period
        for later in _same_measure(fact, facts)
        if later.basis is fact.basis and not fact.is_change
    )


def _same_measure(fact: Fact, facts: FactSet) -> Iterator[Fact]:
    yield from facts.where(concept=fact.concept, entity=fact.entity, derived=False)
