"""A person's word that a brief may go out, kept for exactly what they saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from reporter.brief import Brief
from reporter.clock import Clock, SystemClock
from reporter.ledger import Ledger, as_text, as_time


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved which content of a brief, and when."""

    brief: str
    content: str
    person: str
    at: datetime


def content_of(brief: Brief) -> str:
    """The SHA-256 of every file that a brief was read from, its facts among them."""
    digest = sha256()
    for name, content in sorted(brief.files.contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def approve(ledger: Ledger, brief: Brief, person: str, clock: Clock | None = None) -> Approval:
    """Keep that a person approves a brief as it is now; the first word stands."""
    statement = "INSERT OR IGNORE INTO approvals VALUES (?, ?, ?, ?)"
    now = (clock or SystemClock()).now()
    content = content_of(brief)
    with ledger.transaction() as connection:
        connection.execute(statement, (brief.id, content, person, as_text(now)))
    return approval_of(ledger, brief) or Approval(brief.id, content, person, now)


def approval_of(ledger: Ledger, brief: Brief) -> Approval | None:
    """The approval of a brief as it is now; None where nobody gave it, or it changed since."""
    query = "SELECT * FROM approvals WHERE brief = ? AND content = ?"
    rows = ledger.rows(query, (brief.id, content_of(brief)))
    if not rows:
        return None
    return Approval(rows[0]["brief"], rows[0]["content"], rows[0]["person"], as_time(rows[0]["at"]))
