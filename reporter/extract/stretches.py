"""Stretches of months and the days that end them, built and moved."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from reporter.periods import Period, PeriodKind

PARTS = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
"""Parts of a year that results are given for."""

PASSING = frozenset({PeriodKind.MONTH, PeriodKind.NAMED})
STRETCHES = PARTS | {PeriodKind.YEAR, PeriodKind.MONTH, PeriodKind.SPAN}
_MONTHS_LONG = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}


def year(number: int) -> Period:
    """A whole year as results name it: FY2024."""
    return Period(PeriodKind.YEAR, number, fiscal=True)


def day(of: date) -> Period:
    return Period(PeriodKind.DAY, of.year, of.month, of.day)


def month(number: int, of: int) -> Period:
    return Period(PeriodKind.MONTH, of, number)


def month_end(number: int, of: int) -> Period:
    return Period(PeriodKind.DAY, of, number, monthrange(of, number)[1])


def months_to(end: date, length: int) -> Period:
    """The period of so many months that ends with that day's month, or the week before."""
    if end.day <= 7 and length > 1:
        end -= timedelta(days=7)
    if length == 12:
        return year(end.year)
    if length == 3 and end.month % 3 == 0:
        return Period(PeriodKind.QUARTER, end.year, end.month // 3)
    if length == 6 and end.month % 6 == 0:
        return Period(PeriodKind.HALF, end.year, end.month // 6)
    if length == 9 and end.month == 9:
        return Period(PeriodKind.NINE_MONTHS, end.year)
    if length == 1:
        return month(end.month, end.year)
    first = end.year * 12 + end.month - length
    return span(month(first % 12 + 1, first // 12), month(end.month, end.year))


def span(first: Period, last: Period) -> Period:
    return Period(PeriodKind.SPAN, first=first, last=last)


def shifted(period: Period, months: int) -> Period | None:
    """The period so many months before; of the last of a month, the last."""
    if period.kind is PeriodKind.DAY and period.start:
        return _day_shifted(period.start, months)
    if months % 12 == 0:
        for _ in range(months // 12):
            period = period.year_ago() or period
        return period
    long = _MONTHS_LONG.get(period.kind)
    if not long or months % long:
        return None
    for _ in range(months // long):
        period = period.prior() or period
    return period


def _day_shifted(at: date, months: int) -> Period:
    count = at.year * 12 + at.month - 1 - months
    length = monthrange(count // 12, count % 12 + 1)[1]
    is_last = at.day == monthrange(at.year, at.month)[1]
    return day(date(count // 12, count % 12 + 1, length if is_last else min(at.day, length)))


def closing_day(period: Period) -> Period | None:
    return day(period.end) if period.end else None
