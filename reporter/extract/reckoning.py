"""How each form in which a text names a period is reckoned."""

from __future__ import annotations

import re
from datetime import date, timedelta

from reporter.extract.reference import (
    NUMBERS,
    Groups,
    Reference,
    month_number,
    month_of,
    number_of,
    placed,
    said_year,
)
from reporter.extract.stretches import (
    closing_day,
    day,
    month,
    month_end,
    months_to,
    span,
    year,
)
from reporter.periods import Period, PeriodKind

_LENGTHS = (
    (6, "半|[六6]个|中期|six|half|26 |twenty-six|interim"),
    (9, "[九9]个|前三|nine|39 |thirty-nine"),
    (12, "年|十二|12个|year|twelve|52 |53 |fifty-"),
    (1, "^(?:one )?month"),
    (3, ""),
)
_HAN_MONTHS = re.compile(r"([一两三四五六七八九1-9])个?月")
_ADAY = timedelta(days=1)


def _length(words: str) -> int:
    """How many months a stretch has that is called so."""
    if said := _HAN_MONTHS.fullmatch(words):
        return number_of(said[1])
    return next(months for months, pattern in _LENGTHS if re.search(pattern, words))


def of_day(groups: Groups, reference: Reference) -> Period | None:
    """3月26日, March 26: of a year that is not said, the last before the text."""
    number, on = month_number(groups), number_of(groups["d"])
    return placed(groups, reference, lambda of: day(date(of, number, on)), begun=True)


def of_year(groups: Groups, reference: Reference) -> Period | None:
    """2024年, last year."""
    number = said_year(groups, reference)
    return year(number) if number else None


def of_whole_year(groups: Groups, reference: Reference) -> Period | None:
    """全年, the full year: that of the period in force; ahead, one that has not ended."""
    current, published = reference.current, reference.published
    number = said_year(groups, reference) or reference.said
    if number:
        return year(number)
    if current and current.end and not (reference.ahead and published):
        return year(reference.current_year or current.end.year)
    if not published:
        return None
    if not reference.ahead:
        return year(published.year - 1)
    goes_on = current and current.end and current.end.month < 12
    return year((current.year if current and goes_on else 0) or published.year)


def of_quarter(groups: Groups, reference: Reference) -> Period | None:
    """第三季度, Q3 2025."""
    number = number_of(groups["n"])
    if groups.get("f") or (reference.in_fiscal and not groups.keys() & {"y", "rel"}):
        return _fiscal(groups, reference, PeriodKind.QUARTER, number)
    return placed(groups, reference, lambda of: Period(PeriodKind.QUARTER, of, number))


def of_half(groups: Groups, reference: Reference) -> Period | None:
    """上半年, 1H25."""
    number = number_of(groups.get("n", "上"))
    if groups.get("f"):
        return _fiscal(groups, reference, PeriodKind.HALF, number)
    return placed(groups, reference, lambda of: Period(PeriodKind.HALF, of, number))


def _fiscal(groups: Groups, reference: Reference, kind: PeriodKind, number: int) -> Period | None:
    """A part of a fiscal year; one without its year is of the one in force, or next to it."""
    of = said_year(groups, reference) or reference.said
    current = reference.current
    if of is None and current and current.fiscal:
        of = current.year
        if current.kind is kind and reference.ahead and number < current.number:
            of += 1
        elif current.kind is kind and not reference.ahead and number > current.number:
            of -= 1
        elif current.kind is PeriodKind.YEAR and reference.ahead:
            of += 1
    return Period(kind, of, number, fiscal=True) if of else None


def of_nine_months(groups: Groups, reference: Reference) -> Period | None:
    """前三季度, the first nine months."""
    return placed(
        groups,
        reference,
        lambda of: Period(PeriodKind.NINE_MONTHS, of, fiscal=bool(groups.get("f"))),
    )


def of_month(groups: Groups, reference: Reference) -> Period | None:
    """6月, June 2025."""
    number = month_number(groups)
    return placed(groups, reference, lambda of: month(number, of), begun=True)


def of_months(groups: Groups, reference: Reference) -> Period | None:
    """From one month of a year to another; without the first, from January."""
    first = month_of(groups.get("mon") or groups.get("m", "1"))
    last = month_of(groups["to"])
    long = last - first + 1
    if long < 1:
        return None
    return placed(groups, reference, lambda of: months_to(date(of, last, 28), long))


def of_month_end(groups: Groups, reference: Reference) -> Period | None:
    """6月末, the end of June."""
    number = month_number(groups)
    return placed(groups, reference, lambda of: month_end(number, of), begun=True)


def of_quarter_end(groups: Groups, reference: Reference) -> Period | None:
    """三季度末, the end of the third quarter."""
    ended = of_quarter(groups, reference)
    return closing_day(ended) if ended and not ended.fiscal else ended


def of_half_end(groups: Groups, reference: Reference) -> Period | None:
    """上半年末."""
    ended = of_half(groups, reference)
    return closing_day(ended) if ended and not ended.fiscal else ended


def of_year_end(groups: Groups, reference: Reference) -> Period | None:
    """The last day of a year; looked forward to, it is the year."""
    number = said_year(groups, reference) or reference.said or reference.current_year
    published = reference.published
    if reference.ahead and published and not groups.keys() & {"y", "rel"}:
        number = published.year
    if reference.ahead and number and published and number >= published.year:
        return year(number)
    return month_end(12, number) if number else None


def of_year_start(groups: Groups, reference: Reference) -> Period | None:
    """年初: January."""
    number = said_year(groups, reference) or (reference.published and reference.published.year)
    return month(1, number) if number else None


def of_period_end(groups: Groups, reference: Reference) -> Period | None:
    """期末, at the end of the period."""
    return closing_day(reference.current) if reference.current else None


def to_day(groups: Groups, reference: Reference) -> Period | None:
    """So many months that end with a day: 截至…止三个月."""
    ended = of_day(groups, reference)
    return _to(ended.start, groups, reference) if ended and ended.start else None


def _to(end: date, groups: Groups, reference: Reference) -> Period:
    """So many months to a day, by the issuer's own name for them where it has one."""
    long = _length(groups["len"])
    if long == 12 and end.month <= 5:
        return year(end.year + reference.offset)
    period = months_to(end, long)
    current = reference.current
    if not (reference.in_fiscal and period.kind is PeriodKind.SPAN and current):
        return period
    nth = next((NUMBERS[word] for word in groups["len"].split() if word in NUMBERS), 0)
    if long == 3 and 1 <= nth <= 4 and current.kind is PeriodKind.YEAR:
        return Period(PeriodKind.QUARTER, current.year, nth, fiscal=True)
    return current


def to_month(groups: Groups, reference: Reference) -> Period | None:
    """So many months that end with a month: 截至6月底止六个月."""
    ended = of_month(groups, reference)
    if not ended or not ended.start:
        return None
    return _to(ended.start.replace(day=28), groups, reference)


def of_days(groups: Groups, reference: Reference) -> Period | None:
    """From a day to a day of the same year: whole months where they are."""
    last_month = number_of(groups.get("to", groups["m"]))
    first, last = number_of(groups["d"]), number_of(groups["to_d"])

    def make(of: int) -> Period:
        began, ended = date(of, month_number(groups), first), date(of, last_month, last)
        if began.day == 1 and (ended + _ADAY).day == 1:
            return months_to(ended, ended.month - began.month + 1)
        return span(day(began), day(ended))

    return placed(groups, reference, make)


def of_festival(groups: Groups, reference: Reference) -> Period | None:
    """春节期间, the Spring Festival of a year."""
    number = said_year(groups, reference) or (reference.published and reference.published.year)
    return Period(PeriodKind.NAMED, number, name="Spring Festival") if number else None


def of_year_on(groups: Groups, reference: Reference) -> Period | None:
    """2024年起: from a year on."""
    number = said_year(groups, reference)
    return Period(PeriodKind.FROM, first=Period(PeriodKind.YEAR, number)) if number else None


def of_month_since(groups: Groups, reference: Reference) -> Period | None:
    """去年6月上线后: since a month."""
    first = of_month(groups, reference)
    return Period(PeriodKind.SINCE, first=first) if first else None


def of_year_since(groups: Groups, reference: Reference) -> Period | None:
    """2015年成立以来, since 2021: since a year."""
    number = said_year(groups, reference)
    return Period(PeriodKind.SINCE, first=Period(PeriodKind.YEAR, number)) if number else None
