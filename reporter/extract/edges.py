"""Where what a sentence names begins and ends, and what sort of thing it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from reporter.extract.part import Part
from reporter.extract.phrases import Phrase
from reporter.extract.references import Reference
from reporter.extract.sentences import Sentence


def is_part(reference: Reference) -> bool:
    """Whether it is a place, a segment or another part of a company."""
    if isinstance(reference, Phrase):
        return reference.meaning.kind in ("place", "segment")
    return isinstance(reference, Part)


def two_before(sentence: Sentence) -> str:
    """The two characters that stand before a sentence."""
    return sentence.prepared.text[max(0, sentence.start - 2) : sentence.start]


class _Spanning(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def end_before(items: Sequence[_Spanning], at: int) -> int:
    """Where the last of the items that begin before a place ends, if it ends before it too."""
    index = bisect_right(items, at, key=lambda item: item.start) - 1
    while index >= 0 and items[index].end > at:
        index -= 1
    return items[index].end if index >= 0 else 0
