"""Tie-outs: the stated facts checked against each other before anything is printed.

Rules find their facts by concept, entity, period and basis. A figure stands for the interval of
values that round to it; a check holds if the recomputed interval meets the stated one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from reporter.checks.changes import (
    growth_of_product,
    level_change,
    market_change,
    percent_or_point,
)
from reporter.checks.finding import SEVERITIES, Finding, Outcome, Rule, Severity, Slip
from reporter.checks.parts import (
    part_at_most_whole,
    proportion,
    ratio_of_levels,
    shares_of_whole,
    sum_of_parts,
    year_to_date,
)
from reporter.checks.plausible import currency, dates, history, restated, same_fact, status
from reporter.facts import FactSet

__all__ = [
    "SEVERITIES",
    "Finding",
    "Outcome",
    "Rule",
    "Severity",
    "Slip",
    "check_facts",
]

_NO_SEVERITIES: Mapping[str, Severity] = MappingProxyType({})
_NOBODY: Mapping[str, str] = MappingProxyType({})
_RULES = (
    level_change,
    growth_of_product,
    market_change,
    percent_or_point,
    proportion,
    ratio_of_levels,
    sum_of_parts,
    shares_of_whole,
    part_at_most_whole,
    year_to_date,
    same_fact,
    currency,
)


def check_facts(
    facts: FactSet,
    published: date | None = None,
    *,
    before: FactSet | None = None,
    severities: Mapping[str, Severity] = _NO_SEVERITIES,
    accepted: Mapping[str, str] = _NOBODY,
) -> tuple[Finding, ...]:
    """Every check that the stated facts allow, rule by rule; derived facts are left out.

    `published` lets dates be checked, `before` holds the facts of earlier periods. `severities` are
    by rule; `accepted` gives reasons by rule or by id of a fact, for what need not hold.
    """
    stated = FactSet(facts.where(derived=False))
    found = (*_found(stated, published, before), *restated(facts))
    return tuple(
        replace(
            finding,
            severity=severities.get(finding.rule, SEVERITIES[finding.rule]),
            accepted=_reason(finding, accepted),
        )
        for finding in found
    )


def _found(facts: FactSet, published: date | None, before: FactSet | None) -> Iterator[Finding]:
    for rule in _RULES:
        yield from rule(facts)
    yield from history(facts, before)
    if published:
        yield from status(facts, published)
        yield from dates(facts, published)


def _reason(finding: Finding, accepted: Mapping[str, str]) -> str | None:
    """Why a finding that does not hold is accepted: by its rule, or by the fact that is judged."""
    if finding.outcome is Outcome.HOLDS:
        return None
    return next((accepted[key] for key in finding.keys if key in accepted), None)
