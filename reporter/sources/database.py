"""A database opened to be read: by one statement, in a transaction that cannot write, for a time.

Its URL stands in the environment and holds a password, so of what a driver says about a connection
no more is passed on than the reason, and no error of its own.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from reporter.errors import BadConfiguration, CannotRead, ServiceUnavailable

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.exc import DBAPIError

_PATIENCE = 10
"""Seconds that a server may take to answer at all."""
_SETTING = re.compile(r"[A-Z][A-Z0-9_]*")


@contextmanager
def connected(name: str, file: Callable[[str], Path], seconds: float) -> Iterator[Connection]:
    """A connection that can only read, each statement for so many seconds.

    The name is that of a setting in the environment, or of a file that `file` finds.
    """
    from sqlalchemy.exc import DBAPIError, OperationalError

    try:
        connection = _engine(name, file, seconds).connect()
    except OperationalError as error:
        raise ServiceUnavailable(name, _reason(error)) from None
    except DBAPIError as error:
        raise BadConfiguration(f"{name}: {_reason(error)}") from None
    with connection:
        if connection.dialect.name == "postgresql":  # a file of SQLite is held by how it is opened
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
        yield connection


def _engine(name: str, file: Callable[[str], Path], seconds: float) -> Engine:
    """The database of a plan: that of a setting in the environment, or a file of SQLite."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    if not _SETTING.fullmatch(name):
        return _sqlite(_file(name, file), seconds)
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
            return _sqlite(url.database or "", seconds)
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

    url = url.set(drivername="postgresql+psycopg")
    try:
        return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": _PATIENCE})
    except ImportError:
        raise BadConfiguration(f"{name}: PostgreSQL needs psycopg: reporter[sql]") from None


def _sqlite(path: str, seconds: float) -> Engine:
    """Opened to be read, without a way to other files, and stopped when its time is over."""
    from sqlalchemy import NullPool, create_engine

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(f"file:{quote(path)}?mode=ro", uri=True)
        over = time.monotonic() + seconds
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
    return re.sub(r"""["'].*["']""", "…", said)
