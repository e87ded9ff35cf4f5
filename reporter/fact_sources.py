"""Sets of facts from files: a brief, or a table of facts that stands alone."""

from __future__ import annotations

from pathlib import Path

from reporter.brief import Brief
from reporter.comparison import FactSource
from reporter.derive import derived_facts
from reporter.errors import BadInput, Fault
from reporter.facts import FactSet
from reporter.languages import Language
from reporter.loading import load_brief
from reporter.sources.rows import Vocabulary, facts_of
from reporter.sources.table import READERS, read_table
from reporter.terms import load_glossary


def fact_source(path: Path) -> FactSource:
    """The facts of a file and what follows from them; raises BadInput with every fault."""
    if path.suffix.lower() in READERS:
        return _of_table(path)
    return of_brief(load_brief(path))


def of_brief(brief: Brief) -> FactSource:
    """The facts of a brief under its id."""
    names = {key: entity.name(Language.EN) for key, entity in brief.entities.items()}
    return FactSource(brief.id, brief.facts, names, brief.published)


def _of_table(path: Path) -> FactSource:
    """A table alone says which entities and sources there are."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput([Fault(str(path), 1, 1, f"cannot be read: {error.strerror}")]) from error
    rows, faults = read_table(path.name, content, str(path))
    columns = ("entity", "against", "said_by")
    entities = frozenset(row.get(column) for row in rows for column in columns)
    sources = frozenset(row.get("source") for row in rows)
    facts, more = facts_of(rows, Vocabulary(load_glossary(), entities, sources))
    if faults or more:
        raise BadInput([*faults, *more])
    stated = FactSet(tuple(facts))
    return FactSource(path.name, stated.joined(derived_facts(stated)), {})
