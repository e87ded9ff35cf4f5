"""The periods that a sentence names, reckoned one from the other as they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from reporter.extract.anchors import Anchor, Hold, Standing, figures_before, with_lists
from reporter.extract.clock import Clock
from reporter.extract.sentences import Sentence
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import Period, PeriodKind

_COMPARED = re.compile(
    "(?:较|比|与|跟|对比|相比|相较|高于|低于|超过|多于|少于|不及|好于|优于|由|从)(?:于|了)?"
    "(?:公司|集团|其|在)?$"
    r"|(?<![a-z])(?:from|than|compare[ds] (?:with|to)|versus|vs\.?|against|over|above|below|since"
    r"|exceed\w*|(?:up|down|more|less|higher|lower) on)(?: (?:in|the|those|its|a|an|that|of))* ?$"
)
_COMPARED_BEHIND = re.compile("(?:相比|比较|对比|相较)")
_MEASURED_BY = re.compile(
    "(?:恢复[至到]|相当于|不足|不到|接近|[是占])(?:了|约|近)?$|为(?:约|近)?$"
    "|(?:times|half) (?:the |its )?$"
)
_AHEAD = re.compile(
    "预[计期测]|展望|指引|目标|有望|可望|计划|力争|料(?=[将会全年明下第\\d])|拟|预算|争取|规划|将(?![军来])"
    "|要(?=[到达站做卖])"
    r"|expect(?:s|ed|ing)?(?![a-z])|guid(?:ance|e[sd]?|ing)(?![a-z])|outlook|anticipates?|forecasts?"
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
_IN_PART = re.compile(r"(?:(?:其中|当中),?|单是|仅|光是|尤其是|alone)[^,;。]{0,12}$")
_CLAUSE_END = re.compile(r"[,;。](?!\d)|\n")
_QUOTED = re.compile("《[^《》]*$")
_BRACKET = re.compile(r"[(\[【][^()\[\]【】]*$")
_BRACKET_END = re.compile(r"[)\]】]")
_COUNTED = frozenset({"count", "person"})
_BEYOND = 80
_BEFORE = 160
_MARGIN = 6
_SOON = timedelta(days=120)


def find_anchors(sentence: Sentence, clock: Clock, standing: Standing) -> tuple[Anchor, ...]:
    """The periods that a sentence names, left to right, reckoned from what is in force."""
    reading = _Reading(sentence, clock, standing, standing.current, day=standing.balance)
    for name in sentence.named:
        if anchor := reading.anchor(name):
            reading.found.append(anchor)
            reading.follow(anchor)
    return tuple(with_lists(sentence.prepared.text, reading.found, fiscal=clock.fiscal))


def is_compared(lead: str) -> bool:
    """Whether the words before a period put it there to be compared with."""
    return bool(_COMPARED.search(lead))


def looks_ahead(words: str) -> bool:
    """Whether words speak of the future."""
    return bool(_AHEAD.search(words))


@dataclass(slots=True)
class _Reading:
    """What a sentence has named so far: `said` is the last year, `day` the last day."""

    sentence: Sentence
    clock: Clock
    standing: Standing
    current: Period | None
    said: int | None = None
    day: Period | None = None
    found: list[Anchor] = field(default_factory=list)

    def anchor(self, name: Named) -> Anchor | None:
        """What a name stands for; None for one within a title, or one without a period."""
        ahead = self.standing.outlook or self._looks_ahead(name)
        period = self._period(name, ahead=ahead)
        if period is None or name.is_close or _QUOTED.search(self._lead(name, 24)):
            return None
        period = self._year_before(name) or period
        hold, until = self._reach(name, period)
        return Anchor(
            name,
            period,
            hold,
            until,
            dated=period.kind is PeriodKind.DAY and self._is_dated(name),
            ahead=ahead and not self.clock.warns,
            to_come=self.clock.is_to_come(period),
            kept=hold is Hold.RUN and _stands_alone(name) and self._is_kept(name, period),
        )

    def follow(self, anchor: Anchor) -> None:
        """Note what the next periods of the sentence are reckoned from."""
        name, period = anchor.name, anchor.period
        reckonable = _stands_alone(name) or name.role is Role.SAME
        if anchor.is_day:
            self.day = period
        elif anchor.runs and reckonable and (period.year or period.first):
            self.current = period
        if anchor.hold in (Hold.RUN, Hold.CLAUSE) and name.groups.keys() & {"y", "rel"}:
            self.said = period.year or self.said

    def _period(self, name: Named, *, ahead: bool) -> Period | None:
        if name.role is Role.SAME and ahead and self.standing.guided:
            return self.standing.guided
        said = None if ahead and not name.has_year else self.said
        reference = self.clock.reference(
            self.current,
            said=said,
            ahead=ahead,
            quarter=self.standing.quarter,
            whole=self.standing.whole,
        )
        period = self._soon(name, name.period(reference))
        if period is None and name.role is Role.PAST and self.day:
            return name.period(self.clock.reference(self.day))
        return period

    def _soon(self, name: Named, period: Period | None) -> Period | None:
        """The quarter soon to end, where the year that it is of has been looked forward to."""
        guided, published = self.standing.guided, self.clock.published
        if not (guided and guided.kind is PeriodKind.YEAR and published and period):
            return period
        if period.kind is not PeriodKind.QUARTER or period.fiscal or _says_year(name):
            return period
        soon = replace(period, year=guided.year)
        return soon if soon.end and published < soon.end <= published + _SOON else period

    def _year_before(self, name: Named) -> Period | None:
        """去年, last year where it is compared with what is in force: the same a year before."""
        if not self.current or not name.is_bare_relative or name.is_coming:
            return None
        return self.current.year_ago() if self._is_compared(name) or self._behind(name) else None

    @property
    def _text(self) -> str:
        return self.sentence.prepared.text

    def _lead(self, name: Named, length: int) -> str:
        return self._text[max(self.sentence.start, name.start - length) : name.start]

    def _behind(self, name: Named) -> int:
        """How many figures the sentence has before a name."""
        at = figures_before(self.sentence, name.start)
        few = sum(m.weak and m.quantity.unit in _COUNTED for m in self.sentence.mentions[:at])
        return at - few

    def _is_compared(self, name: Named) -> bool:
        behind = _COMPARED_BEHIND.match(self._text, name.end)
        return is_compared(self._lead(name, 40)) or bool(behind)

    def _looks_ahead(self, name: Named) -> bool:
        """Whether the words about a period look ahead: in Chinese, those from figure to figure."""
        text, mentions, at = self._text, self.sentence.mentions, self._behind(name)
        if text.startswith("by ", name.start):
            return True
        start, until = self.sentence.start, self.sentence.end
        if not text[name.end - 1].isascii():
            start = mentions[at - 1].outer_end if at else start
            until = mentions[at].outer_start if at < len(mentions) else until
        return bool(
            _AHEAD.search(text, max(start, name.start - _BEFORE), min(until, name.end + 40))
        )

    def _is_dated(self, name: Named) -> bool:
        """Whether a balance is struck on a day: 截至6月30日, 年底."""
        lead = self._lead(name, 30)
        opens = name.is_end or self._text.startswith("截", name.start)
        return opens or bool(_DATED.search(lead) or _DATED_BEFORE.search(lead))

    def _reach(self, name: Named, period: Period) -> tuple[Hold, int]:
        """How far a period holds."""
        text, end = self._text, self.sentence.end
        lead = self._lead(name, 40)
        main = name.role is Role.MAIN
        published = period.kind is PeriodKind.DAY and _PUBLISHED.match(text, name.end)
        if main and (published or _EVENT.match(text, name.end)):
            return Hold.IDLE, end
        if self._is_compared(name):
            return Hold.BESIDE, end
        if _MEASURED_BY.search(lead) and text.startswith("的", name.end):
            return Hold.IDLE, end
        if _BRACKET.search(lead):
            return self._bracketed(name, lead)
        if self._behind(name) and not name.is_coming and self._is_aside(name, period):
            clause = _CLAUSE_END.search(text, name.end, end)
            return Hold.CLAUSE, clause.start() if clause else end
        return Hold.RUN, end

    def _is_aside(self, name: Named, period: Period) -> bool:
        """Whether a period is named in passing, to be compared with."""
        return name.role is Role.PAST or name.is_bare_relative or self._is_older(period)

    def _bracketed(self, name: Named, lead: str) -> tuple[Hold, int]:
        """A period in brackets is for their figures; where they have none, for what follows."""
        end = self.sentence.end
        closing = _BRACKET_END.search(self._text, name.end, end + _BEYOND)
        until = closing.start() if closing else end
        inside = figures_before(self.sentence, until) > figures_before(self.sentence, name.end)
        if inside or not closing:
            return Hold.INSIDE, until
        opened = name.start - len(lead) + max(lead.rfind(mark) for mark in "([【")
        explains = self.found and opened - 1 <= self.found[-1].end <= opened
        return (Hold.IDLE if explains else Hold.RUN), end

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

    def _is_kept(self, name: Named, period: Period) -> bool:
        """Whether a period that runs stays in force behind its sentence."""
        if _IN_PART.search(self._lead(name, 24)):
            return False
        opens = period in self.standing.told or self._opens_a_paragraph(name)
        if self._is_older(period) and not opens:
            return False
        behind = self._behind(name)
        goes_on = self._text.startswith(";", max(0, self.sentence.start - 1))
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
        if not current or current == period or not current.end or current.end != period.end:
            return False
        return period.start == date(current.end.year, 1, 1)


def _says_year(name: Named) -> bool:
    return bool(name.groups.keys() & {"y", "rel"})


def _stands_alone(name: Named) -> bool:
    """Whether it names a period for itself: 2024年, 今年同期."""
    return name.role is Role.MAIN or (name.role is Role.PAST and name.is_coming)
