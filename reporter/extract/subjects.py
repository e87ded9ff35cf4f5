"""What a text measures: the concepts of the glossary, found where they are named."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.extract.term_book import Meaning, TermPhrase, book
from reporter.extract.term_words import completed, owners_parts, summed
from reporter.terms import Term

__all__ = ["Meaning", "Subject", "TermPhrase", "find_terms"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept and the words at [start, end) that name it."""

    term: Term
    start: int
    end: int
    sure: bool = True


def find_terms(text: str) -> tuple[TermPhrase, ...]:
    """The terms named in a prepared text, left to right, none inside another."""
    owners = tuple(owners_parts(text))
    taken = bytearray(len(text))
    for phrase in owners:
        taken[phrase.start : phrase.end] = b"\1" * (phrase.end - phrase.start)
    others = (p for p in book().find(text) if not any(taken[p.start : p.end]))
    ordered = sorted((*owners, *others), key=lambda phrase: phrase.start)
    told = (whole for phrase in ordered if (whole := completed(text, phrase)))
    return tuple(summed(text, told))
