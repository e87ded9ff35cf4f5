"""The period that each figure is for: named beside it, earlier, or only by the text as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reporter.extract.anchors import (
    Anchor,
    Clock,
    Hold,
    Standing,
    find_anchors,
    is_compared,
    looks_ahead,
)
from reporter.extract.attachment import anchor_of
from reporter.extract.changes import Change
from reporter.extract.dating import Published, publication_day
from reporter.extract.model import Kind
from reporter.extract.moments import When, when_of
from reporter.extract.reckoning import Reference, closing_day, day, month, month_number, months_to, of_day, of_year_start, year
from reporter.extract.sentences import Place, Sentence
from reporter.extract.statuses import read_status
from reporter.extract.subjects import Subject
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.facts import Status
from reporter.periods import UNSPECIFIED, Period, PeriodKind

_TRADED = re.compile(
    "收报|收涨|收跌|收盘|收于|收市|盘中|盘前|盘后|早盘|尾盘|午后|涨停|跌停|股价|成交额|成交量|换手|报收|该股"
    "|现报|现跌|现涨|低开|高开|个股|大市|绩后|累[涨升跌]|累计[上下]?[涨跌]|[ah港美]股累?计?[跌涨升]|(?<![a-z])(?:the|its) (?:stock|shares)[ ,]|shares, (?:up|down|which)"
    r"|(?<![a-z])(?:shares|stock)(?! (?:repurchase|buyback|option|split|issue))[a-z' ]{0,40}?"
    r" (?:rose|fell|gain\w*|lost|jump\w*|slid|slump\w*|drop\w*|sank|soar\w*|surg\w*|plung\w*|tumbl\w*"
    r"|climb\w*|ended|slip\w*|closed|trad\w+|is|are|was|were|has|have)(?![a-z])"
    "|closed (?:up|down|at|higher|lower)|which closed|in early trad|in extended trad|after-hours"
)
_MARKET = re.compile("收盘|收报|指数|大盘|股指|沪指|恒指|(?<![a-z])(?:shares|stocks|index)(?![a-z])")
_WARNS = re.compile("业绩预告|盈利预警|盈利警告|盈警|预亏|预增|预减|预盈|预喜|预忧|盈喜|profit warning")
_RESULTS = re.compile(
    "业绩|财报|年报|季报|报告|公布|披露|数据|成绩|展望|指引|results|reports?(?![a-z])|highlights|summary|digest"
    "|outlook|guidance"
)
_OUTLOOK = re.compile("展望|指引|预测|目标|outlook|guid(?:e|ance)|forecast|targets")
_PRIOR_HAN = re.compile(r"(?:由|从|自)(?!于)[^,;。\d]{0,16}$")
_TO_HAN = re.compile(r"[^,;。\d]{0,14}(?:至|到|为)[^,;。\d]{0,8}")
_PRIOR_LATIN = re.compile(
    r"(?:(?<!cash )(?<!income )(?<!profit )(?<!revenue )(?<!loss )(?<!earnings )(?<!sales )"
    r"(?<!derived )(?<!came )(?<!comes )(?<!operations )(?<!apart )(?<!aside )(?<!generated )"
    r"from (?:an? |the |its )?(?:(?!to |in |by )[a-z-]+ ){0,4}(?:of |at )?"
    r"|(?:compared (?:with|to)|versus|vs\.?|against) (?:an? |the |its )?(?:[a-z-]+ ){0,5}(?:of |at )?)$"
)
_EXPECTED_LATIN = re.compile(
    "consensus|estimate|expect|forecast|poll|analyst|guid|target|range|predict|street|outlook|goal"
)
_OR_LATIN = re.compile(r"(?: [a-z ]{1,24})?,? ?or (?:an? |the )?(?:[a-z-]+ ){0,3}(?:of )?")
_SEQUENTIAL = re.compile(
    "环比|按季|sequential|previous quarter|prior quarter|preceding quarter|last quarter"
    "|quarter[- ](?:on|over)"
)
_IF = re.compile(
    "每(?:上[涨升]|下[降跌]|变动|增加|减少|[升降])|若(?![干不剔扣按撇计])|如果|有权|里程碑|阻力|支持位"
    "|(?:each|every) (?:[a-z0-9-]+ )?(?:rise|cut|increase|change|of)"
)
_OF_THEM = re.compile("其中|当中|占|(?:of|among) (?:them|which|whom|it|these)(?![a-z])")
_PLANNED = re.compile("计划|规划|力争|争取|总投资(?!收益|资产)")
_EVER = re.compile("历史|总共|至今|上线以来|成立以来")
_CUMULATIVE = re.compile("累计|累積|cumulative|in total|to date")


@dataclass(slots=True)
class PeriodInForce:
    """What is in force as a text is read from its start on.

    `current` is the stretch that figures are of, `yearly` the last whole year told of,
    `reported` the last period longer than a month, `balance`
    the day that balances were last struck on in the paragraph, `session` the last day of trading
    named in it, `began` what its changes are reckoned from, `guided` the period that is looked
    forward to, by a `heading` or only in the paragraph.
    """

    clock: Clock
    current: Period | None = None
    yearly: Period | None = None
    reported: Period | None = None
    quarter: Period | None = None
    balance: Period | None = None
    session: Period | None = None
    began: Period | None = None
    guided: Period | None = None
    heading: bool = False
    outlook: bool = False
    told: set[Period] = field(default_factory=set)
    closings: dict[Period, Period] = field(default_factory=dict)
    sentence: Sentence | None = None
    anchors: tuple[Anchor, ...] = ()
    last: Period | None = None
    wraps: bool = False
    traded: bool = False
    after_trade: bool = False
    flows: bool = True
    struck: bool = False

    def read(self, place: Place, change: Change, subject: Subject | None) -> Period:
        """The period of a figure; the figures of a text are to be asked for in order."""
        self._enter(place.sentence)
        when = self._when(place, subject)
        anchor = anchor_of(place, self.anchors, change, when)
        if when is When.ANY and self.struck and _OF_THEM.search(place.before):
            when = When.BALANCE
        period = self._named(anchor, place, when) if anchor else self._carried(place, when)
        self.struck = when is When.BALANCE
        earlier = None
        if not anchor or anchor.hold is Hold.RUN and anchor.end <= place.mention.start:
            earlier = self._compared(place, change, period, when)
        if anchor and when is When.SESSION:
            self._trade(anchor)
        if _adds_up(place) and when is not When.SESSION and anchor and anchor.start < place.behind:
            period = _added_up(period)
        self.last = earlier
        return earlier or period

    def leave(self, sentence: Sentence) -> None:
        """Keep in force what a sentence names, whether or not it has a figure."""
        self._enter(sentence)
        for anchor in self.anchors:
            if anchor.dated and anchor.hold is Hold.RUN:
                self.balance = anchor.period
            if anchor.name.reckon is of_year_start and not sentence.mentions:
                self.began = anchor.period
        if _is_heading(sentence):
            self.guided, self.heading = None, False
            self.outlook = bool(
                _OUTLOOK.search(sentence.prepared.text, sentence.start, sentence.end)
            )
        kept = [a for a in self.anchors if a.kept and _stays(a, sentence)]
        for anchor in kept:
            self.told.update((anchor.period, *anchor.listed))
        if kept and (self.flows or kept[-1].period.kind not in _PASSING):
            self._keep(kept[-1], heading=not sentence.mentions)

    def _keep(self, anchor: Anchor, *, heading: bool) -> None:
        if self._is_future(anchor):
            self.guided, self.heading = anchor.period, heading
            return
        self.current, self.guided = anchor.period, None
        if anchor.period.kind is PeriodKind.YEAR:
            self.yearly = anchor.period
        if anchor.period.kind not in _PASSING:
            self.reported = anchor.period
        if anchor.period.kind is PeriodKind.QUARTER:
            self.quarter = anchor.period

    def _enter(self, sentence: Sentence) -> None:
        if sentence is self.sentence:
            return
        text = sentence.prepared.text
        goes_on = text.startswith(";", sentence.start - 1)
        before = [a for a in self.anchors[-_BACK:] if _reaches(a, sentence, goes_on=goes_on)]
        self.after_trade = self.traded and not text.startswith("\n", sentence.start - 1)
        self.traded, self.flows = self.traded and goes_on, not sentence.mentions
        self.sentence, self.last, self.struck = sentence, None, self.struck and goes_on
        if text.startswith("\n", sentence.start - 1):
            self._begin_paragraph(sentence)
        standing = Standing(
            self._main_so_far(goes_on=goes_on), self.quarter, self.balance, self.guided, self.told, self.outlook
        )
        found = find_anchors(sentence, self.clock, standing)
        self.anchors = (*before, *found)
        for flow, ended in pairwise(self.anchors):
            if ended.is_day and not flow.is_day and _ENDED.fullmatch(text, flow.end, ended.start):
                self.closings[flow.period] = ended.period
        for anchor in found:
            if "len" in anchor.name.groups and anchor.name.has_day:
                on = of_day(anchor.name.groups, self.clock.reference(self.current))
                if on:
                    self.closings[anchor.period] = on
            if anchor.name.reckon is of_year_start:
                self.began = anchor.period

    def _main_so_far(self, *, goes_on: bool) -> Period | None:
        """The stretch in force, over a semicolon the last that was named."""
        runs = [a for a in self.anchors[-_BACK:] if a.hold is Hold.RUN and not a.is_timeless]
        stretches = [a.period for a in runs if a.period.kind in _STRETCHES]
        return stretches[-1] if goes_on and stretches else self.current

    def _begin_paragraph(self, sentence: Sentence) -> None:
        """Let go of what holds for a paragraph only; a month gives way to what is reported."""
        if not _SAME_TIME.search(sentence.prepared.text, sentence.start, sentence.start + 6):
            self.balance = self.session = self.began = None
        if self.wraps:
            self.current = None
        elif self.current and self.current.kind in _PASSING:
            self.current = self.reported or self.current
        if not self.heading:
            self.guided = None

    def _when(self, place: Place, subject: Subject | None) -> When:
        """The sort of time of a figure, by what it measures and the words of trading by it."""
        here = place.mention.start
        own = subject is not None and place.sentence.start <= subject.start <= here
        when = when_of(subject.term) if subject and own else When.ANY
        if subject and when is When.SESSION and not self._is_of_trading(place, subject):
            when = When.ANY
        start = max(place.behind, place.mention.start - 40)
        named = subject is not None and subject.start >= place.behind
        if subject and named:
            start = max(start, subject.start)
        traded = bool(_TRADED.search(place.text, start, place.mention.outer_start))
        if traded or (self.traded and not (named and when in (When.FLOW, When.BALANCE))):
            when = When.SESSION
        if self.wraps and not (self.current and own) and not any(a.kept for a in self.anchors):
            when = When.SESSION
        if subject and not own and self.after_trade and when_of(subject.term) is When.SESSION:
            when = When.SESSION
        self.traded = when is When.SESSION
        self.flows = self.flows or not self.traded
        cumulative = subject and subject.term.concept.startswith("cumulative")
        if when is When.BALANCE and not cumulative and _adds_up(place):
            return When.BALANCE if any(anchor.dated for anchor in self.anchors) else When.FLOW
        return when

    def _is_of_trading(self, place: Place, subject: Subject) -> bool:
        """Whether a price is one: it is named, or the words about it are of a market."""
        if not subject.sure:
            return False
        if subject.end < place.mention.outer_start or self.wraps or self.traded:
            return True
        start, end = place.sentence.start, place.sentence.end
        return any(words.search(place.text, start, end) for words in (_TRADED, _MARKET))

    def _named(self, anchor: Anchor, place: Place, when: When) -> Period:
        period = _shared_out(anchor, place) if anchor.listed else anchor.period
        to_date = any(a.name.is_to_date and a.end <= anchor.start for a in self.anchors)
        if to_date and anchor.is_day and when in (When.ANY, When.FLOW) and period.end:
            return months_to(period.end.replace(day=28), period.end.month)
        match when:
            case When.BALANCE if period.kind not in _RUNNING:
                return self._at_the_end(anchor, period, place)
            case When.FLOW if period.kind is PeriodKind.DAY:
                return self._ended(period)
        if period.kind is PeriodKind.MONTH and _is_through(anchor, place):
            return Period(PeriodKind.THROUGH, first=period)
        return self._like_current(anchor, period, place)

    def _like_current(self, anchor: Anchor, period: Period, place: Place) -> Period:
        """A year that part of one is compared with stands for the same part: (2024年:…)."""
        current = self._main_before(place)
        behind = anchor.start >= place.mention.end and _PRIOR_LATIN.search(place.before[-60:])
        if (
            (anchor.hold is Hold.INSIDE or behind)
            and anchor.name.has_year
            and "f" not in anchor.name.groups
            and current
            and period.kind is PeriodKind.YEAR
            and current.kind in _PARTS
            and period.year < current.year
        ):
            return replace(current, year=period.year)
        return period

    def _main_before(self, place: Place) -> Period | None:
        """The stretch in force where a figure stands."""
        named = [
            a.period
            for a in self.anchors
            if a.hold is Hold.RUN and a.end <= place.mention.start and a.period.kind in _STRETCHES
        ]
        return named[-1] if named else self.current

    def _at_the_end(self, anchor: Anchor, period: Period, place: Place) -> Period:
        """The day that a balance of a period is struck on."""
        past = anchor.name.role is Role.PAST or anchor.name.is_bare_relative
        day_before = self._balance_before(place) if past else None
        if day_before and period.kind is not PeriodKind.DAY:
            earlier = anchor.name.period(self.clock.reference(day_before))
            if earlier and earlier.kind is PeriodKind.DAY:
                return earlier
            return day_before.year_ago() or period
        if anchor.ahead and period.kind is PeriodKind.YEAR:
            return period
        return self._closing(period)

    def _balance_before(self, place: Place) -> Period | None:
        """The day of the balances that a figure stands among."""
        dated = [
            a.period
            for a in self.anchors
            if a.dated and a.hold is Hold.RUN and a.end <= place.mention.start
        ]
        return dated[-1] if dated else self.balance

    def _closing(self, period: Period) -> Period:
        if period in self.closings:
            return self.closings[period]
        if period.kind is PeriodKind.MONTH or period.is_open:
            return period
        if period.fiscal and (period.kind is not PeriodKind.YEAR or self.clock.fiscal):
            return period
        return closing_day(period) or period

    def _ended(self, on: Period) -> Period:
        """The stretch that ended on a day for which a text gives what flowed until then."""
        if self.current and self.current.end == on.end or not on.end:
            return self.current or on
        return months_to(on.end, on.end.month) if on.end.month % 3 == 0 else self.current or on

    def _session(self) -> Period:
        if self.session:
            return self.session
        on = self.clock.session or self.clock.published
        return day(on) if on and self.clock.exact else UNSPECIFIED

    def _carried(self, place: Place, when: When) -> Period:
        """What is in force for a figure whose sentence names no period for it."""
        start = max(place.sentence.start, place.mention.start - 40)
        if when is When.OPEN or _IF.search(place.text, start, place.mention.start):
            return UNSPECIFIED
        if when is When.SESSION:
            return self._session()
        if when is When.LATEST and self.clock.published:
            return month(self.clock.published.month, self.clock.published.year)
        status = read_status(place)
        if self.guided and (status is not Status.ACTUAL or self.heading):
            return self.guided
        if when in (When.FINAL, When.YEARLY):
            return self._year(when) or UNSPECIFIED
        planned = _PLANNED.search(place.before[-30:])
        if planned or status in (Status.TARGET, Status.POTENTIAL):
            return UNSPECIFIED
        if when is When.BALANCE and (balance := self._balance_before(place)):
            return balance
        if when is When.BALANCE and self.current:
            return self._closing(self.current)
        return self.current or UNSPECIFIED

    def _year(self, when: When) -> Period | None:
        """The year of a dividend: the one told of, where what is in force is of it too."""
        current, yearly = self.current, self.yearly
        if when is When.FINAL and current and not yearly and current.kind in _PARTS and current.end:
            return year(current.end.year - (current.end.month < 12))
        if not (current and yearly and current.end and yearly.end):
            return current
        if when is When.FINAL and yearly.end.year == current.end.year - 1 and current.end.month < 12:
            return yearly
        return yearly if yearly.end.year == current.end.year else current

    def _compared(self, place: Place, change: Change, period: Period, when: When) -> Period | None:
        """The period before, for the level that a figure went from."""
        if change.kind is Kind.CHANGE:
            return None
        if self.last and place.index and _OR_LATIN.fullmatch(place.before):
            return self.last
        if not _went_from(place) or read_status(place) is not Status.ACTUAL:
            return None
        if when is When.SESSION:
            return self.began or UNSPECIFIED
        near = place.before[-40:] + place.after[:40]
        if period.kind is PeriodKind.QUARTER and _SEQUENTIAL.search(near):
            return period.prior()
        return period.year_ago()

    def _trade(self, anchor: Anchor) -> None:
        """Keep when prices are of: the day or month they have come to, and the one they left."""
        if anchor.is_day or anchor.name.role is Role.NOW:
            self.session = anchor.period
        elif anchor.period.kind is PeriodKind.MONTH:
            self.began = anchor.period

    def _is_future(self, anchor: Anchor) -> bool:
        """Whether a period had not ended when the text came out."""
        if self.clock.fiscal and anchor.period.fiscal:
            return anchor.ahead
        published, end = self.clock.published, anchor.period.end
        return bool(published and end and end > published)


def at_start(text: str, named: Sequence[Named], published: Published) -> PeriodInForce:
    """What is in force before the first sentence of a text."""
    own = publication_day(text, named)
    near = own.exact and own.day and published.day and abs((own.day - published.day).days) <= 3
    clock = Clock(
        published.day,
        published.exact,
        session=own.day if near else None,
        fiscal=any(_is_fiscal(name) for name in named) or bool(_FISCAL.search(text)),
        offset=_offset(named),
        warns=bool(_WARNS.search(text)),
    )
    force = PeriodInForce(clock, wraps=_is_wrap(text, named))
    if not force.wraps:
        force.current = _first(text, named, clock)
    return force


def _is_fiscal(name: Named) -> bool:
    """Whether a name shows that the issuer has quarters or years of its own."""
    groups = name.groups
    if {"f", "n"} <= groups.keys():
        return True
    year_long = "年" in groups.get("len", "") or "year" in groups.get("len", "")
    ended = name.period(Reference(None)) if year_long and "half" not in groups["len"] else None
    return bool(ended and ended.kind is PeriodKind.YEAR and month_number(groups) != 12)


def _first(text: str, named: Sequence[Named], clock: Clock) -> Period | None:
    """The first period that a text gives as its own: what a headline without one is about."""
    for name in named:
        if name.start > _OPENING:
            return None
        period = name.period(clock.reference(None))
        lead = text[max(0, name.start - 16) : name.start]
        if (
            name.role is Role.MAIN
            and period
            and (name.has_year or not clock.fiscal or "n" not in name.groups)
            and not looks_ahead(text[name.end : name.end + 30])
            and period.kind in _STRETCHES
            and not is_compared(lead)
            and not looks_ahead(lead)
            and (clock.fiscal or not clock.published or period.end and period.end <= clock.published)
        ):
            return period
    return None


def _is_wrap(text: str, named: Sequence[Named]) -> bool:
    """Whether a text tells of a day of trading more than of what companies earned."""
    if len(_MARKET.findall(text[:_OPENING])) < 3:
        return False
    stretches = sum(name.role is Role.MAIN and not name.has_day for name in named)
    return len(_MARKET.findall(text)) > 2 * stretches


_OPENING = 300
_STRETCHES = frozenset(
    {
        PeriodKind.YEAR,
        PeriodKind.HALF,
        PeriodKind.QUARTER,
        PeriodKind.NINE_MONTHS,
        PeriodKind.MONTH,
        PeriodKind.SPAN,
    }
)
_ITEM = re.compile(r" *(?:[•▪‧·\-*→■]|\(?\d{1,2}[).、])")
_PARTS = frozenset({PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
_SHORT = 80
_BACK = 4
_RUNNING = frozenset({PeriodKind.SPAN, PeriodKind.NINE_MONTHS})
_PASSING = frozenset({PeriodKind.MONTH, PeriodKind.NAMED})
_SAME_TIME = re.compile("同一?(?:时)?期|同日|同时")
_ENDED = re.compile(r"[ (,]{0,2}(?:截至|截止|ended|ending) ?")
_FISCAL = re.compile(r"fiscal (?:year )?20\d\d")


def _offset(named: Sequence[Named]) -> int:
    """How the fiscal year is named that ends early in a year: after it (0), or the one before."""
    years = [int(n.groups["y"]) for n in named if n.has_year and "f" in n.groups]
    ends = [int(n.groups["y"]) for n in named if n.has_year and "len" in n.groups]
    if not years or not ends:
        return 0
    return -1 if years[0] % 100 == (ends[0] - 1) % 100 else 0


def _is_heading(sentence: Sentence) -> bool:
    text = sentence.prepared.text
    starts = sentence.start == 0 or text[sentence.start - 1] == "\n"
    if not starts or sentence.end - sentence.start >= _SHORT or sentence.mentions:
        return False
    return not _ITEM.match(text, sentence.start)


def _reaches(anchor: Anchor, sentence: Sentence, *, goes_on: bool) -> bool:
    """Whether a period holds beyond its sentence: over a semicolon, or to the end of a bracket."""
    if anchor.hold is Hold.INSIDE:
        return anchor.until > sentence.start
    return goes_on and anchor.hold is Hold.RUN and not anchor.is_day


def _adds_up(place: Place) -> bool:
    """Whether a figure is what has added up, but not from the very start: 累计, 历史累计."""
    return bool(_CUMULATIVE.search(place.before)) and not _EVER.search(place.before)


def _added_up(period: Period) -> Period:
    """What has added up by a month, from the start of its year."""
    if period.kind is PeriodKind.MONTH and period.end:
        return months_to(period.end, period.number)
    return period


def _stays(anchor: Anchor, sentence: Sentence) -> bool:
    """Whether a period stays in force behind its sentence."""
    if anchor.period.kind in (PeriodKind.DAY, PeriodKind.UNSPECIFIED, PeriodKind.FROM):
        return False
    if sentence.mentions or _is_heading(sentence):
        return True
    return bool(_RESULTS.search(sentence.prepared.text, sentence.start, sentence.end))


def _shared_out(anchor: Anchor, place: Place) -> Period:
    """The period of a list that a figure of a list as long is for."""
    first, last = _run(place)
    if last - first + 1 == len(anchor.listed):
        return anchor.listed[place.index - first]
    return anchor.period


def _is_through(anchor: Anchor, place: Place) -> bool:
    """Whether something adds up to a month: 截至2025年2月累计."""
    lead = place.text[max(0, anchor.start - 2) : anchor.start]
    return lead.endswith(("至", "到", "截止")) and bool(
        _CUMULATIVE.search(place.text, anchor.end, place.mention.start)
    )


def _went_from(place: Place) -> bool:
    """Whether a figure is where another began: 由A升至B, to B from A."""
    before = place.before[-60:]
    if _PRIOR_HAN.search(before):
        return bool(_TO_HAN.fullmatch(place.after))
    if not _PRIOR_LATIN.search(before) or place.after.startswith(" for "):
        return False
    return not _EXPECTED_LATIN.search(before[-40:] + place.after[:50])


def _run(place: Place) -> tuple[int, int]:
    """The first and the last figure of the list that a figure stands in."""
    mentions, text = place.sentence.mentions, place.text
    first = last = place.index
    while first and _LISTED.fullmatch(text, mentions[first - 1].outer_end, mentions[first].outer_start):
        first -= 1
    while last + 1 < len(mentions) and _LISTED.fullmatch(
        text, mentions[last].outer_end, mentions[last + 1].outer_start
    ):
        last += 1
    return first, last


_LISTED = re.compile(r" ?(?:[、/,;和与及]|以及|and|, and|or)+ ?(?:人民币|约|近|超|逾|about )?")
