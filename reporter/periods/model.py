"""Periods that figures are for: fiscal and calendar years and their parts, days, open ranges."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering


class PeriodKind(StrEnum):
    """The shapes of a period; FROM and SINCE are open at the end, THROUGH at the start."""

    YEAR = "year"
    HALF = "half"
    QUARTER = "quarter"
    NINE_MONTHS = "nine months"
    MONTH = "month"
    DAY = "day"
    SPAN = "span"
    FROM = "from"
    SINCE = "since"
    THROUGH = "through"
    NAMED = "named"
    UNSPECIFIED = "unspecified"


OPEN_KINDS = frozenset({PeriodKind.FROM, PeriodKind.SINCE, PeriodKind.THROUGH})
_MONTHS_LONG = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.NINE_MONTHS: 9,
    PeriodKind.MONTH: 1,
}
_IN_A_YEAR = {PeriodKind.YEAR: 1, PeriodKind.HALF: 2, PeriodKind.QUARTER: 4, PeriodKind.MONTH: 12}


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time as a report names it; `str` gives the canonical spelling.

    `number` is the half, quarter or month. A fiscal year is named for the year it ends in, and ends
    with the month `year_end`; quarters and halves without `fiscal` are those of the calendar.
    Open periods hold the period they start or end with in `first`, spans `first` and `last`.
    Periods sort by their first day, the longer one later; those without dates come last.
    """

    kind: PeriodKind
    year: int = 0
    number: int = 0
    day: int = 0
    fiscal: bool = False
    year_end: int = 12
    name: str = ""
    first: Period | None = None
    last: Period | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.year_end <= 12:
            raise ValueError("a fiscal year ends in a month from 1 to 12")
        if self.kind in _IN_A_YEAR and self.kind is not PeriodKind.YEAR:
            self._check_number()
        if self.kind is PeriodKind.DAY:
            date(self.year, self.number, self.day)
        if self.kind in OPEN_KINDS and self.first is None:
            raise ValueError("an open period needs the period it starts or ends with")
        if self.kind is PeriodKind.SPAN:
            self._check_span()

    def _check_number(self) -> None:
        if not 1 <= self.number <= _IN_A_YEAR[self.kind]:
            raise ValueError(f"a year has no {self.kind} {self.number}")

    def _check_span(self) -> None:
        if not (self.first and self.last and self.first < self.last):
            raise ValueError("a span runs from a period to a later one")

    @property
    def start(self) -> date | None:
        """The first day, or None where the period is open or has no dates."""
        match self.kind:
            case PeriodKind.DAY:
                return date(self.year, self.number, self.day)
            case PeriodKind.FROM | PeriodKind.SINCE | PeriodKind.SPAN:
                return self.first.start if self.first else None
            case PeriodKind.THROUGH | PeriodKind.NAMED | PeriodKind.UNSPECIFIED:
                return None
        return _first_of_month(self._start_month)

    @property
    def end(self) -> date | None:
        """The last day, or None where the period is open or has no dates."""
        match self.kind:
            case PeriodKind.DAY:
                return self.start
            case PeriodKind.THROUGH:
                return self.first.end if self.first else None
            case PeriodKind.SPAN:
                return self.last.end if self.last else None
            case PeriodKind.FROM | PeriodKind.SINCE | PeriodKind.NAMED | PeriodKind.UNSPECIFIED:
                return None
        last = _first_of_month(self._start_month + _MONTHS_LONG[self.kind] - 1)
        return last.replace(day=monthrange(last.year, last.month)[1])

    @property
    def _start_month(self) -> int:
        """The first month, counted from January of year 0."""
        length = _MONTHS_LONG[self.kind]
        into = 0 if self.kind in (PeriodKind.YEAR, PeriodKind.NINE_MONTHS) else self.number - 1
        year_starts = self.year * 12 - (12 - self.year_end if self.fiscal else 0)
        return year_starts + into * length

    @property
    def is_open(self) -> bool:
        return self.kind in OPEN_KINDS

    def year_ago(self) -> Period | None:
        """The same period a year before (of 29 February, the 28th); None for one without a year."""
        if self.kind is PeriodKind.UNSPECIFIED:
            return None
        if self.kind in OPEN_KINDS or self.kind is PeriodKind.SPAN:
            return replace(
                self,
                first=self.first and self.first.year_ago(),
                last=self.last and self.last.year_ago(),
            )
        if self.kind is PeriodKind.DAY:
            days = monthrange(self.year - 1, self.number)[1]
            return replace(self, year=self.year - 1, day=min(self.day, days))
        return replace(self, year=self.year - 1)

    def prior(self) -> Period | None:
        """The period of the same length just before; None where that has no name."""
        if self.kind is PeriodKind.DAY and self.start:
            before = self.start - timedelta(days=1)
            return replace(self, year=before.year, number=before.month, day=before.day)
        if self.kind is PeriodKind.YEAR:
            return self.year_ago()
        if self.kind not in _IN_A_YEAR:
            return None
        if self.number > 1:
            return replace(self, number=self.number - 1)
        return replace(self, year=self.year - 1, number=_IN_A_YEAR[self.kind])

    def __str__(self) -> str:
        match self.kind:
            case PeriodKind.FROM | PeriodKind.SINCE | PeriodKind.THROUGH:
                return f"{self.kind} {self.first}"
            case PeriodKind.SPAN:
                return f"{self.first}..{self.last}"
            case PeriodKind.NAMED:
                return f"{self.year} {self.name}"
            case PeriodKind.UNSPECIFIED:
                return "unspecified"
            case PeriodKind.MONTH:
                return f"{self.year:04}-{self.number:02}"
            case PeriodKind.DAY:
                return f"{self.year:04}-{self.number:02}-{self.day:02}"
        return f"{'FY' if self.fiscal else ''}{self.year}{self._part}"

    @property
    def _part(self) -> str:
        match self.kind:
            case PeriodKind.QUARTER:
                return f"Q{self.number}"
            case PeriodKind.HALF:
                return f"H{self.number}"
            case PeriodKind.NINE_MONTHS:
                return " 9M"
        return ""

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, date, str]:
        dated = self.start or self.end
        if dated is None and self.kind is PeriodKind.NAMED:
            dated = date(self.year, 1, 1)
        return dated or date.max, self.end or date.max, str(self)


UNSPECIFIED = Period(PeriodKind.UNSPECIFIED)


def _first_of_month(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)
