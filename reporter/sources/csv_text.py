"""CSV as a grid: cells with the line and the character at which each starts."""

from __future__ import annotations

import csv
import io

from reporter.errors import Fault
from reporter.sources.grid import Cell, Grid


def read_csv(content: bytes, shown: str) -> tuple[Grid | None, list[Fault]]:
    """The cells of a CSV file in UTF-8, and what is wrong with the file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = place_of_byte(content, error.start)
        return None, [Fault(shown, line, column, "not UTF-8; save it as “CSV UTF-8”")]
    rows, faults = _records(text, shown)
    return Grid(shown, tuple(rows)), faults


def place_of_byte(content: bytes, offset: int) -> tuple[int, int]:
    """The 1-based line and column, in bytes, of a byte that is no text."""
    before = content[:offset]
    return before.count(b"\n") + 1, offset - before.rfind(b"\n")


def _records(text: str, shown: str) -> tuple[list[tuple[Cell, ...]], list[Fault]]:
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines, strict=True)
    records: list[tuple[Cell, ...]] = []
    line = 1
    try:
        for cells in reader:
            starts = _starts(lines[line - 1 : reader.line_num], line)
            records.append(tuple(map(_cell, cells, starts)))
            line = reader.line_num + 1
    except csv.Error as error:
        return records, [Fault(shown, line, 1, f"not CSV: {error}")]
    return records, []


def _cell(text: str, start: tuple[int, int]) -> Cell:
    return Cell(text, *start)


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
