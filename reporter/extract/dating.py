"""When a text came out, from its own dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from reporter.extract.reference import Reference
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import PeriodKind

_REPORTED = re.compile(
    "[^。;\n]{0,24}(?:发布|公布|披露|公告|发出|宣布|消息|讯|电(?![池力价网子])|发表|获悉|收盘|收市|收报)"
    r"|[^.;\n]{0,30}(?:announced|reported|reports|reuters|said|published|\u2013|\u2014| - |--)"
    r"|[丨|,) ]{0,2}(?:\n|\d\d?:\d\d)|丨"
)
_ENDED = re.compile(
    r"(?:截至|截止|于|至|ended|ending|as of|as at|at|from|until|since|by|through|to)(?: the)? ?$"
)
_EXPECTED = re.compile(
    "预[计期测]|展望|指引|目标|有望|可望|计划|力争|未来|将在|将于|拟|给予"
    "|expect|guid(?:ance|es?|ing)|outlook|forecast|project|will|plan|target|due|to be |would|meant"
    "|(?:by|to) (?:the end of )?$|到$"
)
_EXPECTED_BEHIND = re.compile(
    "[^,;。\n]{0,14}?(?:预[计期测]|(?<![于超合])指引|目标|将|投产|落成|到期)|[^.;\n]{0,60}(?:guid(?:ance|es)|outlook|expects?|forecast)|e(?![a-z])"
)
_WARNS = re.compile("业绩预告|盈利预警|盈利警告|盈警|预亏|预增|预减|预盈|盈喜|profit warning")
_LAG = timedelta(days=45)
_SLACK = timedelta(days=15)
_NEAR = 400
_HEAD = 150
_OPENING = 1200


@dataclass(frozen=True, slots=True)
class Published:
    """The day a text came out; `exact` where it is known, not guessed from what it reports."""

    day: date | None
    exact: bool = True


@dataclass(slots=True)
class _Told:
    """The ends of the periods that a text names: parts of years, years, and what is to come."""

    parts: list[date] = field(default_factory=list)
    years: list[date] = field(default_factory=list)
    coming: list[date] = field(default_factory=list)
    fiscal: list[date] = field(default_factory=list)

    def bounds(self, *, warns: bool) -> tuple[date | None, date | None]:
        """The text is later than the first and not later than the second."""
        past = self.parts
        if not past:
            past = [y for y in self.years if self.years.count(y) > self.coming.count(y)]
        if warns:
            past = [*past, *[end for end in self.coming if not past or end >= min(past)][:1]]
        newest = max((e for e in past if abs((e - past[0]).days) <= _NEAR or warns), default=None)
        return newest, min((e for e in self.coming if not newest or e > newest), default=None)


def publication_day(text: str, named: Sequence[Named]) -> Published:
    """When a text came out: the day it gives itself, else some weeks after what it reports.

    None where it names no year: then nothing in it says.
    """
    told = _told(text, named)
    earliest, latest = told.bounds(warns=bool(_WARNS.search(text)))
    own = next(_own_days(text, named, earliest, latest), None)
    if own:
        return Published(max([own, *_days_after(text, named, own)]))
    if earliest:
        return Published(earliest + _LAG, exact=False)
    if told.fiscal:
        return Published(max(told.fiscal) + _LAG, exact=False)
    return Published(_before(named, latest) if latest else None, exact=False)


def _told(text: str, named: Sequence[Named]) -> _Told:
    told = _Told()
    for name in named:
        if name.role is not Role.MAIN or not name.has_year:
            continue
        period = name.period(Reference(None))
        if not period or not period.end:
            continue
        if period.fiscal and period.kind is not PeriodKind.YEAR:
            told.fiscal.append(period.end)
        elif _is_expected(text, name):
            told.coming.append(period.end)
        elif period.kind is PeriodKind.YEAR:
            told.years.append(period.end)
        else:
            told.parts.append(period.end)
    return told


def _is_expected(text: str, name: Named) -> bool:
    lead = text[max(0, name.start - 40) : name.start]
    lead = re.split(r"[。;\n]|\. ", lead)[-1]
    if text.startswith("by ", name.start) or _EXPECTED.search(lead):
        return True
    return bool(_EXPECTED_BEHIND.match(text, name.end))


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
        if on and (in_head or not earliest or on >= earliest - _SLACK):
            yield on


def _on(name: Named, earliest: date | None, latest: date | None) -> date | None:
    """The day that words name; one without a year is the first after what the text reports."""
    if name.has_year:
        period = name.period(Reference(None))
    elif earliest:
        period = name.period(Reference(earliest - _SLACK + timedelta(days=365)))
    else:
        period = name.period(Reference(latest))
    return period.start if period and period.kind is PeriodKind.DAY else None


def _is_of_the_text(text: str, name: Named) -> bool:
    """Whether a day is the text's own: in its head or its last line, or when it was announced."""
    line = text.rfind("\n", 0, name.start) + 1
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


def _before(named: Sequence[Named], latest: date) -> date | None:
    """A likely day for a text that only looks ahead: some weeks after the quarter it speaks of."""
    if not any(name.has_year and name.start < _NEAR for name in named):
        return None
    for name in named:
        if name.role is Role.MAIN and "n" in name.groups and not name.has_year:
            period = name.period(Reference(latest))
            if period and period.end and period.kind is PeriodKind.QUARTER:
                guess = period.end + _LAG
                return guess if guess <= latest else guess - timedelta(days=365)
    return date(latest.year, 6, 30)
