"""One figure among the terms around it and the figures read before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from reporter.extract import kinship
from reporter.extract.fitting import OF_ANYTHING, Figure, fitness, fits, meanings, next_figure
from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.extract.subjects import Subject
from reporter.extract.term_book import TermPhrase
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term

_NEAR = 80
_HAN = re.compile(r"[\u3400-\u9fff]")
_PRICES = frozenset({"share_price", "index_level", "market_cap", "target_price", "valuation"})
_FIELDS = {
    group: re.compile(words)
    for group, words in {
        "banking": "银行|贷款|(?<![a-z])bank|loans",
        "commerce": "门店|电商|零售|stores|retail|restaurants",
        "energy": "油气|原油|煤炭|发电|电网|(?<![a-z])oil|barrel|refin",
        "ev": r"汽车|车型|vehicle|(?<![a-z])(?:cars?|suvs?|evs?|car ?makers?|automakers?)(?![a-z])",
        "insurance": "保险|人寿|insurer|premiums",
        "macro": "经济增长|统计局|生产总值|(?<![a-z])(?:gdp|economy|industrial output)(?![a-z])",
        "markets": "大市|两市|沪指|恒指|指数|债|main board|stock market|index|treasury",
        "property": "地产|楼盘|置业|物业|property|homes|flats|apartments",
        "semiconductors": "晶圆|半导体|芯片|foundry|wafer|chip",
        "telecoms": "电信|通信|宽带|telecom",
        "travel": "航空|航班|客运|赌场|博彩|airline|flights|casino|macau",
    }.items()
}
"""Words that tell which field a text speaks of, by the group of the glossary."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that has been read: what it was of, its place in the sentence, and where it ends."""

    subject: Subject | None
    figure: Figure
    index: int
    end: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A figure, the readings before it in its sentence, and the last ones of earlier sentences."""

    place: Place
    figure: Figure
    here: tuple[Reading, ...]
    earlier: tuple[Reading, ...]

    @property
    def text(self) -> str:
        return self.place.text

    @property
    def start(self) -> int:
        """Where the figure begins, with the words that bound it."""
        return self.place.mention.outer_start

    @property
    def end(self) -> int:
        """Where the figure itself ends."""
        return self.place.mention.end

    @property
    def begin(self) -> int:
        """Where the figure read before it ends, or its sentence begins."""
        return self.here[-1].end if self.here else self.place.sentence.start

    @property
    def before(self) -> str:
        """From the figure before, or the beginning of the sentence, to this one."""
        return self.text[self.begin : self.start]

    @property
    def after(self) -> str:
        """What stands close behind the figure in its sentence."""
        return self.text[self.end : min(self.place.sentence.end, self.end + _NEAR)]

    @property
    def is_chinese(self) -> bool:
        return bool(_HAN.search(self.text, max(0, self.start - 60), self.start + 60))

    def words(self, subject: Subject) -> str:
        """The words that name a subject."""
        return self.text[subject.start : subject.end]

    def named(self) -> tuple[TermPhrase, ...]:
        """The terms between the figure before and this one, left to right."""
        return between(self.place.sentence.terms, self.begin, self.place.mention.start)

    def behind(self) -> TermPhrase | None:
        """The first term close behind the figure."""
        return next(iter(between(self.place.sentence.terms, self.end, self.end + _NEAR)), None)

    def past(self) -> Iterator[Reading]:
        """What was read before, the latest first."""
        yield from reversed(self.here)
        yield from reversed(self.earlier)

    def told(self) -> Iterator[Term]:
        """The concepts of what was read before, the latest first."""
        return (reading.subject.term for reading in self.past() if reading.subject)

    def last(self) -> Subject | None:
        """The subject of the figure before, in the same sentence."""
        return self.here[-1].subject if self.here else None

    def of(self, phrase: TermPhrase, *, as_change: bool = False) -> Subject | None:
        """The term as the subject of this figure, if it fits, maybe only as its growth."""
        figure = replace(self.figure, kind=Kind.CHANGE) if as_change else self.figure
        terms = meanings(phrase, figure) or self._of_other_unit(phrase)
        if not terms:
            return None
        return Subject(self._likeliest(terms), phrase.start, phrase.end, phrase.meaning.sure)

    def _of_other_unit(self, phrase: TermPhrase) -> tuple[Term, ...]:
        """What the words mean of a level in another unit: dividends paid for those per share."""
        others = (kinship.other_unit(term) for term in phrase.meaning.terms)
        if self.figure.is_change:
            return ()
        return tuple(other for other in others if other and fits(other, self.figure))

    def _likeliest(self, terms: tuple[Term, ...]) -> Term:
        """Of several things that words mean, what was meant before or fits the next figure."""
        if len(terms) == 1:
            return terms[0]
        said = list(self.told())
        concepts = {term.concept: term for term in terms}
        for term in said:
            if term.concept in concepts:
                return concepts[term.concept]
        following = next_figure(self.place) if self.figure.is_change else None
        if following and unit_kind(following.unit) is not UnitKind.RATIO:
            fitting = max(terms, key=lambda term: fitness(term, following))
            if fits(fitting, following):
                return fitting
        closest = max(terms, key=lambda term: self._closeness(term, said))
        if self.figure.is_change or any(self._closeness(closest, said)):
            return closest
        return next((term for term in terms if term.concept in OF_ANYTHING), terms[0])

    def _closeness(self, term: Term, said: Sequence[Term]) -> tuple[bool, int, bool]:
        """How near the field of a concept is to the words around, to what was told, to the text."""
        words = _FIELDS.get(term.group)
        told = sum(other.group == term.group for other in said)
        if not words:
            return False, told, False
        near = words.search(self.text, max(0, self.start - 80), self.start + 60)
        return bool(near), told, bool(words.search(self.text, 0, 2000))

    def carried(self, readings: tuple[Reading, ...]) -> Subject | None:
        """The latest subject among readings that a figure without a name of its own can have."""
        for reading in reversed(readings):
            if not reading.subject:
                continue
            if self._can_follow(reading, reading.subject.term):
                return reading.subject
            other = kinship.other_unit(reading.subject.term)
            if other and not self.figure.is_change and fits(other, self.figure):
                return replace(reading.subject, term=other)
        return None

    def _can_follow(self, reading: Reading, term: Term) -> bool:
        is_last = bool(self.here) and reading is self.here[-1]
        if term.concept == "exchange_rate" and not is_last:
            return False
        if term.concept in _PRICES and self.figure.unit == "multiple":
            return False
        same_unit = reading.figure.unit == self.figure.unit
        if unit_kind(self.figure.unit) is UnitKind.DURATION and not same_unit:
            return False
        if is_last and same_unit and self.figure.unit == "percent" and reading.figure.is_change:
            return True
        return fits(term, self.figure)


class _Standing(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


Something = TypeVar("Something", bound=_Standing)


def between(items: Sequence[Something], start: int, end: int) -> tuple[Something, ...]:
    """Those of the items, which are in order, that lie in [start, end)."""
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, key=lambda item: item.start)
    return tuple(item for item in items[first:last] if item.end <= end)
