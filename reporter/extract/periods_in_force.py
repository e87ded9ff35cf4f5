"""The period that each figure is for: named beside it, earlier, or only by the text as a whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reporter.extract.anchoring import find_anchors
from reporter.extract.anchors import Anchor, Hold, Standing
from reporter.extract.attachment import anchor_of
from reporter.extract.changes import Change
from reporter.extract.clock import Clock, clock_of
from reporter.extract.dating import Published
from reporter.extract.going_from import (
    added_up,
    before_it,
    has_added_up,
    is_compared,
    is_through,
    says_it_otherwise,
    shared_out,
    went_from,
)
from reporter.extract.headings import is_heading, is_outlook, stays
from reporter.extract.model import Kind
from reporter.extract.moments import When
from reporter.extract.opening import opening_period
from reporter.extract.reckoning import of_day, of_year_start
from reporter.extract.sentences import Place, Sentence
from reporter.extract.statuses import read_status
from reporter.extract.stretches import (
    PARTS,
    PASSING,
    STRETCHES,
    closing_day,
    month,
    months_to,
    shifted,
    year,
)
from reporter.extract.subjects import Subject
from reporter.extract.time_words import Role
from reporter.extract.timeless import (
    is_added,
    is_by_the_quarter,
    is_effect,
    is_of_the_present,
    is_planned,
    is_supposed,
)
from reporter.extract.times import Named
from reporter.extract.trading_days import TradingDays, is_wrap
from reporter.facts import Status
from reporter.periods import UNSPECIFIED, Period, PeriodKind

_OF_THEM = re.compile("其中|当中|占|(?:of|among) (?:them|which|whom|it|these)(?![a-z])")
_ENDED = re.compile(r"[ (,]{0,2}(?:截至|截止|ended|ending) ?")
_COMPARABLE = PARTS | {PeriodKind.SPAN}
_COMPARED_YEARS = 5
_RUNNING = frozenset({PeriodKind.SPAN, PeriodKind.NINE_MONTHS})
_BACK = 4


@dataclass(slots=True)
class PeriodInForce:
    """What is in force as a text is read from its start on.

    `current` is the period that figures are of, `reported` the last that was longer than a month,
    `yearly` the last whole year and `quarter` the last quarter told of; `balance` the day that
    balances were last struck on in the paragraph; `guided` what is looked forward to, by a
    `heading` or only in the paragraph. `earlier` is the period of a level that was just compared
    with, `struck` whether the last figure was a balance, `flows` whether any in the sentence was
    no price. `carried` are the places in the text of the figures for which no period is named.
    """

    clock: Clock
    trading: TradingDays
    current: Period | None = None
    reported: Period | None = None
    whole: Period | None = None
    yearly: Period | None = None
    quarter: Period | None = None
    balance: Period | None = None
    guided: Period | None = None
    heading: bool = False
    outlook: bool = False
    told: set[Period] = field(default_factory=set)
    closings: dict[Period, Period] = field(default_factory=dict)
    sentence: Sentence | None = None
    anchors: tuple[Anchor, ...] = ()
    earlier: Period | None = None
    struck: bool = False
    flows: bool = True
    carried: set[int] = field(default_factory=set)

    def read(self, place: Place, change: Change, subject: Subject | None) -> Period:
        """The period of a figure; the figures of a text are to be asked for in order."""
        self._enter(place.sentence)
        when = self._when(place, subject)
        anchor = anchor_of(place, self.anchors, change, when)
        if when is When.ANY and self.struck and _OF_THEM.search(place.before):
            when = When.BALANCE
        period = self._named(anchor, place, when) if anchor else self._carried(place, change, when)
        if not anchor:
            self.carried.add(place.sentence.prepared.places[place.mention.start])
        self.struck = when is When.BALANCE
        beside = anchor and not (anchor.runs and anchor.end <= place.mention.start)
        self.earlier = None if beside else self._earlier(place, change, period, when)
        if anchor and when is When.SESSION:
            self.trading.keep(anchor)
        elif when is not When.BALANCE and has_added_up(place):
            is_own = anchor and anchor.start >= place.behind
            period = period if is_own else added_up(period)
        return self.earlier or period

    def leave(self, sentence: Sentence) -> None:
        """Keep in force what a sentence names, whether or not it has a figure."""
        self._enter(sentence)
        for anchor in self.anchors:
            if anchor.dated and anchor.runs:
                self.balance = anchor.period
        if is_heading(sentence):
            self.guided, self.heading = None, False
            self.outlook = is_outlook(sentence)
        kept = [a for a in self.anchors if a.kept and stays(a, sentence)]
        for anchor in kept:
            self.told.update((anchor.period, *anchor.listed))
        if kept and (self.flows or kept[-1].period.kind not in PASSING):
            self._keep(kept[-1], heading=not sentence.mentions)

    def _keep(self, anchor: Anchor, *, heading: bool) -> None:
        period = anchor.period
        if anchor.ahead if self.clock.fiscal and period.fiscal else anchor.to_come:
            self.guided, self.heading = period, heading
            return
        self.current, self.guided = period, None
        if period.kind not in PASSING:
            self.reported = period
        if not _is_part(period, self.whole):
            self.whole = period
        if period.kind is PeriodKind.YEAR:
            self.yearly = period
        if period.kind is PeriodKind.QUARTER:
            self.quarter = period

    def _enter(self, sentence: Sentence) -> None:
        """Turn to a sentence that has not been read from."""
        if sentence is self.sentence:
            return
        text, behind = sentence.prepared.text, max(0, sentence.start - 1)
        goes_on = text.startswith(";", behind)
        before = [a for a in self.anchors[-_BACK:] if _reaches(a, sentence, goes_on=goes_on)]
        current = self._run_so_far() if goes_on else None
        self.sentence, self.earlier = sentence, None
        self.struck, self.flows = self.struck and goes_on, not sentence.mentions
        self.trading.enter(sentence, goes_on=goes_on)
        if text.startswith("\n", behind):
            self._begin_paragraph()
        standing = Standing(
            current or self.current,
            self.quarter,
            self.whole,
            self.balance,
            self.guided,
            self.told,
            self.outlook,
        )
        self.anchors = (*before, *find_anchors(sentence, self.clock, standing))
        self._note_closings(text)

    def _run_so_far(self) -> Period | None:
        """The last stretch that was named to the end of its sentence."""
        runs = (a.period for a in reversed(self.anchors[-_BACK:]) if a.runs)
        return next((period for period in runs if period.kind in STRETCHES), None)

    def _begin_paragraph(self) -> None:
        """Let go of what holds for a paragraph only; a month gives way to what is reported."""
        self.balance = None
        if self.trading.wraps:
            self.current = None
        elif self.current and self.current.kind in PASSING:
            self.current = self.reported or self.current
        if not self.heading:
            self.guided = None

    def _note_closings(self, text: str) -> None:
        """Note the days that stretches are said to end on, and what prices are reckoned from."""
        for flow, ended in pairwise(self.anchors):
            if ended.is_day and not flow.is_day and _ENDED.fullmatch(text, flow.end, ended.start):
                self.closings[flow.period] = ended.period
        for anchor in self.anchors:
            name = anchor.name
            if "len" in name.groups and name.has_day:
                on = of_day(name.groups, self.clock.reference(self.current))
                self.closings[anchor.period] = on or anchor.period
            if name.reckon is of_year_start:
                self.trading.began = anchor.period

    def _when(self, place: Place, subject: Subject | None) -> When:
        """The sort of time of a figure; a balance that has added up flowed, unless it is dated."""
        stands = self.current is not None or any(anchor.kept for anchor in self.anchors)
        when = self.trading.when(place, subject, stands=stands)
        self.flows = self.flows or when is not When.SESSION
        if (when is When.BALANCE and is_added(place)) or is_by_the_quarter(place, when):
            return When.FLOW
        if when is not When.BALANCE or not has_added_up(place):
            return when
        cumulative = subject and subject.term.concept.startswith("cumulative")
        return when if cumulative or any(a.dated for a in self.anchors) else When.FLOW

    def _named(self, anchor: Anchor, place: Place, when: When) -> Period:
        """What the period named for a figure is for it."""
        is_list = anchor.listed or anchor.period.kind is PeriodKind.SPAN
        period = shared_out(anchor, place) if is_list else anchor.period
        if period.kind is PeriodKind.DAY and period.end and when in (When.ANY, When.FLOW):
            if any(a.name.is_to_date and a.end <= anchor.start for a in self.anchors):
                return months_to(period.end.replace(day=28), period.end.month)
            return self._ended(period) if when is When.FLOW else period
        if when is When.BALANCE and period.kind not in _RUNNING:
            return self._at_the_end(anchor, period, place)
        if period.kind is PeriodKind.MONTH and is_through(anchor, place):
            return Period(PeriodKind.THROUGH, first=period)
        return self._like_current(anchor, period, place)

    def _like_current(self, anchor: Anchor, period: Period, place: Place) -> Period:
        """A year that part of one is compared with stands for the same part: (2024年:…)."""
        said = anchor.name.has_year and "f" not in anchor.name.groups
        behind = anchor.start >= place.mention.end and is_compared(place)
        if period.kind is not PeriodKind.YEAR or not said:
            return period
        current = self._run_before(place)
        if not (current and current.kind in _COMPARABLE and current.end):
            return period
        before = current.end.year - period.year
        compared = anchor.hold is Hold.INSIDE or behind
        same = shifted(current, 12 * before) if compared and 0 < before < _COMPARED_YEARS else None
        return same or period

    def _run_before(self, place: Place) -> Period | None:
        """The stretch in force where a figure stands."""
        runs = (a for a in reversed(self.anchors) if a.runs and a.end <= place.mention.start)
        named = (anchor.period for anchor in runs)
        return next((period for period in named if period.kind in STRETCHES), self.current)

    def _at_the_end(self, anchor: Anchor, period: Period, place: Place) -> Period:
        """The day that a balance of a period is struck on."""
        past = anchor.name.role is Role.PAST or anchor.name.is_bare_relative
        struck = self._balance_before(place) if past and not anchor.is_day else None
        if struck:
            earlier = anchor.name.period(self.clock.reference(struck))
            if earlier and earlier.kind is PeriodKind.DAY:
                return earlier
            return struck.year_ago() or period
        if anchor.ahead and period.kind is PeriodKind.YEAR:
            return period
        return self._closing(period)

    def _balance_before(self, place: Place) -> Period | None:
        """The day of the balances that a figure stands among."""
        before = (a for a in reversed(self.anchors) if a.end <= place.mention.start)
        return next((a.period for a in before if a.dated and a.runs), self.balance)

    def _closing(self, period: Period) -> Period:
        """The day that a stretch ends on; the stretch where the issuer's year is its own."""
        if period in self.closings:
            return self.closings[period]
        if period.kind is PeriodKind.MONTH or period.is_open:
            return period
        if period.fiscal and (period.kind is not PeriodKind.YEAR or self.clock.fiscal):
            return period
        return closing_day(period) or period

    def _ended(self, on: Period) -> Period:
        """The stretch that ended on a day for which a text gives what flowed until then."""
        current = self.current
        if not on.end or on.end.month % 3 or (current and current.end == on.end):
            return current or on
        return months_to(on.end, on.end.month)

    def _carried(self, place: Place, change: Change, when: When) -> Period:
        """What is in force for a figure whose sentence names no period for it."""
        if when is When.OPEN or is_supposed(place) or is_effect(place, change):
            return UNSPECIFIED
        if when is When.SESSION:
            return self.trading.day()
        published = self.clock.published
        present = when is When.LATEST or is_of_the_present(place, change, when)
        if present and published:
            return month(published.month, published.year)
        status = read_status(place)
        if self.guided and (status is not Status.ACTUAL or self.heading):
            return self.guided
        if when in (When.FINAL, When.YEARLY):
            return self._year(when) or UNSPECIFIED
        if status in (Status.TARGET, Status.POTENTIAL) or is_planned(place):
            return UNSPECIFIED
        if when is When.BALANCE and (balance := self._balance_before(place)):
            return balance
        current = self.current or UNSPECIFIED
        return self._closing(current) if when is When.BALANCE else current

    def _year(self, when: When) -> Period | None:
        """The year of a dividend: the one told of, where what is in force is of it too."""
        current, yearly = self.current, self.yearly
        if not current or not current.end:
            return current
        over = current.end.year - (current.end.month < 12)
        if not yearly or not yearly.end:
            final = when is When.FINAL and current.kind in PARTS
            return year(over) if final else current
        if when is When.FINAL and yearly.end.year == over:
            return yearly
        return yearly if yearly.end.year == current.end.year else current

    def _earlier(self, place: Place, change: Change, period: Period, when: When) -> Period | None:
        """The period before, for the level that a figure went from."""
        if change.kind is Kind.CHANGE:
            return None
        if self.earlier and says_it_otherwise(place):
            return self.earlier
        if not went_from(place) or read_status(place) is not Status.ACTUAL:
            return None
        if when is When.SESSION:
            return self.trading.began or UNSPECIFIED
        return before_it(place, period)


def at_start(text: str, named: Sequence[Named], published: Published) -> PeriodInForce:
    """What is in force before the first sentence of a text."""
    clock = clock_of(text, named, published)
    trading = TradingDays(clock, wraps=is_wrap(text, named))
    current = None if trading.wraps else opening_period(text, named, clock)
    return PeriodInForce(clock, trading, current)


def _reaches(anchor: Anchor, sentence: Sentence, *, goes_on: bool) -> bool:
    """Whether a period holds beyond its sentence: over a semicolon, or to the end of a bracket."""
    if anchor.hold is Hold.INSIDE:
        return anchor.until > sentence.start
    return goes_on and anchor.runs and not anchor.is_day


def _is_part(period: Period, whole: Period | None) -> bool:
    """Whether a period lies within another."""
    if not (whole and whole.start and whole.end and period.start and period.end):
        return False
    return whole.start <= period.start and period.end <= whole.end
