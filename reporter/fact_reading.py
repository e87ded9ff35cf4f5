"""What stands under `facts:` into rows: inline facts as they are, the others as plans say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reporter.brief_files import BriefFiles
from reporter.errors import CannotRead, Fault
from reporter.fact_schema import FactItem, FactModel, FilePlan, ReadingPlan, SqlPlan, TablePlan
from reporter.sources.readers import READERS
from reporter.sources.rows import COLUMNS, Row, Vocabulary, unknown_word
from reporter.sources.yaml_file import Document, Where

_ANSWER = "sql://facts-{}.csv"
"""What the answer to a query is kept as: a name that no file can have."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of all items in order; where one could not be read at all, they are not whole."""

    rows: list[Row]
    faults: list[Fault]
    is_whole: bool = True

    def __add__(self, other: Gathered) -> Gathered:
        is_whole = self.is_whole and other.is_whole
        return Gathered([*self.rows, *other.rows], [*self.faults, *other.faults], is_whole)


def read_rows(
    given: str | Sequence[FactItem], document: Document, files: BriefFiles, words: Vocabulary
) -> Gathered:
    """The rows that a brief's `facts:` holds or leads to; a mere name is that of a table."""
    reading = _Reading(document, files, words)
    if isinstance(given, str):
        return reading.plan(TablePlan(file=given), ("facts",))
    parts = (reading.item(item, ("facts", index)) for index, item in enumerate(given))
    return sum(parts, Gathered([], []))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The brief whose facts are read: its text, its files, its words."""

    document: Document
    files: BriefFiles
    words: Vocabulary

    def item(self, item: FactItem, where: Where) -> Gathered:
        if isinstance(item, FactModel):
            return Gathered([self.inline(item, where)], [])
        return self.plan(item, where)

    def inline(self, fact: FactModel, where: Where) -> Row:
        cells = fact.model_dump()
        places = {c: self.document.place((*where, c), 0) for c in COLUMNS if cells[c]}
        return Row(self.document.path, cells, places, self.document.place(where))

    def plan(self, plan: FilePlan | SqlPlan, where: Where) -> Gathered:
        """The rows that a plan leads to; with a fault where it cannot be followed."""

        def fault(keys: Where, message: str, offset: int | None = None) -> Fault:
            return self.document.fault((*where, *keys), message, offset)

        misnamed = self.misnamed(plan)
        if misnamed:
            return Gathered([], [fault((key,), said) for key, said in misnamed.items()], False)
        name = _ANSWER.format(int(where[-1]) + 1) if isinstance(plan, SqlPlan) else plan.file
        try:
            content = self.files.content(name, plan if isinstance(plan, SqlPlan) else None)
        except CannotRead as error:
            return Gathered([], [fault(error.where, str(error), error.offset)], False)
        rows, faults = READERS[plan.kind](content, self.files.shown(name), plan, self.words, fault)
        sourced = [_sourced(row, plan.source) for row in rows]
        return Gathered(sourced, faults, bool(rows) or not faults)

    def misnamed(self, plan: ReadingPlan) -> dict[str, str]:
        """What a plan says of all its facts and the brief does not know, by key."""
        known = {"source": self.words.sources, "entity": self.words.entities}
        said = {key: unknown_word(key, getattr(plan, key, ""), known[key]) for key in known}
        return {key: message for key, message in said.items() if message}


def _sourced(row: Row, source: str) -> Row:
    """A row with the source of its plan where it names none."""
    if not source or row.get("source"):
        return row
    return replace(row, cells={**row.cells, "source": source})
