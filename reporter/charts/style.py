"""The house style of every chart: colours, sizes in points, and the page's own typefaces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import (
    FontEntry,
    FontProperties,
    fontManager,
    get_font,
    ttfFontProperty,
)
from matplotlib.ft2font import FT2Font

from reporter import fonts
from reporter.languages import Language

INK = "#16181a"
COMPANION = "#5c6066"
"""The second language, and whatever is read after the values."""
QUIET = "#5c6066"
"""Axis labels: a grey that reads at 6 : 1 on white."""
MUTED = "#8d9195"
"""Bars and lines that are not the story."""
PALE = "#e6e7e8"
"""The rest of a whole, tracks and bands."""
HAIR = "#a7aaae"
GRID = "#dfe1e3"
PAPER = "#ffffff"

SMALL = 7.0
BASE = 8.2
FIGURE = 10.5
"""The figure that a chart is about."""
HERO = 14.0
"""The same where the chart leads its page."""
HERO_WIDTH = 270.0
LEADING = 1.18
"""Line to line, in ems."""

HAIRLINE = 0.35
STROKE = 1.6
GAP = 3.5
"""Between a mark and its label, in points."""

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

_WEIGHTS = (REGULAR, SEMIBOLD, BOLD)
_FAMILIES = (fonts.LATIN, fonts.SIMPLIFIED, fonts.HONG_KONG)


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where a chart is drawn: its size in points, the edition's languages, the brief's colours."""

    width: float
    height: float
    languages: tuple[Language, ...]
    accent: str
    rise: str
    fall: str

    @property
    def families(self) -> tuple[str, ...]:
        """The typefaces of the edition: those of its Chinese, or of its only language."""
        return fonts.families(self.languages[0])


def tint(color: str, strength: float = 0.4) -> str:
    """`color` let down with white to `strength` of itself, opaque."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(color))
    return to_hex((red, green, blue))


@cache
def typeface(families: tuple[str, ...], size: float, weight: int) -> FontProperties:
    """The properties a text is drawn with; the bundled files are registered on first use."""
    _register()
    return FontProperties(family=list(families), size=size, weight=weight)


@cache
def face(families: tuple[str, ...], weight: int) -> FT2Font:
    """The face that measures a text, falling back glyph by glyph through the families."""
    return get_font([str(fonts.face(family, weight).path) for family in families])


@cache
def _register() -> None:
    """Give matplotlib the bundled files at every weight, and no other file of the same name."""
    ours = [_entry(family, weight) for family in _FAMILIES for weight in _WEIGHTS]
    fontManager.ttflist = ours + [
        entry for entry in fontManager.ttflist if entry.name not in _FAMILIES
    ]


def _entry(family: str, weight: int) -> FontEntry:
    path = str(fonts.face(family, weight).path)
    return replace(ttfFontProperty(get_font(path)), name=family, weight=weight)
