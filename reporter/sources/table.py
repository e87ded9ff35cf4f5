"""Facts from tables in the shape of facts: one in each row, the columns named as in a brief."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TypeAlias

from reporter.errors import Fault
from reporter.sources.csv_text import place_of_byte as place_of_byte
from reporter.sources.csv_text import read_csv
from reporter.sources.grid import Cell, Grid
from reporter.sources.parquet import read_parquet
from reporter.sources.rows import COLUMNS, REQUIRED, Row
from reporter.sources.workbook import read_workbook
from reporter.stores import file_name

_ALONE = ("id", "value")
"""What is one fact's own, and so does not stand in cells merged over several."""


def read_table(
    name: str, content: bytes, shown: str, sheet: str = ""
) -> tuple[list[Row], list[Fault]]:
    """The rows of a facts table by its suffix; `shown` is how faults name the file."""
    grid, faults = read_grid(name, content, shown, sheet)
    records = list(grid or ())
    if grid is None or not records:
        return [], faults or [Fault(shown, 1, 1, "the file is empty")]
    head, *body = _trimmed(records)
    header = [cell.text for cell in head]
    faults += [*grid.problems(head), *_header_faults(grid, head)]
    for record in body:
        faults += _record_faults(grid, header, record)
    return [_row(grid, header, record) for record in body], faults


_Read: TypeAlias = Callable[[bytes, str, str], tuple[Grid | None, list[Fault]]]

READERS: dict[str, _Read] = {
    ".csv": lambda content, shown, _: read_csv(content, shown),
    ".xlsx": read_workbook,
    ".parquet": lambda content, shown, _: read_parquet(content, shown),
}
"""The file kinds that facts may stand in; only a workbook has sheets."""


def read_grid(
    name: str, content: bytes, shown: str, sheet: str = ""
) -> tuple[Grid | None, list[Fault]]:
    """The cells of a file by its suffix, or of the sheet of that name."""
    suffix = PurePath(file_name(name)).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        kinds = ", ".join(READERS)
        return None, [Fault(shown, 1, 1, f"{suffix or 'no suffix'}: facts come as {kinds}")]
    if sheet and suffix != ".xlsx":
        return None, [Fault(shown, 1, 1, f"a {suffix} file has no sheets")]
    return reader(content, shown, sheet)


def _trimmed(records: Sequence[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """The records without the columns at the end in which nothing stands."""
    width = max(index + 1 for record in records for index, cell in enumerate(record) if cell)
    return [record[:width] for record in records]


def _row(grid: Grid, header: Sequence[str], record: Sequence[Cell]) -> Row:
    cells = dict(zip(header, record, strict=False))
    return Row(
        grid.path,
        {column: cell.text for column, cell in cells.items()},
        {column: (cell.line, cell.column) for column, cell in cells.items()},
        (record[0].line, record[0].column),
        {column: grid.name(cell) for column, cell in cells.items()} if grid.sheet else {},
    )


def _header_faults(grid: Grid, head: Sequence[Cell]) -> list[Fault]:
    header = [cell.text for cell in head]
    faults = [
        grid.fault(head[0], f"the column “{column}” is missing")
        for column in REQUIRED
        if column not in header
    ]
    for index, cell in enumerate(head):
        if cell.text not in COLUMNS:
            faults.append(grid.fault(cell, f"there is no column “{cell.text}”"))
        elif cell.text in header[:index]:
            faults.append(grid.fault(cell, f"the column “{cell.text}” is given twice"))
    return faults


def _record_faults(grid: Grid, header: Sequence[str], record: tuple[Cell, ...]) -> list[Fault]:
    faults = grid.problems(record)
    for column, cell in zip(header, record, strict=False):
        if cell.repeats and column in _ALONE:
            faults.append(grid.fault(cell, f"the {column} stands in merged cells: of which fact?"))
    if len(record) != len(header):
        message = f"{len(record)} cells where the head has {len(header)}"
        faults.append(grid.fault(record[0], message))
    return faults
