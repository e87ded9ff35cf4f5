"""Ranges on a scale (FT Visual Vocabulary: Magnitude, range on a common scale)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark, Tick
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Align, Sheet
from reporter.charts.style import Canvas

_FOOT = 13.0
_THICKNESS = 12.0
_OVER = 4.0
"""From a segment up to the words over it, in points."""
_APART = 4.0
"""Between the words of two ticks at least, in points."""


@dataclass(frozen=True, slots=True)
class RangeRow:
    """A range or a single point; the name may be empty where the title says it."""

    label: Label
    mark: Mark


@dataclass(frozen=True, slots=True)
class RangeScale:
    """Ranges and points on one axis from the first tick to the last, a row each from the top.

    A mark with `low` and `high` is a segment, one without a line across; an open end has an arrow.
    """

    rows: tuple[RangeRow, ...]
    ticks: tuple[Tick, ...]


def draw(spec: RangeScale, canvas: Canvas) -> Figure:
    """Segments on pale tracks as wide as the sheet; names flush left, figures over the segments."""
    sheet = Sheet(canvas, "range on a scale")
    low, high = spec.ticks[0].value, spec.ticks[-1].value
    scale = between(low, high, 0, canvas.width)
    for row in spec.rows:
        if not (low <= row.mark.near and row.mark.far <= high):
            raise sheet.fault(f"“{' '.join(row.mark.label)}” lies outside the axis")
    pitch = (canvas.height - _FOOT) / len(spec.rows)
    for index, row in enumerate(spec.rows):
        block = style.FIGURE + _OVER + _THICKNESS
        top = canvas.height - pitch * index - max(0, pitch - block) / 2
        _draw_row(sheet, row, scale, top - block + _THICKNESS / 2)
    _draw_ticks(sheet, spec, scale)
    return sheet.figure


def _draw_row(sheet: Sheet, row: RangeRow, scale: Scale, middle: float) -> None:
    track = bars.Bar(0, sheet.width, middle, _THICKNESS)
    sheet.shape(track.block(0, sheet.width), fill=style.PALE, role="track")
    mark, fill = row.mark, sheet.canvas.accent if row.mark.emphasis else style.INK
    start, end = scale(mark.near), scale(mark.far)
    segment = bars.Bar(start, end, middle, _THICKNESS)
    if mark.low is None:
        sheet.shape(segment.block(start - 0.8, end + 0.8), fill=fill, role="point")
    else:
        sheet.shape(segment.block(start, end), fill=fill, role="range")
    if mark.opens_outward:
        bars.draw_arrow(sheet, replace(segment, base=start - 1), fill)
    over = middle + _THICKNESS / 2 + _OVER
    if any(row.label):
        sheet.label((0, over), row.label, color=style.COMPANION, anchor="bottom")
    _write_figure(sheet, mark, (start + end) / 2, over, fill)


def _write_figure(sheet: Sheet, mark: Mark, centre: float, bottom: float, fill: str) -> None:
    """The figure over its segment, moved inward where it would leave the sheet."""
    width = sheet.extent(mark.label, size=style.FIGURE, weight=style.BOLD)
    left = min(max(centre - width / 2, 0), sheet.width - width)
    at = (left, bottom)
    sheet.label(at, mark.label, size=style.FIGURE, color=fill, weight=style.BOLD, anchor="bottom")


def _draw_ticks(sheet: Sheet, spec: RangeScale, scale: Scale) -> None:
    """The ends with their words; a tick between them has its own only where there is room."""
    first, *between_ends, last = spec.ticks
    _write_tick(sheet, first, scale, "left")
    _write_tick(sheet, last, scale, "right")
    reached = _tick_width(sheet, first) + _APART
    limit = sheet.width - _tick_width(sheet, last) - _APART
    for tick in between_ends:
        x, half = scale(tick.value), _tick_width(sheet, tick) / 2
        sheet.rule((x, _FOOT - 3), (x, _FOOT))
        if reached <= x - half and x + half <= limit:
            _write_tick(sheet, tick, scale, "middle")
            reached = x + half + _APART


def _write_tick(sheet: Sheet, tick: Tick, scale: Scale, align: Align) -> None:
    at = (scale(tick.value), 2)
    sheet.label(at, tick.label, size=style.SMALL, color=style.QUIET, align=align)


def _tick_width(sheet: Sheet, tick: Tick) -> float:
    return sheet.extent(tick.label, size=style.SMALL)
