"""A sheet of cells, whatever file it stood in: what each cell shows, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporter.errors import Fault


@dataclass(frozen=True, slots=True)
class Cell:
    """The text that a cell shows, at a 1-based line and column.

    `problem` is what makes it unreadable, such as #REF!. `repeats` marks the cells of a merged
    range after the first, which show what the first one shows.
    """

    text: str
    line: int
    column: int
    problem: str = ""
    repeats: bool = False

    def __bool__(self) -> bool:
        return bool(self.text or self.problem)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells that begin in the first column; `sheet` is empty where a file has no sheets."""

    path: str
    rows: tuple[tuple[Cell, ...], ...]
    sheet: str = ""

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        """The rows that are not blank."""
        return (row for row in self.rows if any(row))

    def name(self, cell: Cell) -> str:
        """What a spreadsheet calls the cell: Income!C7; nothing in a file without sheets."""
        if not self.sheet:
            return ""
        sheet = self.sheet if self.sheet.isidentifier() else f"'{self.sheet}'"
        return f"{sheet}!{letters(cell.column)}{cell.line}"

    def fault(self, cell: Cell, message: str) -> Fault:
        return Fault(self.path, cell.line, cell.column, message, self.name(cell))

    def problems(self, row: tuple[Cell, ...]) -> list[Fault]:
        """The cells of a row that cannot be read."""
        return [self.fault(cell, cell.problem) for cell in row if cell.problem]


def letters(column: int) -> str:
    """The letters of a 1-based column: A, Z, AA."""
    name = ""
    while column:
        column, digit = divmod(column - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
