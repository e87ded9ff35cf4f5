"""Profit as an area: revenue across, margin up (FT Visual Vocabulary: Part-to-whole, Marimekko).

The rectangle of the prior year lies inside this year's; what lies above it came from a wider
margin, what lies beside it from more revenue, so that the eye weighs the two.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import style
from reporter.charts.marks import Label, Mark
from reporter.charts.sheet import Point, Sheet, block_height
from reporter.charts.style import Canvas

_INSET = 9.0
_BESIDE = 9.0
_LEFT_GAP = 5.0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the rectangles: what it measures, before and now."""

    name: Label
    before: Mark
    after: Mark


@dataclass(frozen=True, slots=True)
class MarginArea:
    """Two rectangles, `revenue` by `margin`, and the words for the areas between them.

    Both sides must have grown: where one shrank, a waterfall tells it.
    """

    revenue: Side
    margin: Side
    before: Label
    after: Label
    profit_before: Label
    profit_after: Label
    from_margin: Label
    from_revenue: Label


@dataclass(frozen=True, slots=True)
class _Plot:
    """The corners in points: the origin, the prior year's corner, and this year's."""

    origin: Point
    inner: Point
    outer: Point


def draw(spec: MarginArea, canvas: Canvas) -> Figure:
    """The rectangles with their words inside where they fit, and beside them where they do not."""
    sheet = Sheet(canvas, "margin area")
    for side in (spec.revenue, spec.margin):
        if not 0 < side.before.value < side.after.value:
            raise sheet.fault(f"“{' '.join(side.name)}” has not grown: draw a waterfall")
    plot = _place(sheet, spec)
    (x0, y0), (x1, y1), (x2, _) = plot.origin, plot.inner, plot.outer
    for (left, bottom), (right, top), fill in (
        (plot.origin, plot.inner, style.PALE),
        ((x1, y0), (x2, y1), style.MUTED),
        ((x0, y1), plot.outer, canvas.accent),
    ):
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        sheet.shape(corners, fill=fill, role="bar")
    edge = [(x0, y1), (x1, y1), (x1, y0)]
    sheet.curve(edge, color=style.INK, weight=0.6, dashes=(1.6, 1.6), role="derived")
    sheet.rule((x0, y0), (x2, y0), color=style.INK, weight=0.8)
    _write_areas(sheet, spec, plot)
    _write_margin(sheet, spec, plot)
    _write_revenue(sheet, spec, plot)
    return sheet.figure


def _place(sheet: Sheet, spec: MarginArea) -> _Plot:
    figures = [(spec.margin.before.label, style.BASE), (spec.margin.after.label, style.FIGURE)]
    left = _LEFT_GAP + max(sheet.extent(f, size=s, weight=style.BOLD) for f, s in figures)
    beside = [(spec.profit_after, _profit_size(sheet)), (spec.from_revenue, style.BASE)]
    right = _BESIDE + max(sheet.extent(w, size=s, stacked=True) for w, s in beside)
    if left + right > 0.6 * sheet.width:
        raise sheet.fault("the words beside the plot leave no room for it")
    foot = block_height(len(sheet.strings(spec.revenue.name))) + 4
    head = block_height(1) + 4
    width, height = sheet.width - left - right, sheet.height - foot - head
    return _Plot(
        (left, foot),
        (
            left + width * spec.revenue.before.value / spec.revenue.after.value,
            foot + height * spec.margin.before.value / spec.margin.after.value,
        ),
        (left + width, foot + height),
    )


def _profit_size(sheet: Sheet) -> float:
    return style.HERO if sheet.width >= style.HERO_WIDTH else style.FIGURE


def _write_areas(sheet: Sheet, spec: MarginArea, plot: _Plot) -> None:
    (x0, y0), (_, y1), (x2, y2) = plot.origin, plot.inner, plot.outer
    wide = sheet.extent(spec.from_margin, size=style.FIGURE, weight=style.BOLD, stacked=True)
    sheet.label(
        (x0 + _INSET, (y1 + y2) / 2),
        spec.from_margin,
        size=style.FIGURE if wide < x2 - x0 - 2 * _INSET else style.BASE,
        color=style.PAPER,
        weight=style.BOLD,
        anchor="middle",
        stacked=True,
    )
    sheet.label((x0 + _INSET, (y0 + y1) / 2), spec.profit_before, anchor="middle", stacked=True)
    x = x2 + _BESIDE
    sheet.label((x, y2), spec.after, color=style.COMPANION, anchor="top")
    at = (x, y2 - block_height(1) - 3)
    sheet.label(at, spec.profit_after, size=_profit_size(sheet), anchor="top", stacked=True)
    sheet.label((x, (y0 + y1) / 2), spec.from_revenue, anchor="middle", stacked=True)


def _write_margin(sheet: Sheet, spec: MarginArea, plot: _Plot) -> None:
    (x0, y0), (_, y1), (_, y2) = plot.origin, plot.inner, plot.outer
    x = x0 - _LEFT_GAP
    sheet.label((0, y2 + 4), spec.margin.name, color=style.COMPANION, anchor="bottom")
    sheet.label(
        (x, y2),
        spec.margin.after.label,
        size=style.FIGURE,
        color=sheet.canvas.accent,
        weight=style.BOLD,
        align="right",
        anchor="top",
    )
    before = spec.margin.before.label
    sheet.label((x, y1), before, color=style.COMPANION, align="right", anchor="middle")
    sheet.label((x, y0), ("0",), size=style.SMALL, color=style.QUIET, align="right")


def _write_revenue(sheet: Sheet, spec: MarginArea, plot: _Plot) -> None:
    (x0, y0), (x1, _), (x2, _) = plot.origin, plot.inner, plot.outer
    side, first = spec.revenue, y0 - 4
    second = first - style.LEADING * style.BASE
    sheet.label((x0, first), side.name, color=style.COMPANION, anchor="top", stacked=True)
    sheet.label((x2, first), side.after.label, weight=style.BOLD, align="right", anchor="top")
    clear = x2 - 5 - sheet.extent(side.after.label, weight=style.BOLD)
    x = min(x1, clear)
    sheet.label((x, first), side.before.label, color=style.COMPANION, align="right", anchor="top")
    if second - style.SMALL >= 0 and len(sheet.strings(side.name)) > 1:
        for place, period in ((x, spec.before), (x2, spec.after)):
            at = (place, second)
            sheet.label(
                at, period[:1], size=style.SMALL, color=style.QUIET, align="right", anchor="top"
            )
