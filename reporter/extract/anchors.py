"""The periods that a sentence names, each with the figures that it is there for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from reporter.extract.reckoning import Reference, year
from reporter.extract.sentences import Sentence
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
class Clock:
    """When a text came out and how its issuer counts years, as far as is known.

    `exact` is whether the day is known; `session` the day that its prices are of; `fiscal` whether
    the issuer counts quarters of a year of its own, whose name is `offset` years from that in
    which it ends; `warns` whether the text tells of a period that has ended in words of the
    future, as a profit warning does.
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
    ) -> Reference:
        return Reference(
            self.published,
            current,
            exact=self.exact,
            said=said,
            ahead=ahead and not self.warns,
            fiscal=self.fiscal,
            offset=self.offset,
            quarter=quarter,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """What is in force before a sentence.

    `current` is the period that figures are of, `quarter` the last quarter, `balance` the day that
    balances were last struck on, `guided` the period looked forward to; in an `outlook` every
    period is. `told` are the periods that the text has been about.
    """

    current: Period | None = None
    quarter: Period | None = None
    balance: Period | None = None
    guided: Period | None = None
    told: Container[Period] = ()
    outlook: bool = False


@dataclass(frozen=True, slots=True)
class Anchor:
    """A period named in a text, for figures up to `until`.

    `dated` is a day that a balance is struck on: 截至6月30日. `ahead` is looked forward to, and
    `goes_on` had not ended when the text came out;
    what is not `kept` is gone with its sentence. `listed` are the periods of a list that figures
    are shared out to: 2022年至2024年分别为….
    """

    name: Named
    period: Period
    hold: Hold
    until: int
    dated: bool = False
    ahead: bool = False
    goes_on: bool = False
    kept: bool = False
    listed: tuple[Period, ...] = ()

    @property
    def start(self) -> int:
        return self.name.start

    @property
    def end(self) -> int:
        return self.name.end

    @property
    def is_timeless(self) -> bool:
        """Whether it says that its figure is of no one period: 过去三年."""
        return self.period.kind in (PeriodKind.UNSPECIFIED, PeriodKind.FROM)

    @property
    def is_day(self) -> bool:
        return self.period.kind is PeriodKind.DAY


_COMPARED = re.compile(
    "(?:较|比|与|跟|对比|相比|相较|高于|低于|超过|多于|少于|不及|好于|优于|由|从)(?:于|了)?"
    "(?:公司|集团|其|在)?$"
    r"|(?<![a-z])(?:from|than|compared (?:with|to)|versus|vs\.?|against|over|above|below|since"
    r"|exceed\w*|(?:up|down|more|less|higher|lower) on)(?: (?:in|the|those|its|a|an|that|of))* ?$"
)
_COMPARED_BEHIND = re.compile("(?:相比|比较|对比|相较)")
_MEASURED_BY = re.compile(
    "(?:恢复[至到]|相当于|不足|不到|接近|[是占])(?:了|约|近)?$|为(?:约|近)?$|(?:times|half) (?:the |its )?$"
)
_AHEAD = re.compile(
    "预[计期测]|展望|指引|目标|有望|可望|计划|力争|料(?=[将会全年明下第\\d])|拟|预算|争取|规划|将(?![军来])"
    "|要(?=[到达站做卖])"
    r"|expect(?:s|ed|ing)?(?![a-z])|guid(?:ance|es?|ing)(?![a-z])|outlook|anticipates?|forecasts?"
    "|projects?(?![a-z])|sees |targets?(?![a-z])|aims?(?![a-z])|plans?(?![a-z])|will(?![a-z])"
)
_PUBLISHED = re.compile(
    "[^,;。]{0,14}(?:发布|公布|披露|公告|发出|宣布|消息|讯|电(?![池力价网子])|发表|召开|举行|获悉)"
    r"|[^.;]{0,30}(?:announced|reported|reports|reuters|said|published|\u2013|\u2014| - |--)"
)
_EVENT = re.compile(
    "(?:刚刚|才|正式|首次)?"
    "(?:上线|推出|成立|上市|发布的|收购|登陆|开业|投产|启动|签署|挂牌|创立|入股|接任)"
)
_DATED = re.compile(r"(?:截至|截止|于|至|as of|as at|at|on)(?: the)? ?$")
_DATED_BEFORE = re.compile(r"(?:截至|截止|as of|as at)[^,;。]{0,20}$")
_IN_PART = re.compile(r"(?:其中|单是|仅|光是|尤其是|alone)[^,;。]{0,12}$")
_CLAUSE_END = re.compile(r"[,;。](?!\d)|\n")
_JOINED = re.compile(r" ?(?:[/、,&]|及|和|与|以及|and|, and|or) ?(?:the )?(?:fiscal )?")
_RANGED = re.compile(r" ?(?:[-~—–至到]|to) ?")
_QUOTED = re.compile("《[^《》]*$")
_BRACKET = re.compile(r"[(\[【][^()\[\]【】]*$")
_BRACKET_END = re.compile(r"[)\]】]")
_PARTS = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
_BEYOND = 80
_BEFORE = 160
_MARGIN = 6
_SOON = timedelta(days=120)


def find_anchors(sentence: Sentence, clock: Clock, standing: Standing) -> tuple[Anchor, ...]:
    """The periods that a sentence names, left to right, reckoned from what is in force."""
    reader = _Reader(sentence, clock, standing, standing.current, day=standing.balance)
    for name in sentence.named:
        reader.read(name)
    return tuple(_with_lists(sentence, reader.found, fiscal=clock.fiscal))


def is_compared(lead: str) -> bool:
    """Whether the words before a period put it there to be compared with."""
    return bool(_COMPARED.search(lead))


def looks_ahead(words: str) -> bool:
    """Whether words speak of the future."""
    return bool(_AHEAD.search(words))


def figures_before(sentence: Sentence, at: int) -> int:
    """How many figures of a sentence begin before a place."""
    return bisect_left(sentence.mentions, at, key=lambda mention: mention.start)


@dataclass(slots=True)
class _Reader:
    """What a sentence has named so far: `said` is the last year, `day` the last day."""

    sentence: Sentence
    clock: Clock
    standing: Standing
    current: Period | None
    said: int | None = None
    day: Period | None = None
    found: list[Anchor] = field(default_factory=list)

    def read(self, name: Named) -> None:
        ahead = self.standing.outlook or self._looks_ahead(name)
        said = None if ahead and not name.has_year else self.said
        quarter = self.standing.quarter
        period = name.period(
            self.clock.reference(self.current, said=said, ahead=ahead, quarter=quarter)
        )
        if name.role is Role.SAME and ahead and self.standing.guided:
            period = self.standing.guided
        period = self._coming(name, period)
        if period is None and name.role is Role.PAST and self.day:
            period = name.period(self.clock.reference(self.day))
        lead = self._lead(name, 24)
        if period is None or _QUOTED.search(lead):
            return
        if name.is_close:
            return
        period, hold, until = self._reach(name, period)
        dated = period.kind is PeriodKind.DAY and (
            name.is_end or bool(_DATED.search(lead) or lead.endswith("截至") or self._text[name.start] == "截" or _DATED_BEFORE.search(self._lead(name, 30)))
        )
        published = self.clock.published
        anchor = Anchor(
            name,
            period,
            hold,
            until,
            dated=dated,
            ahead=ahead and not self.clock.warns,
            goes_on=bool(published and period.end and period.end > published),
            kept=self._is_kept(name, period, hold),
        )
        self.found.append(anchor)
        self._follow(anchor)

    def _coming(self, name: Named, period: Period | None) -> Period | None:
        """The quarter soon to end, where the year that it is of has been looked forward to."""
        guided, published = self.standing.guided, self.clock.published
        if not (guided and guided.kind is PeriodKind.YEAR and published and period):
            return period
        if period.kind is not PeriodKind.QUARTER or name.groups.keys() & {"y", "rel"}:
            return period
        soon = replace(period, year=guided.year)
        coming = soon.end and published < soon.end <= published + _SOON
        return soon if coming and not period.fiscal else period

    @property
    def _text(self) -> str:
        return self.sentence.prepared.text

    def _lead(self, name: Named, length: int) -> str:
        return self._text[max(self.sentence.start, name.start - length) : name.start]

    def _looks_ahead(self, name: Named) -> bool:
        """Whether the words about a period, from figure to figure, speak of the future."""
        mentions = self.sentence.mentions
        at = figures_before(self.sentence, name.start)
        start = mentions[at - 1].outer_end if at else self.sentence.start
        until = mentions[at].outer_start if at < len(mentions) else self.sentence.end
        if self._text.startswith("by ", name.start):
            return True
        if self._text[name.end - 1].isascii():
            start, until = self.sentence.start, self.sentence.end
        return bool(
            _AHEAD.search(self._text, max(start, name.start - _BEFORE), min(until, name.end + 40))
        )

    def _reach(self, name: Named, period: Period) -> tuple[Period, Hold, int]:
        """The period, reckoned anew where it is compared with, and how far it holds."""
        text, end = self._text, self.sentence.end
        lead = self._lead(name, 40)
        behind = figures_before(self.sentence, name.start)
        compared = bool(_COMPARED.search(lead) or _COMPARED_BEHIND.match(text, name.end))
        bare = name.is_bare_relative and not name.is_coming
        if self.current and bare and (compared or behind):
            period = self.current.year_ago() or period
        if period.kind is PeriodKind.DAY and name.role is Role.MAIN and _PUBLISHED.match(text, name.end):
            return period, Hold.IDLE, end
        if _EVENT.match(text, name.end) and name.role is Role.MAIN:
            return period, Hold.IDLE, end
        if compared:
            return period, Hold.BESIDE, end
        if _MEASURED_BY.search(lead) and text[name.end : name.end + 1] == "的":
            return period, Hold.IDLE, end
        if _BRACKET.search(lead):
            return self._bracketed(name, period)
        clause = _CLAUSE_END.search(text, name.end, end)
        clause_end = clause.start() if clause else end
        past = name.role is Role.PAST and not name.is_coming
        if past and behind:
            return period, Hold.CLAUSE, clause_end
        if behind and (bare or self._is_older(period)) and not name.is_coming:
            return period, Hold.CLAUSE, clause_end
        return period, Hold.RUN, end

    def _bracketed(self, name: Named, period: Period) -> tuple[Period, Hold, int]:
        """A period in brackets is for their figures; where they have none, for what follows."""
        end = self.sentence.end
        closing = _BRACKET_END.search(self._text, name.end, end + _BEYOND)
        until = closing.start() if closing else end
        inside = figures_before(self.sentence, until) > figures_before(self.sentence, name.end)
        if inside or not closing:
            return period, Hold.INSIDE, until
        lead = self._lead(name, 40)
        opened = name.start - len(lead) + max(lead.rfind("("), lead.rfind("["), lead.rfind("【"))
        if any(anchor.end >= opened - 1 and anchor.end <= opened for anchor in self.found[-1:]):
            return period, Hold.IDLE, end
        return period, Hold.RUN, end

    def _is_older(self, period: Period) -> bool:
        """Whether a period lies before the one in force: named to be compared with it."""
        current = self.current
        if not current or not current.start or not period.end or current.kind is PeriodKind.DAY:
            return False
        if period.kind is not PeriodKind.YEAR and current.fiscal != period.fiscal:
            return False
        if current.kind is period.kind:
            return bool(period.start and period.start < current.start)
        return period.end < current.start

    def _is_kept(self, name: Named, period: Period, hold: Hold) -> bool:
        if hold is not Hold.RUN or not _stands_alone(name) or _IN_PART.search(self._lead(name, 24)):
            return False
        opens = period in self.standing.told or self._opens_a_paragraph(name)
        if self._is_older(period) and not opens:
            return False
        behind = figures_before(self.sentence, name.start)
        goes_on = self._text.startswith(";", self.sentence.start - 1)
        if (behind or goes_on) and (self._is_part(period) or self._adds_up(period)):
            return False
        return not (behind and period.kind is PeriodKind.MONTH)

    def _opens_a_paragraph(self, name: Named) -> bool:
        """Whether a period that is said outright stands at the start of a line."""
        line = self._text.rfind("\n", max(0, name.start - _BEFORE), name.start) + 1
        return name.has_year and name.start - line <= _MARGIN

    def _is_part(self, period: Period) -> bool:
        """Whether a period is a part of the one in force."""
        current = self.current
        if not (current and current.start and current.end and period.start and period.end):
            return False
        return current != period and current.start <= period.start and period.end <= current.end

    def _adds_up(self, period: Period) -> bool:
        """Whether a period is the one in force and those of its year before it."""
        current = self.current
        return bool(
            current
            and current != period
            and current.end
            and current.end == period.end
            and period.start == date(current.end.year, 1, 1)
        )

    def _follow(self, anchor: Anchor) -> None:
        """What the next periods of the sentence are reckoned from."""
        name, period = anchor.name, anchor.period
        if period.kind is PeriodKind.DAY:
            self.day = period
        elif anchor.hold is Hold.RUN and not _is_beside(name) and (period.year or period.first):
            self.current = period
        if anchor.hold in (Hold.RUN, Hold.CLAUSE) and name.groups.keys() & {"y", "rel"}:
            self.said = period.year or self.said


def _is_beside(name: Named) -> bool:
    """Whether it leaves open what later periods are reckoned from: 目前, 去年同期."""
    return not _stands_alone(name) and name.role is not Role.SAME


def _stands_alone(name: Named) -> bool:
    """Whether it names a period for itself: 2024年, 今年同期."""
    return name.role is Role.MAIN or (name.role is Role.PAST and name.is_coming)


def _with_lists(
    sentence: Sentence, anchors: Sequence[Anchor], *, fiscal: bool
) -> Iterator[Anchor]:
    """The anchors, those of a list of periods as one."""
    text = sentence.prepared.text
    at = 0
    while at < len(anchors):
        group = [anchors[at]]
        ranged = False
        for following in anchors[at + 1 :]:
            between = text[group[-1].end : following.start]
            ranges = bool(_RANGED.fullmatch(between))
            if ranges and not _spans(group[0].period, following.period):
                break
            if not (ranges or _JOINED.fullmatch(between)) or following.name.role is not Role.MAIN:
                break
            ranged = ranged or ranges
            group.append(following)
        at += len(group)
        yield _merged(group, ranged, text, fiscal=fiscal)


def _spans(first: Period, last: Period) -> bool:
    """Whether a range can run from one to the other: 2022年至2024年, 2023年至2025年第一季度."""
    alike = first.kind is last.kind
    return alike or (first.kind is PeriodKind.YEAR and bool(last.year) and last.kind in _PARTS)


def _merged(group: Sequence[Anchor], ranged: bool, text: str, *, fiscal: bool) -> Anchor:
    first, last = group[0], group[-1]
    if len(group) == 1 or first.is_day:
        return last if len(group) == 1 else first
    if not first.name.has_year and first.period.kind in _PARTS and last.period.year:
        first = replace(first, period=replace(first.period, year=last.period.year, fiscal=fiscal))
    periods = [first.period, *(anchor.period for anchor in group[1:])]
    chief = first if text[first.end - 1].isascii() and first.period.kind in _PARTS else last
    whole = chief.period
    if ranged and len(group) == 2 and first.period < last.period:
        whole = Period(PeriodKind.SPAN, first=first.period, last=last.period)
        if first.period.kind is PeriodKind.YEAR and last.period.year - first.period.year < 12:
            years = [year(n) for n in range(first.period.year, last.period.year)]
            periods = [*years, last.period]
    name = replace(last.name, start=first.start)
    return replace(
        last, name=name, hold=first.hold, period=whole, listed=tuple(periods), kept=chief.kept
    )
