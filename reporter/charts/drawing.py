"""The matplotlib backend that writes down what it is asked to draw."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, cast

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font, weight_dict
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Transform

from reporter import fonts
from reporter.display_list import Color, Drawing, Shape, TextRun
from reporter.errors import ChartFault

_CAPS = {"butt": 0, "round": 1, "projecting": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}

# FreeType rounds advances to 1/64 of a pixel; measuring this much larger leaves no visible error.
_MAGNIFICATION = 16


def record(figure: Figure) -> Drawing:
    """The figure as a Drawing in points, whatever its resolution; raises ChartFault.

    A glyph that no font has, hatching and pictures made of pixels cannot be recorded.
    """
    resolution = figure.dpi
    canvas = figure.canvas
    figure.dpi = 72.0
    try:
        recorder = RecordingCanvas(figure).get_renderer()
        figure.draw(recorder)
    finally:
        figure.dpi = resolution
        figure.set_canvas(canvas)
    return Drawing(round(recorder.width, 3), round(recorder.height, 3), tuple(recorder.items))


class RecordingCanvas(FigureCanvasBase):
    """A canvas that measures text as the page will set it, for figures at 72 dots an inch."""

    def get_renderer(self) -> Recorder:
        return Recorder(
            self.figure.bbox.width, self.figure.bbox.height, str(self.figure.get_label())
        )


class Recorder(RendererBase):
    """Collects shapes and text runs; y points up, one unit is one point."""

    def __init__(self, width: float, height: float, chart: str = "") -> None:
        super().__init__()
        self.width = float(width)
        self.height = float(height)
        self.chart = chart
        self.items: list[Shape | TextRun] = []

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.width, self.height

    def points_to_pixels(self, points: Any) -> Any:
        return points

    def flipy(self) -> bool:
        return False

    def draw_path(
        self,
        gc: GraphicsContextBase,
        path: Path,
        transform: Transform,
        rgbFace: Any = None,  # noqa: N803 (matplotlib's name)
    ) -> None:
        if gc.get_hatch():
            raise ChartFault(self.chart, "hatching cannot be recorded")
        line = gc.get_rgb()
        fill = _paint(gc, rgbFace)
        stroke = _paint(gc, line) if gc.get_linewidth() > 0 else None
        if fill is None and stroke is None:
            return
        offset, dashes = _dashes(gc)
        operators = _operators(path, transform, self.width, self.height, filled=fill is not None)
        if not operators:
            return
        self.items.append(
            Shape(
                path=operators,
                fill=fill and fill[0],
                stroke=stroke and stroke[0],
                fill_alpha=fill[1] if fill else 1.0,
                stroke_alpha=stroke[1] if stroke else 1.0,
                line_width=round(float(gc.get_linewidth()), 4),
                line_cap=_CAPS[gc.get_capstyle()],
                line_join=_JOINS[gc.get_joinstyle()],
                dash=dashes,
                dash_offset=offset,
                clip=self._clip(gc),
            )
        )

    def _clip(self, gc: GraphicsContextBase) -> str:
        path, transform = gc.get_clip_path()
        if path is not None and transform is not None:
            return _operators(cast(Path, path), transform, self.width, self.height, filled=True)
        rectangle = gc.get_clip_rectangle()
        if rectangle is None:
            return ""
        return f"{_numbers(rectangle.bounds)} re"

    def draw_image(self, *_: Any, **__: Any) -> None:
        raise ChartFault(self.chart, "pictures made of pixels cannot be recorded")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Text | None = None,
    ) -> None:
        paint = _paint(gc, gc.get_rgb())
        if paint is None or not s.strip():
            return
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        language = mtext.get_language() if mtext is not None else None
        self.items.append(
            TextRun(
                text=s,
                x=round(float(x), 3),
                y=round(float(y), 3),
                size=round(float(prop.get_size_in_points()), 4),
                weight=_weight(prop),
                color=paint[0],
                alpha=paint[1],
                families=tuple(prop.get_family()),
                language=language if isinstance(language, str) else "",
                angle=round(float(angle), 3),
                width=round(width, 3),
                ascent=round(height - descent, 3),
                descent=round(descent, 3),
            )
        )

    def get_text_width_height_descent(
        self, s: str, prop: FontProperties, ismath: Any
    ) -> tuple[float, float, float]:
        """Width, height and depth below the baseline in points; a dollar sign is a dollar sign."""
        families = tuple(prop.get_family())
        if missing := fonts.uncovered(s, families):
            raise ChartFault(self.chart, f"no glyph for {' '.join(missing)} in “{s}”")
        return _extent(s, families, _weight(prop), float(prop.get_size_in_points()))

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """Ascent, descent and line gap of the leading family: matplotlib asks its own list else."""
        size = float(prop.get_size_in_points())
        _, height, descent = _extent("lp", tuple(prop.get_family()), _weight(prop), size)
        return height - descent, descent, 0.0


def _weight(prop: FontProperties) -> int:
    weight = prop.get_weight()
    return int(weight_dict[weight]) if isinstance(weight, str) else int(weight)


@lru_cache(maxsize=64)
def _font(families: tuple[str, ...], weight: int) -> FT2Font:
    return get_font([str(fonts.face(family, weight).path) for family in families])


@lru_cache(maxsize=8192)
def _extent(
    text: str, families: tuple[str, ...], weight: int, size: float
) -> tuple[float, float, float]:
    font = _font(families, weight)
    font.set_size(size * _MAGNIFICATION, 72)
    font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    width, height = font.get_width_height()
    unit = 64 * _MAGNIFICATION
    return width / unit, height / unit, font.get_descent() / unit


def _paint(gc: GraphicsContextBase, color: Any) -> tuple[Color, float] | None:
    """The colour and its opacity, or None where nothing would be seen."""
    if color is None:
        return None
    red, green, blue, *rest = (float(part) for part in color)
    alpha = float(gc.get_alpha()) if gc.get_forced_alpha() else (rest[0] if rest else 1.0)
    if alpha <= 0:
        return None
    return (round(red, 4), round(green, 4), round(blue, 4)), round(alpha, 4)


def _dashes(gc: GraphicsContextBase) -> tuple[float, tuple[float, ...]]:
    offset, lengths = gc.get_dashes()
    if lengths is None:
        return 0.0, ()
    return round(float(offset or 0.0), 4), tuple(
        round(float(length), 4) for length in cast(Sequence[float], lengths)
    )


def _operators(
    path: Path, transform: Transform, width: float, height: float, *, filled: bool
) -> str:
    """The path in PDF operators; what is only stroked is cut to the sheet and thinned."""
    clip = None if filled else (0.0, 0.0, width, height)
    return "\n".join(_segments(path, transform, clip, path.should_simplify and not filled))


def _segments(
    path: Path,
    transform: Transform,
    clip: tuple[float, float, float, float] | None,
    simplify: bool,
) -> Iterator[str]:
    here = [0.0, 0.0]
    for vertices, code in path.iter_segments(transform, clip=clip, simplify=simplify):
        points = [float(vertex) for vertex in vertices]
        if code == Path.MOVETO:
            yield f"{_numbers(points)} m"
        elif code == Path.LINETO:
            yield f"{_numbers(points)} l"
        elif code == Path.CURVE3:
            yield f"{_numbers(_cubic(here, points))} c"
        elif code == Path.CURVE4:
            yield f"{_numbers(points)} c"
        elif code == Path.CLOSEPOLY:
            yield "h"
        here = points[-2:]


def _cubic(start: Sequence[float], points: Sequence[float]) -> list[float]:
    """A quadratic Bézier curve raised to the cubic that PDF knows."""
    control, end = points[:2], points[2:]
    first = [a + (c - a) * 2 / 3 for a, c in zip(start, control, strict=True)]
    second = [b + (c - b) * 2 / 3 for b, c in zip(end, control, strict=True)]
    return [*first, *second, *end]


def _numbers(values: Sequence[float]) -> str:
    return " ".join(_number(value) for value in values)


def _number(value: float) -> str:
    """Three decimals at most, which is a thousandth of a point, and never an exponent."""
    if not math.isfinite(value):
        raise ChartFault("", f"a coordinate is {value}")
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
