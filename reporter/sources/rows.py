"""Rows of text into facts: the one way in, whatever kind of file they stood in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from reporter.errors import Fault
from reporter.facts import Basis, Direction, Fact, Span, Status
from reporter.periods import Period, PeriodError, parse_period
from reporter.quantity import Quantity, QuantityError, UnitKind, parse_quantity, unit_kind
from reporter.sources.yaml_file import Where
from reporter.terms import Glossary

PlanFault: TypeAlias = Callable[[Where, str], Fault]
"""A fault of a reading plan, at the place of that key of it in the brief: ("ids", "Revenue")."""

COLUMNS = (
    *("id", "concept", "entity", "period", "basis", "direction", "value", "unit", "per"),
    *("against", "said_by", "status", "soft", "source", "paragraph", "start", "end", "note"),
)
_ID = re.compile(r"[a-z][a-z0-9_]*")
REQUIRED = ("id", "concept", "entity", "period", "value")
_CHOICES: dict[str, frozenset[str]] = {
    "basis": frozenset(Basis),
    "direction": frozenset(Direction),
    "status": frozenset(Status),
    "soft": frozenset({"yes", "no"}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and where each stands (1-based line and column).

    `names` are what a reader of the file calls those places, where that is something else: C7.
    """

    path: str
    cells: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    place: tuple[int, int]
    names: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def fault(self, column: str, message: str, offset: int = 0) -> Fault:
        """A fault in a cell, at a character of it where its place is one of characters."""
        line, start = self.places.get(column, self.place)
        name = self.names.get(column, "")
        return Fault(self.path, line, start if name else start + offset, message, name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of a row may refer to, and the brief's period and last month of a year."""

    glossary: Glossary
    entities: frozenset[str]
    sources: frozenset[str]
    year_end: int = 12
    period: Period | None = None


def facts_of(rows: Iterable[Row], words: Vocabulary) -> tuple[list[Fact], list[Fault]]:
    """The facts of all rows, and every fault in them; a row with a fault makes no fact."""
    facts: list[Fact] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for row in rows:
        found = _refused(row, words, seen)
        seen.add(row.get("id"))
        if not found:
            fact, found = _fact(row, words)
            facts += [fact] if fact else []
        faults += found
    return facts, faults


def _refused(row: Row, words: Vocabulary, seen: set[str]) -> list[Fault]:
    """What can be said against a row before its period and value are read."""
    faults = [row.fault(c, f"“{c}” is missing") for c in REQUIRED if not row.get(c)]
    for column, choices in _CHOICES.items():
        if row.get(column) and row.get(column) not in choices:
            faults.append(
                row.fault(column, f"{column} must be one of {', '.join(sorted(choices))}")
            )
    for column in ("paragraph", "start", "end"):
        if row.get(column) and not row.get(column).isdecimal():
            faults.append(row.fault(column, f"{column} must be a whole number"))
    given = row.get("id")
    if given and not _ID.fullmatch(given):
        faults.append(row.fault("id", "an id has a–z, 0–9 and _ and begins with a letter"))
    if given and given in seen:
        faults.append(row.fault("id", f"the id “{given}” is given twice"))
    for column in ("entity", "against", "said_by"):
        faults += _unknown(row, column, words.entities)
    concepts = (term.concept for term in words.glossary)
    return [*faults, *_unknown(row, "concept", concepts), *_unknown(row, "source", words.sources)]


def _unknown(row: Row, column: str, known: Iterable[str]) -> list[Fault]:
    message = unknown_word(column, row.get(column), known)
    return [row.fault(column, message)] if message else []


def unknown_word(column: str, given: str, known: Iterable[str]) -> str:
    """What is wrong with a word that must be one of those; nothing where it is left out."""
    names = list(known)
    if not given or given in names:
        return ""
    near = get_close_matches(given, names)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"the {column} “{given}” is not known{hint}"


def _fact(row: Row, words: Vocabulary) -> tuple[Fact | None, list[Fault]]:
    faults: list[Fault] = []
    quantity = period = None
    try:
        quantity = parse_quantity(row.get("value"), row.get("unit") or None)
    except QuantityError as error:
        faults.append(row.fault("value", error.reason, error.column - 1))
    try:
        period = parse_period(row.get("period"), words.year_end)
    except PeriodError as error:
        faults.append(row.fault("period", error.reason, error.column - 1))
    if quantity is None or period is None:
        return None, faults
    basis = Basis(row.get("basis") or "level")
    direction = Direction(row.get("direction") or "none")
    faults += _misfits(row, quantity, basis, direction, words.glossary)
    fact = Fact(
        id=row.get("id"),
        concept=row.get("concept"),
        entity=row.get("entity"),
        period=period,
        quantity=quantity,
        basis=basis,
        direction=direction,
        status=Status(row.get("status") or "actual"),
        per=row.get("per") or None,
        against=row.get("against") or None,
        said_by=row.get("said_by") or None,
        soft=row.get("soft") == "yes",
        source=_span(row),
    )
    return (None if faults else fact), faults


def _misfits(
    row: Row, quantity: Quantity, basis: Basis, direction: Direction, glossary: Glossary
) -> list[Fault]:
    """A unit that the concept cannot have, or a change without a direction."""
    concept, unit = row.get("concept"), quantity.unit
    expected, kind = glossary[concept].unit, unit_kind(unit)
    as_expected = expected.is_money is (kind is UnitKind.MONEY)
    if not basis.is_change:
        wrong = basis is Basis.LEVEL and not as_expected
        return [row.fault("value", f"{concept} is {expected}, not {unit}")] if wrong else []
    faults = []
    if kind not in _OF_CHANGES and not as_expected:
        faults.append(row.fault("value", f"a change of {concept} cannot be in {unit}"))
    if direction is Direction.NONE:
        faults.append(row.fault("direction", "a change needs a direction: up or down"))
    return faults


_OF_CHANGES = frozenset({UnitKind.RATIO, UnitKind.MULTIPLE})


def _span(row: Row) -> Span | None:
    if not row.get("source"):
        return None
    numbers = {c: int(row.get(c)) if row.get(c) else None for c in ("paragraph", "start", "end")}
    return Span(row.get("source"), **numbers)
