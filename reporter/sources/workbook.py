"""Excel workbooks as grids: every cell as it is shown, with its own number format.

pandas would read the same workbook with openpyxl, but without number formats, merged cells, hidden
sheets and the errors in cells, which is what a figure hangs on.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zipfile import BadZipFile, ZipFile, is_zipfile

from reporter.errors import Fault
from reporter.sources.grid import Cell, Grid
from reporter.sources.number_formats import plain, shown

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    AnyCell: TypeAlias = SheetCell | MergedCell

MAX_BYTES = 200_000_000
"""How large a workbook may be once unpacked."""
MAX_CELLS = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0"
_MOST_FREE_DIGITS = 10
_NOT_A_WORKBOOK = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError)
"""What openpyxl raises for a damaged file; a syntax error of its XML is a ValueError's kin."""


def read_workbook(
    content: bytes, shown_as: str, sheet: str = ""
) -> tuple[Grid | None, list[Fault]]:
    """The named sheet, or the first that is not hidden, and what is wrong with the file."""
    refused = _refused(content)
    if refused:
        return None, [Fault(shown_as, 1, 1, refused)]
    try:
        values, formulas = _load(content, values=True), _load(content, values=False)
    except ImportError:
        message = "Excel needs openpyxl (reporter[xlsx]), or save it as CSV"
        return None, [Fault(shown_as, 1, 1, message)]
    except (*_NOT_A_WORKBOOK, SyntaxError) as error:
        return None, [Fault(shown_as, 1, 1, f"not an Excel workbook: {error}")]
    found = _sheet(values, sheet)
    if isinstance(found, str):
        return None, [Fault(shown_as, 1, 1, found)]
    grid = Grid(shown_as, tuple(_rows(found, formulas[found.title])), found.title)
    return grid, _hidden(grid, found)


def _refused(content: bytes) -> str:
    if content.startswith(_OLE):
        return "an old or a locked workbook: save it as .xlsx without a password"
    if not is_zipfile(io.BytesIO(content)):
        return "not an Excel workbook"
    with ZipFile(io.BytesIO(content)) as parts:
        unpacked = sum(part.file_size for part in parts.infolist())
    return f"a workbook of more than {MAX_BYTES:,} bytes" if unpacked > MAX_BYTES else ""


def _load(content: bytes, *, values: bool) -> Workbook:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that no figure hangs on
        return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def _sheet(book: Workbook, name: str) -> Worksheet | str:
    """The sheet, or why there is none to read."""
    seen = [each for each in book.worksheets if each.sheet_state == "visible"]
    found = next((each for each in book.worksheets if each.title == name), None)
    if name and found is None:
        return f"there is no sheet “{name}”; there is {', '.join(each.title for each in seen)}"
    if found not in (None, *seen):
        return f"the sheet “{name}” is hidden"
    found = found or next(iter(seen), None)
    if found is None:
        return "the workbook has no sheet that is not hidden"
    if found.max_row * found.max_column > MAX_CELLS:
        return f"the sheet “{found.title}” reaches further than {MAX_CELLS:,} cells"
    return found


def _origins(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the cells of merged ranges find what they show, by line and column."""
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        top, left = merged.min_row, merged.min_col
        for line in range(top, merged.max_row + 1):
            origins |= {(line, c): (top, left) for c in range(left, merged.max_col + 1)}
    return origins


def _rows(values: Worksheet, formulas: Worksheet) -> Iterator[tuple[Cell, ...]]:
    merged, width = _origins(values), values.max_column  # which is counted anew each time
    for line in range(1, values.max_row + 1):
        cells = []
        for column in range(1, width + 1):
            origin = merged.get((line, column), (line, column))
            text, problem = _shown(values.cell(*origin), formulas.cell(*origin))
            cells.append(Cell(text, line, column, problem, origin != (line, column)))
        yield tuple(cells)


def _shown(cell: AnyCell, formula: AnyCell) -> tuple[str, str]:
    """What a cell shows, and what is wrong with it."""
    value = cell.value
    if value is None:
        unknown = formula.data_type == "f" and cell.data_type != "str"  # which came to no text
        return "", "a formula without its value: open and save the workbook" if unknown else ""
    if cell.data_type == "e":
        return str(value), f"{value}: the formula has no value"
    match value:
        case bool():
            return ("yes" if value else "no"), ""
        case int() | float():
            text = shown(value, cell.number_format)
            return text, _endless(value, text)
        case datetime() if value.time() == time():
            return value.date().isoformat(), ""
        case date() | time():
            return value.isoformat(), ""
        case timedelta():
            return str(value), ""
    return str(value).strip(), ""


def _endless(value: float, text: str) -> str:
    """Of 0.226067 0.22606714… is left where no number format says how fine it is."""
    digits = plain(value).as_tuple().digits
    if isinstance(value, int) or len(digits) <= _MOST_FREE_DIGITS or text != f"{plain(value):f}":
        return ""
    return f"{text}: give the cell a number format, which says how many digits of it count"


def _hidden(grid: Grid, sheet: Worksheet) -> list[Fault]:
    """Hidden rows and columns with something in them: what nobody sees is not to be printed."""
    lines = {line for line, each in sheet.row_dimensions.items() if each.hidden}
    columns: set[int] = set()
    for each in sheet.column_dimensions.values():
        if each.hidden and each.min and each.max:
            columns |= set(range(each.min, each.max + 1))
    faults = []
    for row in grid:
        if row[0].line in lines:
            faults.append(grid.fault(row[0], "the row is hidden: show it, or delete it"))
    for column in sorted(columns):
        filled = (r[column - 1] for r in grid if column <= len(r) and r[column - 1])
        if first := next(filled, None):
            faults.append(grid.fault(first, "the column is hidden: show it, or delete it"))
    return faults
