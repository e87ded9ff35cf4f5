"""What the head of a column says: a period in any of its spellings, or a change.

A head is a run of known words in any order (截至2024年12月31日止三个月; Three months ended
| December 31, | 2024; 4Q24E; 同比). It is read word by word; one word that is none of them, and it
is no head.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from reporter.facts import Basis, Status
from reporter.periods import Period, PeriodKind
from reporter.periods.fiscal import fiscal_period
from reporter.periods.words import MONTHS
from reporter.quantity.lexicon import fold, one_of
from reporter.quantity.numerals import read_han
from reporter.terms_hans import to_hans

Part = tuple[PeriodKind, int]


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says, as far as it says it: `part` is a quarter, half or nine months of a year,
    `months` how long a period is that ends on a day, nought for the day itself."""

    year: int = 0
    part: Part | None = None
    months: int | None = None
    month: int = 0
    day: int = 0
    change: Basis | None = None
    status: Status = Status.ACTUAL

    def __bool__(self) -> bool:
        return self != Head()

    @property
    def ends(self) -> date | None:
        """The day on which its period ends; the last of a month where no day is given."""
        if not (self.year and self.month):
            return None
        last = monthrange(self.year, self.month)[1]
        return date(self.year, self.month, min(self.day or last, last))

    def period(self, year_end: int) -> Period | None:
        """The period of an issuer whose years end with that month, where all of it is said."""
        if self.part and self.year:
            kind, number = self.part
            fiscal = year_end != 12 or kind is PeriodKind.YEAR
            return Period(kind, self.year, number, fiscal=fiscal, year_end=year_end)
        if self.ends and self.months is not None:
            return _ending(self.ends, self.months, year_end)
        if self.year and not self.month and self.months in (None, 12):
            return Period(PeriodKind.YEAR, self.year, fiscal=True, year_end=year_end)
        return None


def _ending(ends: date, months: int, year_end: int) -> Period | None:
    """The period of so many months up to a day, or that day; None where there is no such part."""
    if months == 0:
        return Period(PeriodKind.DAY, ends.year, ends.month, ends.day)
    if months == 1:
        return Period(PeriodKind.MONTH, ends.year, ends.month)
    before = ends.year * 12 + ends.month - months
    return fiscal_period(date(before // 12, before % 12 + 1, 1), ends, year_end)


_QUARTERS = ("一季 1季 first_quarter 1-3月 一季报", "二季 2季 second_quarter 4-6月",
             "三季 3季 third_quarter 7-9月", "四季 4季 fourth_quarter 10-12月")  # fmt: skip
_PARTS: Mapping[str, Part] = {
    **{
        word: (PeriodKind.QUARTER, n)
        for n, said in enumerate(_QUARTERS, 1)
        for word in said.split()
    },
    **dict.fromkeys("上半年 first_half 1-6月 半年报 中报".split(), (PeriodKind.HALF, 1)),
    **dict.fromkeys("下半年 second_half 7-12月".split(), (PeriodKind.HALF, 2)),
    **dict.fromkeys(
        "前三季 首三季 前三个季 前九个月 首九个月 1-9月 三季报".split(), (PeriodKind.NINE_MONTHS, 0)
    ),
    **dict.fromkeys("全年 1-12月 年报 full_year full-year".split(), (PeriodKind.YEAR, 0)),
}
_CODES: Mapping[str, Part] = {
    **{f"q{n}": (PeriodKind.QUARTER, n) for n in range(1, 5)},
    **{f"h{n}": (PeriodKind.HALF, n) for n in range(1, 3)},
    "m3": (PeriodKind.QUARTER, 1),
    "m6": (PeriodKind.HALF, 1),
    "m9": (PeriodKind.NINE_MONTHS, 0),
    "m21": (PeriodKind.YEAR, 0),
}
"""By their letter and their digits, whichever comes first: Q4, 4Q; 12M is the whole year."""
_MONTHS_LONG: Mapping[str, int] = {
    **dict.fromkeys("三个月 3个月 three_months 3_months quarter".split(), 3),
    **dict.fromkeys("六个月 6个月 six_months 6_months half_year half-year".split(), 6),
    **dict.fromkeys("九个月 9个月 nine_months 9_months".split(), 9),
    **dict.fromkeys("十二个月 12个月 twelve_months 12_months year 年度".split(), 12),
    **dict.fromkeys("于 於 as_at as_of at".split(), 0),
}
_CHANGES: Mapping[str, Basis] = {
    **dict.fromkeys(
        "同比 按年 年增 较上年同期 yoy y/y y-o-y year_on_year year-on-year year_over_year"
        " year-over-year".split(),
        Basis.YOY,
    ),
    **dict.fromkeys(
        "环比 按季 季增 qoq q/q q-o-q quarter_on_quarter quarter-on-quarter quarter-over-quarter"
        " sequential".split(),
        Basis.QOQ,
    ),
    **dict.fromkeys(
        "变动 变化 增减 增长 增速 增幅 change chg variance growth".split(), Basis.CHANGE
    ),
}
_STATUSES: Mapping[str, Status] = {
    **dict.fromkeys("e est estimate 预测 预计 f forecast".split(), Status.FORECAST),
    **dict.fromkeys("guidance 指引".split(), Status.GUIDANCE),
    **dict.fromkeys("a actual 实际".split(), Status.ACTUAL),
}
_NOISE = (
    "截至 截止 止 期间 期末 末 度 年 第 的 率 幅度 单季 份 未经审计 未经审核 未审核 经审计 经审核"
    " 经重列 重列 the for ended ending end of period and on to over in unaudited audited restated"
    " reported % pct ppt pp"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SHORT_YEAR = r"'?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
_MONTH_NAME = (
    rf"(?P<month>{one_of([*map(str.lower, MONTHS), *(m[:3].lower() for m in MONTHS), 'sept'])})\.?"
)
_MONTH = r"(?P<month>1[0-2]|0?[1-9])"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_LATE_DAY = r"(?P<day>1[3-9]|2\d|3[01])"
"""One that can be no month, so that it does not matter which of the two comes first."""
_CODE = r"(?P<code>[qh][1-4]|[1-4][qh]|(?:3|6|9|12)m)"
_APART = r"[ '\-./]*"


_LONGEST = 120
"""A longer text is prose."""


def _said(words: Iterable[str]) -> str:
    return one_of(word.replace("_", " ") for word in words)


_TOKENS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:fy ?)?(?P<year>(?:19|20)\d\d|\d\d)" rf"{_APART}{_CODE}(?!\d|[b-dg-z])",
        rf"{_CODE}{_APART}(?:fy ?)?{_SHORT_YEAR}",
        rf"{_YEAR}年{_MONTH}月{_DAY}日",
        rf"{_YEAR}[-/.]{_MONTH}[-/.]{_DAY}(?!\d)",
        rf"{_MONTH}/{_LATE_DAY}/{_YEAR}",
        rf"{_LATE_DAY}/{_MONTH}/{_YEAR}",
        rf"{_DAY}[ -]{_MONTH_NAME},?[ -]{_SHORT_YEAR}",
        rf"{_MONTH_NAME} {_DAY}, ?{_YEAR}",
        rf"{_MONTH_NAME}[ -]{_SHORT_YEAR}",
        rf"{_YEAR}[-/.]{_MONTH}(?!\d)",
        rf"{_YEAR}年{_MONTH}月(?!\d)",
        rf"(?P<part>{_said(_PARTS)})",
        rf"{_MONTH}月{_DAY}日",
        rf"{_MONTH_NAME} {_DAY}(?!\d)",
        rf"{_DAY} {_MONTH_NAME}",
        rf"(?:fy ?|fiscal (?:year )?){_SHORT_YEAR}",
        rf"{_YEAR}(?!\d)",
        r"(?P<year>\d\d)年",
        rf"{_CODE}(?!\d|[b-dg-z])",
        rf"(?P<change>{_said(_CHANGES)})",
        rf"(?P<months>{_said(_MONTHS_LONG)})",
        rf"(?P<status>{_said(_STATUSES)})",
        rf"{_said(_NOISE.split())}|[\s():,、/.\[\]-]+",
    )
)


def read_head(text: str) -> Head | None:
    """What a head says, an empty one where it says nothing of a column; None for other words."""
    if len(text) > _LONGEST:
        return None
    folded, at, head = _folded(text), 0, Head()
    while at < len(folded):
        token = next((t for t in (p.match(folded, at) for p in _TOKENS) if t and t[0]), None)
        if token is None:
            return None
        said = {name: word for name, word in token.groupdict().items() if word}
        head, at = replace(head, **_meaning(said, head)), token.end()
    return head


def _meaning(said: Mapping[str, str], head: Head) -> dict[str, Any]:
    """What the words of one token add to a head."""
    meant: dict[str, Any] = {}
    for name, word in said.items():
        word = word.replace(" ", "_")
        match name:
            case "year":
                meant["year"] = int(word) + (2000 if len(word) == 2 else 0)
            case "month":
                meant["month"] = int(word) if word.isdigit() else _ABBREVIATED.index(word[:3]) + 1
            case "day":
                meant["day"] = int(word)
            case "code":
                meant["part"] = _CODES["".join(sorted(word, reverse=True))]
            case "part":
                meant["part"] = _PARTS[word]
            case "months":
                meant["months"] = _MONTHS_LONG[word]
            case "status":
                meant["status"] = _STATUSES[word]
            case "change" if head.change in (None, Basis.CHANGE):
                meant["change"] = _CHANGES[word]
    return meant


_ABBREVIATED = [name[:3].lower() for name in MONTHS]
_HAN_DIGITS = dict(zip("零〇○一二三四五六七八九", "000123456789", strict=True))
_HAN_YEAR = re.compile(r"[二一][零〇○一二三四五六七八九]{3}(?=年)")
_HAN_DAY = re.compile(r"[一二三四五六七八九十]{1,3}(?=[月日])(?!月份?[以前后])")


def _folded(text: str) -> str:
    """The text in half width, small letters, Simplified words, and its dates in digits."""
    folded = to_hans(fold(text)).strip()
    folded = _HAN_YEAR.sub(lambda match: "".join(_HAN_DIGITS[d] for d in match[0]), folded)
    return _HAN_DAY.sub(lambda match: str(read_han(match[0]).to_integral_value()), folded)


def joined(parts: Sequence[str]) -> Head | None:
    """The head that the cells over a column make together, from the top one down.

    The lowest speaks for itself where those above it say something else.
    """
    texts = [part for part in parts if part]
    whole = read_head(" ".join(texts))
    return whole if whole is not None else next(filter(None, map(read_head, texts[::-1])), None)


def months_between(days: Iterable[date]) -> int | None:
    """How long the periods are that end on these days, where they follow upon each other."""
    ends = sorted(set(days))
    gaps = {(later.year - day.year) * 12 + later.month - day.month for day, later in pairwise(ends)}
    return gaps.pop() if len(gaps) == 1 and gaps <= {1, 3, 6, 12} else None
