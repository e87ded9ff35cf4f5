"""When a text came out, from its own dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from reporter.extract.times import Named, Reference, Role
from reporter.periods import PeriodKind

_REPORTED = re.compile(
    r".{0,12}(?:发布|公布|披露|公告|发出|宣布|消息|讯|announced|reported|\(?reuters)"
)
_LAG = timedelta(days=45)


def publication_day(text: str, named: Sequence[Named]) -> date:
    """The day before which the text's days without a year lie.

    Its latest day with a year, or 45 days after the last period it opens with.
    """
    dated = [n for n in named if n.role is Role.MAIN and n.groups.keys() & {"y", "y2"}]
    reference = Reference(date(2000, 1, 1))
    periods = [p for n in dated if (p := n.period(reference)) and p.end]
    periods = [p for p in periods if p.kind is not PeriodKind.YEAR] or periods
    if not periods:
        return date.today()
    opening = periods[0].end
    assert opening
    near = [p.end for p in periods if p.end and p.end.year <= opening.year + 1]
    latest = max(near)
    for name in named:
        if (
            name.groups.keys() & {"m", "mon"}
            and "d" in name.groups
            and not name.groups.keys() & {"y", "y2"}
        ):
            if _REPORTED.match(text, name.end):
                day = name.period(Reference(latest + timedelta(days=300)))
                if day and day.start:
                    return day.start
    return latest + _LAG
