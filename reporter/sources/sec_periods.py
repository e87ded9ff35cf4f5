"""Figures of filings by period: which are of the one asked for, and what is there instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from reporter.periods import Period, PeriodKind
from reporter.periods.fiscal import fiscal_period, is_end_of, month_of_year_end
from reporter.periods.words import MONTHS
from reporter.sources.company_facts import Stated

_FISCAL = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
_NAMED = 4
"""How many periods a fault names."""


def of_period(figures: Sequence[Stated], period: Period) -> list[Stated]:
    """The figures of a flow in that period, or of a balance at its end."""
    found = [stated for stated in figures if _is_of(stated, period)]
    end = period.end
    if end is None or any(stated.start for stated in found):
        return found
    nearest = min((stated.end for stated in found), key=lambda day: abs(day - end), default=end)
    return [stated for stated in found if stated.end == nearest]


def _is_of(stated: Stated, period: Period) -> bool:
    if period.kind not in _FISCAL:
        return (stated.start or stated.end, stated.end) == (period.start, period.end)
    if stated.start is None:
        return is_end_of(stated.end, period)
    found = fiscal_period(stated.start, stated.end, period.year_end)
    return found is not None and (found.start, found.end) == (period.start, period.end)


def other_year(figures: Iterable[Stated], period: Period) -> str:
    """What is wrong with a period of a fiscal year that ends with another month than the file's.

    The file's is that of the years which the period touches, else of the latest.
    """
    years = sorted((s.end, s.start) for s in figures if s.start and _is_year(s.start, s.end))
    first, last = period.start or date.max, period.end or date.min
    touching = [end for end, start in years if start <= last and end >= first]
    months = {month_of_year_end(end) for end in touching or [end for end, _ in years[-1:]]}
    if period.kind not in _FISCAL or not months or period.year_end in months:
        return ""
    named = " or ".join(MONTHS[month - 1] for month in sorted(months))
    said = f"the fiscal years of the file end in {named}, that of {period} in "
    return f"{said}{MONTHS[period.year_end - 1]}: the issuer’s year_end says which"


def _is_year(start: date, end: date) -> bool:
    period = fiscal_period(start, end, month_of_year_end(end))
    return period is not None and period.kind is PeriodKind.YEAR


def not_stated(figures: Iterable[Stated], period: Period) -> str:
    """What is there in the place of a period, the nearest in time first."""
    end = period.end or date.max
    nearest = sorted(figures, key=lambda stated: abs(stated.end - end))
    there = list(dict.fromkeys(_name(stated, period.year_end) for stated in nearest))
    message = f"is not stated for {period}; it is for {', '.join(there[:_NAMED])}"
    parts = [str(replace(period, kind=kind, number=0, fiscal=True)) for kind in _OF_LAST_QUARTER]
    if period.kind is PeriodKind.QUARTER and period.number == 4 and set(parts) <= set(there):
        message += f"; ask for {' and '.join(parts)}, from which it follows"
    return message


_OF_LAST_QUARTER = (PeriodKind.YEAR, PeriodKind.NINE_MONTHS)


def _name(stated: Stated, year_end: int) -> str:
    """The period of a figure in fiscal years, else its days."""
    if stated.start is None:
        return stated.end.isoformat()
    period = fiscal_period(stated.start, stated.end, year_end)
    return str(period) if period else f"{stated.start}..{stated.end}"
