"""The ledger: one SQLite file that says what was done, and still says so after any crash.

What is committed is on the disk before the commit returns. Who is alone allowed to do something,
to deliver mail for one, holds a lock of that name, which the system lets go of when they die.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reporter.errors import BadLedger, CannotWrite, Locked
from reporter.ledger_schema import APPLICATION, STEPS

SETTING = "REPORTER_LEDGER"
NAME = "ledger.sqlite"
PATIENCE = 10.0
"""Seconds that a transaction of another process is waited for."""
_GLANCE = 0.01
"""Seconds between two looks at a lock that another process holds."""
_OWNER = 0o600
_CREATING = threading.Lock()
_PRIMARY = 0xFF
"""SQLite puts what an error is about into the bits above."""


def ledger_path(out: Path = Path("out")) -> Path:
    """Where the ledger is: what REPORTER_LEDGER names, or in the folder of what is built."""
    named = os.environ.get(SETTING, "")
    return Path(named).expanduser() if named else out / NAME


def as_text(moment: datetime) -> str:
    """An aware time as the ledger keeps it; texts sort as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def as_time(text: str) -> datetime:
    return datetime.fromisoformat(text)


class Ledger:
    """An open ledger, for one thread.

    `guard` looks at every transaction before anything else does, and raises where it is not to be:
    so whoever lost the right to write finds out before they do.
    """

    guard: Callable[[sqlite3.Connection], None] | None = None

    def __init__(self, path: Path) -> None:
        """Open the ledger, made where there is none; raises CannotWrite, BadLedger or Locked."""
        self.path = path
        with _writing(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _create(path)
        with self._in_our_words():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self, durable: bool = True) -> Iterator[sqlite3.Connection]:
        """All of it or nothing, and nobody else writes meanwhile.

        Where it need not be `durable`, it outlives the process, but the power only together with
        the next one that is.
        """
        with self._in_our_words():
            self._connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                if self.guard:
                    self.guard(self._connection)
                yield self._connection
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def flush(self) -> None:
        """Put on the disk what was not durable yet."""
        with self.transaction() as connection:
            # An empty transaction would not reach the disk, so it writes what is there already.
            connection.execute(f"PRAGMA user_version = {self._pragma('user_version')}")

    def rows(self, query: str, parameters: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """What a query finds, outside of any transaction or within the one that is open."""
        with self._in_our_words():
            return self._connection.execute(query, parameters).fetchall()

    @contextmanager
    def hold(self, name: str, patience: float = 0.0) -> Iterator[int]:
        """Be the only process that does what the name says.

        A child that inherits the handle holds it too, until it ends. Raises Locked where another
        process does it, and still does after so many seconds of patience.
        """
        path = self.path.with_name(f"{self.path.name}.{name}.lock")
        with _writing(path):
            handle = _open(path)
        try:
            _lock(handle, path, patience)
            yield handle
        finally:
            os.close(handle)

    def _prepare(self) -> None:
        """See that the file is ours and as it should be.

        Alone, because SQLite does not wait its turn to give a new file its write-ahead log.
        """
        with self.hold("open", PATIENCE), self._in_our_words():
            ours, version = self._pragma("application_id"), self._pragma("user_version")
            if ours not in (0, APPLICATION) or (not ours and self._tables()):
                raise BadLedger(self.path, "it is a database of something else")
            if version > len(STEPS):
                raise BadLedger(self.path, "a newer version of reporter wrote it")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            if version < len(STEPS):
                self._migrate()

    def _migrate(self) -> None:
        with self.transaction() as connection:
            taken = self._pragma("user_version")  # again: another process may have been faster
            for step in STEPS[taken:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {len(STEPS)}")

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _tables(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            match getattr(error, "sqlite_errorcode", 0) & _PRIMARY:
                case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                    raise Locked(self.path, "another process is writing to it") from error
                case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                    raise BadLedger(self.path, str(error)) from error
                case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR | sqlite3.SQLITE_READONLY:
                    raise CannotWrite(self.path, str(error)) from error
                case sqlite3.SQLITE_CANTOPEN:
                    raise CannotWrite(self.path, str(error)) from error
            raise


def _lock(handle: int, path: Path, patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise Locked(path, "another process holds it") from error
        time.sleep(_GLANCE)


def _create(path: Path) -> None:
    """Make the file where there is none.

    One that is there is not opened: closing it would let go of every lock that SQLite holds on it
    in this process, on behalf of other threads.
    """
    with _CREATING, suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, _OWNER))


def _open(path: Path) -> int:
    """A file that only its owner reads: there are addresses in it."""
    return os.open(path, os.O_CREAT | os.O_RDWR, _OWNER)


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
