"""The sheet a chart is drawn on: points from the lower left corner, a method for each kind of ink.

Everything is placed by arithmetic on a bare figure: no axes, no automatic layout. Text is always
set from its left end on its baseline, so that what is measured here is what the page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from reporter.charts import lettering, style
from reporter.charts.marks import Label
from reporter.charts.style import Canvas
from reporter.errors import ChartFault
from reporter.languages import Language

Align = Literal["left", "middle", "right"]
Anchor = Literal["baseline", "middle", "top", "bottom"]
Point = tuple[float, float]

_BETWEEN_LANGUAGES = 0.4
"""Between two languages on one line, in ems."""


class Sheet:
    """A figure of the canvas's size, and the pens of the house style."""

    def __init__(self, canvas: Canvas, chart: str) -> None:
        self.canvas = canvas
        self.chart = chart
        self.width, self.height = canvas.width, canvas.height
        self.figure = Figure(figsize=(canvas.width / 72, canvas.height / 72), frameon=False)
        self.figure.set_label(chart)
        self._points = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans

    def rule(
        self,
        start: Point,
        end: Point,
        *,
        color: str = style.HAIR,
        weight: float = style.HAIRLINE,
        dashes: Sequence[float] = (),
        role: str = "rule",
    ) -> None:
        """A straight line, `weight` points thick."""
        self.curve((start, end), color=color, weight=weight, dashes=dashes, role=role)

    def curve(
        self,
        points: Sequence[Point],
        *,
        color: str,
        weight: float = style.STROKE,
        dashes: Sequence[float] = (),
        role: str = "curve",
    ) -> None:
        """A line through `points`."""
        xs, ys = zip(*points, strict=True)
        line = Line2D(
            xs,
            ys,
            color=color,
            linewidth=weight,
            linestyle=(0, tuple(dash / weight for dash in dashes)) if dashes else "-",
            transform=self._points,
            solid_capstyle="butt",
            dash_capstyle="butt",
            solid_joinstyle="round",
            gid=role,
        )
        self._ink(line)

    def shape(
        self,
        corners: Sequence[Point],
        *,
        fill: str | None,
        edge: str | None = None,
        dashes: Sequence[float] = (),
        role: str = "shape",
    ) -> None:
        """A polygon; `role` is what the self-check and the tests know it by."""
        self._ink(
            Polygon(
                corners,
                closed=True,
                facecolor=fill or "none",
                edgecolor=edge or "none",
                linewidth=0.6 if edge else 0,
                linestyle=(0, tuple(dash / 0.6 for dash in dashes)) if dashes else "-",
                joinstyle="miter",
                transform=self._points,
                gid=role,
            )
        )

    def dot(self, centre: Point, color: str, *, radius: float = 2.6, hollow: bool = False) -> None:
        """A filled dot, or a ring where the value is derived."""
        self._ink(
            Circle(
                centre,
                radius - 0.4 if hollow else radius,
                facecolor=style.PAPER if hollow else color,
                edgecolor=color,
                linewidth=0.9 if hollow else 0,
                transform=self._points,
                gid="hollow" if hollow else "dot",
            )
        )

    def _ink(self, artist: Artist) -> None:
        """Add to the figure, over everything that is there already."""
        artist.set_zorder(len(self.figure.artists))
        self.figure.add_artist(artist)

    def measure(self, text: str, size: float = style.BASE, weight: int = style.REGULAR) -> float:
        """The width of one string in points; raises ChartFault for a glyph in no family."""
        try:
            return lettering.width(lettering.spaced(text), self.canvas.families, size, weight)
        except UserWarning as warning:
            raise self.fault(f"“{text}”: {warning}") from warning

    def fault(self, problem: str) -> ChartFault:
        """What to raise when this chart cannot be drawn right."""
        return ChartFault(self.chart, problem)

    def text(
        self,
        at: Point,
        text: str,
        *,
        size: float = style.BASE,
        color: str = style.INK,
        weight: int = style.REGULAR,
        align: Align = "left",
        language: Language | None = None,
    ) -> None:
        """One string with its baseline at `at`, in the leading language if not another."""
        x, y = at
        x -= self.measure(text, size, weight) * _SHARE_LEFT[align]
        self._ink(
            Text(
                x,
                y,
                lettering.spaced(text),
                color=color,
                fontproperties=style.typeface(self.canvas.families, size, weight),
                transform=self._points,
                parse_math=False,
                language=str(language or self.canvas.languages[0]),
            )
        )

    def strings(self, label: Label) -> Label:
        """The strings to draw: one for each language, or one alone where they are the same."""
        languages = len(self.canvas.languages)
        if len(label) not in (1, languages):
            raise self.fault(f"“{' '.join(label)}” is in {len(label)} languages of {languages}")
        return label[:1] if len(set(label)) == 1 else label

    def extent(
        self,
        label: Label,
        *,
        size: float = style.BASE,
        weight: int = style.REGULAR,
        stacked: bool = False,
    ) -> float:
        """The width of a label in points."""
        widths = [self.measure(*piece) for piece in self._pieces(label, size, weight)]
        if stacked:
            return max(widths)
        return sum(widths) + _BETWEEN_LANGUAGES * size * (len(widths) - 1)

    def label(
        self,
        at: Point,
        label: Label,
        *,
        size: float = style.BASE,
        color: str = style.INK,
        weight: int = style.REGULAR,
        align: Align = "left",
        anchor: Anchor = "baseline",
        stacked: bool = False,
    ) -> None:
        """The leading language in `color`, its companion after it or, stacked, below it."""
        pieces = self._pieces(label, size, weight)
        lines = len(pieces) if stacked else 1
        x, y = at[0], at[1] + _rise(anchor, size, lines)
        if not stacked:
            x -= self.extent(label, size=size, weight=weight) * _SHARE_LEFT[align]
        for index, (string, step, heft) in enumerate(pieces):
            ink = color if index == 0 else companion(color)
            self.text(
                (x, y),
                string,
                size=step,
                color=ink,
                weight=heft,
                align=align if stacked else "left",
                language=self.canvas.languages[index],
            )
            if stacked:
                y -= step_down(size)
            else:
                x += self.measure(string, step, heft) + _BETWEEN_LANGUAGES * size

    def _pieces(self, label: Label, size: float, weight: int) -> list[tuple[str, float, int]]:
        """Each string with its size and weight: the companion is neither bold nor large."""
        return [
            (string, size, weight) if index == 0 else (string, min(size, style.BASE), style.REGULAR)
            for index, string in enumerate(self.strings(label))
            if string
        ]


def companion(color: str) -> str:
    """The colour of the second language beside a first one in `color`."""
    return style.COMPANION if color == style.INK else color


def block_height(lines: int, size: float = style.BASE) -> float:
    """The height in points of `lines` lines, from ascender to descender."""
    return 1.07 * size + step_down(size) * (lines - 1)


def step_down(size: float) -> float:
    """From the baseline of a line of that size to its companion's below it."""
    return 0.22 * size + (style.LEADING - 0.22) * min(size, style.BASE)


def spread(
    middles: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Places as near to `middles` as blocks of these heights allow between `low` and `high`.

    Given from the lowest upwards; a block that would touch the one below it is pushed up, and the
    whole pile down again from the top where it would leave the sheet.
    """
    placed = [
        max(middle, low + height / 2) for middle, height in zip(middles, heights, strict=True)
    ]
    for lower, upper in pairwise(range(len(placed))):
        apart = (heights[lower] + heights[upper]) / 2
        placed[upper] = max(placed[upper], placed[lower] + apart)
    ceiling = high
    for index in reversed(range(len(placed))):
        placed[index] = min(placed[index], ceiling - heights[index] / 2)
        ceiling = placed[index] - heights[index] / 2
    return placed


_SHARE_LEFT: dict[Align, float] = {"left": 0.0, "middle": 0.5, "right": 1.0}


def _rise(anchor: Anchor, size: float, lines: int) -> float:
    """From the anchor up to the first line's baseline."""
    below = (lines - 1) * step_down(size)
    return {
        "baseline": 0.0,
        "middle": below / 2 - 0.35 * size,
        "top": -0.86 * size,
        "bottom": below + 0.21 * size,
    }[anchor]
