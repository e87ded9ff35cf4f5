"""Facts from a database: what a query gives, as the CSV that is kept in its place.

Its parameters are bound, and its values become text only where that says the same.
"""

from __future__ import annotations

import csv
import io
import logging
import re
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any

from reporter.errors import (
    BadConfiguration,
    CannotRead,
    Fault,
    ReporterError,
    ServiceUnavailable,
)
from reporter.fact_schema import SqlPlan
from reporter.sources.database import connected
from reporter.sources.rows import PlanFault, Row, Vocabulary
from reporter.sources.table import read_table

if TYPE_CHECKING:
    from sqlalchemy import TextClause
    from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

TIME_OUT = 30.0
"""Seconds that a query may take."""
MAX_ROWS = 10_000


def answer(plan: SqlPlan, file: Callable[[str], Path], most: int = 0) -> bytes:
    """The rows that a query gives, as a CSV; `file` is where a database file of that name stands.

    More rows than `most`, or MAX_ROWS, are too many. Raises CannotRead, BadConfiguration or
    ServiceUnavailable.
    """
    try:
        from sqlalchemy import text
        from sqlalchemy.exc import DBAPIError
    except ImportError:
        raise BadConfiguration("a database needs SQLAlchemy: reporter[sql]") from None
    most = most or MAX_ROWS
    clause = text(plan.query).execution_options(stream_results=True)
    _hold_parameters(clause, plan)
    with connected(plan.database, file, TIME_OUT) as connection:
        started = time.monotonic()
        try:
            with connection.execute(clause, dict(plan.parameters)) as result:
                columns = list(result.keys()) if result.returns_rows else []
                rows = result.fetchmany(most + 1) if columns else []
        except DBAPIError as error:
            raise _problem(error, plan, time.monotonic() - started) from None
    log.info("%s: %d rows, %.2f s", plan.database, len(rows), time.monotonic() - started)
    if not 0 < len(rows) <= most:
        many = f"more than {most} rows" if rows else "no rows"
        raise CannotRead(plan.database, f"the query gives {many}", ("query",))
    return _csv(columns, rows, plan)


def read_answer(
    content: bytes, shown: str, plan: SqlPlan, words: Vocabulary, fault: PlanFault
) -> tuple[list[Row], list[Fault]]:
    """The rows of a kept answer; a fault in one is told at the query, with its number."""
    rows, faults = read_table("answer.csv", content, shown)
    at = fault(("query",), "")
    placed = [
        Row(at.path, row.cells, {}, (at.line, at.column), {c: f"row {n}, {c}" for c in row.cells})
        for n, row in enumerate(rows, start=1)
    ]
    return placed, [fault(("query",), f"of what the query gives, {f.message}") for f in faults]


def _hold_parameters(clause: TextClause, plan: SqlPlan) -> None:
    """Every parameter of the query has a value, and every value a parameter."""
    named = clause.compile().params
    for name in named:
        if name not in plan.parameters:
            reason = f"the parameter :{name} has no value; write \\:{name} if it is none"
            raise CannotRead(plan.database, reason, ("query",))
    for name in plan.parameters:
        if name not in named:
            reason = f"the query has no parameter :{name}"
            raise CannotRead(plan.database, reason, ("parameters", name))


def _problem(error: DBAPIError, plan: SqlPlan, seconds: float) -> ReporterError:
    """What went wrong with a query, at the line of it that the database names."""
    if error.connection_invalidated:
        return ServiceUnavailable(plan.database, "the connection was lost")
    if seconds >= TIME_OUT:
        return CannotRead(plan.database, f"the query takes more than {TIME_OUT:g} s", ("query",))
    said = str(error.orig)
    line = re.search(r"^\S+ (\d+): ", said, re.MULTILINE)
    before = plan.query.splitlines(keepends=True)[: int(line[1]) - 1 if line else 0]
    reason = f"the query fails: {said.partition(chr(10))[0]}"
    return CannotRead(plan.database, reason, ("query",), len("".join(before)))


def _csv(columns: list[str], rows: Iterable[Iterable[Any]], plan: SqlPlan) -> bytes:
    text, inexact = io.StringIO(), dict[str, str]()
    writer = csv.writer(text)
    writer.writerow(columns)
    for number, row in enumerate(rows, start=1):
        cells = [_cell(value) for value in row]
        writer.writerow(cells)
        for column, value, cell in zip(columns, row, cells, strict=True):
            if cell is None:
                inexact.setdefault(column, f"row {number}, {column}: {_why_not(value)}")
    if inexact:
        raise CannotRead(plan.database, "; ".join(inexact.values()), ("query",))
    return text.getvalue().encode()


def _cell(value: Any) -> str | None:
    """A value as exact text; None for what has none."""
    if type(value) is Decimal and not value.is_finite():
        return None
    write = _EXACT.get(type(value))
    return write(value) if write else None


_EXACT: Mapping[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    str: str,
    bool: lambda value: "yes" if value else "no",
    int: str,
    Decimal: lambda value: format(value, "f"),
    date: date.isoformat,
}


def _why_not(value: Any) -> str:
    if isinstance(value, float):
        return "a floating-point number is not exact; cast it to numeric or text"
    if isinstance(value, datetime):
        return "a time of day is no period; cast it to a date or text"
    return f"{value} is no figure" if isinstance(value, Decimal) else "cast it to text"
