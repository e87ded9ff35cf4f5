"""Lengths of time on one axis (FT Visual Vocabulary: Magnitude, bar)."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark, Tick
from reporter.charts.scales import Room, Scale, fit
from reporter.charts.sheet import Align, Sheet, block_height
from reporter.charts.style import Canvas

_FOOT = 12.0
"""Below the bars, for the axis labels, in points."""
_ABOVE = 3.0
_THICKEST = 17.0


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in seconds; of it, `before` is what there was before it was extended, if it was."""

    label: Label
    mark: Mark
    before: float | None = None


@dataclass(frozen=True, slots=True)
class Durations:
    """Times in seconds, from the top; ticks say them in minutes."""

    rows: tuple[Duration, ...]
    ticks: tuple[Tick, ...]


def draw(spec: Durations, canvas: Canvas) -> Figure:
    """Bars from the left edge over a quiet axis: names above them, values at their ends."""
    sheet = Sheet(canvas, "durations")
    rooms = [Room(row.mark.far, right=_after(row) + _value_width(sheet, row)) for row in spec.rows]
    edge = spec.ticks[-1]
    half = sheet.extent(edge.label, size=style.SMALL) / 2
    scale = fit([Room(0), *rooms, Room(edge.value, right=half)], 0, canvas.width)
    if scale is None:
        raise sheet.fault("the values leave no room for the bars")
    _draw_axis(sheet, spec, scale)
    pitch = (canvas.height - _FOOT) / len(spec.rows)
    for index, row in enumerate(spec.rows):
        _draw_row(sheet, row, scale, canvas.height - index * pitch, pitch)
    return sheet.figure


def _draw_row(sheet: Sheet, row: Duration, scale: Scale, top: float, pitch: float) -> None:
    words = block_height(1) + _ABOVE
    thickness = min(_THICKEST, pitch - words - 4)
    bottom = top - words - thickness
    middle = bottom + thickness / 2
    fill = sheet.canvas.accent if row.mark.emphasis else style.INK
    sheet.label((0, top), row.label, color=style.COMPANION, anchor="top")
    if row.before is None:
        bars.lay(sheet, scale, row.mark, middle, thickness, fill)
    else:
        bars.lay(sheet, scale, row.mark, middle, thickness, style.tint(fill, 0.25))
        whole = bars.Bar(0, scale(row.before), middle, thickness)
        sheet.shape(whole.block(0, scale(row.before)), fill=style.tint(fill, 0.5), role="bar")
    sheet.label(
        (scale(row.mark.far) + _after(row), middle),
        row.mark.label,
        size=style.FIGURE,
        color=fill,
        weight=style.BOLD,
        anchor="middle",
    )


def _value_width(sheet: Sheet, row: Duration) -> float:
    return sheet.extent(row.mark.label, size=style.FIGURE, weight=style.BOLD)


def _after(row: Duration) -> float:
    return bars.reach(row.mark) + style.GAP + 1


def _draw_axis(sheet: Sheet, spec: Durations, scale: Scale) -> None:
    for tick in spec.ticks:
        x = scale(tick.value)
        sheet.rule((x, _FOOT - 1), (x, _FOOT + 2), color=style.QUIET)
        align: Align = "middle" if tick.value else "left"
        sheet.label((x, 2), tick.label, size=style.SMALL, color=style.QUIET, align=align)
