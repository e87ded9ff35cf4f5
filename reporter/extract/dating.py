"""When a text came out, from its own dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reporter.extract.reference import Reference
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import Period, PeriodKind

_REPORTED = re.compile(
    "[^。;\n]{0,24}(?:发布|公布|披露|公告|发出|宣布|消息|讯|电(?![池力价网子])|发表|获悉|收盘|收市|收报)"
    r"|[^.;\n]{0,30}(?:announced|reported|reports|reuters|said|published|\u2013|\u2014| - |--)"
    r"|[丨|,) ]{0,2}(?:\n|\d\d?:\d\d)|丨"
)
_ENDED = re.compile(
    r"(?:截至|截止|于|至|ended|ending|as of|as at|at|from|until|since|by|through|to)(?: the)? ?$"
)
_EXPECTED = re.compile(
    "预[计期测]|展望|指引|目标|有望|可望|计划|力争|未来|将在|将于|拟|给予|预算"
    "|(?<![a-z])(?:expect|anticipat|guid(?:ance|e[sd]?|ing)(?![a-z])|outlook|forecast|projected"
    "|will |plans? |planned|target|due |to be |would |meant |aims? |budget)"
    "|(?:by|to) (?:the end of )?$|到$"
)
_EXPECTED_BEHIND = re.compile(
    "[^,;。\n]{0,14}?(?:预[计期测]|(?<![于超合])指引|目标|将)|[^.;\n]{0,60}(?:guid(?:ance|es)|outlook|expects?|forecast|budget|targets?(?![a-z]))|e(?![a-z])"
)
_EXPECTED_NEAR = re.compile(
    "[^,;。\n]{0,14}?(?:预[计期测]|(?<![于超合])指引)| (?:guidance|outlook|forecast)"
)
_STOP = re.compile(r"[。;\n]|\. | (?:after|but) ")
_WARNS = re.compile("业绩预告|盈利预警|盈利警告|盈警|预亏|预增|预减|预盈|盈喜|profit warning")
_BUILT = re.compile("[^,;。\\n]{0,14}(?:落成|投产|完工|竣工|到期)")
_BEFORE = re.compile(r"(?:较|比|与|由|从|than|from|versus|vs\.?|with|against)(?: the)? ?$")
_COMPARED = re.compile(
    r"(?:[较比由从]|相比|相较)(?:于|了)?$"
    r"|(?<![a-z])(?:from|than|versus|vs\.?|compared (?:with|to)|against)[^,;]{0,44}$"
)
_FAR = re.compile("[到至]$")
_SINCE = re.compile(r"(?<![a-z])since (?:the )?$")
_MEASURED_BY = re.compile("(?:恢复|回升|相当|疫情前|recovered|level of)[^,;。]{0,8}$")
_GROWS = re.compile(r" ?(?:[-~—–至到]|to) ?20\d\d年?[^,;。]{0,16}?(?:复合|cagr|compound)")
_ADAY = timedelta(days=1)
_LAG = timedelta(days=45)
_SLACK = timedelta(days=15)
_SEASON = timedelta(days=150)
_LATE = 6
_NEAR = 400
_HEAD = 150
_OPENING = 1200
_HINTS = 600


@dataclass(frozen=True, slots=True)
class Published:
    """The day a text came out; `exact` where it is known, not guessed from what it reports."""

    day: date | None
    exact: bool = True


@dataclass(slots=True)
class _Told:
    """The ends of the periods that a text names, in its order.

    `parts` of years and the days balances are struck on, `passing` months and days, `years`, and
    what is `coming`; `fiscal` are parts of years that are not the calendar's, `compared` what the
    text compares with. `hint` is a part whose year is not said; `yearly` where it tells of a whole
    one that has no number: 全年, 去年.
    """

    parts: list[date] = field(default_factory=list)
    passing: list[date] = field(default_factory=list)
    years: list[date] = field(default_factory=list)
    coming: list[date] = field(default_factory=list)
    fiscal: list[date] = field(default_factory=list)
    compared: list[date] = field(default_factory=list)
    hint: Named | None = None
    yearly: bool = False

    def bounds(self, *, warns: bool) -> tuple[date | None, date | None]:
        """The text is later than the first and not later than the second."""
        past = self.parts or self._passed()
        if warns:
            past = [*past, *[end for end in self.coming if not past or end >= min(past)][:1]]
        newest = max((e for e in past if abs((e - past[0]).days) <= _NEAR or warns), default=None)
        latest = min((e for e in self.coming if not newest or e > newest), default=None)
        earlier = max(self.compared, default=None)
        if earlier and (not newest or newest < earlier):
            return self._between(earlier + _ADAY, latest), latest
        return (newest if self.parts else self._between(newest, latest)), latest

    def _passed(self) -> list[date]:
        """The months and days that have passed, or the years where those came later."""
        years = self._past_years()
        newer = [end for end in self.passing if not years or end.year >= max(years).year]
        return newer or years or self.passing

    def _past_years(self) -> list[date]:
        """The years told of more than looked forward to; one that goes on is not past."""
        coming, years = Counter(self.coming), Counter(self.years)
        goes_on = self.hint and self._hinted(2000) not in (None, date(2000, 12, 31))
        return [
            end for end in self.years if years[end] > coming[end] and not (goes_on and coming[end])
        ]

    def _between(self, after: date | None, latest: date | None) -> date | None:
        """The end of the part whose year is not said: the last before what is coming."""
        is_near = self.hint and after and latest and latest.year <= after.year + 2
        coming = self._by_hint(None, latest) if is_near and after not in self.passing else None
        found = self._by_hint(after, latest)
        is_too_late = latest and found and found >= latest
        return coming if coming and after and (coming >= after or is_too_late) else found

    def _by_hint(self, newest: date | None, latest: date | None) -> date | None:
        """The end of the part whose year is not said, after the years that are past."""
        if newest:
            ends = [self._hinted(newest.year + on) for on in (0, 1)]
            if newest in self.passing and ends[0] and newest - _SEASON <= ends[0]:
                return newest
            return next((end for end in ends if end and end >= newest), newest)
        ends = [self._hinted(latest.year - on) for on in (0, 1)] if latest else []
        return next((end for end in ends if end and latest and end < latest), None)

    def _hinted(self, year: int) -> date | None:
        if self.hint:
            period = self.hint.period(Reference(None, said=year))
            return period.end if period else None
        return date(year, 12, 31) if self.yearly else None


def publication_day(text: str, named: Sequence[Named]) -> Published:
    """When a text came out: the day it gives itself, else some weeks after what it reports.

    None where it names no year: then nothing in it says.
    """
    told = _told(text, named)
    earliest, latest = told.bounds(warns=bool(_WARNS.search(text)))
    own = next(_own_days(text, named, earliest, latest), None)
    if own:
        return Published(max([own, *_days_after(text, named, own)]))
    if not earliest and told.fiscal:
        earliest = max(told.fiscal)
    if earliest:
        return Published(earliest + _LAG, exact=False)
    guess = date(latest.year, 6, 30) if latest and _opens_with_a_year(named) else None
    return Published(guess, exact=False)


def _opens_with_a_year(named: Sequence[Named]) -> bool:
    return any(name.has_year and name.start < _NEAR for name in named)


def _told(text: str, named: Sequence[Named]) -> _Told:
    told = _Told()
    for name in named:
        if name.role is Role.PAST and name.has_year and not _is_base(text, name):
            told.compared.append(date(name.year, 12, 31))
        if name.role is not Role.MAIN:
            continue
        if not name.has_year:
            if _hints(text, name) and not (told.hint and told.hint.is_part):
                told.hint = name if name.is_part or not told.hint else told.hint
            told.yearly = told.yearly or name.is_whole_year
            continue
        period = name.period(Reference(None))
        if period and period.end and not _BUILT.match(text, name.end):
            _ends(told, text, name, period).append(period.end)
    return told


def _ends(told: _Told, text: str, name: Named, period: Period) -> list[date]:
    """Where the end of a period is to be noted."""
    if period.fiscal and period.kind is not PeriodKind.YEAR:
        return told.fiscal
    expected = _is_expected(text, name)
    if _GROWS.match(text, name.end):
        return []
    lead = _lead(text, name)
    if _COMPARED.search(lead) or (name.is_end and _SINCE.search(lead)):
        return [] if expected else told.compared
    if expected:
        return [] if _FAR.search(lead) else told.coming
    if period.kind is PeriodKind.YEAR:
        return told.years
    struck = period.kind is PeriodKind.DAY and period.end and (period.end + _ADAY).day == 1
    passing = period.kind in (PeriodKind.MONTH, PeriodKind.DAY) and not struck
    return told.passing if passing else told.parts


def _is_base(text: str, name: Named) -> bool:
    """Whether a year is one that others are measured by, however long ago: 恢复至2019年同期."""
    return bool(_MEASURED_BY.search(_lead(text, name)))


def _hints(text: str, name: Named) -> bool:
    """Whether a part of a year without its year is what the text reports."""
    if name.start > _HINTS or not (name.is_part or name.is_month):
        return False
    if name.groups.get("rel", "今")[0] not in "今本t" or "f" in name.groups:
        return False
    lead = _lead(text, name)
    if _EXPECTED.search(lead) or _BEFORE.search(lead):
        return False
    return not _EXPECTED_NEAR.match(text, name.end)


def _is_expected(text: str, name: Named) -> bool:
    if text.startswith("by ", name.start) or _EXPECTED.search(_lead(text, name)):
        return True
    return bool(_EXPECTED_BEHIND.match(text, name.end))


def _lead(text: str, name: Named) -> str:
    """The words before a period in its sentence: more of them in English."""
    far = 110 if text[name.start].isascii() and text[name.end - 1].isascii() else 40
    return _STOP.split(text[max(0, name.start - far) : name.start])[-1]


def _own_days(
    text: str, named: Sequence[Named], earliest: date | None, latest: date | None
) -> Iterator[date]:
    """The days that a text gives for itself, likely ones only."""
    for name in named:
        if name.role is not Role.MAIN or not name.has_day or "len" in name.groups:
            continue
        if not _is_of_the_text(text, name):
            continue
        on = _on(name, earliest, latest)
        in_head = name.end <= _HEAD and name.has_year
        if on and (in_head or not earliest or not name.has_year or on >= earliest - _SLACK):
            yield on


def _on(name: Named, earliest: date | None, latest: date | None) -> date | None:
    """The day that words name; one without a year is the first after what the text reports."""
    if name.has_year:
        period = name.period(Reference(None))
    elif earliest:
        period = name.period(Reference(earliest - _SLACK + timedelta(days=365)))
        late = period and period.start and period.start.month >= _LATE
        if late and (earliest.month, earliest.day) == (12, 31):
            period = name.period(Reference(earliest))
    else:
        period = name.period(Reference(latest))
    return period.start if period and period.kind is PeriodKind.DAY else None


def _is_of_the_text(text: str, name: Named) -> bool:
    """Whether a day is the text's own: in its head or its last line, or when it was announced."""
    line = text.rfind("\n", max(0, name.start - _NEAR), name.start) + 1
    lead = text[max(line, name.start - 16) : name.start]
    if _ENDED.search(lead) or _EXPECTED.search(lead):
        return False
    if name.has_year and (name.end <= _HEAD or not text[name.end : name.end + 20].strip(" .)\n")):
        return True
    if name.end > _OPENING:
        return False
    return bool(_REPORTED.match(text, name.end)) or (name.start == line and name.end <= _HEAD)


def _days_after(text: str, named: Sequence[Named], own: date) -> Iterator[date]:
    """Days of the same week that the text has seen pass since."""
    for name in named:
        if name.role is Role.MAIN and name.has_day and "len" not in name.groups:
            period = name.period(Reference(own + timedelta(days=7)))
            on = period.start if period else None
            if on and own < on <= own + timedelta(days=7) and not _is_expected(text, name):
                yield on
