"""The typefaces pages and charts are set in: the bundled files and no others.

Layout (Pango) finds fonts through fontconfig, charts (matplotlib) by path; both are led to the
same files here, so that a line measured in a chart is as wide as it is on the page.
"""

from __future__ import annotations

import hashlib
import os
import sys
import unicodedata
from array import array
from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from struct import iter_unpack, unpack
from xml.sax.saxutils import escape

from reporter import paths
from reporter.archive import write_whole
from reporter.errors import BadConfiguration
from reporter.languages import Language

LATIN = "Source Sans 3"
SIMPLIFIED = "Noto Sans SC"
HONG_KONG = "Noto Sans HK"
LATIN_SERIF = "Source Serif 4"
SIMPLIFIED_SERIF = "Noto Serif SC"
HONG_KONG_SERIF = "Noto Serif HK"

_STACKS: dict[Language, tuple[str, ...]] = {
    Language.ZH_HANS: (LATIN, SIMPLIFIED, HONG_KONG),
    Language.ZH_HANT: (LATIN, HONG_KONG, SIMPLIFIED),
    Language.EN: (LATIN, SIMPLIFIED, HONG_KONG),
}


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: a family at one weight (CSS numbers)."""

    family: str
    weight: int
    filename: str

    @property
    def path(self) -> Path:
        return paths.fonts() / self.filename


FACES: tuple[Face, ...] = (
    Face(LATIN, 300, "SourceSans3-Light.ttf"),
    Face(LATIN, 400, "SourceSans3-Regular.ttf"),
    Face(LATIN, 600, "SourceSans3-SemiBold.ttf"),
    Face(LATIN, 700, "SourceSans3-Bold.ttf"),
    Face(SIMPLIFIED, 400, "NotoSansSC-Regular.ttf"),
    Face(SIMPLIFIED, 700, "NotoSansSC-Bold.ttf"),
    Face(HONG_KONG, 400, "NotoSansHK-Regular.ttf"),
    Face(HONG_KONG, 700, "NotoSansHK-Bold.ttf"),
    Face(LATIN_SERIF, 400, "SourceSerif4-Regular.ttf"),
    Face(LATIN_SERIF, 600, "SourceSerif4-SemiBold.ttf"),
    Face(LATIN_SERIF, 700, "SourceSerif4-Bold.ttf"),
    Face(SIMPLIFIED_SERIF, 700, "NotoSerifSC-Bold.ttf"),
    Face(HONG_KONG_SERIF, 700, "NotoSerifHK-Bold.ttf"),
)


def families(language: Language) -> tuple[str, ...]:
    """The families to try for a language, first choice first."""
    return _STACKS[language]


def face(family: str, weight: int) -> Face:
    """The face of a family that CSS font matching picks for a weight."""
    candidates = [candidate for candidate in FACES if candidate.family == family]
    if not candidates:
        raise BadConfiguration(f"no bundled font family is named “{family}”")
    # CSS Fonts 4, § 5.2: light weights look down first, 400 and 500 towards each other, bold up.
    heavier_first = weight > 500
    return min(
        candidates,
        key=lambda one: (
            one.weight != weight,
            not (400 <= weight <= 500 and weight < one.weight <= 500),
            (one.weight < weight) if heavier_first else (one.weight > weight),
            abs(one.weight - weight),
        ),
    )


def files() -> tuple[Path, ...]:
    """Every bundled font file; raises BadConfiguration when one is missing."""
    missing = [one.filename for one in FACES if not one.path.is_file()]
    if missing:
        raise BadConfiguration(f"font files missing from {paths.fonts()}: {', '.join(missing)}")
    return tuple(one.path for one in FACES)


def missing_glyphs(text: str, language: Language) -> tuple[str, ...]:
    """The characters of `text` that no font of the language's stack can draw, sorted."""
    return uncovered(text, families(language))


def uncovered(text: str, stack: Iterable[str]) -> tuple[str, ...]:
    """The characters of `text` that none of the families can draw, sorted."""
    needed = {ord(character) for character in set(text) if not _is_invisible(character)}
    for family in stack:
        if not needed:
            break
        needed = {one for one in needed if not _covers(face(family, 400).filename, one)}
    return tuple(chr(codepoint) for codepoint in sorted(needed))


def _is_invisible(character: str) -> bool:
    """Whether layout consumes the character without drawing a glyph for it."""
    return unicodedata.category(character) in ("Cc", "Cf")


def _covers(filename: str, codepoint: int) -> bool:
    starts, ends = _coverage(filename)
    place = bisect(starts, codepoint) - 1
    return place >= 0 and codepoint <= ends[place]


@cache
def _coverage(filename: str) -> tuple[Sequence[int], Sequence[int]]:
    """The first and the last character of each run that a font can draw, in order.

    Read from the table for all of Unicode (OpenType, cmap format 12), which each of our fonts has:
    a library that knows the others as well takes longer to load than the page to be laid out.
    """
    with (paths.fonts() / filename).open("rb") as file:
        tables = unpack(">4xH6x", file.read(12))[0]
        directory = iter_unpack(">4sIII", file.read(16 * tables))
        places = {name: offset for name, _, offset, _ in directory}
        file.seek(places[b"cmap"])
        count = unpack(">2xH", file.read(4))[0]
        subtables = [unpack(">HHI", file.read(8)) for _ in range(count)]
        offset = next(place for *kind, place in subtables if kind == _ALL_OF_UNICODE)
        file.seek(places[b"cmap"] + offset)
        groups = unpack(">12xI", file.read(16))[0]
        numbers = array("I", file.read(12 * groups))
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers[::3], numbers[1::3]


_ALL_OF_UNICODE = [3, 10]
"""The platform and the encoding of that table."""


def activate() -> Path:
    """Make fontconfig see the bundled fonts alone; returns the configuration file it reads.

    Call before anything loads Pango's font map. Whatever FONTCONFIG_FILE named before is set
    aside: a page must not depend on the fonts of the machine it is made on.
    """
    files()
    folder = paths.cache("fontconfig")
    text = _configuration(paths.fonts(), folder)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    target = folder / f"fonts-{digest}.conf"
    if not target.is_file():
        write_whole(target, text.encode(), lasting=False)
    os.environ["FONTCONFIG_FILE"] = str(target)
    return target


def _configuration(fonts: Path, cache_folder: Path) -> str:
    # Hinting is off because hinted advances differ between FreeType builds, and lines with them.
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{escape(str(fonts))}</dir>
  <cachedir>{escape(str(cache_folder))}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>{LATIN}</string></edit>
  </match>
  <match target="font">
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="autohint" mode="assign"><bool>false</bool></edit>
    <edit name="embeddedbitmap" mode="assign"><bool>false</bool></edit>
  </match>
</fontconfig>
"""
