"""The words that name the concepts of the glossary, and the verbs that go with their figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    meanings: dict[str, Meaning] = {}

    def add(words: str, term: Term, *, sure: bool, cue: bool = False) -> None:
        spelling = prepare(words).text
        known = meanings.get(spelling, Meaning((), sure, cue))
        if all(term.concept != other.concept for other in known.terms):
            meanings[spelling] = replace(known, terms=(*known.terms, term))

    for term in glossary:
        for words in _forms((*term.names.values(), *term.aliases)):
            add(words, term, sure=True)
    for term in glossary:
        telling = filter(_is_telling, term.shorts.values())
        for words in _forms((*term.weak_aliases, *telling)):
            add(words, term, sure=False)
    for words, concept in cues:
        add(words, glossary[concept], sure=False, cue=True)
    return PhraseBook({words: said for words, said in meanings.items() if not _UNREAD.match(words)})


def _forms(surfaces: Iterable[str]) -> Iterable[str]:
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
