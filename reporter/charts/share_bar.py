"""Parts of a whole (FT Visual Vocabulary: Part-to-whole, stacked bar); each row is 100 %."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale
from reporter.charts.sheet import Align, Sheet, block_height
from reporter.charts.style import Canvas

_THICKNESS = 14.0
_INSET = 5.0
_ABOVE = 3.5
"""Between the words and the bar below them, in points."""
_SEAM = 0.8


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the whole in percent; its name stands over it, its figure in it."""

    label: Label
    mark: Mark


@dataclass(frozen=True, slots=True)
class ShareBar:
    """Rows of parts in percent; what is missing from a hundred is drawn as a wordless rest."""

    rows: tuple[tuple[Share, ...], ...]


def draw(spec: ShareBar, canvas: Canvas) -> Figure:
    """Bars as wide as the sheet: names over their parts, figures in them or, if small, after."""
    sheet = Sheet(canvas, "share bar")
    scale = Scale(0, canvas.width / 100)
    stacked = _is_stacked(sheet, spec)
    words = block_height(len(canvas.languages) if stacked else 1) + _ABOVE
    pitch = canvas.height / len(spec.rows)
    for index, row in enumerate(spec.rows):
        top = canvas.height - pitch * index - max(0, pitch - words - _THICKNESS) / 2
        middle = top - words - _THICKNESS / 2
        _draw_row(sheet, row, scale, middle)
        _write_row(sheet, row, scale, middle, stacked)
    return sheet.figure


def _is_stacked(sheet: Sheet, spec: ShareBar) -> bool:
    """Whether any row's names need more than the width of the sheet on one line."""
    return any(
        sum(sheet.extent(share.label) for share in row) > sheet.width - 10 * (len(row) - 1)
        for row in spec.rows
    )


def _draw_row(sheet: Sheet, row: Sequence[Share], scale: Scale, middle: float) -> None:
    whole = bars.Bar(0, sheet.width, middle, _THICKNESS)
    sheet.shape(whole.block(0, sheet.width), fill=style.PALE, role="bar")
    start = 0.0
    for index, share in enumerate(row):
        end = scale(start + share.mark.value)
        seam = _SEAM if end < sheet.width - _SEAM else 0.0
        bar = bars.Bar(scale(start), end - seam, middle, _THICKNESS)
        bars.draw_bar(sheet, bar, share.mark, _fill(sheet, share, index))
        start += share.mark.value


def _write_row(
    sheet: Sheet, row: Sequence[Share], scale: Scale, middle: float, stacked: bool
) -> None:
    start = 0.0
    for index, share in enumerate(row):
        last = index == len(row) - 1 and index > 0
        x, inset = (sheet.width, -_INSET) if last else (scale(start), _INSET)
        align: Align = "right" if last else "left"
        over = (x, middle + _THICKNESS / 2 + _ABOVE)
        sheet.label(over, share.label, align=align, anchor="bottom", stacked=stacked)
        room = scale(share.mark.value) - 2 * _INSET
        outside = room < _figure_width(sheet, share) and not last
        if outside:
            x = scale(start + share.mark.value) + bars.reach(share.mark)
        sheet.label(
            (x + inset, middle),
            share.mark.label,
            size=style.FIGURE,
            color=style.INK if outside else _ink(share, index),
            weight=style.BOLD if index == 0 else style.REGULAR,
            align=align,
            anchor="middle",
        )
        start += share.mark.value


def _figure_width(sheet: Sheet, share: Share) -> float:
    return sheet.extent(share.mark.label, size=style.FIGURE, weight=style.BOLD)


def _fill(sheet: Sheet, share: Share, index: int) -> str:
    if share.mark.emphasis:
        return sheet.canvas.accent
    return style.INK if index == 0 else style.tint(style.MUTED, 0.2 + 0.3 / index)


def _ink(share: Share, index: int) -> str:
    solid = (share.mark.emphasis or index == 0) and not share.mark.derived
    return style.PAPER if solid else style.INK
