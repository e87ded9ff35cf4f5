"""A period that a sentence names, and the figures that it is there for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reporter.extract.sentences import Sentence
from reporter.extract.stretches import PARTS, year
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import Period, PeriodKind


class Hold(StrEnum):
    """How far a period reaches: RUN to the end of the sentence, CLAUSE to the next comma.

    BESIDE is only for the figure that it is put to (较2023年的1239亿元), INSIDE for those in its
    brackets, IDLE for none: the day on which something was published.
    """

    RUN = "run"
    CLAUSE = "clause"
    BESIDE = "beside"
    INSIDE = "inside"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force before a sentence.

    `current` is the period that figures are of, `quarter` the last quarter, `whole` the last period
    that is no part of another, `balance` the day that balances were last struck on, `guided` the
    period looked forward to; in an `outlook` every period is. `told` are the periods that the text
    has been about.
    """

    current: Period | None = None
    quarter: Period | None = None
    whole: Period | None = None
    balance: Period | None = None
    guided: Period | None = None
    told: Container[Period] = ()
    outlook: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A period named in a text, for figures up to `until`.

    `dated` is a day that a balance is struck on: 截至6月30日. What is `ahead` is looked forward to,
    what is `to_come` had not ended when the text came out, and what is not `kept` is gone with its
    sentence. `listed` are the periods that a list of figures is shared out to: 2022年至2024年.
    """

    name: Named
    period: Period
    hold: Hold
    until: int
    dated: bool = False
    ahead: bool = False
    to_come: bool = False
    kept: bool = False
    listed: tuple[Period, ...] = ()

    @property
    def start(self) -> int:
        return self.name.start

    @property
    def end(self) -> int:
        return self.name.end

    @property
    def runs(self) -> bool:
        return self.hold is Hold.RUN

    @property
    def is_timeless(self) -> bool:
        """Whether it says that its figure is of no one period: 过去三年."""
        return self.period.kind in (PeriodKind.UNSPECIFIED, PeriodKind.FROM, PeriodKind.SINCE)

    @property
    def is_day(self) -> bool:
        return self.period.kind is PeriodKind.DAY


def figures_before(sentence: Sentence, at: int) -> int:
    """How many figures of a sentence begin before a place."""
    return bisect_left(sentence.mentions, at, key=lambda mention: mention.start)


_JOINED = re.compile(r" ?(?:[/、,&]|及|和|与|以及|and|, and|or) ?(?:the )?(?:fiscal )?")
_RANGED = re.compile(r" ?(?:[-~—–至到]|to) ?")
_MOST_YEARS = 12


def with_lists(text: str, anchors: Sequence[Anchor], *, fiscal: bool) -> Iterator[Anchor]:
    """The anchors of a sentence, those of a list of periods as one."""
    at = 0
    while at < len(anchors):
        group = [anchors[at]]
        ranged = False
        for following in anchors[at + 1 :]:
            between = text[group[-1].end : following.start]
            ranges = bool(_RANGED.fullmatch(between)) and _spans(group[0], following)
            alike = not between and following.period.kind is group[-1].period.kind
            joins = alike or bool(_JOINED.fullmatch(between))
            joined = joins and following.name.role is Role.MAIN
            if not (ranges or joined):
                break
            ranged = ranged or ranges
            group.append(following)
        at += len(group)
        yield _merged(group, text, ranged=ranged, fiscal=fiscal)


def _spans(first: Anchor, last: Anchor) -> bool:
    """Whether a range can run from one to the other: 2022年至2024年, 2023年至2025年第一季度."""
    if last.name.role is not Role.MAIN:
        return False
    if first.period.kind is last.period.kind:
        return True
    return first.period.kind is PeriodKind.YEAR and last.period.kind in PARTS


def _merged(group: Sequence[Anchor], text: str, *, ranged: bool, fiscal: bool) -> Anchor:
    """A list of periods; what it leaves in force is its last, in English a part of a year first."""
    first, last = group[0], group[-1]
    if len(group) == 1 or first.is_day:
        return first
    if not first.name.has_year and first.period.kind in PARTS and last.period.year:
        of_the_year = replace(first.period, year=last.period.year, fiscal=fiscal)
        first = replace(first, period=of_the_year)
    chief = first if text[first.end - 1].isascii() and first.period.kind in PARTS else last
    periods = (first.period, *(anchor.period for anchor in group[1:]))
    whole = chief.period
    if ranged and len(group) == 2 and first.period < last.period:
        whole = Period(PeriodKind.SPAN, first=first.period, last=last.period)
        periods = years_of(whole)
    name = replace(last.name, start=first.start)
    return replace(last, name=name, hold=first.hold, period=whole, listed=periods, kept=chief.kept)


def years_of(period: Period) -> tuple[Period, ...]:
    """Each year of a range of them; the ends where it is a range of something else."""
    first, last = period.first, period.last
    if not first or not last:
        return ()
    if first.kind is not PeriodKind.YEAR or last.year - first.year >= _MOST_YEARS:
        return first, last
    return (*(year(number) for number in range(first.year, last.year)), last)
