"""What a calendar tells of a day: its session and the windows in which issuers may publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Exchange:
    """An exchange by its ISO 10383 code; `kept_as` is whose sessions it shares."""

    code: str
    zone: str
    kept_as: str


EXCHANGES: Mapping[str, Exchange] = MappingProxyType(
    {
        code: Exchange(code, zone, kept_as)
        for code, zone, kept_as in (
            ("XHKG", "Asia/Hong_Kong", "XHKG"),
            ("XSHG", "Asia/Shanghai", "XSHG"),
            ("XSHE", "Asia/Shanghai", "XSHG"),
            ("XNYS", "America/New_York", "XNYS"),
            ("XNAS", "America/New_York", "XNYS"),
            ("XLON", "Europe/London", "XLON"),
            ("XTKS", "Asia/Tokyo", "XTKS"),
        )
    }
)
"""The exchanges whose days are known, by their code."""


@dataclass(frozen=True, slots=True)
class Session:
    """One day's trading, from open to close, both in UTC.

    A half day ends early by its exchange's own rule; one that a storm cut short is no half day.
    """

    day: date
    open: datetime
    close: datetime
    is_half: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A time in which issuers may publish, both ends in UTC."""

    name: str
    opens: datetime
    closes: datetime
