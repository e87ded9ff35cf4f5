"""A Drawing as a PNG, for readers that show no vector graphics: the page's chart in pixels.

The picture has a palette of 256 colours, its commonest ones exactly, which is a third of the bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform

from reporter.charts import style
from reporter.display_list import Drawing, Shape, TextRun

_CAPS = ("butt", "round", "projecting")
_JOINS = ("miter", "round", "bevel")
_CODES = {
    "m": [int(Path.MOVETO)],
    "l": [int(Path.LINETO)],
    "c": [int(Path.CURVE4)] * 3,
    "h": [int(Path.CLOSEPOLY)],
}
_COLOURS = 256


def png(drawing: Drawing, width: int) -> bytes:
    """The drawing on white, `width` pixels wide; the same bytes every time."""
    scale = width / drawing.width
    with rc_context({"text.hinting": "none"}):
        figure = Figure(
            (drawing.width / 72, drawing.height / 72), dpi=72 * scale, facecolor=style.PAPER
        )
        canvas = FigureCanvasAgg(figure)
        points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
        for place, item in enumerate(drawing.items):
            artist = _patch(item, points) if isinstance(item, Shape) else _text(item, points)
            artist.set_zorder(place)
            figure.add_artist(artist)
        canvas.draw()  # type: ignore[no-untyped-call]
        pixels = np.asarray(canvas.buffer_rgba())[:, :, :3]  # type: ignore[no-untyped-call]
    return _encoded(np.ascontiguousarray(pixels))


def _patch(shape: Shape, points: Transform) -> PathPatch:
    patch = PathPatch(
        _path(shape.path),
        facecolor=(*shape.fill, shape.fill_alpha) if shape.fill else "none",
        edgecolor=(*shape.stroke, shape.stroke_alpha) if shape.stroke else "none",
        linewidth=shape.line_width if shape.stroke else 0,
        capstyle=_CAPS[shape.line_cap],
        joinstyle=_JOINS[shape.line_join],
        transform=points,
    )
    if shape.dash:
        # A figure's dashes are in line widths, a drawing's in points.
        lengths = tuple(length / shape.line_width for length in shape.dash)
        patch.set_linestyle((shape.dash_offset / shape.line_width, lengths))
    if shape.clip:
        patch.set_clip_path(_path(shape.clip), points)
    return patch


def _text(run: TextRun, points: Transform) -> Text:
    return Text(
        run.x,
        run.y,
        run.text,
        color=(*run.color, run.alpha),
        fontproperties=style.typeface(run.families, run.size, run.weight),
        rotation=run.angle,
        rotation_mode="anchor",
        transform=points,
        parse_math=False,
        language=run.language or None,
    )


def _path(operators: str) -> Path:
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for operator, numbers in _operations(operators):
        if operator == "re":
            x, y, width, height = numbers
            vertices += [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]
            codes += [*_CODES["m"], *_CODES["l"] * 3, *_CODES["h"]]
        else:
            vertices += zip(numbers[::2], numbers[1::2], strict=True) if numbers else [(0.0, 0.0)]
            codes += _CODES[operator]
    return Path(vertices, codes)


def _operations(operators: str) -> Iterator[tuple[str, list[float]]]:
    """PDF's path operators, each with the numbers before it."""
    numbers: list[float] = []
    for word in operators.split():
        if word.isalpha():
            yield word, numbers
            numbers = []
        else:
            numbers.append(float(word))


def _encoded(pixels: np.ndarray) -> bytes:
    height, width = pixels.shape[:2]
    palette, places = _paletted(pixels)
    rows = np.zeros((height, width + 1), np.uint8)  # each row begins with its filter, none
    rows[:, 1:] = places
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _paletted(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The commonest colours, and for each pixel the place of its own or the nearest of them."""
    wide = pixels.astype(np.int64)
    packed = wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]
    found, which, counts = np.unique(packed, return_inverse=True, return_counts=True)
    kept = found[np.lexsort((found, -counts))[:_COLOURS]]
    palette, colours = _parted(kept), _parted(found)
    apart = ((colours[:, None, :] - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = apart.argmin(axis=1).astype(np.uint8)
    return palette.astype(np.uint8), nearest[which].reshape(packed.shape)


def _parted(packed: np.ndarray) -> np.ndarray:
    return np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255], axis=-1)
