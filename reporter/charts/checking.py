"""What a finished chart is held to: no text cut, none over another, none across a bar's edge."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

from reporter.charts import lettering
from reporter.errors import ChartFault

_ASCENT, _DESCENT = 0.84, 0.2
"""The box of a line about its baseline, in ems."""
_SOLID = ("bar", "hollow", "arrow")
_SLACK = 0.3
"""What two boxes may share before they overlap, in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the sheet's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def overlaps(self, other: Box) -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > _SLACK
            and min(self.top, other.top) - max(self.bottom, other.bottom) > _SLACK
        )

    def holds(self, other: Box) -> bool:
        return (
            other.left >= self.left - _SLACK
            and other.right <= self.right + _SLACK
            and other.bottom >= self.bottom - _SLACK
            and other.top <= self.top + _SLACK
        )


def text_boxes(figure: Figure) -> list[tuple[str, Box]]:
    """Every text of the figure with its box."""
    texts = (artist for artist in figure.artists if isinstance(artist, Text))
    return [(text.get_text(), _box(text)) for text in texts]


def shape_boxes(figure: Figure, role: str) -> list[Box]:
    """The boxes of the polygons drawn in that role."""
    return [
        _extent(artist)
        for artist in figure.artists
        if isinstance(artist, Polygon) and artist.get_gid() == role
    ]


def check(figure: Figure) -> None:
    """Raises ChartFault naming the first texts that are cut, overlap, or cross a bar's edge."""
    sheet = Box(0, 0, figure.get_figwidth() * 72, figure.get_figheight() * 72)
    boxes, chart = text_boxes(figure), str(figure.get_label())
    for words, box in boxes:
        if not sheet.holds(box):
            raise ChartFault(chart, f"“{words}” is cut by the edge")
    for (words, box), (others, other) in combinations(boxes, 2):
        if box.overlaps(other):
            raise ChartFault(chart, f"“{words}” overlaps “{others}”")
    bars = [box for role in _SOLID for box in shape_boxes(figure, role)]
    for words, box in boxes:
        if any(box.overlaps(bar) and not bar.holds(box) for bar in bars):
            raise ChartFault(chart, f"“{words}” crosses the edge of a bar")


def _box(text: Text) -> Box:
    """The box of a text set from its left end on its baseline."""
    x, y = text.get_position()
    size = float(text.get_fontsize())
    family, weight = tuple(text.get_fontfamily()), int(text.get_fontweight())
    width = lettering.width(text.get_text(), family, size, weight)
    return Box(x, y - _DESCENT * size, x + width, y + _ASCENT * size)


def _extent(polygon: Polygon) -> Box:
    """The bounding box of a polygon drawn in points."""
    corners = np.asarray(polygon.get_xy())
    (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
    return Box(float(left), float(bottom), float(right), float(top))
