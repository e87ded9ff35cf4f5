"""Ranked bars about zero (FT Visual Vocabulary: Deviation, diverging bar; Ranking, ordered bar)."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, rows, style
from reporter.charts.marks import Mark
from reporter.charts.rows import NamedMark, Pile
from reporter.charts.scales import Room, Scale, fit
from reporter.charts.sheet import Align, Sheet
from reporter.charts.style import Canvas

_THICKEST = 11.0
_SHORTEST = 0.12
"""The least share of the width that the bars need to say anything."""


@dataclass(frozen=True, slots=True)
class RankedBars:
    """Changes or levels in the order given, from the top; bars start at zero.

    With `by_direction` bars take the colours of rise and fall, else emphasised ones take the accent
    and the rest are grey. `parted_after` leaves a gap below the rows of these indices.
    """

    rows: tuple[NamedMark, ...]
    by_direction: bool = False
    parted_after: tuple[int, ...] = ()


def draw(spec: RankedBars, canvas: Canvas) -> Figure:
    """The bars with their names flush left and their values outside the ends."""
    sheet = Sheet(canvas, "ranked bars")
    names = [row.label for row in spec.rows]
    piled = rows.pile(sheet, names, canvas.height, 0, parted_after=spec.parted_after)
    left = rows.write_names(sheet, spec.rows, piled)
    rooms = [Room(0), *(_room(sheet, row, piled) for row in spec.rows)]
    scale = fit(rooms, left, canvas.width)
    if scale is None or scale.unit * _span(spec) < _SHORTEST * canvas.width:
        raise sheet.fault("names and values leave no room for the bars")
    for row, middle in zip(spec.rows, piled.middles, strict=True):
        fill = _fill(row.mark, spec, canvas)
        bars.lay(sheet, scale, row.mark, middle, min(_THICKEST, piled.pitch * 0.56), fill)
        _write_value(sheet, row, scale, middle, piled)
    sheet.rule((scale(0), piled.bottom), (scale(0), piled.top), color=style.INK, weight=0.5)
    return sheet.figure


def _span(spec: RankedBars) -> float:
    ends = [0.0, *(row.mark.far for row in spec.rows)]
    return max(ends) - min(ends)


def _room(sheet: Sheet, row: NamedMark, piled: Pile) -> Room:
    outside = bars.reach(row.mark) + style.GAP + rows.value_width(sheet, row, piled)
    if row.mark.far < 0:
        return Room(row.mark.far, left=outside)
    return Room(row.mark.far, right=outside)


def _write_value(sheet: Sheet, row: NamedMark, scale: Scale, middle: float, piled: Pile) -> None:
    sign = -1 if row.mark.far < 0 else 1
    x = scale(row.mark.far) + sign * (bars.reach(row.mark) + style.GAP)
    align: Align = "left" if sign > 0 else "right"
    rows.write_beside(sheet, row, row.mark.label, x, middle, piled, align)


def _fill(mark: Mark, spec: RankedBars, canvas: Canvas) -> str:
    if spec.by_direction:
        return canvas.fall if mark.value < 0 else canvas.rise
    return canvas.accent if mark.emphasis else style.MUTED
