"""A part inside its whole, period by period (FT Visual Vocabulary: Part-to-whole, nested bar)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas

_INSET = 5.0
_UNDER_NAME = 3.0
_BETWEEN = 9.0
_THICKEST = 22.0


@dataclass(frozen=True, slots=True)
class NestedRow:
    """One period: the whole, and the part of it that is the story."""

    label: Label
    whole: Mark
    part: Mark


@dataclass(frozen=True, slots=True)
class NestedBars:
    """Rows in one unit, from the top, both bars from zero; the two measures are named once."""

    rows: tuple[NestedRow, ...]
    whole: Label
    part: Label


def draw(spec: NestedBars, canvas: Canvas) -> Figure:
    """The whole pale, the part dark inside it, the figures inside their ends."""
    sheet = Sheet(canvas, "nested bars")
    scale = Scale(0, canvas.width / max(row.whole.value for row in spec.rows))
    head = block_height(1) + _UNDER_NAME
    name = block_height(1) + _UNDER_NAME
    count = len(spec.rows)
    room = (canvas.height - head - name * count - _BETWEEN * (count - 1)) / count
    thickness = min(_THICKEST, room)
    if thickness < style.FIGURE + 3:
        raise sheet.fault("is too low for its rows")
    top = canvas.height
    for index, row in enumerate(spec.rows):
        sheet.label((0, top), row.label, color=style.COMPANION, anchor="top")
        top -= name
        if index == 0:
            _write_measures(sheet, spec, scale, top)
            top -= head
        _draw_row(sheet, row, scale, top - thickness / 2, thickness)
        top -= thickness + _BETWEEN
    return sheet.figure


def _write_measures(sheet: Sheet, spec: NestedBars, scale: Scale, top: float) -> None:
    right = scale(spec.rows[0].whole.value)
    sheet.label((0, top), spec.part, weight=style.BOLD, anchor="top")
    sheet.label((right, top), spec.whole, color=style.COMPANION, align="right", anchor="top")


def _draw_row(sheet: Sheet, row: NestedRow, scale: Scale, middle: float, thickness: float) -> None:
    whole = bars.Bar(0, scale(row.whole.value), middle, thickness)
    part = replace(whole, end=scale(row.part.value))
    fill = sheet.canvas.accent if row.part.emphasis else style.INK
    bars.draw_bar(sheet, whole, row.whole, style.PALE)
    bars.draw_bar(sheet, part, row.part, fill)
    ink = style.QUIET if row.part.derived else style.PAPER
    part_label, whole_label = _labels(sheet, row, whole.end)
    sheet.label(
        (_INSET, middle),
        part_label,
        size=style.FIGURE,
        color=ink,
        weight=style.BOLD,
        anchor="middle",
    )
    sheet.label(
        (whole.end - _INSET, middle),
        whole_label,
        size=style.FIGURE,
        color=style.QUIET if row.whole.derived else style.INK,
        align="right",
        anchor="middle",
    )


def _labels(sheet: Sheet, row: NestedRow, width: float) -> tuple[Label, Label]:
    """Both figures in every language, or in the leading one where the bar has no room for more."""
    labels = row.part.label, row.whole.label
    bold = sheet.extent(labels[0], size=style.FIGURE, weight=style.BOLD)
    if bold + sheet.extent(labels[1], size=style.FIGURE) + 4 * _INSET <= width:
        return labels
    return labels[0][:1], labels[1][:1]
