"""A bridge from one level to the next (FT Visual Vocabulary: Part-to-whole, waterfall)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import bars, style
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas

_FILLED = 0.68
"""The share of a step's width that its column takes."""
_UNDER = 3.5
"""Between the base line and the names below it, in points."""


@dataclass(frozen=True, slots=True)
class Step:
    """A column: a level that stands on zero, or a change from the level before."""

    label: Label
    mark: Mark
    is_level: bool = False


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Steps from the left; the first is a level."""

    steps: tuple[Step, ...]


def draw(spec: Waterfall, canvas: Canvas) -> Figure:
    """Columns joined by hairlines: values above them, names below, both flush with their left."""
    sheet = Sheet(canvas, "waterfall")
    pitch = _pitch(sheet, spec)
    thickness = pitch * _FILLED
    foot = _foot(sheet, spec, pitch)
    spans = _spans(spec.steps)
    low, high = min(0.0, *map(min, spans)), max(map(max, spans))
    under = _size(sheet, spec.steps[-1]) + 4 if low < 0 else 0
    scale = between(low, high, foot + under, canvas.height - style.GAP - _tallest(sheet, spec))
    for index, (step, span) in enumerate(zip(spec.steps, spans, strict=True)):
        left = index * pitch
        if index:
            y = scale(span[0] if not step.is_level else spans[index - 1][1])
            sheet.rule((left - pitch + thickness, y), (left, y), color=style.QUIET)
        _draw_step(sheet, step, span, scale, left, thickness)
        at = (left, foot - _UNDER)
        color = canvas.accent if step.mark.emphasis else style.INK
        stacked = len(sheet.strings(step.label)) > 1
        sheet.label(at, step.label, color=color, anchor="top", stacked=stacked)
    sheet.rule((0, scale(0)), (canvas.width, scale(0)), color=style.INK, weight=0.6)
    return sheet.figure


def _pitch(sheet: Sheet, spec: Waterfall) -> float:
    """From one column to the next, so that the last one's words end at the right edge at most."""
    last = spec.steps[-1]
    words = max(
        sheet.extent(last.label, stacked=True),
        sheet.extent(last.mark.label, size=_size(sheet, last), weight=style.BOLD),
    )
    columns = len(spec.steps) - 1
    return min((sheet.width - words) / columns, sheet.width / (columns + _FILLED))


def _foot(sheet: Sheet, spec: Waterfall, pitch: float) -> float:
    """The height of the names below the base line; raises ChartFault where they would touch."""
    for step in spec.steps[:-1]:
        if sheet.extent(step.label, stacked=True) > pitch - 3:
            raise sheet.fault(f"“{' '.join(step.label)}” is wider than its column")
    lines = max(len(sheet.strings(step.label)) for step in spec.steps)
    return block_height(lines) + _UNDER


def _spans(steps: Sequence[Step]) -> list[tuple[float, float]]:
    """Where each column starts and ends."""
    spans: list[tuple[float, float]] = []
    for step in steps:
        start = 0.0 if step.is_level or not spans else spans[-1][1]
        spans.append((start, start + step.mark.value))
    return spans


def _draw_step(
    sheet: Sheet,
    step: Step,
    span: tuple[float, float],
    scale: Scale,
    left: float,
    thickness: float,
) -> None:
    mark, middle = step.mark, left + thickness / 2
    fill = sheet.canvas.accent if mark.emphasis else style.INK if step.is_level else style.MUTED
    bar = bars.Bar(scale(span[0]), scale(span[1]), middle, thickness, upright=True)
    bars.draw_bar(sheet, bar, mark, fill)
    below = span[1] < 0
    color = fill if mark.emphasis else style.QUIET if mark.derived else style.INK
    sheet.label(
        (left, scale(min(span)) - style.GAP if below else scale(max(span)) + style.GAP),
        mark.label,
        size=_size(sheet, step),
        color=color,
        weight=style.BOLD,
        anchor="top" if below else "bottom",
    )


def _size(sheet: Sheet, step: Step) -> float:
    strong = step.mark.emphasis or (step.is_level and not step.mark.derived)
    return style.HERO if strong and sheet.width >= style.HERO_WIDTH else style.FIGURE


def _tallest(sheet: Sheet, spec: Waterfall) -> float:
    return block_height(1, max(_size(sheet, step) for step in spec.steps))
