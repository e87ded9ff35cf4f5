"""The facts that belong to a fact: its change, its level, the same a year ago."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.facts import Basis, Fact, FactSet, Status

_LEVELS = (Basis.LEVEL, Basis.RATIO, Basis.SHARE)


def _alike(facts: FactSet, fact: Fact) -> Iterator[Fact]:
    """The facts on the same measure of the same entity."""
    for other in facts.where(concept=fact.concept, entity=fact.entity):
        if other.per == fact.per:
            yield other


def _is_foreseen(fact: Fact) -> bool:
    """Whether somebody expects it: what came out is no change of what was guided."""
    return fact.status not in (Status.ACTUAL, Status.SUPERSEDED)


def _leads_to(change: Fact, level: Fact) -> bool:
    """Whether they are of one thing: what revenue grew by is no change of a part's share in it."""
    is_of_share = level.basis is not Basis.SHARE or change.quantity.unit == "percentage_point"
    return is_of_share and _is_foreseen(change) is _is_foreseen(level)


def change_of(facts: FactSet, level: Fact) -> Fact | None:
    """The change that belongs to a level, the yearly one before any other."""
    own = (f for f in _alike(facts, level) if f.is_change and f.period == level.period)
    changes = [f for f in own if _leads_to(f, level)]
    changes.sort(key=lambda fact: (fact.basis is not Basis.YOY, fact.is_derived))
    return changes[0] if changes else None


def level_of(facts: FactSet, change: Fact) -> Fact | None:
    """The level that a change led to."""
    own = (f for f in _alike(facts, change) if f.basis in _LEVELS and f.period == change.period)
    levels = (f for f in own if _leads_to(change, f))
    return next((f for f in levels if not f.against), None)


def year_ago(facts: FactSet, level: Fact) -> Fact | None:
    """The same level a year before, stated or derived."""
    period = level.period.year_ago()
    levels = (f for f in _alike(facts, level) if f.basis is level.basis and not f.against)
    return next((f for f in levels if period is not None and f.period == period), None)


def contribution(facts: FactSet, profit: Fact, cause: str) -> Fact | None:
    """What of a profit's rise came from `margin` or from `revenue`."""
    return facts.get(f"{profit.id}_from_{cause}")


def made_of(facts: FactSet, *inputs: Fact) -> Fact | None:
    """The derived fact that was worked out from just these, in this order."""
    ids = tuple(fact.id for fact in inputs)
    derived = (fact for fact in facts if fact.derivation and fact.derivation.inputs == ids)
    return next((fact for fact in derived if fact.basis is Basis.RATIO), None)


def start_of_year(facts: FactSet, change: Fact) -> Fact | None:
    """The level that a change since the turn of the year began from."""
    worked_out = facts.get(f"{change.id}_computed")
    if worked_out is None or worked_out.derivation is None:
        return None
    levels = [facts[fact_id] for fact_id in worked_out.derivation.inputs]
    return next((level for level in levels if level.period != change.period), None)
