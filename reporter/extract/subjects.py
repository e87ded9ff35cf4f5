"""What a text measures: the concepts of the glossary, found where they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from reporter.concepts import UnitKind as ConceptUnit
from reporter.extract.model import Kind
from reporter.extract.phrases import Phrase, PhraseBook
from reporter.extract.prepared import prepare
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Glossary, Term, load_glossary


@dataclass(frozen=True, slots=True)
class Meaning:
    """The terms that a surface can stand for, the likelier first; `sure` where it leaves no doubt."""

    terms: tuple[Term, ...]
    sure: bool


TermPhrase = Phrase[Meaning]


@cache
def _book() -> PhraseBook[Meaning]:
    return term_book(load_glossary())


def term_book(glossary: Glossary) -> PhraseBook[Meaning]:
    """Every surface of a glossary, spelled as prepared texts are."""
    meanings: dict[str, Meaning] = {}
    for weak in (False, True):
        for term in glossary:
            for surface in term.weak_aliases if weak else term.surfaces:
                spelling = prepare(surface).text
                known = meanings.get(spelling)
                terms = (*(known.terms if known else ()), term)
                meanings[spelling] = Meaning(terms, known.sure if known else not weak)
    return PhraseBook(meanings)


def find_terms(text: str) -> tuple[TermPhrase, ...]:
    """The terms named in a prepared text."""
    return tuple(_book().find(text))


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept and the words at [start, end) that name it."""

    term: Term
    start: int
    end: int
    sure: bool = True


_MONEY = frozenset({ConceptUnit.MONEY, ConceptUnit.MONEY_PER_SHARE, ConceptUnit.MONEY_PER_UNIT})
_COUNTS = frozenset({ConceptUnit.COUNT, ConceptUnit.PERSON})


def fits(term: Term, unit: str, kind: Kind) -> bool:
    """Whether a figure in that unit can be one of the concept, or a change of it."""
    if kind is Kind.CHANGE:
        return unit_kind(unit) is not UnitKind.MONEY or term.unit in _MONEY
    match unit_kind(unit):
        case UnitKind.MONEY:
            return term.unit in _MONEY
        case UnitKind.RATIO:
            return term.unit is ConceptUnit.PERCENT
        case UnitKind.MULTIPLE:
            return term.unit is ConceptUnit.MULTIPLE
        case UnitKind.LEVEL:
            return term.unit is ConceptUnit.POINTS
        case UnitKind.DURATION:
            return term.unit.value == unit or term.unit is ConceptUnit.COUNT
    return term.unit not in _MONEY and term.unit not in (ConceptUnit.PERCENT, ConceptUnit.POINTS)


def subject_of(phrase: TermPhrase, unit: str, kind: Kind) -> Subject | None:
    """The meaning of a term's words that a figure in that unit can have."""
    meant = next((term for term in phrase.meaning.terms if fits(term, unit, kind)), None)
    return Subject(meant, phrase.start, phrase.end, phrase.meaning.sure) if meant else None


def nearest(
    phrases: Sequence[TermPhrase], start: int, end: int, unit: str, kind: Kind
) -> Subject | None:
    """The last fitting term in [start, end)."""
    for phrase in reversed(phrases):
        if start <= phrase.start and phrase.end <= end:
            if subject := subject_of(phrase, unit, kind):
                return subject
    return None


_FOLLOWING = re.compile(r" (?:in|of) (?:(?!and |or )[a-z-]+ ){0,3}?$")


def following(
    phrases: Sequence[TermPhrase], text: str, end: int, limit: int, unit: str, kind: Kind
) -> Subject | None:
    """The term that English puts behind its figure: $5 billion in revenue."""
    for phrase in phrases:
        if (
            end <= phrase.start
            and phrase.end <= limit
            and _FOLLOWING.fullmatch(text[end : phrase.start])
        ):
            return subject_of(phrase, unit, kind)
    return None
