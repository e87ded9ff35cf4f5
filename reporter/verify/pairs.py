"""Whether what stands in two languages side by side says the same figures and dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporter.languages import Language
from reporter.verify.inventory import Counted, alt_texts
from reporter.verify.labels import label_of
from reporter.verify.report import NEUTRAL, Failure, Number

_SENTENCES = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Caption", "LBody"})
_CELLS = frozenset({"TH", "TD"})


@dataclass(frozen=True, slots=True)
class Side:
    """What is said in one language."""

    lang: str
    text: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """The same thing said twice."""

    page: int
    sides: tuple[Side, Side]


def pairs(counted: Sequence[Counted]) -> Iterator[Pair]:
    """Every pair of a document: two paragraphs in a box, two cells in a row, two lines of one."""
    yield from _siblings(counted)
    yield from _headlines(counted)
    for one in counted:
        sides = _by_language(one)
        if len(sides) == 2 and _is_pair(one, sides):
            yield Pair(one.block.page, (sides[0], sides[1]))


def _siblings(counted: Sequence[Counted]) -> Iterator[Pair]:
    """Blocks that share a parent and hold nothing but one language each."""
    parents: dict[int, list[Counted]] = defaultdict(list)
    for one in counted:
        parents[one.block.parent].append(one)
    for members in parents.values():
        kind = members[0].block.parent_kind
        if kind == "Div" and len(members) == 2:
            yield from _pair(members)
        elif kind == "TR":
            for before, after in pairwise(members):
                if before.block.kind == after.block.kind == "TD":
                    yield from _pair([before, after])


def _headlines(counted: Sequence[Counted]) -> Iterator[Pair]:
    """The headline and the paragraph under it that says it again."""
    for before, after in pairwise(counted):
        if before.block.kind == "H1" and after.block.kind == "P":
            yield from _pair([before, after])


def _pair(members: Sequence[Counted]) -> Iterator[Pair]:
    sides = [_by_language(one) for one in members]
    if all(len(side) == 1 for side in sides) and sides[0][0].lang != sides[1][0].lang:
        yield Pair(members[0].block.page, (sides[0][0], sides[1][0]))


def _by_language(one: Counted) -> list[Side]:
    """The words of a block by language, those without a letter left out."""
    texts: dict[str, str] = defaultdict(str)
    found: dict[str, list[Number]] = defaultdict(list)
    for segment, numbers in zip(one.block.segments, one.numbers, strict=False):
        if any(character.isalnum() for character in segment.text):
            texts[segment.lang] += segment.text
            found[segment.lang] += numbers
    return [Side(lang, text, tuple(found[lang])) for lang, text in texts.items()]


def _is_pair(one: Counted, sides: Sequence[Side]) -> bool:
    if one.block.kind in _SENTENCES:
        return True
    return one.block.kind in _CELLS and all(side.numbers for side in sides)


def told_twice(counted: Iterable[Counted], langs: dict[str, bool]) -> Iterator[Pair]:
    """The alt text of each chart, which says its finding in both languages."""
    for one in counted:
        texts = dict(alt_texts(one.block.alt, langs))
        if one.block.kind == "Figure" and len(texts) == 2:
            sides = [
                Side(lang, text, tuple(n for n in one.alt if n.lang == lang))
                for lang, text in texts.items()
            ]
            yield Pair(one.block.page, (sides[0], sides[1]))


def unequal(pair: Pair) -> Iterator[Failure]:
    """Every figure that one side of a pair says and the other does not, and dates that differ."""
    one, other = pair.sides
    for side, opposite in ((one, other), (other, one)):
        for number in side.numbers:
            if _is_missing(number, opposite.numbers):
                yield _failure(pair, number.text, side, opposite)
    ours, theirs = _dates(one), _dates(other)
    if ours - theirs and theirs - ours:  # one side may leave a date to its context
        said = {date: number for date, number in _dated(one) if date not in theirs}
        yield from (_failure(pair, number.text, one, other) for number in said.values())
    left, right = label_of(one.text), label_of(other.text)
    if left and right and left.factor != right.factor:
        yield Failure(pair.page, one.text.strip(), f"is another unit than “{other.text.strip()}”")


def _failure(pair: Pair, text: str, side: Side, opposite: Side) -> Failure:
    reason = f"is said in {side.lang} and not in {opposite.lang}: “{_short(opposite.text)}”"
    return Failure(pair.page, text, reason)


def _is_missing(number: Number, opposite: Iterable[Number]) -> bool:
    """Whether a figure has no counterpart; one without a fact has a failure of its own."""
    if number.loose or not number.facts:
        return False
    return not any(set(number.facts) & set(other.facts) for other in opposite)


def _dated(side: Side) -> Iterator[tuple[str, Number]]:
    for number in side.numbers:
        kind, _, days = number.furniture.partition(" ")
        if kind in ("period", "date"):
            yield days, number


def _dates(side: Side) -> set[str]:
    return {days for days, _ in _dated(side)}


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else f"{text[:59]}…"


def languages_of(number: Number, languages: Sequence[str]) -> tuple[str, ...]:
    """The languages that a number is said in: all of them where it needs none."""
    return tuple(languages) if number.lang == NEUTRAL else (number.lang,)


def is_chinese(languages: Iterable[str]) -> dict[str, bool]:
    return {language: Language(language).is_chinese for language in languages}
