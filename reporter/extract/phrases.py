"""Known phrases found in a text in one pass, the longest at each place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Phrase(Generic[Meaning]):
    """A phrase at [start, end) of a text, and what it means."""

    start: int
    end: int
    meaning: Meaning


class PhraseBook(Generic[Meaning]):
    """Phrases by their spelling; finding them takes time linear in the text."""

    def __init__(self, phrases: Mapping[str, Meaning] | Iterable[tuple[str, Meaning]]) -> None:
        self._meanings: dict[str, Meaning] = dict(phrases)
        lengths: dict[str, set[int]] = {}
        for spelling in self._meanings:
            lengths.setdefault(spelling[:2], set()).add(len(spelling))
        self._lengths = {key: sorted(sizes, reverse=True) for key, sizes in lengths.items()}

    def __contains__(self, spelling: str) -> bool:
        return spelling in self._meanings

    def find(self, text: str) -> Iterator[Phrase[Meaning]]:
        """The phrases in a text, left to right, none inside another; Latin ones as whole words."""
        at = 0
        while at < len(text):
            found = self._at(text, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _at(self, text: str, at: int) -> Phrase[Meaning] | None:
        if at and _is_latin(text[at]) and _is_latin(text[at - 1]):
            return None
        for key in (text[at : at + 2], text[at]):
            for length in self._lengths.get(key, ()):
                end = at + length
                spelling = text[at:end]
                if (
                    len(spelling) == length
                    and spelling in self._meanings
                    and not _splits_a_word(text, end)
                ):
                    return Phrase(at, end, self._meanings[spelling])
        return None


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _splits_a_word(text: str, end: int) -> bool:
    return end < len(text) and _is_latin(text[end - 1]) and _is_latin(text[end])
