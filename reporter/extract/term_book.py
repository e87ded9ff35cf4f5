"""The words that name the concepts of the glossary, and the verbs that go with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from reporter import paths
from reporter.extract.phrases import Phrase, PhraseBook
from reporter.extract.prepared import prepare
from reporter.terms import Glossary, Term, load_glossary
from reporter.wordlists import WordList


@dataclass(frozen=True, slots=True)
class Meaning:
    """The terms that words can stand for, the likelier first; `sure` where they leave no doubt.

    A `cue` is no name, but a word that goes with figures of the concept, as a verb does.
    """

    terms: tuple[Term, ...]
    sure: bool
    cue: bool = False


TermPhrase = Phrase[Meaning]


@cache
def book() -> PhraseBook[Meaning]:
    """The words of the glossary and of assets/cues.csv."""
    return term_book(load_glossary(), _cues())


@cache
def _cues() -> tuple[tuple[str, str], ...]:
    """Words that point to a concept without naming it: 交付, sold."""
    rows = WordList(paths.assets() / "cues.csv", ("concept", "words")).rows()
    return tuple((words, row["concept"]) for row in rows for words in row["words"].split("|"))


def term_book(glossary: Glossary, cues: Iterable[tuple[str, str]] = ()) -> PhraseBook[Meaning]:
    """Every surface of a glossary, and the cues, spelled as prepared texts are."""
    said = [*_said(glossary), *((words, Meaning((glossary[c],), False, True)) for words, c in cues)]
    spellings = prepare(_MARK.join(words for words, _ in said)).text.split(_MARK)
    meanings: dict[str, Meaning] = {}
    for spelling, (_, meaning) in zip(spellings, said, strict=True):
        if not _UNREAD.match(spelling):
            known = meanings.get(spelling)
            meanings[spelling] = _with(known, meaning.terms[0]) if known else meaning
    return PhraseBook(meanings)


_MARK = "|"


def _said(glossary: Glossary) -> Iterator[tuple[str, Meaning]]:
    """The words that leave no doubt, then those that may mean something else."""
    for term in glossary:
        for words in _forms((*term.names.values(), *term.aliases)):
            yield words, Meaning((term,), True)
    for term in glossary:
        telling = filter(_is_telling, term.shorts.values())
        for words in _forms((*term.weak_aliases, *telling)):
            yield words, Meaning((term,), False)


def _with(known: Meaning, term: Term) -> Meaning:
    """The meaning with one more term."""
    if any(term.concept == other.concept for other in known.terms):
        return known
    return replace(known, terms=(*known.terms, term))


def _forms(surfaces: Iterable[str]) -> Iterator[str]:
    """The words, and in English their plurals."""
    for words in surfaces:
        yield words
        if words.isascii() and words[-1].isalpha() and words[-1] not in "sS":
            yield f"{words}s"


def _is_telling(short: str) -> bool:
    """Whether a tight label says enough outside its table: DAU, 线上占比, but not Fuel or 直播."""
    if short.startswith("By "):
        return False
    return short.isupper() or " " in short or len(short) > (20 if short.isascii() else 2)


_UNREAD = re.compile(
    r"[%占]|percentage of|(?:cars?|asks?|cor|pat|os|gm|cb|ps|per|ev|rpm)\Z"
)  # fmt: skip
"""A share as it is told, which is read from its whole; and short forms that are words as well."""
