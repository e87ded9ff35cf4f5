"""Words on a chart: how wide they are, where they may break, and that every glyph exists."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from matplotlib.ft2font import LoadFlags

from reporter.charts import style

_HAN = r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
_LATIN = r"[A-Za-z0-9%‰+−$€£¥]"
_SEAM = re.compile(rf"(?<={_HAN})(?={_LATIN})|(?<={_LATIN})(?={_HAN})")
_THIN = "\u2009"
_NEVER_FIRST = "，。、；：？！）」』》”’%％·–—,.;:?!)]"
_UNIT = re.compile(r"[0-9]\s?[亿億万萬千]*$")
_UNITS = "亿億万萬千元倍个個年月日分秒季次条條家"
_PIECE = re.compile(rf"{_HAN}|[^\s\u2e80-\u9fff]+\s?|[^\s]|\s")
_MAGNIFIED = 16
"""How much larger than they are set texts are measured, as sizes are rounded to 1/64 pt."""


def spaced(text: str) -> str:
    """`text` with a thin space at each seam of Chinese with Latin letters or digits."""
    return _SEAM.sub(_THIN, text)


@lru_cache(maxsize=4096)
def width(text: str, families: tuple[str, ...], size: float, weight: int) -> float:
    """The advance width in points; raises UserWarning for a glyph that none of the families has."""
    font = style.face(families, weight)
    font.set_size(size * _MAGNIFIED, 72)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _MAGNIFIED


def wrapped(
    text: str, widest: float, families: tuple[str, ...], size: float, weight: int
) -> list[str]:
    """`text` in lines at most `widest` points wide, broken at spaces or between Han characters."""
    lines = [""]
    for piece in _unbreakable(text):
        longer = lines[-1] + piece
        if lines[-1] and width(spaced(longer.rstrip()), families, size, weight) > widest:
            lines.append(piece)
        else:
            lines[-1] = longer
    return [line.rstrip() for line in lines]


def _unbreakable(text: str) -> list[str]:
    """The pieces that stay whole: punctuation with what it closes, a number with its unit."""
    pieces: list[str] = []
    for piece in _PIECE.findall(text):
        if pieces and (piece[0] in _NEVER_FIRST or (piece in _UNITS and _UNIT.search(pieces[-1]))):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces
