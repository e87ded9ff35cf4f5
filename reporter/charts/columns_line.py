"""Columns over periods, and a line in a panel of its own below them.

FT Visual Vocabulary: Change over time, column and line. The panels share the periods and nothing
else, so that no second axis invites a comparison of heights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, foot, style
from reporter.charts.foot import Periods
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import between
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas

_FILLED = 0.62
_LINE_SHARE = 0.34
"""The share of the height that the line's panel takes."""
_BETWEEN = 7.0
_NAME = block_height(1) + 3.0


@dataclass(frozen=True, slots=True)
class ColumnsLine:
    """Marks for each period, in order: columns above, a line below, each panel with its name."""

    periods: Periods
    columns: tuple[Mark, ...]
    columns_name: Label
    line: tuple[Mark, ...]
    line_name: Label


def draw(spec: ColumnsLine, canvas: Canvas) -> Figure:
    """Columns from zero with values at their ends, dots with theirs above, periods at the foot."""
    sheet = Sheet(canvas, "columns and line")
    if not len(spec.periods) == len(spec.columns) == len(spec.line) > 1:
        raise sheet.fault("the columns, the line and the periods differ in number")
    middles = foot.centres(sheet, spec.periods)
    bottom = spec.periods.height
    split = bottom + (canvas.height - bottom - _BETWEEN) * _LINE_SHARE
    thickness = canvas.width / len(spec.periods) * _FILLED
    _draw_columns(sheet, spec, middles, thickness, split + _BETWEEN)
    _draw_line(sheet, spec, middles, split)
    foot.write(sheet, spec.periods, middles)
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
        away = bars.reach(mark) + 2
        _write_at(sheet, mark, centre, scale(mark.value), away, below=mark.value < 0)
    sheet.rule((0, scale(0)), (sheet.width, scale(0)), color=style.INK, weight=0.6)


def _draw_line(sheet: Sheet, spec: ColumnsLine, centres: Sequence[float], top: float) -> None:
    sheet.rule((0, top + _BETWEEN / 2), (sheet.width, top + _BETWEEN / 2), color=style.GRID)
    sheet.label((0, top), spec.line_name, weight=style.BOLD, anchor="top")
    values = [mark.value for mark in spec.line]
    low, high = min(values), max(values)
    below = [_is_in_a_bend(values, index) for index in range(len(values))]
    words = block_height(1) + 4
    room = words if any(below) or low < 0 else 5.0
    scale = between(low, high, spec.periods.height + room, top - _NAME - words + 2)
    if low < 0 < high:
        sheet.rule((0, scale(0)), (sheet.width, scale(0)))
    points = [(x, scale(value)) for x, value in zip(centres, values, strict=True)]
    sheet.curve(points, color=style.INK, weight=1.3)
    for mark, (x, y), is_below in zip(spec.line, points, below, strict=True):
        color = sheet.canvas.accent if mark.emphasis else style.INK
        sheet.dot((x, y), color, radius=2.2, hollow=mark.derived)
        _write_at(sheet, mark, x, y, 4.0, below=is_below)


def _is_in_a_bend(values: Sequence[float], index: int) -> bool:
    """Whether the line turns upwards at a point, so that words above it would stand in its way."""
    if not 0 < index < len(values) - 1:
        return values[index] < 0
    before, value, after = values[index - 1 : index + 2]
    return value - before < after - value


def _extremes(marks: Sequence[Mark]) -> tuple[float, float]:
    values = [mark.value for mark in marks]
    return min(0.0, *values), max(0.0, *values)


def _write_at(sheet: Sheet, mark: Mark, x: float, y: float, away: float, *, below: bool) -> None:
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
