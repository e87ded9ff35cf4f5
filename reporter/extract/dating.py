"""When a text came out, from its own dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reporter.extract.reckoning import Reference
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import PeriodKind

_REPORTED = re.compile(
    r"[^。;\n]{0,14}(?:发布|公布|披露|公告|发出|宣布|消息|讯|电(?![池力价网子])|发表|获悉|收盘|收市|收报)"
    r"|[^.;\n]{0,30}(?:announced|reported|reports|reuters|said|published|\u2013|\u2014| - |--)"
    r"|[丨|,) ]{0,2}(?:\n|\d\d?:\d\d)"
)
_ENDED = re.compile(r"(?:截至|截止|于|至|ended|ending|as of|as at|at|from|until|since|by)(?: the)? ?$")
_EXPECTED = re.compile(
    "预[计期测]|展望|指引|目标|有望|计划|力争|到(?=$)|未来|将在|拟|推出|上市时间"
    r"|expect|guid(?:ance|es?|ing)|outlook|forecast|project|will|plan|target|due|by "
)
_LAG = timedelta(days=45)
_OPENING = 400


@dataclass(frozen=True, slots=True)
class Published:
    """The day a text came out; `exact` where it is known, not guessed from what it reports."""

    day: date | None
    exact: bool = True


def publication_day(text: str, named: Sequence[Named]) -> Published:
    """When a text came out: the day it gives itself, else some weeks after what it reports.

    None where it names no year: then nothing in it says.
    """
    latest = _newest(text, named)
    for name in named:
        if name.role is Role.MAIN and name.has_day and _is_of_the_text(text, name):
            after = Reference(latest + timedelta(days=330) if latest else None)
            period = name.period(after)
            if period and period.kind is PeriodKind.DAY and period.start:
                if not latest or period.start >= latest - timedelta(days=15):
                    return Published(period.start)
    return Published(latest + _LAG if latest else None, exact=False)


def _is_of_the_text(text: str, name: Named) -> bool:
    """Whether a day is the text's own: in its head or its last line, or when it was announced."""
    lead = text[max(0, name.start - 20) : name.start]
    if _ENDED.search(lead) or _EXPECTED.search(lead):
        return False
    if name.has_year and (name.end <= _OPENING or _ends_the_text(text, name)):
        return True
    return bool(_REPORTED.match(text, name.end)) and name.end <= 3 * _OPENING


def _ends_the_text(text: str, name: Named) -> bool:
    return not text[name.end :].strip(" .\n") if len(text) - name.end < 20 else False


def _newest(text: str, named: Sequence[Named]) -> date | None:
    """The end of the newest period that the text tells of as past."""
    parts: list[date] = []
    years: list[date] = []
    for name in named:
        if name.role is not Role.MAIN or not name.has_year:
            continue
        period = name.period(Reference(None))
        if not period or not period.end or _EXPECTED.search(text[max(0, name.start - 24) : name.end + 6]):
            continue
        (years if period.kind is PeriodKind.YEAR or period.fiscal else parts).append(period.end)
    opening = (parts or years)[:1]
    near = [end for end in parts or years if abs((end - opening[0]).days) < 800]
    return max(near, default=None)
