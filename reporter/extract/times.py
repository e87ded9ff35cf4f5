"""The periods that a text names, absolute or relative to another, where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporter.periods import Period, PeriodKind

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MON = (
    "(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_Y = r"(?P<y>(?:19|20)\d\d)"
_YY = r"(?P<y>(?:20)?\d\d)"
_N = "第?(?P<n>[一二三四首末1-4])"
_ORD = "(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)"
_ON = r"(?P<m>1[0-2]|0?[1-9])月(?P<d>3[01]|[12]\d|0?[1-9])日"
_M = r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_REL = "(?P<rel>今年|本年度?|去年|上年度?|上一年度?|前年|明年)"
_DATE = rf"(?:{_MON} (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_Y}|(?P<d2>\d{{1,2}}) (?P<mon2>[a-z]+) (?P<y2>20\d\d))"
_NUMBERS: Mapping[str, int] = {
    **{word: n for n, word in enumerate("一二三四五六七八九十", 1)},
    "十一": 11,
    "十二": 12,
    "首": 1,
    "末": 4,
    "上": 1,
    "下": 2,
    "final": 4,
    **{word: n for n, word in enumerate("first second third fourth".split(), 1)},
    **{word: n for n, word in enumerate("1st 2nd 3rd 4th".split(), 1)},
}
_LENGTHS: Mapping[str, int] = {
    **dict.fromkeys(("三个月", "3个月", "季度", "季", "财季", "three months", "quarter", "three-month period"), 3),
    **dict.fromkeys(("六个月", "6个月", "半年", "半年度", "中期", "上半年", "下半年", "six months", "half year", "half-year", "half"), 6),
    **dict.fromkeys(("九个月", "9个月", "前三季度", "nine months"), 9),
    **dict.fromkeys(("年度", "财政年度", "财年", "全年", "十二个月", "12个月", "年", "year", "fiscal year", "financial year", "twelve months", "full year"), 12),
}  # fmt: skip


class Role(StrEnum):
    """How a period stands to the one in force."""

    MAIN = "main"
    PAST = "past"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a period is reckoned from: the day of the text, and the period in force."""

    published: date
    current: Period | None = None

    @property
    def year(self) -> int:
        """The year of a period that names none."""
        return self.current.year if self.current and self.current.year else self.published.year


Groups = Mapping[str, str]
Resolve = Callable[[Groups, Reference], Period | None]


@dataclass(frozen=True, slots=True)
class Named:
    """Words at [start, end) that name a period, and how it is reckoned."""

    start: int
    end: int
    groups: Groups
    role: Role
    reckon: Resolve

    def period(self, reference: Reference) -> Period | None:
        """The period, or None where it has none, such as a 30 February."""
        try:
            return self.reckon(self.groups, reference)
        except (ValueError, AttributeError, KeyError):
            return None


def year(number: int) -> Period:
    """A whole year as results name it: FY2024."""
    return Period(PeriodKind.YEAR, number, fiscal=True)


def months_to(end: date, length: int) -> Period:
    """The period of so many months that ends with that day's month."""
    if length == 12:
        return year(end.year)
    if length == 3 and end.month % 3 == 0:
        return Period(PeriodKind.QUARTER, end.year, end.month // 3)
    if length == 6 and end.month % 6 == 0:
        return Period(PeriodKind.HALF, end.year, end.month // 6)
    if length == 9 and end.month == 9:
        return Period(PeriodKind.NINE_MONTHS, end.year)
    first = end.year * 12 + end.month - length
    return Period(
        PeriodKind.SPAN,
        first=Period(PeriodKind.MONTH, first // 12, first % 12 + 1),
        last=Period(PeriodKind.MONTH, end.year, end.month),
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _year(groups: Groups, reference: Reference) -> int:
    if given := groups.get("y") or groups.get("y2"):
        return int(given) if len(given) == 4 else 2000 + int(given)
    relative = groups.get("rel", "")
    shift = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1}
    return reference.published.year + shift[relative[0]] if relative else reference.year


def _month(groups: Groups) -> int:
    word = groups.get("mon") or groups.get("mon2") or ""
    return _MONTHS.index(word[:3]) + 1 if word else _number(groups["m"])


def _day(groups: Groups, reference: Reference) -> date:
    """The day; one without a year is the last before the text was published."""
    month, day = _month(groups), int(groups.get("d") or groups["d2"])
    if groups.keys() & {"y", "y2", "rel"}:
        return date(_year(groups, reference), month, day)
    published = reference.published
    return date(published.year - ((month, day) > (published.month, published.day)), month, day)


def _of_day(groups: Groups, reference: Reference) -> Period:
    day = _day(groups, reference)
    return Period(PeriodKind.DAY, day.year, day.month, day.day)


def _months_to_day(groups: Groups, reference: Reference) -> Period:
    word = re.sub("^第?[一二三四]|的", "", groups["len"])
    return months_to(_day(groups, reference), _LENGTHS[word])


def _of_year(groups: Groups, reference: Reference) -> Period:
    return year(_year(groups, reference))


def _quarter(groups: Groups, reference: Reference) -> Period:
    fiscal = bool(groups.get("f"))
    return Period(PeriodKind.QUARTER, _year(groups, reference), _number(groups["n"]), fiscal=fiscal)


def _half(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.HALF, _year(groups, reference), _number(groups["n"]))


def _nine_months(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.NINE_MONTHS, _year(groups, reference))


def _of_month(groups: Groups, reference: Reference) -> Period:
    month, published = _month(groups), reference.published
    if groups.keys() & {"y", "rel"}:
        return Period(PeriodKind.MONTH, _year(groups, reference), month)
    return Period(PeriodKind.MONTH, published.year - (month > published.month), month)


def _month_span(groups: Groups, reference: Reference) -> Period:
    first, last = int(groups.get("m1") or 1), _number(groups["m2"])
    return months_to(date(_year(groups, reference), last, 1), last - first + 1)


def _year_end(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.MONTH, _year(groups, reference), 12)


def _year_start(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.MONTH, _year(groups, reference), 1)


def _spring(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.NAMED, _year(groups, reference), name="Spring Festival")


def _now(groups: Groups, reference: Reference) -> Period:
    return Period(PeriodKind.MONTH, reference.published.year, reference.published.month)


def _current(groups: Groups, reference: Reference) -> Period | None:
    return reference.current


def _year_ago(groups: Groups, reference: Reference) -> Period | None:
    return reference.current.year_ago() if reference.current else None


def _prior(groups: Groups, reference: Reference) -> Period | None:
    return reference.current.prior() if reference.current else None


def _last_year(groups: Groups, reference: Reference) -> Period | None:
    return year(reference.published.year - 1)


_RULES: tuple[tuple[str, Resolve, Role], ...] = (
    # 截至…止三个月, the quarter ended …: a stretch by its end
    (rf"截至{_Y}年{_ON}止?的?(?:未经审核)?(?P<len>[三六九369]个月|十二个月|12个月|第?[一二三四]?季度|财季|半年度?|中期|前三季度|年度|财政年度|财年|全年)", _months_to_day, Role.MAIN),
    (rf"(?P<len>three months|three-month period|quarter|six months|half[- ]year|half|nine months|(?:fiscal |financial |full )?year|twelve months) (?:ended|ending|to) {_DATE}", _months_to_day, Role.MAIN),
    # days
    (rf"(?:截至|截止)?(?:{_Y}年|{_REL})?{_ON}", _of_day, Role.MAIN),
    (rf"{_Y}[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>3[01]|[12]\d|0?[1-9])(?!\d)", _of_day, Role.MAIN),
    (_DATE, _of_day, Role.MAIN),
    (rf"{_MON} (?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?![\d.,]\d|%|\d| (?:million|billion))", _of_day, Role.MAIN),
    # quarters
    (rf"{_Y}(?:/\d\d)?(?P<f>财年|财政年度){_N}(?:财政)?(?:财?季度?|财季)", _quarter, Role.MAIN),
    (rf"(?:{_Y}年度?|{_REL}){_N}(?:个?季度?|季)", _quarter, Role.MAIN),
    (rf"(?P<f>fy ?)?{_YY}(?:年)? ?q(?P<n>[1-4])(?![a-z0-9])", _quarter, Role.MAIN),
    (rf"q(?P<n>[1-4])[ -]?(?P<f>fy ?|fiscal )?'?{_YY}(?!\d|[.,]\d|%)", _quarter, Role.MAIN),
    (rf"(?P<n>[1-4])q(?P<f>fy)?{_YY}(?!\d)", _quarter, Role.MAIN),
    (rf"{_ORD}[- ]quarter(?:,)?(?: of| for)?(?: the)? (?P<f>fiscal (?:year )?|fy ?){_YY}(?!\d)", _quarter, Role.MAIN),
    (rf"{_ORD}[- ]quarter(?:,)?(?: of| for| in)? {_Y}", _quarter, Role.MAIN),
    (rf"(?P<f>fiscal (?:year )?){_Y} {_ORD}[- ]quarter", _quarter, Role.MAIN),
    (rf"{_Y}(?:'s)? {_ORD}[- ]quarter", _quarter, Role.MAIN),
    # nine months, halves, spans of months
    (rf"(?:{_Y}年|{_REL})?(?:前三个?季度?|首三季度?|前九个?月|首九个?月|1[-~至]9月份?)", _nine_months, Role.MAIN),
    (rf"first nine months(?: of {_Y})?", _nine_months, Role.MAIN),
    (rf"9m ?{_YY}(?!\d)", _nine_months, Role.MAIN),
    (rf"(?:{_Y}年?|{_REL})?(?P<n>[上下])半年度?", _half, Role.MAIN),
    (rf"{_YY}h(?P<n>[12])(?!\d)", _half, Role.MAIN),
    (rf"(?<!\d)(?P<n>[12])h ?{_YY}(?!\d)", _half, Role.MAIN),
    (rf"h(?P<n>[12])[ -]?{_YY}(?!\d)", _half, Role.MAIN),
    (rf"(?P<n>first|second)[- ]half(?: of)?(?: {_Y})?(?! million)", _half, Role.MAIN),
    (rf"(?:{_Y}年|{_REL})?(?P<m1>1[0-2]|[1-9])[-~至](?P<m2>1[0-2]|[1-9])月份?", _month_span, Role.MAIN),
    (rf"(?:{_Y}年|{_REL})?[前首](?P<m2>[二两三四五六七八十]|十一|[2-9]|1[01])个?月", _month_span, Role.MAIN),
    # parts of a year in force
    ("上年同期|去年同期|上一?年同一?期|同期(?:相比)?(?=[为的,])", _year_ago, Role.PAST),
    ("(?:上一?|前一)(?:个)?季度?(?!节)|(?:the )?(?:previous|prior|preceding|last) (?:quarter|three months)", _prior, Role.PAST),
    ("(?:the )?(?:same|year-ago|prior[- ]year|corresponding|comparable|year-earlier|prior|previous) (?:prior[- ]year |year[- ]ago )?(?:period|quarter|half|year)(?: (?:of )?(?:the )?(?:last|previous|prior) year| (?:a|one) year (?:ago|earlier))?|(?:a|one) year (?:ago|earlier)|last year(?:'s)?|(?:the )?(?:prior|previous) year(?:'s)?", _year_ago, Role.PAST),
    ("上一?财年|上一?财政年度|上一?会计年度", _last_year, Role.MAIN),
    (rf"(?:{_Y}年|{_REL})(?:春节|新春)(?:期间)?", _spring, Role.MAIN),
    (rf"(?:{_Y}年|{_REL})(?:底|末)", _year_end, Role.MAIN),
    (rf"(?:{_Y}年|{_REL})初", _year_start, Role.MAIN),
    (rf"(?:{_Y}年|{_REL}){_M}月份?", _of_month, Role.MAIN),
    (rf"{_MON},? {_Y}", _of_month, Role.MAIN),
    (rf"(?:fiscal (?:year )?|financial year |fy ?|full[- ]year ){_YY}(?!\d|[.,]\d|%)", _of_year, Role.MAIN),
    (rf"{_Y}(?:/\d\d)?(?:年?全年|年度|财年|财政年度|年年度|年)|{_REL}(?:全年|度)?", _of_year, Role.MAIN),
    (rf"(?<![\d.,$¥]){_Y}(?=[a ,.;:)']|$)(?!,\d)", _of_year, Role.MAIN),
    (rf"{_N}(?:个)?(?:财季|季度|季(?!节))(?!度?末)", _quarter, Role.MAIN),
    (rf"(?<!each )(?<!per ){_ORD}[- ]quarter", _quarter, Role.MAIN),
    (rf"(?<![\d年]){_M}月份?(?!\d)", _of_month, Role.MAIN),
    ("全年度?|(?:full|whole)[- ]year|for the year|annual(?=ly)?", _of_year, Role.MAIN),
    ("年底|年末", _year_end, Role.MAIN),
    ("年初", _year_start, Role.MAIN),
    ("目前|如今|现时|当前", _now, Role.MAIN),
    ("报告期内?|期内|季内|本季度?|当季|该季度?|本期|(?:the|this) (?:quarter|period|half)", _current, Role.SAME),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), reckon, role) for pattern, reckon, role in _RULES)


def find_named(text: str) -> tuple[Named, ...]:
    """The words of a prepared text that name periods, left to right, none over another."""
    taken = bytearray(len(text))
    found: list[Named] = []
    for pattern, reckon, role in _COMPILED:
        for match in pattern.finditer(text):
            start, end = match.span()
            if start == end or any(taken[start:end]) or _inside_a_word(text, start, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            groups = {key: value for key, value in match.groupdict().items() if value}
            found.append(Named(start, end, groups, role, reckon))
    return tuple(sorted(found, key=lambda named: named.start))


def _inside_a_word(text: str, start: int, end: int) -> bool:
    """Whether the words begin or end within a Latin word or a number."""
    return any(
        0 < at < len(text)
        and text[at - 1 : at + 1].isascii()
        and (text[at - 1 : at + 1].isalpha() or text[at - 1 : at + 1].isdigit())
        for at in (start, end)
    )
