"""How the forms are reckoned that name a period by the day of the text or by what is in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from reporter.extract.reference import Groups, Reference, number_of, said_year
from reporter.extract.stretches import day, month, months_to, shifted, year
from reporter.periods import UNSPECIFIED, Period, PeriodKind

_WEEKDAYS: Mapping[str, int] = {
    **{name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())},
    **{name: n for n, name in enumerate("一二三四五六日")},
    "天": 6,
}
_UNITS: Mapping[str, int] = {"月": 1, "month": 1, "季": 3, "quarter": 3, "年": 12, "year": 12}
_ADAY = timedelta(days=1)


def of_today(groups: Groups, reference: Reference) -> Period | None:
    """今日, at the close: none where the day of the text is only guessed."""
    return day(reference.published) if reference.exact and reference.published else None


def of_yesterday(groups: Groups, reference: Reference) -> Period | None:
    """昨日, overnight: the day before the text."""
    today = of_today(groups, reference)
    return day(today.start - _ADAY) if today and today.start else None


def of_close(groups: Groups, reference: Reference) -> Period | None:
    """收盘, at the close: a time of the day that is told of."""
    return of_today(groups, reference)


def of_weekday(groups: Groups, reference: Reference) -> Period | None:
    """The last such day up to that of the text."""
    if not reference.exact or not reference.published:
        return None
    back = (reference.published.weekday() - _WEEKDAYS[groups["wd"][:3]]) % 7
    back += 7 * bool(groups.get("before"))
    return day(reference.published - timedelta(days=back))


def of_day_number(groups: Groups, reference: Reference) -> Period | None:
    """The last such day of a month up to that of the text: 19日."""
    published = reference.published
    if not reference.exact or not published:
        return None
    on = number_of(groups["d"])
    if on <= published.day:
        return day(published.replace(day=on))
    return day((published.replace(day=1) - _ADAY).replace(day=on))


def of_now(groups: Groups, reference: Reference) -> Period | None:
    """The month of the text."""
    published = reference.published
    return month(published.month, published.year) if published else None


def of_last_month(groups: Groups, reference: Reference) -> Period | None:
    """Last month: the one before that of the text."""
    now = of_now(groups, reference)
    return now.prior() if now else None


def of_year_to_date(groups: Groups, reference: Reference) -> Period | None:
    """From the start of the year to the end of what is reported, else to the month of the text."""
    published, current = reference.published, reference.current
    if not published:
        return None
    end = current.end if current else None
    if not end or end.year != published.year or end > published:
        end = published
    return months_to(end.replace(day=28), end.month)


def of_year_to_period(groups: Groups, reference: Reference) -> Period | None:
    """年初至报告期末: from the start of the year to the end of the period in force."""
    end = reference.current and reference.current.end
    return months_to(end, end.month) if end else None


def of_current(groups: Groups, reference: Reference) -> Period | None:
    """期内, 同期: what is in force."""
    return reference.current


def of_whole(groups: Groups, reference: Reference) -> Period | None:
    """报告期内, 期内: what the text reports on, of which the period in force may be a part."""
    current, whole = reference.current, reference.whole
    if not (current and whole and current.end and whole.start and whole.end):
        return current
    return whole if whole.start <= current.end <= whole.end else current


def of_last_part(groups: Groups, reference: Reference) -> Period | None:
    """单季, the quarter; 单月: the last quarter or month of what is in force."""
    current = reference.current
    if not current or not current.end or current.kind in (PeriodKind.QUARTER, PeriodKind.DAY):
        return current
    if reference.quarter and "month" not in groups:
        return reference.quarter
    if current.kind is PeriodKind.YEAR and reference.fiscal:
        return Period(PeriodKind.QUARTER, current.year, 4, fiscal=True)
    if "month" in groups:
        spans = current.kind is PeriodKind.SPAN
        return month(current.end.month, current.end.year) if spans else current
    if current.end.month % 3 or current.kind is PeriodKind.MONTH:
        return current
    return Period(PeriodKind.QUARTER, current.end.year, current.end.month // 3)


def of_year_before(groups: Groups, reference: Reference) -> Period | None:
    """The same period a year before, or in the year that is said."""
    current = reference.current
    number = said_year(groups, reference)
    if not current:
        return None
    own_year = current.fiscal and current.kind is not PeriodKind.YEAR
    again = number == current.year and not groups.get("rel", "今").startswith(("今", "本"))
    if not number or own_year or again:
        return current.year_ago()
    return replace(current, year=number) if current.year else None


def of_prior(groups: Groups, reference: Reference) -> Period | None:
    """The period just before; where the one in force is longer, that of the length named."""
    current, published = reference.current, reference.published
    if "mo" in groups and published and not (current and current.kind is PeriodKind.MONTH):
        return month(published.month, published.year).prior()
    if not current:
        return None
    if current.kind is PeriodKind.DAY and "q" in groups:
        return shifted(current, 3)
    if "q" in groups and current.kind is not PeriodKind.QUARTER and not current.fiscal:
        return _last_quarter(reference)
    return current.prior()


def _last_quarter(reference: Reference) -> Period | None:
    """The last quarter to have ended when the text came out."""
    published = reference.published
    if not published:
        return None
    this = Period(PeriodKind.QUARTER, published.year, (published.month + 2) // 3)
    return this.prior()


def of_months_before(groups: Groups, reference: Reference) -> Period | None:
    """So many months before: 半年前, three months earlier."""
    if not reference.current:
        return None
    each = next(months for word, months in _UNITS.items() if word in groups["each"])
    half = groups["num"] == "半"
    return shifted(reference.current, 6 if half else number_of(groups["num"]) * each)


def of_last_fiscal_year(groups: Groups, reference: Reference) -> Period | None:
    """上一财年: the last year to have ended when the text came out."""
    return year(reference.published.year - 1) if reference.published else None


def of_years_ahead(groups: Groups, reference: Reference) -> Period | None:
    """未来三年, the next three years: from the year of the text on."""
    if not reference.published:
        return None
    return Period(PeriodKind.FROM, first=Period(PeriodKind.YEAR, reference.published.year))


def of_no_time(groups: Groups, reference: Reference) -> Period | None:
    """过去三年, over the years: none that can be named."""
    return UNSPECIFIED
