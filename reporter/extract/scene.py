"""One figure among the terms around it and the figures read before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reporter.extract import kinship
from reporter.extract.fitting import Figure, figure_at, fitness, fits, meanings
from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.extract.subjects import Subject, TermPhrase
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure that has been read, what it was of, and where it ends."""

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
    def begin(self) -> int:
        """Where the figure read before it ends, or its sentence begins."""
        return self.here[-1].end if self.here else self.place.sentence.start

    @property
    def before(self) -> str:
        return self.text[self.begin : self.start]

    @property
    def after(self) -> str:
        """From the figure to the end of its sentence, in part."""
        end = self.place.mention.end
        return self.text[end : min(self.place.sentence.end, end + 80)]

    @property
    def is_chinese(self) -> bool:
        return bool(_HAN.search(self.text, max(0, self.start - 60), self.start + 60))

    def named(self) -> tuple[TermPhrase, ...]:
        """The terms between the figure before and this one, left to right."""
        return terms_between(self.place.sentence.terms, self.begin, self.place.mention.start)

    def behind(self) -> tuple[TermPhrase, ...]:
        """The terms close behind the figure, left to right."""
        end = self.place.mention.end
        return terms_between(self.place.sentence.terms, end, end + 80)

    def of(self, phrase: TermPhrase, *, as_change: bool = False) -> Subject | None:
        """The term as the subject of this figure, if it fits, maybe only as its growth."""
        figure = replace(self.figure, kind=Kind.CHANGE) if as_change else self.figure
        terms = meanings(phrase, figure)
        if not terms:
            return None
        return Subject(self._likeliest(terms), phrase.start, phrase.end, phrase.meaning.sure)

    def _likeliest(self, terms: tuple[Term, ...]) -> Term:
        """Of words that mean several things, what was meant before, or what fits the next figure."""
        if len(terms) == 1:
            return terms[0]
        said = [r.subject.term for r in self.past() if r.subject]
        concepts = {term.concept: term for term in terms}
        for term in said:
            if term.concept in concepts:
                return term
        if self.figure.is_change and (following := figure_at(self.place, self.place.index + 1)):
            fitting = max(terms, key=lambda term: fitness(term, following))
            if fits(fitting, following) and unit_kind(following.unit) is not UnitKind.RATIO:
                return fitting
        near = self.text[max(0, self.start - 80) : self.start + 60]
        told = [term.group for term in said]
        return max(
            terms, key=lambda term: (_speaks_of(term, near), told.count(term.group), _speaks_of(term, self.text[:2000]))
        )

    def past(self) -> Iterator[Reading]:
        """What was read before, the latest first."""
        yield from reversed(self.here)
        yield from reversed(self.earlier)

    def last_fitting(self, readings: tuple[Reading, ...]) -> Subject | None:
        """The latest subject among readings that the figure can have."""
        for reading in reversed(readings):
            if not reading.subject:
                continue
            if self._can_follow(reading, bool(self.here) and reading is self.here[-1]):
                return reading.subject
            other = kinship.counterpart(reading.subject.term)
            if other and not self.figure.is_change and fits(other, self.figure):
                return replace(reading.subject, term=other)
        return None

    def _can_follow(self, reading: Reading, is_last: bool) -> bool:
        """Whether a figure without a name of its own can be of what an earlier one was of."""
        assert reading.subject
        concept = reading.subject.term.concept
        if concept == "exchange_rate" and not is_last:
            return False
        if concept in _PRICES and self.figure.unit == "multiple":
            return False
        if unit_kind(self.figure.unit) is UnitKind.DURATION and reading.figure.unit != self.figure.unit:
            return False
        both_percent = reading.figure.unit == self.figure.unit == "percent"
        if both_percent and reading.figure.is_change and is_last:
            return True
        return fits(reading.subject.term, self.figure)


def terms_between(terms: Sequence[TermPhrase], start: int, end: int) -> tuple[TermPhrase, ...]:
    """Those of the terms, which are in order, that lie in [start, end)."""
    first = bisect_left(terms, start, key=lambda term: term.start)
    last = bisect_left(terms, end, key=lambda term: term.start)
    return tuple(term for term in terms[first:last] if term.end <= end)


_PRICES = frozenset({"share_price", "index_level", "market_cap", "target_price", "valuation"})
_FIELDS = {
    "ev": "汽车|车型|vehicle|(?<![a-z])(?:cars?|suvs?|evs?|car ?makers?|automakers?)(?![a-z])",
    "banking": "银行|贷款|(?<![a-z])bank|loans",
    "semiconductors": "晶圆|半导体|芯片|foundry|wafer|chip",
    "travel": "航空|航班|客运|airline|flights",
    "property": "地产|楼盘|置业|物业|property|homes",
    "energy": "油气|原油|煤炭|发电|电网|(?<![a-z])oil|barrel|refin",
    "markets": "大市|两市|沪指|恒指|指数|main board|stock market|index|treasury|债",
    "insurance": "保险|人寿|insurer|premiums",
    "telecoms": "电信|通信|宽带|telecom",
    "macro": "经济增长|统计局|国内生产总值|(?<![a-z])(?:gdp|economy|industrial output|inflation)(?![a-z])",
    "commerce": "门店|电商|零售|stores|retail|restaurants",
}


def _speaks_of(term: Term, text: str) -> bool:
    """Whether a text has words of the concept's field."""
    words = _FIELDS.get(term.group)
    return bool(words and re.search(words, text))


_HAN = re.compile(r"[\u3400-\u9fff]")
