"""The house style of every chart: colours, sizes in points, and the page's own typefaces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import FontProperties, fontManager, get_font, ttfFontProperty
from matplotlib.ft2font import FT2Font

from reporter import paths
from reporter.languages import Language

INK = "#1a1a1a"
COMPANION = "#5c5c5c"
"""The second language, and whatever is read after the values."""
QUIET = "#737373"
"""Axis labels: the lightest grey that still reads at 4.5 : 1 on white."""
MUTED = "#a6a49d"
"""Bars and lines that are not the story."""
PALE = "#e4e2dd"
"""The rest of a whole, tracks and bands."""
HAIR = "#8c8c8c"
GRID = "#dcdad5"
PAPER = "#ffffff"

SMALL = 6.8
BASE = 7.6
LARGE = 8.5
LEADING = 1.22
"""Line to line, in ems."""

HAIRLINE = 0.35
STROKE = 1.6
GAP = 3.5
"""Between a mark and its label, in points."""

REGULAR, SEMIBOLD, BOLD = 400, 600, 700

_LATIN = "Source Sans 3"
_SIMPLIFIED = "Noto Sans SC"
_HONG_KONG = "Noto Sans HK"


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
    def tint(color: str, strength: float = 0.4) -> str:
    """`color` let down with white to `strength` of itself, opaque."""
    return to_hex(tuple(1 - strength * (1 - part) for part in to_rgb(color)))


def families(self) -> tuple[str, ...]:
        return families(self.languages)


def tint(color: str, strength: float = 0.4) -> str:
    """`color` let down with white to `strength` of itself, opaque."""
    return to_hex(tuple(1 - strength * (1 - part) for part in to_rgb(color)))


def families(languages: Sequence[Language]) -> tuple[str, ...]:
    """Latin first, then the Chinese face of the edition's region, then the other one."""
    if Language.ZH_HANT in languages:
        return (_LATIN, _HONG_KONG, _SIMPLIFIED)
    return (_LATIN, _SIMPLIFIED, _HONG_KONG)


@cache
def typeface(families: tuple[str, ...], size: float, weight: int) -> FontProperties:
    """The properties a text is drawn with; the bundled files are registered on first use."""
    _register()
    return FontProperties(family=list(families), size=size, weight=weight)


@cache
def face(families: tuple[str, ...], weight: int) -> FT2Font:
    """The face that measures a text, falling back glyph by glyph through the families."""
    _register()
    return get_font(
        [
            fontManager.findfont(
                FontProperties(family=[family], weight=weight), fallback_to_default=False
            )
            for family in families
        ]
    )


@cache
def _register() -> None:
    """Give matplotlib the bundled files, and no other file that calls itself the same."""
    ours = [ttfFontProperty(get_font(str(path))) for path in sorted(paths.fonts().glob("*.ttf"))]
    # The Chinese faces come in two weights; semi-bold Latin stands beside the bold one.
    ours += [
        replace(entry, weight=SEMIBOLD)
        for entry in ours
        if entry.name != _LATIN and entry.weight == BOLD
    ]
    names = {entry.name for entry in ours}
    fontManager.ttflist = ours + [entry for entry in fontManager.ttflist if entry.name not in names]
