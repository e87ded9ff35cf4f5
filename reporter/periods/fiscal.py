"""Stretches of days as fiscal periods: years of 52 or 53 weeks, quarters of 12 to 16."""

from __future__ import annotations

from datetime import date, timedelta

from reporter.periods.model import Period, PeriodKind

_DAYS = {
    PeriodKind.QUARTER: (80, 118),
    PeriodKind.HALF: (160, 205),
    PeriodKind.NINE_MONTHS: (245, 290),
    PeriodKind.YEAR: (350, 380),
}
"""How long a period of each kind may be, from twelve weeks for a quarter on."""
_QUARTER = 365.25 / 4
_OFF_AT_FIRST, _OFF_LATER = 14, 27
"""The most days between the first of a month and the day that a year, or a later part, begins."""
_BEFORE_END, _AFTER_END = 27, 7
"""The most days between the last of a month and the day that a period ends."""


def fiscal_period(start: date, end: date, year_end: int) -> Period | None:
    """The period of a fiscal year ending with that month which these days are; None if none is.

    Calendar years and their parts are named as such.
    """
    days = (end - start).days + 1
    kind = next((k for k, (least, most) in _DAYS.items() if least <= days <= most), None)
    first = start + timedelta(days=_OFF_AT_FIRST)
    ends_in = first.year + (first.month > year_end)
    into = (start - _first_day(ends_in, year_end)).days
    quarter = round(into / _QUARTER)
    off = abs(into - quarter * _QUARTER)
    if kind is None or off > (_OFF_LATER if quarter else _OFF_AT_FIRST):
        return None
    return _named(kind, ends_in, quarter, year_end)


def _first_day(ends_in: int, year_end: int) -> date:
    return date(ends_in, 1, 1) if year_end == 12 else date(ends_in - 1, year_end + 1, 1)


def _named(kind: PeriodKind, year: int, quarter: int, year_end: int) -> Period | None:
    is_part = kind in (PeriodKind.QUARTER, PeriodKind.HALF)
    fiscal = year_end != 12 or kind is PeriodKind.YEAR
    steps = 2 if kind is PeriodKind.HALF else 1
    if quarter % steps or quarter > 3 or (quarter and not is_part):
        return None
    number = quarter // steps + 1 if is_part else 0
    return Period(kind, year, number, fiscal=fiscal, year_end=year_end)


def is_end_of(day: date, period: Period) -> bool:
    """Whether a fiscal period may end on that day."""
    end = period.end
    return end is not None and -_BEFORE_END <= (day - end).days <= _AFTER_END


def month_of_year_end(end: date) -> int:
    """The month that a fiscal year ends with: December for one that ends on 3 January."""
    return (end - timedelta(days=15)).month
