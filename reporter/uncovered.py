"""The numbers of a text that no fact covers, and which of them plainly measure nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from reporter.quantity import Found, UnitKind, find_dates, find_quantities, unit_kind

Extent = tuple[int, int]
"""Characters [start, end) of a text."""


class NoMetric(StrEnum):
    """Why a number is no figure that a fact could hold."""

    DATE = "a date or period"
    VERSION = "a version"
    ORDINAL = "an ordinal"
    NAME = "part of a name"
    COUNT = "a count in words"


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A number at [start, end) in a paragraph, counted from 1; `reason` where it is no metric."""

    start: int
    end: int
    surface: str
    paragraph: int
    reason: NoMetric | None = None


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_PIECES = ("块", "塊")
"""Yuan after an amount, pieces after a number in words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_VERSION = re.compile(r" ?(?:模型|版本|版(?!权)|代(?!表)|model\b|version\b)|[.\d]*[A-Za-z]")
_LATIN = re.compile(r"[A-Za-z][-–]?")


def uncovered(
    text: str, covered: Collection[Extent], names: Iterable[str] = ()
) -> tuple[Uncovered, ...]:
    """Every number outside the extents of facts, left to right; `names` are declared ones."""
    named = [m.span() for name in names for m in re.finditer(re.escape(name), text)]
    found = sorted(_numbers(text, named))
    return tuple(
        Uncovered(start, end, text[start:end], paragraph_at(text, start), reason)
        for start, end, reason in found
        if not _touches(covered, start, end)
    )


def paragraph_at(text: str, at: int) -> int:
    """The paragraph, one a line and counted from 1, of a character."""
    return text.count("\n", 0, at) + 1


def _numbers(text: str, named: list[Extent]) -> Iterator[tuple[int, int, NoMetric | None]]:
    taken: list[Extent] = []
    for start, end in find_dates(text):
        taken.append((start, end))
        yield start, end, NoMetric.DATE
    for found in find_quantities(text, bare=True):
        taken.append((found.start, found.end))
        reason = _reason(text, found.start, found.end, named)
        yield found.start, found.end, reason or _in_words(found)
    for match in _DIGITS.finditer(text):
        if not _touches(taken, *match.span()):
            yield *match.span(), _reason(text, *match.span(), named) or NoMetric.NAME


def _reason(text: str, start: int, end: int, named: list[Extent]) -> NoMetric | None:
    surface = text[start:end]
    if _touches(named, start, end) or _LATIN.fullmatch(text[max(0, start - 1) : start]):
        return NoMetric.NAME
    if _YEAR.fullmatch(surface):
        return NoMetric.DATE
    if _VERSION.match(text, end) and _DIGITS.fullmatch(surface):
        return NoMetric.VERSION
    return None


def _in_words(found: Found) -> NoMetric | None:
    """三家, 两个: things counted in passing; a third or twice as many may well be a metric."""
    kind = unit_kind(found.quantity.unit)
    if kind is UnitKind.RANK:
        return NoMetric.ORDINAL
    counts = kind in (UnitKind.COUNT, UnitKind.DURATION) or found.surface.endswith(_PIECES)
    if counts and not found.quantity.vague and not _DIGITS.search(found.surface):
        return NoMetric.COUNT
    return None


def _touches(extents: Collection[Extent], start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in extents)
