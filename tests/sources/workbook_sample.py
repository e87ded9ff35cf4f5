"""Real workbooks from rows of values, as openpyxl writes them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import openpyxl


def workbook(
    rows: Iterable[Sequence[Any]],
    *,
    sheet: str = "Facts",
    formats: Mapping[str, str] | None = None,
    merged: Iterable[str] = (),
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[str] = (),
) -> bytes:
    """A workbook of one sheet; number formats are by address or range."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    for address, code in (formats or {}).items():
        for line in page[address] if ":" in address else [[page[address]]]:
            for cell in line:
                cell.number_format = code
    for cells in merged:
        page.merge_cells(cells)
    for line in hidden_rows:
        page.row_dimensions[line].hidden = True
    for column in hidden_columns:
        page.column_dimensions[column].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
