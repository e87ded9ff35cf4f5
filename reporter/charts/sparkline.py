"""A word-sized line for a table's cell (FT Visual Vocabulary: Change over time, line)."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import style
from reporter.charts.scales import between
from reporter.charts.sheet import Sheet
from reporter.charts.style import Canvas

_RADIUS = 1.7


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Values at even steps; `band` is a normal range to see them against."""

    values: tuple[float, ...]
    band: tuple[float, float] | None = None
    emphasis: bool = False


def draw(spec: Sparkline, canvas: Canvas) -> Figure:
    """A line without axes or words, a dot at its end."""
    sheet = Sheet(canvas, "sparkline")
    if len(spec.values) < 2:
        raise sheet.fault("a line needs two values at least")
    seen = (*spec.values, *(spec.band or ()))
    scale = between(min(seen), max(seen), _RADIUS + 0.3, canvas.height - _RADIUS - 0.3)
    if spec.band is not None:
        low, high = map(scale, spec.band)
        corners = [(0, low), (canvas.width, low), (canvas.width, high), (0, high)]
        sheet.shape(corners, fill=style.PALE, role="band")
    step = (canvas.width - _RADIUS) / (len(spec.values) - 1)
    points = [(index * step, scale(value)) for index, value in enumerate(spec.values)]
    color = canvas.accent if spec.emphasis else style.INK
    sheet.curve(points, color=style.QUIET, weight=0.9)
    sheet.dot(points[-1], color, radius=_RADIUS)
    return sheet.figure
