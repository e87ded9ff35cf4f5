"""Whether every glyph looks like the character it is read as.

A PDF says which character a glyph stands for, and draws it from outlines of its own: the two can be
made to differ. The outlines are held against those of the typefaces that reporter ships.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont, TTLibError

from reporter import fonts
from reporter.verify.fonts import UsedFont
from reporter.verify.report import Failure

_SINGLE, _ALTERNATE, _LIGATURE, _EXTENSION = 1, 3, 4, 7


class Typeface:
    """A shipped font: the outline of each glyph, and the glyphs that a character may have."""

    def __init__(self, path: Path) -> None:
        self._font = TTFont(path, lazy=True)
        self._characters: Mapping[int, str] = self._font.getBestCmap()
        self._outlines = self._font["glyf"]

    def outline(self, glyph: int) -> object:
        """The curves of a glyph, by number."""
        return _curves(self._outlines, self._font.getGlyphName(glyph))

    def has(self, text: str, glyph: int) -> bool:
        """Whether a glyph is the text's own, or what a feature of the font puts in its place."""
        names = [self._characters.get(ord(character)) for character in text]
        name = self._font.getGlyphName(glyph)
        if names == [name]:
            return True
        if None in names:
            return False
        forms = self._forms()
        return tuple(names) in forms[name]

    @cache  # noqa: B019 (typefaces live as long as the process)
    def _forms(self) -> Mapping[str, set[tuple[str | None, ...]]]:
        """For each glyph the sequences that it may stand in place of, one substitution deep."""
        found: dict[str, set[tuple[str | None, ...]]] = defaultdict(set)
        for kind, table in _substitutions(self._font):
            if kind == _SINGLE:
                for old, new in table.mapping.items():
                    found[new].add((old,))
            elif kind == _ALTERNATE:
                for old, several in table.alternates.items():
                    for new in several:
                        found[new].add((old,))
            elif kind == _LIGATURE:
                for first, ligatures in table.ligatures.items():
                    for one in ligatures:
                        found[one.LigGlyph].add((first, *one.Component))
        return found


def _substitutions(font: Any) -> Iterator[tuple[int, Any]]:
    """Every table of the font's substitutions, with its kind."""
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            inner = table.ExtSubTable if lookup.LookupType == _EXTENSION else table
            yield inner.LookupType, inner


def _curves(outlines: Any, name: str) -> object:
    coordinates, ends, flags = outlines[name].getCoordinates(outlines)
    return list(coordinates), list(ends), [flag & 1 for flag in flags]


@cache
def _typeface(key: str) -> Typeface | None:
    files = {_key(path.stem): path for path in fonts.files()}
    path = files.get(key) or files.get(f"{key}regular")
    return Typeface(path) if path else None


def _key(name: str) -> str:
    """One spelling of a font's name: Noto-Sans-SC-Bold and NotoSansSC-Bold."""
    return "".join(character for character in name if character.isalnum()).casefold()


def shape_failures(used: Iterable[UsedFont]) -> Iterator[Failure]:
    """Every glyph that is not drawn as the character it is read as."""
    for font in used:
        typeface = _typeface(_key(font.name.partition("+")[2] or font.name))
        if typeface is None:
            yield Failure(0, font.name, "is not one of the typefaces that reporter ships")
        elif font.program:
            yield from _of_font(font, typeface)


def _of_font(font: UsedFont, typeface: Typeface) -> Iterator[Failure]:
    try:
        embedded = TTFont(io.BytesIO(font.program), lazy=True)
        outlines = embedded["glyf"]
    except (TTLibError, KeyError, AssertionError):
        yield Failure(0, font.name, "its embedded program cannot be read")
        return
    for glyph, page in sorted(font.used.items()):
        text = font.characters.get(glyph, "")
        try:
            drawn = _curves(outlines, embedded.getGlyphName(glyph))
            meant = typeface.has(text, glyph) and typeface.outline(glyph) == drawn
        except (KeyError, IndexError):
            meant = False
        if not meant:
            yield Failure(page, text, f"is drawn as another character in {font.name}")
