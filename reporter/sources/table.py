"""Facts from tables: CSV with exact places for faults, Excel through pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from zipfile import BadZipFile

from reporter.errors import Fault
from reporter.sources.rows import COLUMNS, REQUIRED, Row


def read_table(name: str, content: bytes, shown: str) -> tuple[list[Row], list[Fault]]:
    """The rows of a facts table by its suffix; `shown` is how faults name the file."""
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        kinds = ", ".join(READERS)
        return [], [Fault(shown, 1, 1, f"{suffix or 'no suffix'}: facts come as {kinds}")]
    return reader(content, shown)


def _read_csv(content: bytes, shown: str) -> tuple[list[Row], list[Fault]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_of_byte(content, error.start)
        return [], [Fault(shown, line, column, "not UTF-8; save it as “CSV UTF-8”")]
    records, faults = _records(text, shown)
    if not records:
        return [], faults or [Fault(shown, 1, 1, "the file is empty")]
    head, *body = records
    rows = [_row(shown, head.cells, record) for record in body]
    faults += _header_faults(head.cells, head.places, shown)
    faults += [fault for record in body for fault in _length_fault(shown, head.cells, record)]
    return rows, faults


def place_of_byte(content: bytes, offset: int) -> tuple[int, int]:
    """The 1-based line and column, in bytes, of a byte that is no text."""
    before = content[:offset]
    return before.count(b"\n") + 1, offset - before.rfind(b"\n")


@dataclass(frozen=True, slots=True)
class _Record:
    """The cells of one record, and the 1-based line and column at which each starts."""

    cells: list[str]
    places: list[tuple[int, int]]


def _records(text: str, shown: str) -> tuple[list[_Record], list[Fault]]:
    """Every record that is not blank, the head among them."""
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    records: list[_Record] = []
    line = 1
    try:
        for cells in reader:
            if any(cells):
                records.append(_Record(cells, _starts(lines[line - 1 : reader.line_num], line)))
            line = reader.line_num + 1
    except csv.Error as error:
        return records, [Fault(shown, line, 1, f"not CSV: {error}")]
    return records, []


def _row(shown: str, header: list[str], record: _Record) -> Row:
    cells = dict(zip(header, record.cells, strict=False))
    places = dict(zip(header, record.places, strict=False))
    return Row(shown, cells, places, record.places[0])


def _starts(lines: list[str], first: int) -> list[tuple[int, int]]:
    """Where each cell of a record starts, its quotation mark left out; a record may span lines."""
    starts, quoted = [(first, 1)], False
    for number, line in enumerate(lines, start=first):
        for column, character in enumerate(line, start=1):
            if character == '"':
                quoted = not quoted
                starts[-1] = (number, column + 1) if starts[-1] == (number, column) else starts[-1]
            elif character == "," and not quoted:
                starts.append((number, column + 1))
    return starts


def _header_faults(header: list[str], places: list[tuple[int, int]], shown: str) -> list[Fault]:
    line = places[0][0]
    faults = [
        Fault(shown, line, 1, f"the column “{column}” is missing")
        for column in REQUIRED
        if column not in header
    ]
    for index, (column, place) in enumerate(zip(header, places, strict=False)):
        if column not in COLUMNS:
            faults.append(Fault(shown, *place, f"there is no column “{column}”"))
        elif column in header[:index]:
            faults.append(Fault(shown, *place, f"the column “{column}” is given twice"))
    return faults


def _length_fault(shown: str, header: list[str], record: _Record) -> list[Fault]:
    if len(record.cells) == len(header):
        return []
    message = f"{len(record.cells)} cells where the head has {len(header)}"
    return [Fault(shown, *record.places[0], message)]


def _read_excel(content: bytes, shown: str) -> tuple[list[Row], list[Fault]]:
    """The first sheet; the column of a fault is the sheet's column, counted from 1."""
    import pandas as pd

    try:
        frame = pd.read_excel(io.BytesIO(content), dtype=str, keep_default_na=False)
    except ImportError:
        return [], [Fault(shown, 1, 1, "Excel needs openpyxl (reporter[xlsx]), or save it as CSV")]
    except (ValueError, KeyError, BadZipFile) as error:
        return [], [Fault(shown, 1, 1, f"not an Excel workbook: {error}")]
    header = [str(column) for column in frame.columns]
    columns = list(enumerate(header, start=1))
    rows = [
        Row(
            shown,
            dict(zip(header, map(str, record), strict=True)),
            {column: (line, index) for index, column in columns},
            (line, 1),
        )
        for line, record in enumerate(frame.itertuples(index=False, name=None), start=2)
        if any(record)
    ]
    return rows, _header_faults(header, [(1, index) for index, _ in columns] or [(1, 1)], shown)


READERS: dict[str, Callable[[bytes, str], tuple[list[Row], list[Fault]]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_excel,
}
"""The file kinds that facts may stand in."""
