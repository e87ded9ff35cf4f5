"""Columns over periods, and a line in a panel of its own below them.

FT Visual Vocabulary: Change over time, column and line. The panels share the periods and nothing
else, so that no second axis invites a comparison of heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas

_FILLED = 0.62
_LINE_SHARE = 0.34
"""The share of the height that the line's panel takes."""
_BETWEEN = 7.0
_NAME = block_height(1) + 3.0
_FOOT = 12.0


@dataclass(frozen=True, slots=True)
class ColumnsLine:
    """Marks for each period, in order: columns above, a line below, each panel with its name."""

    periods: tuple[Label, ...]
    columns: tuple[Mark, ...]
    line: tuple[Mark, ...]
    columns_name: Label
    line_name: Label


def draw(spec: ColumnsLine, canvas: Canvas) -> Figure:
    """Columns from zero with values at their ends, dots with theirs above, periods at the foot."""
    sheet = Sheet(canvas, "columns and line")
    if not len(spec.periods) == len(spec.columns) == len(spec.line) > 1:
        raise sheet.fault("the columns, the line and the periods differ in number")
    pitch = canvas.width / len(spec.periods)
    centres = [pitch * (index + 0.5) for index in range(len(spec.periods))]
    split = _FOOT + (canvas.height - _FOOT - _BETWEEN) * _LINE_SHARE
    _draw_columns(sheet, spec, centres, pitch * _FILLED, split + _BETWEEN)
    _draw_line(sheet, spec, centres, split)
    for centre, period in zip(centres, spec.periods, strict=True):
        at = (centre, 2)
        sheet.label(at, period, size=style.SMALL, color=style.QUIET, align="middle")
    return sheet.figure


def _draw_columns(
    sheet: Sheet, spec: ColumnsLine, centres: Sequence[float], thickness: float, bottom: float
) -> None:
    top = sheet.height - _NAME
    sheet.label((0, sheet.height), spec.columns_name, weight=style.BOLD, anchor="top")
    low, high = _extremes(spec.columns)
    words = block_height(1) + 2
    scale = between(low, high, bottom + (words if low < 0 else 0), top - words)
    for mark, centre in zip(spec.columns, centres, strict=True):
        fill = sheet.canvas.accent if mark.emphasis else style.MUTED
        bar = bars.Bar(scale(0), scale(mark.value), centre, thickness, upright=True)
        bars.draw_bar(sheet, bar, mark, fill)
        _write_at(sheet, mark, centre, scale(mark.value), bars.reach(mark) + 2)
    sheet.rule((0, scale(0)), (sheet.width, scale(0)), color=style.INK, weight=0.6)


def _draw_line(sheet: Sheet, spec: ColumnsLine, centres: Sequence[float], top: float) -> None:
    sheet.rule((0, top + _BETWEEN / 2), (sheet.width, top + _BETWEEN / 2), color=style.GRID)
    sheet.label((0, top), spec.line_name, weight=style.BOLD, anchor="top")
    values = [mark.value for mark in spec.line]
    low, high = min(values), max(values)
    scale = _line_scale(low, high, top)
    if low < 0 < high:
        sheet.rule((0, scale(0)), (sheet.width, scale(0)))
    points = [(x, scale(value)) for x, value in zip(centres, values, strict=True)]
    sheet.curve(points, color=style.INK, weight=1.3)
    for mark, point in zip(spec.line, points, strict=True):
        color = sheet.canvas.accent if mark.emphasis else style.INK
        sheet.dot(point, color, radius=2.2, hollow=mark.derived)
        _write_at(sheet, mark, point[0], point[1], 4.0)


def _line_scale(low: float, high: float, top: float) -> Scale:
    words = block_height(1) + 4
    return between(low, high, _FOOT + (words if low < 0 else 5), top - _NAME - words + 2)


def _extremes(marks: Sequence[Mark]) -> tuple[float, float]:
    values = [mark.value for mark in marks]
    return min(0.0, *values), max(0.0, *values)


def _write_at(sheet: Sheet, mark: Mark, x: float, y: float, away: float) -> None:
    """The value beyond its end: above what is positive, below what is negative."""
    below = mark.value < 0
    color = sheet.canvas.accent if mark.emphasis else style.QUIET if mark.derived else style.INK
    sheet.label(
        (x, y - away if below else y + away),
        mark.label,
        color=color,
        weight=style.BOLD if mark.emphasis else style.REGULAR,
        align="middle",
        anchor="top" if below else "bottom",
        stacked=True,
    )
