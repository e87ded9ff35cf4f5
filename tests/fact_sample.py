"""Facts as the tests write them, and those of the Kuaishou brief."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

from reporter.facts import Basis, Direction, Fact, FactSet, Status
from reporter.periods import parse_period
from reporter.quantity import parse_quantity
from reporter.sources.rows import Vocabulary, facts_of
from reporter.sources.table import read_table
from reporter.terms import load_glossary

DATA = Path(__file__).parent.parent / "data"
FACTS_CSV = DATA / "kuaishou-2024q4.facts.csv"


def fact(
    fact_id: str,
    value: str,
    *,
    concept: str = "",
    entity: str = "kuaishou",
    period: str = "FY2024",
    basis: str = "level",
    direction: str = "",
    status: str = "actual",
    per: str | None = None,
    against: str | None = None,
    said_by: str | None = None,
    unit: str | None = None,
) -> Fact:
    """A fact whose concept is its id unless given; a change goes up unless it is said to fall."""
    change = Basis(basis).is_change
    return Fact(
        id=fact_id,
        concept=concept or fact_id,
        entity=entity,
        period=parse_period(period),
        quantity=parse_quantity(value, unit),
        basis=Basis(basis),
        direction=Direction(direction or ("up" if change else "none")),
        status=Status(status),
        per=per,
        against=against,
        said_by=said_by,
    )


def facts(*given: Fact) -> FactSet:
    return FactSet(given)


@cache
def kuaishou_words() -> Vocabulary:
    """What the rows of the Kuaishou brief may refer to."""
    brief = yaml.safe_load((DATA / "kuaishou-2024q4.yaml").read_text("utf-8"))
    return Vocabulary(load_glossary(), frozenset(brief["entities"]), frozenset(brief["sources"]))


@cache
def kuaishou() -> FactSet:
    """The facts of the Kuaishou brief as they are stated."""
    rows, _ = read_table(FACTS_CSV.name, FACTS_CSV.read_bytes(), FACTS_CSV.name)
    found, _ = facts_of(rows, kuaishou_words())
    return FactSet(tuple(found))
