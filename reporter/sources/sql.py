"""Facts from a database: what a query gives, as the CSV that is kept in its place.

A query runs alone in a transaction that can only read, against the clock, its parameters bound. The
URL of a database holds a password, so nothing that a driver says of it is passed on but the reason.
"""

from __future__ import annotations

import csv
import io
import logging
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reporter.errors import (
    BadConfiguration,
    CannotRead,
    Fault,
    ReporterError,
    ServiceUnavailable,
)
from reporter.fact_schema import SqlPlan
from reporter.sources.rows import PlanFault, Row, Vocabulary
from reporter.sources.table import read_table

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine, TextClause
    from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

TIME_OUT = 30.0
"""Seconds that a query may take."""
MAX_ROWS = 10_000
_SETTING = re.compile(r"[A-Z][A-Z0-9_]*")


def answer(plan: SqlPlan, file: Callable[[str], Path]) -> bytes:
    """The rows that a query gives, as a CSV; `file` is where a database file of that name stands.

    Raises CannotRead, BadConfiguration or ServiceUnavailable.
    """
    try:
        from sqlalchemy import text
        from sqlalchemy.exc import DBAPIError
    except ImportError:
        raise BadConfiguration("a database needs SQLAlchemy: reporter[sql]") from None
    clause = text(plan.query).execution_options(stream_results=True)
    _hold_parameters(clause, plan)
    with _connected(plan, file) as connection:
        started = time.monotonic()
        try:
            with connection.execute(clause, dict(plan.parameters)) as result:
                columns = list(result.keys()) if result.returns_rows else []
                rows = result.fetchmany(MAX_ROWS + 1) if columns else []
        except DBAPIError as error:
            raise _problem(error, plan, time.monotonic() - started) from None
    log.info("%s: %d rows, %.2f s", plan.database, len(rows), time.monotonic() - started)
    if not 0 < len(rows) <= MAX_ROWS:
        many = f"more than {MAX_ROWS} rows" if rows else "no rows"
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


@contextmanager
def _connected(plan: SqlPlan, file: Callable[[str], Path]) -> Iterator[Connection]:
    """A connection in a transaction that can only read."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    name = plan.database
    try:
        connection = _engine(name, file).connect()
    except OperationalError as error:
        raise ServiceUnavailable(name, _reason(error)) from None
    except DBAPIError as error:
        raise BadConfiguration(f"{name}: {_reason(error)}") from None
    with connection:
        if connection.dialect.name == "postgresql":  # a file of SQLite is held by how it is opened
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(TIME_OUT * 1000)}")
        yield connection


def _engine(name: str, file: Callable[[str], Path]) -> Engine:
    """The database of a plan: that of a setting in the environment, or a file of SQLite."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    if not _SETTING.fullmatch(name):
        return _sqlite(_file(name, file))
    if name not in os.environ:
        raise BadConfiguration(f"the environment has no {name}, where a brief has its database")
    try:
        url = make_url(os.environ[name])
    except (ArgumentError, ValueError):
        raise BadConfiguration(f"{name} is no URL of a database") from None
    match url.get_backend_name():
        case "postgresql":
            return _postgresql(url, name)
        case "sqlite":
            return _sqlite(url.database or "")
        case other:
            raise BadConfiguration(f"{name}: {other} is not read; postgresql and sqlite are")


def _file(name: str, file: Callable[[str], Path]) -> str:
    try:
        path = file(name)
    except CannotRead as error:
        raise CannotRead(name, error.reason, ("database",)) from error
    if not path.is_file():
        raise CannotRead(name, "no such file", ("database",))
    return str(path)


def _postgresql(url: URL, name: str) -> Engine:
    from sqlalchemy import NullPool, create_engine

    limit = {"connect_timeout": int(TIME_OUT / 3)}
    try:
        return create_engine(
            url.set(drivername="postgresql+psycopg"), poolclass=NullPool, connect_args=limit
        )
    except ImportError:
        raise BadConfiguration(f"{name}: PostgreSQL needs psycopg: reporter[sql]") from None


def _sqlite(path: str) -> Engine:
    """Opened to be read, without a way to other files, and stopped when its time is over."""
    from sqlalchemy import NullPool, create_engine

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
        over = time.monotonic() + TIME_OUT
        connection.set_progress_handler(lambda: time.monotonic() > over, 10_000)
        connection.set_authorizer(_authorize)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _authorize(action: int, *about: str | None) -> int:
    """Whether SQLite may do that: read, and tell SQLAlchemy how it is set up."""
    asks_setting = action == sqlite3.SQLITE_PRAGMA and about[1] is None
    return sqlite3.SQLITE_OK if action in _READING or asks_setting else sqlite3.SQLITE_DENY


_READING = frozenset(
    (
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
        sqlite3.SQLITE_TRANSACTION,
    )
)


def _reason(error: DBAPIError) -> str:
    """Why there is no connection; what is quoted may be a piece of the URL."""
    said = str(error.orig).partition("\n")[0].rpartition("failed: ")[2]
    return re.sub(r"""(["']).*?\1""", "…", said)


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
