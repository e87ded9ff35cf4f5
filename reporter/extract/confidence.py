"""How sure a reading is: what each figure's words leave open, and how often that went wrong.

The weights are log-odds, fitted by benchmarks/confidence.py; the table that
`benchmarks/extraction.py --confidence` prints says what they are worth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from math import exp

from reporter.extract.model import Candidate, Kind
from reporter.extract.sentences import Sentence
from reporter.extract.subjects import TermPhrase
from reporter.extract.time_words import Role
from reporter.facts import Status
from reporter.periods import PeriodKind
from reporter.quantity import Bound

DOUBTFUL = 0.4
"""A reading that is less sure is one to look at."""

_NEAR = 2
_SHORT = 2
_REACH = 20
_BEST = 1.2


class Doubt(Enum):
    """What leaves a reading open: its weight, and the reason in plain words."""

    NO_CONCEPT = -6.0, "nothing in the text says what it measures"
    CONCEPT_CARRIED = -1.2, "what it measures is taken from an earlier sentence"
    CONCEPT_CUE = -1.4, "only a verb tells what it measures"
    CONCEPT_BEHIND = -0.5, "what it measures is named behind it"
    CONCEPT_WEAK = -0.4, "the word for what it measures may mean something else"
    CONCEPT_MANY = -0.4, "the word for what it measures means several things"
    CONCEPT_SHORT = -0.5, "the word for what it measures is short, and may be part of another"
    NO_ENTITY = -0.5, "the text names nobody whom it could be of"
    ENTITY_CARRIED = -0.6, "whom it is of is taken from an earlier sentence"
    ENTITY_DEFAULT = -0.4, "whom it is of is not said near it"
    ENTITY_PART = -0.2, "it may be of a part of the company"
    SEVERAL_ENTITIES = -0.2, "its sentence has several names"
    NO_PERIOD = -2.5, "the text does not say for which period"
    PERIOD_CARRIED = -0.1, "its period is taken from an earlier sentence"
    PERIOD_FAR = -0.1, "its period is taken from far before"
    UNIT_GUESSED = -0.2, "its unit is taken from the rest of the text"
    COUNTED = -0.8, "what it counts is no unit that is known"
    PORTION = -0.5, "a part or a multiple, and of what may be something else"
    BOUNDED = -0.8, "a rounded figure, bounded by a word near it"
    NOT_ACTUAL = -0.3, "not a result, by the words before it"
    NO_BASIS = -0.5, "a change, and its clause does not say against what"

    def __init__(self, weight: float, words: str) -> None:
        self.weight, self.words = weight, words


@dataclass(slots=True)
class Confidence:
    """What was named where, as a text is read from its start on."""

    number: int = 0
    period_named: int = -_NEAR
    names: dict[str, int] = field(default_factory=dict)

    def sentence(self, sentence: Sentence, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """The candidates of the next sentence, each with its confidence and its doubts."""
        self.number += 1
        self.names |= {phrase.meaning.name: self.number for phrase in sentence.entities}
        said = _said(sentence)
        for candidate in candidates:
            doubts = sorted(self._doubts(said, candidate), key=lambda doubt: doubt.weight)
            yield replace(
                candidate,
                confidence=confidence_of(doubts),
                doubts=tuple(doubt.words for doubt in doubts),
            )
        if said.periods:
            self.period_named = self.number

    def _doubts(self, said: _Said, candidate: Candidate) -> Iterator[Doubt]:
        index = said.starts[candidate.start]
        yield from _of_concept(said.sentence, candidate, index)
        yield from self._of_entity(said, candidate)
        yield from self._of_period(said, candidate, index)
        yield from _of_figure(said, candidate, index)

    def _of_entity(self, said: _Said, candidate: Candidate) -> Iterator[Doubt]:
        name = candidate.entity
        known = [name[:end] for end in range(len(name), 0, -1) if name[:end] in self.names]
        since = self.number - self.names[known[0]] if known else _NEAR + 1
        if not name:
            yield Doubt.NO_ENTITY
        elif since:
            yield Doubt.ENTITY_CARRIED if since <= _NEAR else Doubt.ENTITY_DEFAULT
        if name and name not in self.names:
            yield Doubt.ENTITY_PART
        if said.names > 1:
            yield Doubt.SEVERAL_ENTITIES

    def _of_period(self, said: _Said, candidate: Candidate, index: int) -> Iterator[Doubt]:
        if candidate.period.kind is PeriodKind.UNSPECIFIED:
            yield Doubt.NO_PERIOD
        elif not said.periods or said.periods[0] > said.sentence.mentions[index].start:
            since = self.number - self.period_named
            yield Doubt.PERIOD_CARRIED if since <= _NEAR else Doubt.PERIOD_FAR


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: its figures by where they start, how many names, and where it names periods."""

    sentence: Sentence
    starts: Mapping[int, int]
    names: int
    periods: tuple[int, ...]


def _said(sentence: Sentence) -> _Said:
    prepared = sentence.prepared
    return _Said(
        sentence,
        {prepared.extent(m.start, m.end)[0]: n for n, m in enumerate(sentence.mentions)},
        len({phrase.meaning.name for phrase in sentence.entities}),
        tuple(named.start for named in sentence.named if named.role is Role.MAIN),
    )


def confidence_of(doubts: Iterable[Doubt]) -> float:
    """The share of readings with those doubts that are right in every field, 0 to 1."""
    odds = _BEST + sum(doubt.weight for doubt in doubts)
    return round(1 / (1 + exp(-odds)), 2)


def _of_concept(sentence: Sentence, candidate: Candidate, index: int) -> Iterator[Doubt]:
    if not candidate.concept:
        yield Doubt.NO_CONCEPT
        return
    phrase = _term(sentence, candidate, index)
    if phrase is None:
        yield Doubt.CONCEPT_CARRIED
        return
    if phrase.meaning.cue:
        yield Doubt.CONCEPT_CUE
    elif not phrase.meaning.sure:
        yield Doubt.CONCEPT_WEAK
    if len(phrase.meaning.terms) > 1:
        yield Doubt.CONCEPT_MANY
    if phrase.start > sentence.mentions[index].start:
        yield Doubt.CONCEPT_BEHIND
    if _is_short(sentence.prepared.text[phrase.start : phrase.end]):
        yield Doubt.CONCEPT_SHORT


def _is_short(words: str) -> bool:
    """Whether a name is a word of one or two characters, or one English word."""
    return words.isalpha() if words.isascii() else len(words) <= _SHORT


def _term(sentence: Sentence, candidate: Candidate, index: int) -> TermPhrase | None:
    """The words of the sentence that name what a figure measures, the nearest of them."""
    start, terms = sentence.mentions[index].start, sentence.terms
    at = bisect_left(terms, start, key=lambda phrase: phrase.start)
    said = [
        phrase
        for phrase in terms[max(0, at - _REACH) : at + _REACH]
        if any(term.concept == candidate.concept for term in phrase.meaning.terms)
    ]
    return min(said, key=lambda phrase: abs(phrase.start - start), default=None)


def _of_figure(said: _Said, candidate: Candidate, index: int) -> Iterator[Doubt]:
    mention = said.sentence.mentions[index]
    if candidate.unit != mention.quantity.unit:
        yield Doubt.UNIT_GUESSED
    if candidate.unit == "count":
        yield Doubt.COUNTED
    if candidate.kind is Kind.SHARE or candidate.unit == "multiple":
        yield Doubt.PORTION
    if candidate.quantity.bound is not Bound.EXACT:
        yield Doubt.BOUNDED
    if candidate.status is not Status.ACTUAL:
        yield Doubt.NOT_ACTUAL
    if candidate.kind is Kind.CHANGE and candidate.basis == "none":
        yield Doubt.NO_BASIS
