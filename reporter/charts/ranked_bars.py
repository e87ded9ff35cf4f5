"""Ranked bars about zero (FT Visual Vocabulary: Deviation, diverging bar; Ranking, ordered bar)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas
from reporter.errors import ChartFault

_GUTTER = 8.0
"""From the labels to the farthest bar or value, in points."""
_THICKEST = 11.0


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One bar with its name."""

    label: Label
    mark: Mark


@dataclass(frozen=True, slots=True)
class RankedBars:
    """Changes or levels in the order given, from the top; bars start at zero.

    With `by_direction` bars take the colours of rise and fall, else emphasised ones take the accent
    and the rest are grey. `parted_after` leaves a gap below the rows of these indices.
    """

    rows: tuple[RankedRow, ...]
    by_direction: bool = False
    parted_after: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Scale:
    """Points along the sheet: where zero lies and how long one unit is."""

    zero: float
    unit: float

    def __call__(self, value: float) -> float:
        return self.zero + value * self.unit


def draw(spec: RankedBars, canvas: Canvas) -> Figure:
    """The bars with their names flush left and their values outside the ends."""
    sheet = Sheet(canvas)
    middles, pitch = _middles(spec, canvas.height)
    stacked = _stack(sheet, spec, pitch)
    labels = max(_label_width(sheet, row, stacked) for row in spec.rows)
    scale = _fit(sheet, spec.rows, labels + _GUTTER, canvas.width, stacked)
    for row, middle in zip(spec.rows, middles, strict=True):
        thickness = min(_THICKEST, pitch * 0.58)
        bar = bars.Bar(scale(0), scale(row.mark.near), middle, thickness)
        far = scale(row.mark.far) if row.mark.high is not None else None
        bars.draw_bar(sheet, bar, row.mark, _fill(row.mark, spec, canvas), far=far)
        _write(sheet, row, scale, middle, stacked)
    top, bottom = middles[0] + pitch / 2, middles[-1] - pitch / 2
    sheet.rule((scale(0), bottom), (scale(0), top), color=style.INK, weight=0.5)
    return sheet.figure


def _middles(spec: RankedBars, height: float) -> tuple[list[float], float]:
    """The middle of each row, from the top, and the height of a row."""
    pitch = height / (len(spec.rows) + 0.5 * len(spec.parted_after))
    middles, top = [], height
    for index in range(len(spec.rows)):
        middles.append(top - pitch / 2)
        top -= pitch * (1.5 if index in spec.parted_after else 1)
    return middles, pitch


def _stack(sheet: Sheet, spec: RankedBars, pitch: float) -> bool:
    """Whether the two languages stand one above the other: a narrow sheet with tall rows."""
    widest = max(_label_width(sheet, row, stacked=False) for row in spec.rows)
    return widest > sheet.width * 0.36 and pitch > block_height(2) + 1


def _label_width(sheet: Sheet, row: RankedRow, stacked: bool) -> float:
    return sheet.extent(row.label, weight=_weight(row.mark), stacked=stacked)


def _fit(
    sheet: Sheet, rows: Sequence[RankedRow], left: float, right: float, stacked: bool
) -> _Scale:
    """The longest unit that leaves every value its room between `left` and `right`."""
    sizes = [
        (row.mark.far, bars.reach(row.mark) + style.GAP + _value_width(sheet, row, stacked))
        for row in rows
    ]

    def needs(unit: float, sign: int) -> float:
        return max([abs(v) * unit + room for v, room in sizes if (v < 0) is (sign < 0)], default=0)

    low, high = 0.0, (right - left) / max(abs(value) for value, _ in sizes)
    for _ in range(40):
        unit = (low + high) / 2
        if needs(unit, -1) + needs(unit, 1) > right - left:
            high = unit
        else:
            low = unit
    if low * max(abs(value) for value, _ in sizes) < 0.15 * sheet.width:
        longest = max(rows, key=lambda row: sheet.extent(row.label, stacked=stacked))
        raise ChartFault(" ".join(longest.label), "is so long that it leaves no room for the bars")
    return _Scale(left + needs(low, -1), low)


def _write(sheet: Sheet, row: RankedRow, scale: _Scale, middle: float, stacked: bool) -> None:
    weight, sign = _weight(row.mark), -1 if row.mark.far < 0 else 1
    sheet.label((0, middle), row.label, weight=weight, anchor="middle", stacked=stacked)
    sheet.label(
        (scale(row.mark.far) + sign * (bars.reach(row.mark) + style.GAP), middle),
        row.mark.label,
        weight=weight,
        align="left" if sign > 0 else "right",
        anchor="middle",
        stacked=stacked,
    )


def _value_width(sheet: Sheet, row: RankedRow, stacked: bool) -> float:
    return sheet.extent(row.mark.label, weight=_weight(row.mark), stacked=stacked)


def _weight(mark: Mark) -> int:
    return style.BOLD if mark.emphasis else style.REGULAR


def _fill(mark: Mark, spec: RankedBars, canvas: Canvas) -> str:
    if spec.by_direction:
        return canvas.fall if mark.value < 0 else canvas.rise
    return canvas.accent if mark.emphasis else style.MUTED
