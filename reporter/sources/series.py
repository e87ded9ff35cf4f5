"""The figures of a concept in company facts: under which elements, and in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from reporter.concepts import UnitKind
from reporter.errors import Fault
from reporter.fact_schema import SecPlan
from reporter.sources.company_facts import CompanyFacts, Stated
from reporter.sources.elements import elements_of
from reporter.terms import Term

_NAMED = 3
"""How many elements a fault names."""
_CURRENCY = re.compile(r"([A-Z]{3})(/\w+)?")


@dataclass(frozen=True, slots=True)
class Series:
    """All figures of a concept in one unit, by element, the preferred one first."""

    term: Term
    unit: str
    figures: Mapping[str, list[Stated]]

    def __iter__(self) -> Iterator[Stated]:
        for figures in self.figures.values():
            yield from figures


def find_series(
    facts: CompanyFacts, plan: SecPlan, term: Term
) -> tuple[Series | None, str, list[Fault]]:
    """The figures of a concept, or why there are none; and what is wrong in the file."""
    wanted = plan.elements.get(term.concept, "").split() or elements_of(term)
    there = [element for element in wanted if element in facts.elements]
    if not there:
        return None, _missing(facts, term, wanted), []
    figures: dict[str, list[Stated]] = {}
    faults: list[Fault] = []
    for element in there:
        found, wrong = facts.figures(element)
        faults += wrong
        figures[element] = [s for s in found if _suits(s.unit, term) and _is_filed(s, plan)]
    units = sorted({stated.unit for found in figures.values() for stated in found})
    of_money = plan.currency if term.unit.is_money else ""
    chosen = [unit for unit in units if unit.startswith(of_money)]
    if not units and faults:
        return None, "", faults
    if len(chosen) != 1:
        return None, _otherwise(term, units, of_money), faults
    kept = {e: [s for s in found if s.unit == chosen[0]] for e, found in figures.items()}
    return Series(term, _code(chosen[0], term), kept), "", faults


def _missing(facts: CompanyFacts, term: Term, wanted: Sequence[str]) -> str:
    if not wanted:
        return f"no XBRL element is known for {term.concept}: give one under “elements”"
    near = get_close_matches(wanted[0], facts.elements)
    hint = f"; it has {', '.join(near)}" if near else ""
    return f"the file has no {term.concept}, under {', '.join(wanted[:_NAMED])}{hint}"


def _otherwise(term: Term, units: Sequence[str], currency: str) -> str:
    if not units:
        return f"the file has no {term.concept} in a unit of such, or filed by that day"
    said = " and ".join(units)
    wish = f", not in {currency}" if currency else f": say which, as “currency: {units[0][:3]}”"
    return f"{term.concept} is in {said}{wish}"


def _suits(unit: str, term: Term) -> bool:
    """Whether a concept may be measured in that unit of the file."""
    money = _CURRENCY.fullmatch(unit)
    if term.unit is UnitKind.MONEY:
        return bool(money and not money[2])
    if term.unit.is_money:
        return bool(money and money[2])
    is_ratio = term.unit in (UnitKind.PERCENT, UnitKind.MULTIPLE)
    return not money and (unit == "pure") is is_ratio


def _code(unit: str, term: Term) -> str:
    """The project's code for a unit of the file: USD for USD/shares, too."""
    if term.unit.is_money:
        return unit[:3]
    return _CODES.get(unit) or str(term.unit)


_CODES = {"shares": "share"}


def _is_filed(stated: Stated, plan: SecPlan) -> bool:
    return not plan.filed_by or stated.filing.filed <= plan.filed_by
