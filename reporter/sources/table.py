"""Facts from tables: CSV with exact places for faults, Excel through pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import PurePath

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
        return [], [Fault(shown, 1, error.start + 1, "not UTF-8; save it as “CSV UTF-8”")]
    reader = csv.reader(io.StringIO(text), strict=True)
    lines = text.splitlines()
    rows: list[Row] = []
    faults: list[Fault] = []
    header: list[str] = []
    line = 1
    try:
        for record in reader:
            if not header:
                header = record
                faults += _header_faults(header, shown)
            elif any(record):
                rows.append(_row(shown, header, record, line, lines))
                faults += _length_fault(shown, header, record, line)
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(shown, line, 1, f"not CSV: {error}"))
    if not header:
        faults.append(Fault(shown, 1, 1, "the file is empty"))
    return rows, faults


def _row(shown: str, header: list[str], record: list[str], line: int, lines: list[str]) -> Row:
    starts = _starts(lines[line - 1])
    places = {
        column: (line, starts[index] if index < len(starts) else 1)
        for index, column in enumerate(header)
    }
    return Row(shown, dict(zip(header, record, strict=False)), places, (line, 1))


def _starts(line: str) -> list[int]:
    """The 1-based column at which each field of a CSV line starts, its quotation mark left out."""
    starts, quoted = [1], False
    for index, character in enumerate(line, start=1):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            starts.append(index + 1)
    return [start + (line[start - 1 : start] == '"') for start in starts]


def _header_faults(header: list[str], shown: str) -> list[Fault]:
    unknown = [column for column in header if column not in COLUMNS]
    missing = [column for column in REQUIRED if column not in header]
    twice = {column for column in header if header.count(column) > 1}
    return [
        *(Fault(shown, 1, 1, f"there is no column “{column}”") for column in unknown),
        *(Fault(shown, 1, 1, f"the column “{column}” is missing") for column in missing),
        *(Fault(shown, 1, 1, f"the column “{column}” is given twice") for column in sorted(twice)),
    ]


def _length_fault(shown: str, header: list[str], record: list[str], line: int) -> list[Fault]:
    if len(record) == len(header):
        return []
    return [Fault(shown, line, 1, f"{len(record)} cells where the head has {len(header)}")]


def _read_excel(content: bytes, shown: str) -> tuple[list[Row], list[Fault]]:
    """The first sheet; the column of a fault is the sheet's column, counted from 1."""
    import pandas as pd

    frame = pd.read_excel(io.BytesIO(content), dtype=str, keep_default_na=False)
    header = [str(column) for column in frame.columns]
    rows = [
        Row(
            shown,
            {column: str(cell) for column, cell in zip(header, record, strict=True)},
            {column: (line, index) for index, column in enumerate(header, start=1)},
            (line, 1),
        )
        for line, record in enumerate(frame.itertuples(index=False, name=None), start=2)
    ]
    return rows, _header_faults(header, shown)


READERS: dict[str, Callable[[bytes, str], tuple[list[Row], list[Fault]]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_excel,
}
"""The file kinds that facts may stand in."""
