"""A table of issuers: one row for each brief that is to be made of a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.errors import BadInput, Fault
from reporter.fact_schema import SqlPlan
from reporter.sources.csv_text import read_csv
from reporter.sources.grid import Cell, Grid
from reporter.sources.sql import answer
from reporter.sources.table import read_grid
from reporter.stores import read_file

QUERY = ".sql"
"""The suffix of a file with a query whose answer is the table."""
MAX_ROWS = 100_000


@dataclass(frozen=True, slots=True)
class IssuerRow:
    """A row: its cells by column, in the table that they stand in.

    `number` counts the rows that a query gave, which stand nowhere; it is 0 in a file.
    """

    table: Grid
    number: int
    cells: Mapping[str, Cell]

    @property
    def place(self) -> str:
        """The row for people: issuers.csv:7."""
        line = next(iter(self.cells.values())).line
        return f"{self.table.path}:{f'row {self.number}' if self.number else line}"

    def place_of(self, column: str) -> str:
        """A cell for people: issuers.csv:7:3, issuers.xlsx:Issuers!C7, issuers.sql:row 6, code."""
        cell = self.cells[column]
        if self.number:
            return f"{self.place}, {column}"
        return f"{self.table.path}:{self.table.name(cell) or f'{cell.line}:{cell.column}'}"

    def text(self, column: str) -> str:
        return self.cells[column].text.strip()


@dataclass(frozen=True, slots=True)
class IssuerTable:
    """The rows of a table that has those columns."""

    columns: tuple[str, ...]
    rows: tuple[IssuerRow, ...]


def read_issuers(path: Path, database: str = "") -> IssuerTable:
    """The table in a file, or what the query in a .sql file gives of that database.

    Raises BadInput with every fault, CannotRead, BadConfiguration or ServiceUnavailable.
    """
    is_query, shown = path.suffix.lower() == QUERY, str(path)
    content = read_file(path, shown)
    if is_query:
        grid, faults = read_csv(_answer(content, database), shown)
    else:
        grid, faults = read_grid(path.name, content, shown)
    head, *body = list(grid or ()) or [()]
    if grid is None or not body:
        raise BadInput(faults or [Fault(shown, 1, 1, "there is no row in it")])
    columns = [cell.text.strip() for cell in head]
    faults += _faults(grid, columns, head, body)
    if faults:
        raise BadInput(faults)
    rows = (
        IssuerRow(grid, number * is_query, _by_column(columns, cells))
        for number, cells in enumerate(body, start=1)
    )
    return IssuerTable(tuple(filter(None, columns)), tuple(rows))


def _answer(query: bytes, database: str) -> bytes:
    text = query.decode("utf-8-sig", errors="replace")
    return answer(SqlPlan(database=database, query=text), Path, MAX_ROWS)


def _by_column(columns: Sequence[str], cells: Sequence[Cell]) -> dict[str, Cell]:
    """The cells by column; those that a short row lacks are empty."""
    line, width = cells[0].line, len(cells)
    missing = (Cell("", line, column) for column in range(width + 1, len(columns) + 1))
    pairs = zip(columns, (*cells[: len(columns)], *missing), strict=True)
    return {column: cell for column, cell in pairs if column}


def _faults(
    grid: Grid, columns: Sequence[str], head: Sequence[Cell], body: Sequence[tuple[Cell, ...]]
) -> list[Fault]:
    """What is wrong with the head of the table, with its cells and with how many rows there are."""
    faults = [
        grid.fault(cell, f"the column “{column}” is given twice")
        for index, (cell, column) in enumerate(zip(head, columns, strict=True))
        if column and column in columns[:index]
    ]
    named = {index for index, column in enumerate(columns) if column}
    for record in (tuple(head), *body):
        faults += grid.problems(record)
        stray = (cell for index, cell in enumerate(record) if cell.text and index not in named)
        faults += [grid.fault(cell, f"“{cell.text}” stands in no column") for cell in stray]
    if len(body) > MAX_ROWS:
        faults.append(grid.fault(body[MAX_ROWS][0], f"more than {MAX_ROWS:,} rows: split it"))
    return faults
