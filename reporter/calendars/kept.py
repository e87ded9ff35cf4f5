"""Sessions kept on the disk: the library takes a second to tell them, and a tick has none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from reporter import paths
from reporter.archive import write_whole
from reporter.calendars.model import Session
from reporter.calendars.sessions import known_sessions
from reporter.errors import BadConfiguration, CannotWrite


@cache
def sessions_until(code: str, until: date) -> tuple[tuple[Session, ...], date]:
    """What known_sessions tells, from the disk where this version of the library told it before."""
    path = _place(code, until)
    if path and (kept := _read(path)):
        return kept
    sessions, last = known_sessions(code, until)
    if path:
        with suppress(CannotWrite):  # which costs the next process a second, and no more
            write_whole(path, _written(sessions, last))
    return sessions, last


def _place(code: str, until: date) -> Path | None:
    """The file for them; none without the library, or without a folder to keep things in."""
    try:
        told_by = version("exchange-calendars")
        return paths.cache("calendars") / f"{code}-{until}-{told_by}.json"
    except (PackageNotFoundError, BadConfiguration):
        return None


def _written(sessions: Sequence[Session], last: date) -> bytes:
    rows = [[str(s.day), s.open.isoformat(), s.close.isoformat(), s.is_half] for s in sessions]
    body = json.dumps({"last": str(last), "sessions": rows}).encode()
    return sha256(body).hexdigest().encode() + b"\n" + body


def _read(path: Path) -> tuple[tuple[Session, ...], date] | None:
    """What a file has; nothing where there is none, or not a byte as it was written."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if sha256(body).hexdigest().encode() != digest:
        return None
    kept = json.loads(body)
    sessions = (
        Session(
            date.fromisoformat(day),
            datetime.fromisoformat(opens),
            datetime.fromisoformat(closes),
            is_half,
        )
        for day, opens, closes, is_half in kept["sessions"]
    )
    return tuple(sessions), date.fromisoformat(kept["last"])
