"""Growth of several measures from one base (FT Visual Vocabulary: Change over time, slope).

Each measure leaves the prior year at 100 and arrives at 100 plus its growth, so that the steepness
of a line is the growth itself and the spread between lines is the finding; the levels, which share
no scale, are words at the two ends.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import style
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Point, Sheet, spread
from reporter.charts.style import Canvas

_FOOT = 14.0
"""Below the plot, for the periods on one line, in points."""
_HEAD = 6.0
_MARGIN = 9.0
"""From the line ends to their words."""
_ARROW = 8.0
"""Beyond a line's end that has a head."""


@dataclass(frozen=True, slots=True)
class GrowthMeasure:
    """One measure: its level before and now, and the growth in percent between them."""

    name: Label
    prior: Mark
    current: Mark
    growth: Mark


@dataclass(frozen=True, slots=True)
class LevelGrowth:
    """Measures over the same two periods, the names of which stand at the foot."""

    measures: tuple[GrowthMeasure, ...]
    before: Label
    after: Label


@dataclass(frozen=True, slots=True)
class _Line:
    """One thing said at the end of a measure; stacked, its languages are one below the other."""

    label: Label
    size: float
    color: str
    weight: int
    stacked: bool = False

    @property
    def height(self) -> float:
        below = len(self.label) - 1 if self.stacked else 0
        return style.LEADING * (self.size + below * min(self.size, style.BASE))


@dataclass(frozen=True, slots=True)
class _Block:
    """All that is said at the end of one measure."""

    lines: tuple[_Line, ...]

    def width(self, sheet: Sheet) -> float:
        return max(
            sheet.extent(line.label, size=line.size, weight=line.weight, stacked=line.stacked)
            for line in self.lines
        )

    @property
    def height(self) -> float:
        return sum(line.height for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Foot:
    """The periods below the plot: where the later one begins, and how high they stand."""

    after: float
    height: float
    stacked: bool


def draw(spec: LevelGrowth, canvas: Canvas) -> Figure:
    """A line for each measure from their common base; the emphasised one takes the accent."""
    sheet = Sheet(canvas, "growth from one base")
    blocks = [_block(sheet, measure, canvas) for measure in spec.measures]
    left, right = 3.0, canvas.width - max(block.width(sheet) for block in blocks) - _MARGIN
    if right - left < 0.25 * canvas.width:
        raise sheet.fault("words leave no room for the lines")
    foot = _foot(sheet, spec, right)
    scale = _scale(spec, foot, canvas)
    base = (left, scale(0))
    for measure in sorted(spec.measures, key=lambda each: -abs(each.growth.value)):
        _draw_line(sheet, measure, base, (right, scale(measure.growth.value)))
    sheet.rule((0, base[1]), (right, base[1]))
    sheet.dot(base, style.QUIET, hollow=True)
    ends = [scale(measure.growth.value) for measure in spec.measures]
    _write_ends(sheet, blocks, ends, right, foot.height if foot.after > right else 0)
    _write_foot(sheet, spec, foot)
    return sheet.figure


def _foot(sheet: Sheet, spec: LevelGrowth, right: float) -> _Foot:
    """The periods at both ends of the plot; stacked, and the later one beyond it, if need be."""
    for stacked in (False, True):
        before, after = (
            sheet.extent(label, size=style.SMALL, stacked=stacked)
            for label in (spec.before, spec.after)
        )
        height = _FOOT + (style.LEADING * style.SMALL if stacked else 0)
        if before + _MARGIN + after <= right:
            return _Foot(right - after, height, stacked)
    return _Foot(max(right, before) + _MARGIN, height, stacked)


def _write_foot(sheet: Sheet, spec: LevelGrowth, foot: _Foot) -> None:
    for x, period in ((0, spec.before), (foot.after, spec.after)):
        at = (x, 2 - 0.21 * style.SMALL)
        sheet.label(
            at, period, size=style.SMALL, color=style.QUIET, anchor="bottom", stacked=foot.stacked
        )


def _scale(spec: LevelGrowth, foot: _Foot, canvas: Canvas) -> Scale:
    """From growth to height, zero included; room is left for the heads beyond the lines' ends."""
    growths = [measure.growth for measure in spec.measures]
    heads = {growth.value < 0 for growth in growths if growth.opens_outward}
    low = foot.height + (_ARROW if True in heads else 0)
    high = canvas.height - (_ARROW if False in heads else _HEAD)
    values = [0.0, *(growth.value for growth in growths)]
    return between(min(values), max(values), low, high)


def _draw_line(sheet: Sheet, measure: GrowthMeasure, base: Point, end: Point) -> None:
    color = _color(measure, sheet.canvas)
    if measure.growth.emphasis:
        sheet.shape([base, end, (end[0], base[1])], fill=style.tint(color, 0.1))
    sheet.curve([base, end], color=color, weight=2.0 if measure.growth.emphasis else 1.4)
    sheet.dot(end, color)
    _open_end(sheet, measure.growth, end, color)


def _figure_size(sheet: Sheet, measure: GrowthMeasure) -> float:
    leads = measure.growth.emphasis and sheet.width >= style.HERO_WIDTH
    return style.HERO if leads else style.FIGURE


def _open_end(sheet: Sheet, growth: Mark, end: Point, color: str) -> None:
    """A head beyond the dot, on the side where the true value lies."""
    if not growth.opens_outward:
        return
    (x, y), up = end, 1 if growth.value >= 0 else -1
    foot = y + up * 4
    head = [(x - 2.4, foot), (x, foot + up * 3.6), (x + 2.4, foot)]
    sheet.shape(head, fill=color, role="arrow")


def _block(sheet: Sheet, measure: GrowthMeasure, canvas: Canvas) -> _Block:
    """Growth, name and levels; two languages are stacked where one line would take half of it."""
    color = _color(measure, canvas) if measure.growth.emphasis else style.INK
    said = (
        (measure.growth.label, _figure_size(sheet, measure), color, style.BOLD),
        (measure.name, style.BASE, style.INK, style.SEMIBOLD),
    )
    lines = [
        _Line(sheet.strings(label), size, ink, weight, _is_wide(sheet, label, size, weight))
        for label, size, ink, weight in said
    ]
    pairs = zip(
        sheet.strings(measure.prior.label), sheet.strings(measure.current.label), strict=True
    )
    lines += [
        _Line((f"{prior} → {current}",), style.BASE, style.COMPANION, style.REGULAR)
        for prior, current in pairs
    ]
    return _Block(tuple(lines))


def _is_wide(sheet: Sheet, label: Label, size: float, weight: int) -> bool:
    return sheet.extent(label, size=size, weight=weight) > 0.5 * sheet.width


def _write_ends(
    sheet: Sheet, blocks: list[_Block], ends: list[float], right: float, low: float
) -> None:
    """The blocks beside the line ends, first line level with the dot, none over another."""
    order = sorted(range(len(blocks)), key=lambda index: ends[index])
    heights = [blocks[index].height for index in order]
    wished = [ends[i] + blocks[i].lines[0].size / 2 - blocks[i].height / 2 for i in order]
    middles = spread(wished, heights, low, sheet.height)
    for index, middle in zip(order, middles, strict=True):
        y = middle + blocks[index].height / 2
        for line in blocks[index].lines:
            sheet.label(
                (right + _MARGIN, y), line.label, size=line.size, color=line.color,
                weight=line.weight, anchor="top", stacked=line.stacked,
            )  # fmt: skip
            y -= line.height


def _color(measure: GrowthMeasure, canvas: Canvas) -> str:
    return canvas.accent if measure.growth.emphasis else style.INK
