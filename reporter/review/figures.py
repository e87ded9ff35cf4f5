"""The rows of a draft's two tables: figures that are facts, and figures that are none yet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reporter.archive import write_whole
from reporter.drafts.agreement import REPEAT
from reporter.drafts.entries import CONVERSION, DOUBT
from reporter.drafts.files import DraftFiles, table
from reporter.errors import BadInput, Fault
from reporter.sources.rows import COLUMNS

LEFT_OUT = "left out"
"""The note of a figure of which a person said that it is no fact."""

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the text as its row has it; `is_fact` tells in which table that stands."""

    cells: Mapping[str, str]
    is_fact: bool

    @property
    def extent(self) -> Extent:
        """Characters [start, end) of the text."""
        return int(self.cells["start"]), int(self.cells["end"])

    @property
    def note(self) -> str:
        return self.cells["note"]

    @property
    def is_open(self) -> bool:
        """Whether a person is to look at it."""
        if self.is_fact:
            return self.note.startswith(DOUBT)
        return not self.note.startswith((LEFT_OUT, REPEAT, CONVERSION))

    def having(self, **cells: str) -> Figure:
        """The same with other cells."""
        return replace(self, cells={**self.cells, **cells})


def read_figures(files: DraftFiles) -> tuple[Figure, ...]:
    """All figures of a draft in the order of the text; one that is in both tables is a fact.

    Rows without a place in the text are left to whoever wrote them. Raises BadInput.
    """
    found = dict[Extent, Figure]()
    for path, is_fact in ((files.facts, True), (files.unbound, False)):
        for cells in _rows(path):
            figure = Figure(cells, is_fact)
            if cells["start"].isdecimal() and cells["end"].isdecimal():
                found.setdefault(figure.extent, figure)
    return tuple(found[extent] for extent in sorted(found))


def write_figures(files: DraftFiles, figures: Iterable[Figure]) -> None:
    """Put the figures back in their tables; rows without a place stay, behind the others.

    The facts are written first: what stops in between leaves a figure in both, never in none.
    """
    figures = tuple(figures)
    for path, is_fact in ((files.facts, True), (files.unbound, False)):
        placeless = [row for row in _rows(path) if not row["start"].isdecimal()]
        placed = [figure.cells for figure in figures if figure.is_fact is is_fact]
        write_whole(path, table([*placed, *placeless]))


def _rows(path: Path) -> Iterator[Mapping[str, str]]:
    """The rows of a table, every column there."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise BadInput([Fault(str(path), 1, 1, f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise BadInput([Fault(str(path), 1, 1, "not UTF-8; save it as “CSV UTF-8”")]) from error
    for row in csv.DictReader(io.StringIO(text, newline=""), restval=""):
        yield {column: (row.get(column) or "") for column in COLUMNS}
