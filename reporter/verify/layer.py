"""The text layer of a finished PDF, read with a library that the writer does not use.

Characters are read one by one with the number of the marked content they stand in; what the reader
makes up itself (spaces and line ends where it sees a gap) is left out.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import pypdfium2
from pypdfium2 import raw

_ON_A_LINE = 0.3
"""Baselines closer than this, in points, are one line."""
_ONE_RUN = 0.22
"""A gap wider than this share of the type size parts two labels on one line."""
_ARTIFACT = "Artifact"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a page; lengths in points, the origin bottom left."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    unmapped: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other on one line without a gap."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline


@dataclass(frozen=True, slots=True)
class PageLayer:
    """The text of a page: by number of its marked content, as artifact, and outside of both."""

    number: int
    marked: dict[int, tuple[Glyph, ...]]
    artifacts: tuple[Glyph, ...]
    stray: tuple[Glyph, ...] = ()

    def glyphs(self) -> Iterator[Glyph]:
        for piece in self.marked.values():
            yield from piece
        yield from self.artifacts
        yield from self.stray


@dataclass(slots=True)
class _Sorted:
    """The characters of a page on their way to their places."""

    marked: dict[int, list[Glyph]] = field(default_factory=dict)
    artifacts: list[Glyph] = field(default_factory=list)
    stray: list[Glyph] = field(default_factory=list)


def read_layer(pdf: bytes) -> tuple[PageLayer, ...]:
    """The text layer of every page; pages count from 1."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _page(page: Any, number: int) -> PageLayer:
    text = page.get_textpage()
    sorted_ = _Sorted()
    for index, character in _characters(text):
        owner = raw.FPDFText_GetTextObject(text, index)
        place = raw.FPDFPageObj_GetMarkedContentID(owner) if owner else -1
        glyph = _glyph(text, index, character)
        if place >= 0:
            sorted_.marked.setdefault(place, []).append(glyph)
        elif owner and _ARTIFACT in _marks(owner):
            sorted_.artifacts.append(glyph)
        else:
            sorted_.stray.append(glyph)
    marked = {place: tuple(glyphs) for place, glyphs in sorted_.marked.items()}
    return PageLayer(number, marked, tuple(sorted_.artifacts), tuple(sorted_.stray))


def _characters(text: Any) -> Iterator[tuple[int, str]]:
    """The characters that stand in the file, halves of a pair put together.

    The reader has a hyphen at the end of a line for a sign that the word goes on.
    """
    high = 0
    for index in range(text.count_chars()):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        yield index, "-" if raw.FPDFText_IsHyphen(text, index) == 1 else chr(code)


def _glyph(text: Any, index: int, character: str) -> Glyph:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    size = raw.FPDFText_GetFontSize(text, index)
    unmapped = raw.FPDFText_HasUnicodeMapError(text, index) == 1
    return Glyph(character, box.left, box.right, y.value, size, unmapped)


def _marks(owner: Any) -> set[str]:
    return {
        _mark_name(raw.FPDFPageObj_GetMark(owner, index))
        for index in range(raw.FPDFPageObj_CountMarks(owner))
    }


def _mark_name(mark: Any) -> str:
    buffer, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(0, length.value - 2)].decode("utf-16-le", "replace")


def runs(glyphs: tuple[Glyph, ...]) -> tuple[Run, ...]:
    """The characters parted where the line changes or a gap stands between two."""
    number = 0
    keys = [0] * len(glyphs)
    for index in range(1, len(glyphs)):
        number += _parted(glyphs[index - 1], glyphs[index])
        keys[index] = number
    found = groupby(zip(keys, glyphs, strict=True), key=lambda pair: pair[0])
    return tuple(Run(tuple(glyph for _, glyph in members)) for _, members in found)


def _parted(before: Glyph, after: Glyph) -> bool:
    if not same_line(before, after):
        return True
    gap = after.left - before.right
    return abs(gap) > _ONE_RUN * max(before.size, after.size, 1.0)


def in_lines(placed: Iterable[tuple[str, float, float]]) -> str:
    """Texts at (left, baseline) as lines from the top, each from the left."""
    lines: list[list[tuple[str, float, float]]] = []
    for one in sorted(placed, key=lambda one: -one[2]):
        if lines and lines[-1][-1][2] - one[2] < _ON_A_LINE:
            lines[-1].append(one)
        else:
            lines.append([one])
    return "\n".join(
        "".join(text for text, _, _ in sorted(line, key=lambda one: one[1])) for line in lines
    )


def same_line(before: Glyph, after: Glyph) -> bool:
    """Whether two characters stand on one baseline."""
    return abs(before.baseline - after.baseline) < _ON_A_LINE
