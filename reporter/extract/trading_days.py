"""The days that prices are of, as a text is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporter.extract.anchors import Anchor
from reporter.extract.clock import Clock
from reporter.extract.moments import When, when_of
from reporter.extract.sentences import Place, Sentence
from reporter.extract.stretches import day
from reporter.extract.subjects import Subject
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import UNSPECIFIED, Period, PeriodKind

_TRADED = re.compile(
    "收报|收涨|收跌|收盘|收于|收市|盘中|盘前|盘后|早盘|尾盘|午后|涨停|跌停|股价|成交额|成交量|换手|报收|该股"
    "|现报|现跌|现涨|低开|高开|个股|大市|绩后|累[涨升跌]|累计[上下]?[涨跌]|[ah港美]股累?计?[跌涨升]"
    "|(?<![a-z])(?:the|its) (?:stock|shares)[ ,]|shares, (?:up|down|which)"
    r"|(?<![a-z])(?:shares|stock) (?:sharply )?(?:up|down|lower|higher)(?![a-z])|[今昨]收"
    r"|(?<![a-z])(?:shares|stock)(?![a-z])(?! (?:repurchase|buyback|option|split|issue))"
    r"[a-z' ]{0,40}?"
    r" (?:rose|fell|gain\w*|lost|jump\w*|slid|slump\w*|drop\w*|sank|soar\w*|surg\w*|plung\w*"
    r"|tumbl\w*|climb\w*|ended|slip\w*|closed|trad\w+|is|are|was|were|has|have)(?![a-z])"
    "|closed (?:up|down|at|higher|lower)|which closed|in early trad|in extended trad|after-hours"
)
_MARKET = re.compile(
    "收盘|收报|收[涨跌]|指数|大盘|股指|沪指|恒指|期市|期货|夜盘|主力合约|(?<![a-z])(?:shares|stocks|index)(?![a-z])"
)
_SAME_TIME = re.compile("同一?(?:时)?期|同日|同时")
_OPENING = 300
_NEAR = 40


def is_wrap(text: str, named: Sequence[Named]) -> bool:
    """Whether a text tells of a day of trading more than of what companies earned."""
    if len(_MARKET.findall(text[:_OPENING])) < 3:
        return False
    stretches = sum(name.role is Role.MAIN and not name.has_day for name in named)
    return len(_MARKET.findall(text)) > 2 * stretches


@dataclass(slots=True)
class TradingDays:
    """What is in force as a text is read from its start on.

    `session` is the last day of trading named in the paragraph, `began` what its changes are
    reckoned from; `trades` whether the last figure was a price, `traded` whether that of the
    sentence before was. A text that `wraps` up a day speaks of prices where it says nothing else.
    """

    clock: Clock
    wraps: bool = False
    session: Period | None = None
    began: Period | None = None
    trades: bool = False
    traded: bool = False

    def enter(self, sentence: Sentence, *, goes_on: bool) -> None:
        """Turn to the next sentence; `goes_on` where only a semicolon parts it from the last."""
        text = sentence.prepared.text
        opens = text.startswith("\n", max(0, sentence.start - 1))
        if opens and not _SAME_TIME.search(text, sentence.start, sentence.start + 6):
            self.session = self.began = None
        self.traded = self.trades and not opens
        self.trades = self.trades and goes_on

    def when(self, place: Place, subject: Subject | None, *, stands: bool) -> When:
        """The sort of time of a figure, by what it measures and the words of trading by it.

        `stands` where the sentence names a stretch, or one is in force for what it measures.
        """
        start, here = place.sentence.start, place.mention.start
        own = subject is not None and start <= subject.start <= here
        when = when_of(subject.term) if subject and own else When.ANY
        if subject and when is When.SESSION and not self._is_price(place, subject):
            when = When.ANY
        if when is When.LATEST and (self.session or self.wraps):
            when = When.SESSION
        if self._is_traded(place, subject, when) or (self.wraps and not (stands and own)):
            when = When.SESSION
        if subject and not own and self.traded and when_of(subject.term) is When.SESSION:
            when = When.SESSION
        self.trades = when is When.SESSION
        return when

    def day(self) -> Period:
        """The day of a price for which the sentence names none."""
        if self.session:
            return self.session
        on = self.clock.session or self.clock.published
        return day(on) if on and self.clock.exact else UNSPECIFIED

    def keep(self, anchor: Anchor) -> None:
        """Keep when prices are of: the day or month they have come to, and the one they left."""
        if anchor.is_day or anchor.name.role is Role.NOW:
            self.session = anchor.period
        elif anchor.period.kind is PeriodKind.MONTH:
            self.began = anchor.period

    def _is_traded(self, place: Place, subject: Subject | None, when: When) -> bool:
        """Whether words of trading stand before a figure, or it goes on from one that has them."""
        named = subject is not None and subject.start >= place.behind
        start = max(place.behind, place.mention.start - _NEAR)
        if subject and named:
            start = max(start, subject.start)
        if _TRADED.search(place.text, start, place.mention.outer_start):
            return True
        return self.trades and not (named and when in (When.FLOW, When.BALANCE))

    def _is_price(self, place: Place, subject: Subject) -> bool:
        """Whether a price is one: it is named, or the words about it are of a market."""
        if not subject.sure:
            return False
        if subject.end < place.mention.outer_start or self.wraps or self.trades or self.traded:
            return True
        start, end = place.sentence.start, place.sentence.end
        return any(words.search(place.text, start, end) for words in (_TRADED, _MARKET))
