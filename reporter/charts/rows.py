"""Charts of rows: names flush left, one above the other, and what the widest of them leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.charts import style
from reporter.charts.marks import Label, Mark
from reporter.charts.sheet import Align, Sheet, block_height
from reporter.charts.style import Canvas

GUTTER = 9.0
"""From the names to the plot, in points."""
_AIR = 3.5
"""Between two rows of stacked names, in points."""


@dataclass(frozen=True, slots=True)
class NamedMark:
    """One row: a name and its mark."""

    label: Label
    mark: Mark

    @property
    def weight(self) -> int:
        return style.BOLD if self.mark.emphasis else style.REGULAR

    def color(self, canvas: Canvas) -> str:
        return canvas.accent if self.mark.emphasis else style.INK


@dataclass(frozen=True, slots=True)
class Pile:
    """Where rows stand: their middles from the top, the height of one, names stacked or not."""

    middles: tuple[float, ...]
    pitch: float
    stacked: bool

    @property
    def top(self) -> float:
        return self.middles[0] + self.pitch / 2

    @property
    def bottom(self) -> float:
        return self.middles[-1] - self.pitch / 2


def pile(
    sheet: Sheet,
    names: Sequence[Label],
    top: float,
    bottom: float,
    *,
    parted_after: Sequence[int] = (),
) -> Pile:
    """Rows of equal height; two languages are stacked where one line would take too much width."""
    pitch = (top - bottom) / (len(names) + 0.5 * len(parted_after))
    middles = []
    for index in range(len(names)):
        middles.append(top - pitch / 2)
        top -= pitch * (1.5 if index in parted_after else 1)
    one_line = max(sheet.extent(name) for name in names)
    stacked = one_line > sheet.width * 0.3 and pitch >= block_height(2) + _AIR
    return Pile(tuple(middles), pitch, stacked)


def write_names(sheet: Sheet, rows: Sequence[NamedMark], piled: Pile) -> float:
    """The names flush left; returns where the plot begins, raises ChartFault if too far right."""
    widest = 0.0
    for row, middle in zip(rows, piled.middles, strict=True):
        write_beside(sheet, row, row.label, 0, middle, piled)
        width = sheet.extent(row.label, weight=row.weight, stacked=piled.stacked)
        if width > sheet.width * 0.6:
            raise sheet.fault(f"“{' '.join(row.label)}” leaves no room for the plot")
        widest = max(widest, width)
    return widest + GUTTER


def write_beside(
    sheet: Sheet,
    row: NamedMark,
    label: Label,
    x: float,
    middle: float,
    piled: Pile,
    align: Align = "left",
) -> None:
    """A row's name or value, level with the middle of the row."""
    sheet.label(
        (x, middle),
        label,
        color=row.color(sheet.canvas),
        weight=row.weight,
        align=align,
        anchor="middle",
        stacked=piled.stacked,
    )


def value_width(sheet: Sheet, row: NamedMark, piled: Pile) -> float:
    return sheet.extent(row.mark.label, weight=row.weight, stacked=piled.stacked)
