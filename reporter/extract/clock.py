"""When a text came out, and how its issuer counts years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reporter.extract.dating import Published, publication_day
from reporter.extract.reference import Reference, month_number
from reporter.extract.times import Named
from reporter.periods import Period, PeriodKind

_WARNS = re.compile(
    "业绩预告|盈利预警|盈利警告|盈警|预亏|预增|预减|预盈|预喜|预忧|盈喜|profit warning"
)
_FISCAL = re.compile(r"fiscal (?:year )?20\d\d")
_WEEKS = re.compile("5[23](?:nd|rd)?[- ]weeks?")
_NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Clock:
    """What the periods of a text are told by, as far as it is known.

    `exact` is whether the day it came out is known, `session` the day that its prices are of;
    `fiscal` whether the issuer counts quarters of a year of its own, whose name is `offset` years
    from that in which it ends; `warns` whether the text tells of a period that has ended in words
    of the future, as a profit warning does.
    """

    published: date | None
    exact: bool = True
    session: date | None = None
    fiscal: bool = False
    offset: int = 0
    warns: bool = False

    def reference(
        self,
        current: Period | None,
        *,
        said: int | None = None,
        ahead: bool = False,
        quarter: Period | None = None,
        whole: Period | None = None,
    ) -> Reference:
        """What a period is reckoned from where `current` is in force."""
        return Reference(
            self.published,
            current,
            exact=self.exact,
            said=said,
            ahead=ahead and not self.warns,
            fiscal=self.fiscal,
            offset=self.offset,
            quarter=quarter,
            whole=whole,
        )

    def is_to_come(self, period: Period) -> bool:
        """Whether a period had not ended when the text came out."""
        return bool(self.published and period.end and period.end > self.published)


def clock_of(text: str, named: Sequence[Named], published: Published) -> Clock:
    """The clock of a text that came out on a day; its own days say when its prices are of."""
    own = publication_day(text, named)
    near = own.exact and own.day and published.day and abs(own.day - published.day) <= _NEAR
    return Clock(
        published.day,
        published.exact,
        session=own.day if near else None,
        fiscal=any(map(_is_fiscal, named)) or _speaks_of_fiscal_years(text),
        offset=_offset(named),
        warns=bool(_WARNS.search(text)),
    )


def _speaks_of_fiscal_years(text: str) -> bool:
    """Whether a text names one early on, twice or in weeks; another company's may end in May."""
    found = [match.start() for match in _FISCAL.finditer(text)]
    if not found:
        return False
    return len(found) > 1 or 2 * found[0] < len(text) or bool(_WEEKS.search(text))


def _is_fiscal(name: Named) -> bool:
    """Whether a name shows that the issuer has quarters or years of its own."""
    groups = name.groups
    if {"f", "n"} <= groups.keys():
        return True
    length = groups.get("len", "")
    if not ("年" in length or "year" in length) or "half" in length:
        return False
    ended = name.period(Reference(None))
    return bool(ended and ended.kind is PeriodKind.YEAR and month_number(groups) != 12)


def _offset(named: Sequence[Named]) -> int:
    """How a fiscal year that ends early in a year is named: after it (0), or the one before."""
    years = [int(n.groups["y"]) for n in named if n.has_year and "f" in n.groups]
    ends = [int(n.groups["y"]) for n in named if n.has_year and "len" in n.groups]
    if not years or not ends:
        return 0
    return -1 if years[0] % 100 == (ends[0] - 1) % 100 else 0
