"""How sure a reading is: what each figure's words leave open, and how often that went wrong.

The weights are log-odds, fitted to the labelled texts that rules may be written from; the table
that `benchmarks/extraction.py --confidence` prints says what they are worth on the others.
"""

from __future__ import annotations

import re
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

DOUBTFUL = 0.5
"""A reading that is less sure is one to look at."""

_NEAR = 2
_CROWDED = 6
_REACH = 20
_BEST = 2.5


class Doubt(Enum):
    """What leaves a reading open: its weight, and the reason in plain words."""

    NO_CONCEPT = -6.0, "nothing in the text says what it measures"
    CONCEPT_CARRIED = -1.0, "what it measures is taken from an earlier sentence"
    CONCEPT_FAR = -1.0, "what it measures stands before another figure"
    CONCEPT_WEAK = -1.0, "the word for what it measures may mean something else"
    NO_ENTITY = -1.0, "the text names nobody whom it could be of"
    ENTITY_CARRIED = -0.3, "whom it is of is taken from an earlier sentence"
    ENTITY_DEFAULT = -0.5, "whom it is of is not said near it"
    SEVERAL_ENTITIES = -0.5, "its sentence names several names"
    NO_PERIOD = -0.5, "the text does not say for which period"
    PERIOD_CARRIED = -0.3, "its period is taken from an earlier sentence"
    PERIOD_FAR = -0.6, "its period is taken from far before"
    SEVERAL_PERIODS = -0.3, "its sentence names several periods"
    UNIT_GUESSED = -0.3, "its unit is taken from the rest of the text"
    WEAK_FIGURE = -0.5, "a number without a unit"
    SHARED_OUT = -0.2, "one of a list that one clause shares out"
    NOT_ACTUAL = -0.3, "not a result, by the words before it"
    NO_BASIS = -0.3, "a change, and its clause does not say against what"
    CROWDED = -0.3, "one of many figures in a sentence"

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
            doubts = tuple(self._doubts(said, candidate))
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
        since = self.number - max(
            (self.names.get(name[:end], -_NEAR) for end in range(1, len(name) + 1)), default=-_NEAR
        )
        if not name:
            yield Doubt.NO_ENTITY
        elif since:
            yield Doubt.ENTITY_CARRIED if since <= _NEAR else Doubt.ENTITY_DEFAULT
        if said.names > 1:
            yield Doubt.SEVERAL_ENTITIES

    def _of_period(self, said: _Said, candidate: Candidate, index: int) -> Iterator[Doubt]:
        if candidate.period.kind is PeriodKind.UNSPECIFIED:
            yield Doubt.NO_PERIOD
        elif not said.periods or said.periods[0] > said.sentence.mentions[index].start:
            since = self.number - self.period_named
            yield Doubt.PERIOD_CARRIED if since <= _NEAR else Doubt.PERIOD_FAR
        if len(said.periods) > 1:
            yield Doubt.SEVERAL_PERIODS


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence: its figures by where they start, how many names, and where it names periods."""

    sentence: Sentence
    starts: Mapping[int, int]
    names: int
    periods: tuple[int, ...]
    shares_out: bool


_SHARED = re.compile("分别|依次|respectively")


def _said(sentence: Sentence) -> _Said:
    prepared, mentions = sentence.prepared, sentence.mentions
    shared = _SHARED.search(prepared.text, sentence.start, sentence.end)
    return _Said(
        sentence,
        {prepared.extent(m.start, m.end)[0]: index for index, m in enumerate(mentions)},
        len({phrase.meaning.name for phrase in sentence.entities}),
        tuple(named.start for named in sentence.named if named.role is Role.MAIN),
        len(mentions) > 1 and shared is not None,
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
    if not phrase.meaning.sure or len(phrase.meaning.terms) > 1:
        yield Doubt.CONCEPT_WEAK
    if index and phrase.end <= sentence.mentions[index - 1].start:
        yield Doubt.CONCEPT_FAR


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
    if mention.weak:
        yield Doubt.WEAK_FIGURE
    elif candidate.unit != mention.quantity.unit:
        yield Doubt.UNIT_GUESSED
    if said.shares_out:
        yield Doubt.SHARED_OUT
    if candidate.status is not Status.ACTUAL:
        yield Doubt.NOT_ACTUAL
    if candidate.kind is Kind.CHANGE and candidate.basis == "none":
        yield Doubt.NO_BASIS
    if len(said.sentence.mentions) > _CROWDED:
        yield Doubt.CROWDED
