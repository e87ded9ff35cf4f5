"""Facts that follow from others: the year before, margins, ratios, what a change was made of.

Each rule finds its inputs by concept, entity, period and basis, and gives a formula in their ids. A
result is never finer than its inputs support, nor more settled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from reporter.derive.growth import (
    growth_from_levels,
    growth_of_each,
    growth_since_quarter,
    increases,
    prior_levels,
    prior_levels_by_difference,
)
from reporter.derive.known import Known, Result
from reporter.derive.levels import comparisons, market_changes, portions
from reporter.derive.ratios import (
    growth_multiples,
    prior_ratios,
    profit_bridge,
    ratio_changes,
    ratios,
)
from reporter.derive.remainders import remainders
from reporter.facts import Fact, FactSet

Rule = Callable[[Known], Iterable[Result]]
RULES: tuple[Rule, ...] = (
    remainders,
    growth_of_each,
    growth_from_levels,
    growth_since_quarter,
    prior_levels,
    prior_levels_by_difference,
    increases,
    ratios,
    prior_ratios,
    ratio_changes,
    profit_bridge,
    growth_multiples,
    market_changes,
    portions,
    comparisons,
)
"""In order: a rule may use what those before it found."""


def derived_facts(stated: FactSet) -> tuple[Fact, ...]:
    """What follows from the stated facts; an id that is taken already is left to its owner."""
    known = Known(stated)
    for rule in RULES:
        known = known.joined(_new(known, rule(known)))
    return known.facts.facts[len(stated) :]


def _new(known: Known, results: Iterable[Result]) -> tuple[Result, ...]:
    found = {result.fact.id: result for result in results}
    return tuple(result for fact_id, result in found.items() if fact_id not in known.facts)
