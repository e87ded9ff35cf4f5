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
from reporter.charts.sheet import Point, Sheet, spread
from reporter.charts.style import Canvas
from reporter.errors import ChartFault

_FOOT = 14.0
"""Below the plot, for the periods, in points."""
_HEAD = 6.0
_MARGIN = 9.0
"""From the line ends to their words."""


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
class _Block:
    """The lines at the end of one measure: text, size, colour, weight; languages one by one."""

    lines: tuple[tuple[Label, float, str, int], ...]

    def width(self, sheet: Sheet) -> float:
        return max(sheet.extent(label, size=s, weight=w) for label, s, _, w in self.lines)

    @property
    def height(self) -> float:
        return sum(size * style.LEADING for _, size, _, _ in self.lines)


def draw(spec: LevelGrowth, canvas: Canvas) -> Figure:
    """A line for each measure from their common base; the emphasised one takes the accent."""
    sheet = Sheet(canvas, "growth from one base")
    blocks = [_block(sheet, measure, canvas) for measure in spec.measures]
    left, right = 3.0, canvas.width - max(block.width(sheet) for block in blocks) - _MARGIN
    if right - left < 0.25 * canvas.width:
        raise ChartFault(" ".join(spec.measures[0].name), "leaves no room for the lines")
    growths = [measure.growth.value for measure in spec.measures]
    floor, ceiling = min(0.0, *growths), max(0.0, *growths)
    unit = (canvas.height - _FOOT - _HEAD) / (ceiling - floor)

    def level(growth: float) -> float:
        return _FOOT + (growth - floor) * unit

    base = (left, level(0))
    for measure in sorted(spec.measures, key=lambda each: -abs(each.growth.value)):
        end = (right, level(measure.growth.value))
        color = _color(measure, canvas)
        if measure.growth.emphasis:
            sheet.shape([base, end, (right, base[1])], fill=style.tint(color, 0.1))
        sheet.curve([base, end], color=color, weight=2.0 if measure.growth.emphasis else 1.4)
        sheet.dot(end, color)
        _open_end(sheet, measure.growth, end, color)
    sheet.rule((0, base[1]), (right, base[1]))
    sheet.dot(base, style.QUIET, hollow=True)
    _write_ends(sheet, spec, blocks, [level(growth) for growth in growths], right)
    sheet.label((0, 2), spec.before, size=style.SMALL, color=style.QUIET)
    sheet.label((right, 2), spec.after, size=style.SMALL, color=style.QUIET, align="right")
    return sheet.figure


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
    color = _color(measure, canvas) if measure.growth.emphasis else style.INK
    lines = [
        (measure.growth.label, _figure_size(sheet, measure), color, style.BOLD),
        (measure.name, style.BASE, style.INK, style.SEMIBOLD),
    ]
    pairs = zip(
        sheet.strings(measure.prior.label), sheet.strings(measure.current.label), strict=True
    )
    lines += [
        ((f"{prior} → {current}",), style.BASE, style.COMPANION, style.REGULAR)
        for prior, current in pairs
    ]
    return _Block(tuple(lines))


def _write_ends(
    sheet: Sheet, spec: LevelGrowth, blocks: list[_Block], ends: list[float], right: float
) -> None:
    """The blocks beside the line ends, first line level with the dot, none over another."""
    order = sorted(range(len(blocks)), key=lambda index: ends[index])
    heights = [blocks[index].height for index in order]
    wished = [ends[i] + blocks[i].lines[0][1] / 2 - blocks[i].height / 2 for i in order]
    middles = spread(wished, heights, 0, sheet.height)
    for index, middle in zip(order, middles, strict=True):
        y = middle + blocks[index].height / 2
        for label, size, color, weight in blocks[index].lines:
            at = (right + _MARGIN, y)
            sheet.label(at, label, size=size, color=color, weight=weight, anchor="top")
            y -= size * style.LEADING


def _color(measure: GrowthMeasure, canvas: Canvas) -> str:
    return canvas.accent if measure.growth.emphasis else style.INK
