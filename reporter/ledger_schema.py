"""The tables of the ledger, as the steps that led to them; a released step is never edited.

Times are texts in UTC to the microsecond, so that they sort as they follow each other.
"""

from __future__ import annotations

APPLICATION = 0x52707472
"""SQLite's application_id of our files: Rptr."""

_OUTBOX = (
    """
    CREATE TABLE contents (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        raw BLOB NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE deliveries (
        message_id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        address TEXT NOT NULL,
        edition TEXT NOT NULL,
        subject TEXT NOT NULL,
        content_hash TEXT NOT NULL,
        brief TEXT NOT NULL,
        period TEXT NOT NULL,
        sha256 TEXT NOT NULL REFERENCES contents,
        state TEXT NOT NULL CHECK (state IN
            ('pending', 'claimed', 'committing', 'sent', 'deferred', 'failed', 'unknown')),
        attempts INTEGER NOT NULL DEFAULT 0,
        enqueued TEXT NOT NULL,
        due TEXT NOT NULL,
        expires TEXT NOT NULL,
        changed TEXT NOT NULL,
        server TEXT NOT NULL DEFAULT '',
        reply TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX deliveries_by_state ON deliveries (state, due)",
    "CREATE INDEX deliveries_by_brief ON deliveries (brief, period, recipient)",
    """
    CREATE TABLE delivery_events (
        id INTEGER PRIMARY KEY,
        message_id TEXT NOT NULL REFERENCES deliveries,
        at TEXT NOT NULL,
        state TEXT NOT NULL,
        server TEXT NOT NULL,
        reply TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX delivery_events_by_message ON delivery_events (message_id)",
    "CREATE INDEX delivery_events_by_time ON delivery_events (at)",
)

_APPROVALS = (
    """
    CREATE TABLE approvals (
        brief TEXT NOT NULL,
        content TEXT NOT NULL CHECK (length(content) = 64),
        person TEXT NOT NULL,
        at TEXT NOT NULL,
        PRIMARY KEY (brief, content)
    ) STRICT
    """,
)

_SCHEDULE = (
    """
    CREATE TABLE schedule_keeper (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        machine TEXT NOT NULL,
        name TEXT NOT NULL,
        since TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE schedule_jobs (
        schedule TEXT NOT NULL,
        job TEXT NOT NULL,
        born TEXT NOT NULL,
        seen TEXT NOT NULL,
        digest TEXT NOT NULL DEFAULT '',
        fault TEXT NOT NULL DEFAULT '',
        failing TEXT NOT NULL DEFAULT '',
        told TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (schedule, job)
    ) STRICT
    """,
    """
    CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        schedule TEXT NOT NULL,
        job TEXT NOT NULL,
        key TEXT NOT NULL,
        due TEXT NOT NULL,
        about TEXT NOT NULL,
        entity TEXT NOT NULL,
        period TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'skipped')),
        failures INTEGER NOT NULL DEFAULT 0,
        next TEXT NOT NULL,
        changed TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL DEFAULT '{}',
        UNIQUE (schedule, job, key)
    ) STRICT
    """,
    "CREATE INDEX runs_by_state ON runs (schedule, job, state, due)",
    """
    CREATE TABLE run_attempts (
        token INTEGER PRIMARY KEY AUTOINCREMENT,
        run INTEGER NOT NULL REFERENCES runs,
        started TEXT NOT NULL,
        ended TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'died')),
        reason TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX run_attempts_by_run ON run_attempts (run)",
)

_BUILDS = (
    """
    CREATE TABLE builds (
        key TEXT PRIMARY KEY CHECK (length(key) = 64),
        brief TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'failed')),
        attempts INTEGER NOT NULL,
        inputs TEXT NOT NULL DEFAULT '{}',
        outputs TEXT NOT NULL DEFAULT '[]',
        exit_code INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT '',
        changed TEXT NOT NULL
    ) STRICT
    """,
)

_QUIET_HOURS = ("ALTER TABLE deliveries ADD COLUMN quiet TEXT NOT NULL DEFAULT ''",)

STEPS: tuple[tuple[str, ...], ...] = (_OUTBOX, _APPROVALS, _SCHEDULE, _BUILDS, _QUIET_HOURS)
"""The statements of each step; PRAGMA user_version counts the steps that a file has taken."""
