"""A sentence with everything that was found in it, and each figure's place among it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reporter.extract.entities import EntityPhrase
from reporter.extract.mention import Mention
from reporter.extract.prepared import Prepared
from reporter.extract.subjects import TermPhrase
from reporter.extract.times import Named


def lead(text: str, at: int, length: int) -> str:
    """The characters before a place, at most so many."""
    return text[max(0, at - length) : at]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of a prepared text, and what stands there, each left to right."""

    prepared: Prepared
    start: int
    end: int
    mentions: tuple[Mention, ...]
    named: tuple[Named, ...]
    terms: tuple[TermPhrase, ...]
    entities: tuple[EntityPhrase, ...]

    def places(self) -> Iterator[Place]:
        """The places of its figures."""
        return (Place(self, index) for index in range(len(self.mentions)))


@dataclass(frozen=True, slots=True)
class Place:
    """One figure of a sentence, and the words around it in one spelling."""

    sentence: Sentence
    index: int

    @property
    def mention(self) -> Mention:
        return self.sentence.mentions[self.index]

    @property
    def text(self) -> str:
        return self.sentence.prepared.text

    @property
    def is_chinese(self) -> bool:
        return self.sentence.prepared.is_chinese

    @property
    def ahead(self) -> Place | None:
        """The place of the figure before it in the sentence."""
        return Place(self.sentence, self.index - 1) if self.index else None

    @property
    def surface(self) -> str:
        return self.text[self.mention.start : self.mention.end]

    @property
    def behind(self) -> int:
        """Where the figure before it ends, with its bound, or the sentence begins."""
        mentions = self.sentence.mentions
        return mentions[self.index - 1].outer_end if self.index else self.sentence.start

    @property
    def until(self) -> int:
        """Where the next figure begins, or the sentence ends."""
        mentions, following = self.sentence.mentions, self.index + 1
        is_last = following == len(mentions)
        return self.sentence.end if is_last else mentions[following].outer_start

    @property
    def before(self) -> str:
        """From the figure before to this one, without the words that bound it."""
        return self.text[self.behind : self.mention.outer_start]

    @property
    def after(self) -> str:
        """From this figure to the next."""
        return self.text[self.mention.outer_end : self.until]

    @property
    def bounding(self) -> str:
        """The words that bound the figure, before it."""
        return self.text[self.mention.outer_start : self.mention.start]

    @property
    def sentence_before(self) -> str:
        return self.text[self.sentence.start : self.mention.outer_start]

    @property
    def sentence_after(self) -> str:
        return self.text[self.mention.outer_end : self.sentence.end]


class _Standing(Protocol):
    @property
    def start(self) -> int: ...


Something = TypeVar("Something", bound=_Standing)


def sentences_of(
    prepared: Prepared,
    mentions: Sequence[Mention],
    named: Sequence[Named],
    terms: Sequence[TermPhrase],
    entities: Sequence[EntityPhrase],
) -> Iterator[Sentence]:
    """The sentences of a text, in order, with what was found in each."""
    for start, end in prepared.sentences:
        yield Sentence(
            prepared,
            start,
            end,
            _within(mentions, start, end),
            _within(named, start, end),
            _within(terms, start, end),
            _within(entities, start, end),
        )


def _within(items: Sequence[Something], start: int, end: int) -> tuple[Something, ...]:
    first = bisect_left(items, start, key=lambda item: item.start)
    last = bisect_left(items, end, key=lambda item: item.start)
    return tuple(items[first:last])
