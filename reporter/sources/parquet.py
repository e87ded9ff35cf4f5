"""Parquet files as grids: a row for the names of the columns, then the records."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from reporter.errors import Fault
from reporter.sources.grid import Cell, Grid
from reporter.sources.number_formats import plain


def read_parquet(content: bytes, shown: str) -> tuple[Grid | None, list[Fault]]:
    """The cells of a Parquet file; lines are those of the grid, the head being the first."""
    import pandas as pd

    try:
        frame = pd.read_parquet(io.BytesIO(content), engine="pyarrow", dtype_backend="pyarrow")
    except ImportError:
        return None, [Fault(shown, 1, 1, "Parquet needs pyarrow (reporter[parquet])")]
    except (OSError, ValueError, KeyError) as error:
        return None, [Fault(shown, 1, 1, f"not a Parquet file: {error}")]
    if any(frame.index.names):
        frame = frame.reset_index()
    records = frame.astype(object).where(frame.notna(), None).itertuples(index=False, name=None)
    rows = (tuple(map(str, frame.columns)), *records)
    return Grid(shown, tuple(_row(row, line) for line, row in enumerate(rows, start=1))), []


def _row(values: Iterable[object], line: int) -> tuple[Cell, ...]:
    return tuple(_cell(value, line, column) for column, value in enumerate(values, start=1))


def _cell(value: object, line: int, column: int) -> Cell:
    match value:
        case None:
            return Cell("", line, column)
        case bool():
            return Cell("yes" if value else "no", line, column)
        case int() | float():
            return Cell(f"{plain(value):f}", line, column)
        case Decimal():
            return Cell(f"{value:f}", line, column)
        case datetime() if value.time() == time():
            return Cell(value.date().isoformat(), line, column)
        case date() | time():
            return Cell(value.isoformat(), line, column)
        case str():
            return Cell(value, line, column)
    return Cell("", line, column, f"holds {type(value).__name__}, no word, number or date")
