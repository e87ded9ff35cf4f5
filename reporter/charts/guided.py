"""A measure over periods against the ranges it was guided to (FT Visual Vocabulary: Ranges).

A band for what was expected, a dot for what came, so that a dot above its band is a target beaten.
"""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import foot, style
from reporter.charts.foot import Periods
from reporter.charts.marks import Label, Mark
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Sheet, block_height
from reporter.charts.style import Canvas

_FILLED = 0.62
_RADIUS = 2.6
_KEY = 9.0
"""The side of a band's sample beside its name, in points."""
_GAP = 3.0


@dataclass(frozen=True, slots=True)
class GuidedPeriod:
    """What was expected of a period, from `low` to `high`, and what came of it so far."""

    low: float
    high: float
    label: Label
    actual: Mark | None = None

    @property
    def is_beaten(self) -> bool:
        return self.actual is not None and self.actual.value > self.high


@dataclass(frozen=True, slots=True)
class Guided:
    """Periods in order, the words for what was expected and for what came."""

    periods: Periods
    ranges: tuple[GuidedPeriod, ...]
    expected: Label
    came: Label


def draw(spec: Guided, canvas: Canvas) -> Figure:
    """A band and a dot a period; a dot above its band and a band still to come in the accent."""
    sheet = Sheet(canvas, "guided")
    if not len(spec.periods) == len(spec.ranges) > 0:
        raise sheet.fault("the ranges and the periods differ in number")
    middles = foot.centres(sheet, spec.periods)
    half = canvas.width / len(spec.periods) * _FILLED / 2
    scale = _scale(sheet, spec)
    for middle, each in zip(middles, spec.ranges, strict=True):
        _draw_band(sheet, each, scale, middle, half)
    for middle, each in zip(middles, spec.ranges, strict=True):
        _draw_actual(sheet, each, scale, middle)
    _write_key(sheet, spec)
    foot.write(sheet, spec.periods, middles)
    return sheet.figure


def _scale(sheet: Sheet, spec: Guided) -> Scale:
    words = block_height(1) + _GAP
    values = [each.low for each in spec.ranges] + [each.high for each in spec.ranges]
    values += [each.actual.value for each in spec.ranges if each.actual]
    top = sheet.height - words - _RADIUS - words
    return between(min(values), max(values), spec.periods.height + words + _GAP, top)


def _draw_band(sheet: Sheet, each: GuidedPeriod, scale: Scale, middle: float, half: float) -> None:
    """The band, and its range below it; above it where the dot lies lower."""
    to_come = each.actual is None
    bottom, top = scale(each.low), scale(each.high)
    left, right = middle - half, middle + half
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    accent = sheet.canvas.accent
    fill = style.tint(accent, 0.14) if to_come else style.PALE
    edge = accent if to_come else None
    sheet.shape(corners, fill=fill, edge=edge, dashes=(2, 1.6) if to_come else (), role="band")
    above = each.actual is not None and each.actual.value < each.low
    sheet.label(
        (middle, top + _GAP if above else bottom - _GAP),
        each.label,
        size=style.BASE if to_come else style.SMALL,
        color=accent if to_come else style.QUIET,
        weight=style.BOLD if to_come else style.REGULAR,
        align="middle",
        anchor="bottom" if above else "top",
    )


def _draw_actual(sheet: Sheet, each: GuidedPeriod, scale: Scale, middle: float) -> None:
    mark = each.actual
    if mark is None:
        return
    color = sheet.canvas.accent if each.is_beaten else style.INK
    at = (middle, scale(mark.value))
    sheet.dot(at, color, radius=_RADIUS, hollow=mark.derived)
    below = mark.value < each.low
    above = max(at[1], scale(each.high) if not each.is_beaten and not below else at[1])
    sheet.label(
        (middle, at[1] - _RADIUS - _GAP / 2 if below else above + _RADIUS + _GAP / 2),
        mark.label,
        color=color,
        weight=style.BOLD if each.is_beaten else style.REGULAR,
        align="middle",
        anchor="top" if below else "bottom",
    )


def _write_key(sheet: Sheet, spec: Guided) -> None:
    """A dot and a band with their names, on the first line."""
    line = sheet.height - block_height(1) / 2
    sheet.dot((_RADIUS, line), style.INK, radius=_RADIUS)
    x = 2 * _RADIUS + _GAP
    sheet.label((x, line), spec.came, size=style.SMALL, color=style.QUIET, anchor="middle")
    x += sheet.extent(spec.came, size=style.SMALL) + 4 * _GAP
    half = _KEY / 2
    corners = [(x, line - half / 2), (x + _KEY, line - half / 2)]
    corners += [(x + _KEY, line + half / 2), (x, line + half / 2)]
    sheet.shape(corners, fill=style.PALE, role="key")
    at = (x + _KEY + _GAP, line)
    sheet.label(at, spec.expected, size=style.SMALL, color=style.QUIET, anchor="middle")
