"""A drawing: what a chart looks like, as a list of shapes and lines of text.

Nothing here depends on the library that drew it, so a drawing can be pickled, hashed, compared and
replayed by whoever writes the page. Lengths are points (1/72 inch), the origin is bottom left.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations
from typing import Any, Protocol, TypeAlias

Color = tuple[float, float, float]
Box = tuple[float, float, float, float]

# Ink that touches its neighbour by less than this is not seen to touch.
_TOLERANCE = 0.4


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with its fill and stroke; `path` and `clip` are written in PDF path operators."""

    path: str
    fill: Color | None = None
    stroke: Color | None = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    line_width: float = 0.0
    line_cap: int = 0
    line_join: int = 0
    dash: tuple[float, ...] = ()
    dash_offset: float = 0.0
    clip: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """One line of text; (x, y) is the left end of its baseline, `angle` degrees anticlockwise."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    color: Color
    families: tuple[str, ...]
    language: str = ""
    angle: float = 0.0
    alpha: float = 1.0
    width: float = 0.0
    ascent: float = 0.0
    descent: float = 0.0

    @property
    def box(self) -> Box:
        """The upright rectangle (left, bottom, right, top) around the text's ink."""
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        corners = [
            (self.x + along * cos - up * sin, self.y + along * sin + up * cos)
            for along in (0.0, self.width)
            for up in (-self.descent, self.ascent)
        ]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


Item: TypeAlias = Shape | TextRun


class Picture(Protocol):
    """What a page has room for: a drawing, or one that is yet to come."""

    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def items(self) -> tuple[Item, ...]: ...


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as a display list, painted first to last."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def texts(self) -> tuple[TextRun, ...]:
        return tuple(item for item in self.items if isinstance(item, TextRun))

    def faults(self) -> tuple[str, ...]:
        """Text that runs over the drawing's edge or over other text, each as one sentence."""
        return (*self._cut(), *self._overlapping())

    def _cut(self) -> Iterator[str]:
        for run in self.texts:
            left, bottom, right, top = run.box
            over = max(-left, -bottom, right - self.width, top - self.height)
            if over > _TOLERANCE:
                yield f"“{run.text}” is {over:.1f} pt over the edge"

    def _overlapping(self) -> Iterator[str]:
        for one, other in combinations(self.texts, 2):
            if _intersect(one.box, other.box):
                yield f"“{one.text}” overlaps “{other.text}”"


def _intersect(one: Box, other: Box) -> bool:
    across = min(one[2], other[2]) - max(one[0], other[0])
    along = min(one[3], other[3]) - max(one[1], other[1])
    return across > _TOLERANCE and along > _TOLERANCE


def written(drawing: Drawing) -> bytes:
    """A drawing as JSON, every number as it is."""
    items = [[type(item).__name__, *_values(item)] for item in drawing.items]
    return json.dumps([drawing.width, drawing.height, items], ensure_ascii=False).encode()


def read(content: bytes) -> Drawing:
    """The drawing that was written."""
    width, height, items = json.loads(content)
    return Drawing(width, height, tuple(_KINDS[kind](*map(_fixed, rest)) for kind, *rest in items))


_KINDS: dict[str, type[Item]] = {"Shape": Shape, "TextRun": TextRun}


def _values(item: Item) -> list[Any]:
    return [getattr(item, field.name) for field in fields(item)]


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
