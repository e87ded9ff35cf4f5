"""The facts of a brief against the text they were read from, figure by figure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reporter.brief import Brief, Source
from reporter.extract import Candidate, extract
from reporter.facts import Direction, Fact, Span
from reporter.movement import clause_of, movements
from reporter.quantity import Bound, Found, Quantity, UnitKind, find_quantities, unit_kind
from reporter.quantity.lexicon import BOUND_BEFORE, BoundWord, fold, one_of
from reporter.uncovered import Uncovered, paragraph_at, uncovered

_REACH = 24
"""A word that bounds a figure stands at most so many characters before it, in its clause."""
_BOUNDS = {word: said for word, said in BOUND_BEFORE.items() if len(word) > 1}
_BOUND = re.compile(f"(?:(?<![a-z])|(?![a-z]))(?:{one_of(_BOUNDS)})")
_COMPARED = re.compile(
    "[的和跌升降见(]|此前|先前|上述|fold|(?<![a-z])(?:a|and|but|of|the|to|was|were|year)(?![a-z])"
)
"""Words after which a word that bounds is one that compares: above the consensus of 42 cents."""
_DIGIT = re.compile("[0-9]")


class Place(StrEnum):
    """Where the figure of a fact stands in the text."""

    THERE = "there"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the text says where a fact was read; `problems` is empty where it says the same.

    `start` and `end` are where the figure stands, characters [start, end) of the text.
    """

    fact: Fact
    place: Place
    surface: str
    start: int
    end: int
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceCheck:
    """A text read against the facts that cite it."""

    source: Source
    sha256: str
    sightings: tuple[Sighting, ...]
    uncovered: tuple[Uncovered, ...]

    @property
    def is_same_text(self) -> bool | None:
        """Whether it is the very text that was read; None where the brief does not say which."""
        return None if self.source.sha256 is None else self.source.sha256 == self.sha256

    @property
    def holds(self) -> bool:
        return self.is_same_text is not False and not any(s.problems for s in self.sightings)


def check_source(brief: Brief, content: bytes) -> SourceCheck | None:
    """The facts that cite a text, each looked up in it; None where the brief cites no text.

    Which source it is its SHA-256 says, else the facts: the source that most of them give a place
    in. Raises UnicodeDecodeError for what is no UTF-8.
    """
    digest = hashlib.sha256(content).hexdigest()
    source = _source(brief, digest)
    if source is None:
        return None
    text = content.decode("utf-8")
    spans = [(f, f.source) for f in brief.facts if f.source and f.source.document == source.id]
    placed = [(fact, span, (span.start or 0, span.end)) for fact, span in spans if span.end]
    covered = {extent for _, _, extent in placed}
    figures = tuple(find_quantities(text, bare=True))
    readings = {(read.start, read.end): read for read in extract(text)}
    sightings = tuple(
        _sighting(text, figures, covered, fact, span, agreed=_agrees(readings.get(extent), fact))
        for fact, span, extent in placed
    )
    return SourceCheck(source, digest, sightings, uncovered(text, covered, brief.names))


def _source(brief: Brief, digest: str) -> Source | None:
    cited = [fact.source.document for fact in brief.facts if fact.source and fact.source.end]
    same = [source for source in brief.sources if source.sha256 == digest]
    known = same or [source for source in brief.sources if source.id in cited]
    return max(known, key=lambda source: cited.count(source.id), default=None)


def _sighting(
    text: str,
    figures: Sequence[Found],
    covered: set[tuple[int, int]],
    fact: Fact,
    span: Span,
    *,
    agreed: bool,
) -> Sighting:
    start, end = span.start or 0, span.end or 0
    there = next((found for found in figures if found.start < end and start < found.end), None)
    if agreed:
        outer = (there.outer_start, there.outer_end) if there else (start, end)
        there = Found(start, end, text[start:end], fact.quantity, *outer)
    if there and _is_same(fact.quantity, there.quantity):
        problems = tuple(_problems(text, figures, fact, span, there, agreed=agreed))
        return Sighting(fact, Place.THERE, there.surface, there.start, there.end, problems)
    says = f"says “{there.surface}” there" if there else "has no figure there"
    same = [found for found in figures if _is_same(fact.quantity, found.quantity)]
    free = [found for found in same if (found.start, found.end) not in covered]
    nearest = min(free or same, key=lambda found: abs(found.start - start), default=None)
    if nearest is None:
        problem = f"{says}, and the figure of the fact nowhere"
        return Sighting(fact, Place.NOWHERE, there.surface if there else "", start, end, (problem,))
    problem = f"{says}; “{nearest.surface}” stands {_at(text, nearest)}"
    found = nearest.surface, nearest.start, nearest.end
    return Sighting(fact, Place.ELSEWHERE, *found, (problem,))


def _agrees(read: Candidate | None, fact: Fact) -> bool:
    """Whether the text as a whole, read at the place of a fact, says it.

    What 元 stands for, or a unit that a list has once, no figure can tell by itself.
    """
    return (
        read is not None
        and read.quantity == fact.quantity
        and fact.quantity.precision >= read.quantity.precision
        and (not fact.is_change or read.direction is fact.direction)
    )


def _at(text: str, found: Found) -> str:
    paragraph = paragraph_at(text, found.start)
    return f"in paragraph {paragraph}, characters {found.start} to {found.end}"


def _is_same(stated: Quantity, found: Quantity) -> bool:
    """Whether both name the same number in the same unit, bounds aside."""
    counted = {unit_kind(stated.unit), unit_kind(found.unit)} == {UnitKind.COUNT}
    one, other = ((q.value, q.low, q.high, q.fraction, q.vague) for q in (stated, found))
    return one == other and (counted or stated.unit == found.unit)


def _problems(
    text: str, figures: Sequence[Found], fact: Fact, span: Span, found: Found, *, agreed: bool
) -> Iterator[str]:
    paragraph = span.paragraph or paragraph_at(text, found.start)
    place = paragraph_at(text, found.start), found.start, found.end
    if place != (paragraph, span.start, span.end):
        yield f"“{found.surface}” stands {_at(text, found)}"
    if fact.quantity.precision < found.quantity.precision and _DIGIT.search(found.surface):
        yield f"the fact has more digits than “{found.surface}”"
    stated = BoundWord(fact.quantity.bound, fact.quantity.close)
    if not fact.quantity.vague and stated not in (said := _bounds(text, figures, found)):
        yield f"the fact is {_said(stated)}, the text says {_said(said[0])}"
    if agreed or not fact.is_change:
        return
    if (way := _way(text, found)) not in (None, fact.direction):
        yield f"the fact goes {fact.direction}, the text says {way}"


def _bounds(text: str, figures: Sequence[Found], found: Found) -> tuple[BoundWord, ...]:
    """How firmly the text states a figure: as read with it, else by the words before it."""
    said = BoundWord(found.quantity.bound, found.quantity.close)
    if said.bound is not Bound.EXACT:
        return (said,)
    begin = max(
        clause_of(text, found.start)[0],
        found.outer_start - _REACH,
        *(other.outer_end for other in figures if other.outer_end <= found.start),
        0,
    )
    folded = fold(text)
    words = [
        word[0]
        for word in _BOUND.finditer(folded, begin, found.outer_start)
        if not _COMPARED.search(folded, word.end(), found.outer_start)
    ]
    return tuple(_BOUNDS[word] for word in reversed(words)) or (said,)


def _said(word: BoundWord) -> str:
    return "nearly" if word.close else word.bound.replace("_", " ")


def _way(text: str, found: Found) -> Direction | None:
    """The way of the nearest word of direction in the figure's clause: before it, else behind."""
    begin, end = clause_of(text, found.start)
    words = tuple(movements(text[begin:end]))
    before = [word for word in words if word.end <= found.start - begin]
    word = before[-1] if before else next(iter(words), None)
    return word.direction if word else None
