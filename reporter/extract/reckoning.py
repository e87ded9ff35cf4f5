"""How the words for a period are reckoned: from the day of the text, and the period in force."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reporter.periods import UNSPECIFIED, Period, PeriodKind

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS: Mapping[str, int] = {
    **{name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())},
    **{name: n for n, name in enumerate("一二三四五六日")},
    "天": 6,
}
_NUMBERS: Mapping[str, int] = {
    **{word: n for n, word in enumerate("一二三四五六七八九", 1)},
    **{word: n for n, word in enumerate("first second third fourth".split(), 1)},
    **{word: n for n, word in enumerate("one two three four five six seven eight nine".split(), 1)},
    **{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "last": 4, "opening": 1},
    **{"首": 1, "次": 2, "末": 4, "上": 1, "下": 2, "两": 2, "半": 6},
    **{"ten": 10, "eleven": 11, "twelve": 12},
}
_YEARS_ON: Mapping[str, int] = {"今": 0, "去": -1, "前": -2, "明": 1, "来": 1, "后": 2}
_YEARS_ON_ENGLISH: Mapping[str, int] = {"this": 0, "last": -1, "next": 1}
_FROM_CURRENT: Mapping[str, int] = {"上": -1, "次": 1, "翌": 1}
_LENGTHS = (
    (6, "半|[六6]个|中期|six|half|26 |twenty-six|interim"),
    (9, "[九9]个|前三|nine|39 |thirty-nine"),
    (12, "年|十二|12个|year|twelve|52 |53 |fifty-"),
    (1, "[一1]个月|^(?:one )?month"),
    (3, ""),
)
_UNITS: Mapping[str, int] = {"月": 1, "month": 1, "季": 3, "quarter": 3, "年": 12, "year": 12}
_SLACK = timedelta(days=10)
_ADAY = timedelta(days=1)

Groups = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a period is reckoned from.

    `published` is the day of the text, which `exact` says is known and not guessed; `current` the
    period in force; `said` the year that the sentence has named; `ahead` whether it looks forward;
    `fiscal` whether the issuer counts quarters of a fiscal year of its own, named `offset` years
    from that in which it ends; `quarter` is the last quarter told of.
    """

    published: date | None
    current: Period | None = None
    exact: bool = True
    said: int | None = None
    ahead: bool = False
    fiscal: bool = False
    offset: int = 0
    quarter: Period | None = None

    @property
    def in_fiscal(self) -> bool:
        """Whether what is in force is of a fiscal year that is not the calendar's."""
        current = self.current
        return bool(
            current and current.fiscal and (self.fiscal or current.kind is not PeriodKind.YEAR)
        )

    @property
    def current_year(self) -> int | None:
        """The year of the period in force, else that of the text."""
        end = self.current and (self.current.end or self.current.start)
        if self.current and self.current.year:
            return self.current.year
        if end:
            return end.year
        return self.published.year if self.published else None


Reckon = Callable[[Groups, Reference], Period | None]


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
        at = period.start
        last = at.day == monthrange(at.year, at.month)[1]
        count = at.year * 12 + at.month - 1 - months
        length = monthrange(count // 12, count % 12 + 1)[1]
        return day(date(count // 12, count % 12 + 1, length if last else min(at.day, length)))
    if months % 12 == 0:
        for _ in range(months // 12):
            period = period.year_ago() or period
        return period
    long = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6}.get(period.kind)
    if not long or months % long:
        return None
    for _ in range(months // long):
        period = period.prior() or period
    return period


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (_NUMBERS[tens] if tens else 1) * 10 + (_NUMBERS[ones] if ones else 0)
    return _NUMBERS[word]


def _year(groups: Groups, reference: Reference) -> int | None:
    """The year that the words say, outright or as 去年; None where they say none."""
    if given := groups.get("to_y") or groups.get("y"):
        return int(given) if len(given) == 4 else 2000 + int(given)
    relative = groups.get("rel")
    if not relative:
        return None
    published, current = reference.published, reference.current_year
    word = relative.split()[0]
    if word in _YEARS_ON_ENGLISH:
        return published.year + _YEARS_ON_ENGLISH[word] if published else None
    if word == "the":
        return current - ("same" not in relative) if current else None
    if relative[0] in _YEARS_ON and relative != "前一年":
        return published.year + _YEARS_ON[relative[0]] if published else None
    return current + _FROM_CURRENT.get(relative[0], -(relative == "前一年")) if current else None


def _placed(
    groups: Groups, reference: Reference, make: Callable[[int], Period], *, begun: bool = False
) -> Period | None:
    """The period in the year that the words say, else the sentence, else the likeliest.

    That is the last to have ended when the text came out, or only begun; ahead, the nearest.
    """
    number = _year(groups, reference) or reference.said
    if number:
        return make(number)
    published = reference.published
    if not published:
        return None
    periods = [make(published.year + on) for on in (1, 0, -1)]
    ends = [(p, p.start if begun else p.end) for p in periods]
    dated = [(p, at) for p, at in ends if at]
    if reference.ahead:
        return min(dated, key=lambda pair: abs((pair[1] - published).days))[0]
    slack = timedelta() if begun else _SLACK
    return next((p for p, at in dated if at <= published + slack), dated[-1][0])


def _length(words: str) -> int:
    """How many months a stretch has that is called so."""
    return next(months for months, pattern in _LENGTHS if re.search(pattern, words))


def month_number(groups: Groups) -> int:
    """The month that words name, 1 to 12."""
    word = groups.get("mon")
    return _MONTHS.index(word[:3]) + 1 if word else _number(groups["m"])


def of_day(groups: Groups, reference: Reference) -> Period | None:
    number, on = month_number(groups), _number(groups["d"])
    return _placed(groups, reference, lambda of: day(date(of, number, on)), begun=True)


def of_weekday(groups: Groups, reference: Reference) -> Period | None:
    """The last such day up to that of the text."""
    if not reference.exact or not reference.published:
        return None
    back = (reference.published.weekday() - _WEEKDAYS[groups["wd"][:3]]) % 7
    back += 7 * bool(groups.get("before"))
    return day(reference.published - timedelta(days=back))


def of_today(groups: Groups, reference: Reference) -> Period | None:
    return day(reference.published) if reference.exact and reference.published else None


def of_yesterday(groups: Groups, reference: Reference) -> Period | None:
    today = of_today(groups, reference)
    return day(today.start - _ADAY) if today and today.start else None


def of_day_number(groups: Groups, reference: Reference) -> Period | None:
    """The last such day of a month up to that of the text: 19日."""
    published = reference.published
    if not reference.exact or not published:
        return None
    on = _number(groups["d"])
    if on <= published.day:
        return day(published.replace(day=on))
    return day((published.replace(day=1) - _ADAY).replace(day=on))


def of_year(groups: Groups, reference: Reference) -> Period | None:
    number = _year(groups, reference)
    return year(number) if number else None


def of_whole_year(groups: Groups, reference: Reference) -> Period | None:
    """全年, the full year: that of the period in force; ahead, one that has not ended."""
    current, published = reference.current, reference.published
    number = _year(groups, reference) or reference.said
    if number:
        return year(number)
    if current and current.end and not (reference.ahead and published):
        return year(reference.current_year or current.end.year)
    if not published:
        return None
    if reference.ahead:
        over = current is None or current.end is None or current.end.month == 12
        return year(published.year if over or not current else current.year or published.year)
    return year(published.year - 1)


def of_quarter(groups: Groups, reference: Reference) -> Period | None:
    number = _number(groups["n"])
    if groups.get("f") or (reference.in_fiscal and not groups.keys() & {"y", "rel"}):
        return _fiscal(groups, reference, PeriodKind.QUARTER, number)
    return _placed(groups, reference, lambda of: Period(PeriodKind.QUARTER, of, number))


def of_half(groups: Groups, reference: Reference) -> Period | None:
    number = _number(groups.get("n", "上"))
    if groups.get("f"):
        return _fiscal(groups, reference, PeriodKind.HALF, number)
    return _placed(groups, reference, lambda of: Period(PeriodKind.HALF, of, number))


def _fiscal(groups: Groups, reference: Reference, kind: PeriodKind, number: int) -> Period | None:
    """A part of a fiscal year; one without its year is of the one in force, or next to it."""
    of = _year(groups, reference) or reference.said
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
    return _placed(
        groups,
        reference,
        lambda of: Period(PeriodKind.NINE_MONTHS, of, fiscal=bool(groups.get("f"))),
    )


def of_month(groups: Groups, reference: Reference) -> Period | None:
    number = month_number(groups)
    return _placed(groups, reference, lambda of: month(number, of), begun=True)


def of_months(groups: Groups, reference: Reference) -> Period | None:
    """From one month of a year to another; without the first, from January."""
    first = _MONTHS.index(groups["mon"]) + 1 if "mon" in groups else _number(groups.get("m", "1"))
    word = groups["to"]
    last = _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else _number(word)
    long = last - first + 1
    if long < 1:
        return None
    return _placed(groups, reference, lambda of: months_to(date(of, last, 28), long))


def of_month_end(groups: Groups, reference: Reference) -> Period | None:
    number = month_number(groups)
    return _placed(groups, reference, lambda of: month_end(number, of), begun=True)


def of_quarter_end(groups: Groups, reference: Reference) -> Period | None:
    ended = of_quarter(groups, reference)
    return closing_day(ended) if ended and not ended.fiscal else ended


def of_half_end(groups: Groups, reference: Reference) -> Period | None:
    ended = of_half(groups, reference)
    return closing_day(ended) if ended and not ended.fiscal else ended


def of_year_end(groups: Groups, reference: Reference) -> Period | None:
    """The last day of a year; looked forward to, it is the year."""
    number = _year(groups, reference) or reference.said or reference.current_year
    published = reference.published
    if reference.ahead and published and not groups.keys() & {"y", "rel"}:
        number = published.year
    if reference.ahead and number and published and number >= published.year:
        return year(number)
    return month_end(12, number) if number else None


def of_year_start(groups: Groups, reference: Reference) -> Period | None:
    number = _year(groups, reference) or (reference.published and reference.published.year)
    return month(1, number) if number else None


def closing_day(period: Period) -> Period | None:
    return day(period.end) if period.end else None


def of_period_end(groups: Groups, reference: Reference) -> Period | None:
    """期末, at the end of the period."""
    return closing_day(reference.current) if reference.current else None


def to_day(groups: Groups, reference: Reference) -> Period | None:
    """So many months that end with a day: 截至…止三个月."""
    ended = of_day(groups, reference)
    return _to(ended.start, groups, reference) if ended and ended.start else None


def _to(end: date, groups: Groups, reference: Reference) -> Period:
    long = _length(groups["len"])
    if long == 12 and end.month <= 5:
        return year(end.year + reference.offset)
    period = months_to(end, long)
    current = reference.current
    if not (reference.in_fiscal and period.kind is PeriodKind.SPAN and current):
        return period
    nth = next((_NUMBERS[word] for word in groups["len"].split() if word in _NUMBERS), 0)
    if long == 3 and 1 <= nth <= 4 and current.kind is PeriodKind.YEAR:
        return Period(PeriodKind.QUARTER, current.year, nth, fiscal=True)
    return current


def to_month(groups: Groups, reference: Reference) -> Period | None:
    ended = of_month(groups, reference)
    if not ended or not ended.start:
        return None
    return _to(ended.start.replace(day=28), groups, reference)


def of_days(groups: Groups, reference: Reference) -> Period | None:
    """From a day to a day: whole months where they are."""
    last_month = _number(groups.get("to", groups["m"]))
    first, last = _number(groups["d"]), _number(groups["to_d"])

    def make(of: int) -> Period:
        began = date(of, month_number(groups), first)
        ended = date(int(groups.get("to_y") or of), last_month, last)
        whole = began.day == 1 and (ended + _ADAY).day == 1
        if whole:
            long = (ended.year - began.year) * 12 + ended.month - began.month + 1
            return months_to(ended, long)
        return span(day(began), day(ended))

    number = _year({k: v for k, v in groups.items() if k != "to_y"}, reference)
    return make(number) if number else _placed(groups, reference, make)


def of_festival(groups: Groups, reference: Reference) -> Period | None:
    number = _year(groups, reference) or (reference.published and reference.published.year)
    return Period(PeriodKind.NAMED, number, name="Spring Festival") if number else None


def of_now(groups: Groups, reference: Reference) -> Period | None:
    """The month of the text."""
    published = reference.published
    return month(published.month, published.year) if published else None


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


def of_close(groups: Groups, reference: Reference) -> Period | None:
    return of_today(groups, reference)


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


def of_current(groups: Groups, reference: Reference) -> Period | None:
    return reference.current


def of_year_before(groups: Groups, reference: Reference) -> Period | None:
    """The same period a year before, or in the year that is said."""
    current = reference.current
    number = _year(groups, reference)
    if not current:
        return None
    if not number or (current.fiscal and current.kind is not PeriodKind.YEAR):
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
    return shifted(reference.current, 6 if half else _number(groups["num"]) * each)


def of_last_fiscal_year(groups: Groups, reference: Reference) -> Period | None:
    return year(reference.published.year - 1) if reference.published else None


def of_years_ahead(groups: Groups, reference: Reference) -> Period | None:
    """未来三年, the next three years: from the year of the text on."""
    if not reference.published:
        return None
    return Period(PeriodKind.FROM, first=Period(PeriodKind.YEAR, reference.published.year))


def of_year_on(groups: Groups, reference: Reference) -> Period | None:
    """2024年起: from a year on."""
    number = _year(groups, reference)
    return Period(PeriodKind.FROM, first=Period(PeriodKind.YEAR, number)) if number else None


def of_no_time(groups: Groups, reference: Reference) -> Period | None:
    """过去三年, over the years: none that can be named."""
    return UNSPECIFIED
