"""CSV files of dates, read by the names of their columns, each cell with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import TypeVar

from reporter.errors import BadInput, CannotRead, Fault
from reporter.sources.csv_text import read_csv
from reporter.sources.grid import Cell, Grid

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one line by their columns' names; faults are collected beside them."""

    grid: Grid
    cells: Mapping[str, Cell]
    faults: list[Fault] = field(repr=False)
    lines: dict[str, int] = field(repr=False)

    def text(self, column: str) -> str:
        return self.cells[column].text.strip()

    def fault(self, column: str, message: str) -> None:
        """Notes what is wrong with a cell."""
        self.faults.append(self.grid.fault(self.cells[column], message))

    def required(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        if not self.text(column):
            self.fault(column, f"{column} is empty")
        return self.text(column)

    def once(self, column: str, key: str) -> None:
        """Notes a fault where an earlier line had that key too."""
        line = self.cells[column].line
        first = self.lines.setdefault(key, line)
        if first != line:
            self.fault(column, f"{key} stands in line {first} already")

    def date(self, column: str) -> date | None:
        """A date such as 2025-03-26; None, and a fault, for anything else."""
        return self._read(column, date.fromisoformat, "a date: write it as 2025-03-26")

    def time(self, column: str) -> time | None:
        """A time such as 16:30; None where the cell is empty, and with a fault where it is none."""
        if not self.text(column):
            return None
        return self._read(column, time.fromisoformat, "a time: write it as 16:30")

    def one_of(self, column: str, names: Sequence[str]) -> str:
        """A text that is one of `names`, or a fault."""
        text = self.text(column)
        if text not in names:
            self.fault(column, f"“{text}” is none of {', '.join(names)}")
        return text

    def _read(self, column: str, read: Callable[[str], Value], what: str) -> Value | None:
        try:
            return read(self.text(column))
        except ValueError:
            self.fault(column, f"“{self.text(column)}” is not {what}")
            return None


def read_records(path: Path, columns: Sequence[str]) -> Iterator[Record]:
    """Every line after the head; raises BadInput with all faults when they have been gone through.

    Raises CannotRead for a file that cannot be read. Columns besides those asked for are left.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "it cannot be read") from error
    grid, faults = read_csv(content, str(path))
    rows, lines = iter(grid or ()), dict[str, int]()
    head = [cell.text.strip() for cell in next(rows, ())]
    if missing := [column for column in columns if column not in head]:
        raise BadInput([*faults, Fault(str(path), 1, 1, f"no column {', '.join(missing)}")])
    for row in rows:
        if grid and len(row) != len(head):
            faults.append(grid.fault(row[-1], f"{len(row)} cells under {len(head)} columns"))
        elif grid:
            yield Record(grid, dict(zip(head, row, strict=True)), faults, lines)
    if faults:
        raise BadInput(faults)
