"""Colours for a dark page: those of the light page turned as its chart is, and readable there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import mul

DARK_PAPER = "#141414"
INVERSION = 0.9216
"""What turns white into that paper: 1 − 20/255."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3, for text of any size."""
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Palette:
    """The three colours that a page has beside its greys, as #rrggbb."""

    accent: str
    rise: str
    fall: str


def for_dark(palette: Palette) -> Palette:
    """The colours of the dark page, which are those that its chart is turned to."""
    colours = (palette.accent, palette.rise, palette.fall)
    return Palette(*(readable(turned(one)) for one in colours))


def turned(color: str) -> str:
    """The colour as CSS has it after invert(INVERSION) hue-rotate(180deg): dark for light.

    Filter Effects Module Level 1, feColorMatrix of type hueRotate.
    """
    parts = [part / 255 * (1 - 2 * INVERSION) + INVERSION for part in _parts(color)]
    rows = ((-0.574, 1.430, 0.144), (0.426, 0.430, 0.144), (0.426, 1.430, -0.856))
    return _hex(255 * sum(map(mul, row, parts)) for row in rows)


def readable(color: str, paper: str = DARK_PAPER) -> str:
    """The colour mixed with as little white as makes it readable on dark paper."""
    mixed = (
        _hex(part + (255 - part) * step / _STEPS for part in _parts(color))
        for step in range(_STEPS + 1)
    )
    return next(one for one in mixed if contrast(one, paper) >= LEAST_CONTRAST)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, WCAG 2.2."""
    low, high = sorted(_luminance(_parts(color)) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


def _hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{min(255, max(0, round(part))):02x}" for part in parts)


def _parts(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _luminance(parts: Sequence[int]) -> float:
    red, green, blue = (_linear(part / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
