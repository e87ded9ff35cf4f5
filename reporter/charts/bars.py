"""Bars, lying or standing, whose ends say how sure their value is.

An exact value ends square; more than it, an arrow head stands beyond the end; less than it, the bar
stops short of a dotted line at the value; about it, the end fades; a range goes on in a lighter
tone from its low end to its high end; a derived value is a dashed outline.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reporter.charts import style
from reporter.charts.marks import Mark
from reporter.charts.scales import Scale
from reporter.charts.sheet import Point, Sheet
from reporter.quantity import Bound

_HEAD = 4.5
_PARTING = 1.0
_SHORT = 2.2
_FADE = 3.2


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in points: `base` to `end` along the scale, `thickness` across it about `middle`."""

    base: float
    end: float
    middle: float
    thickness: float
    upright: bool = False

    @property
    def forward(self) -> float:
        return 1.0 if self.end >= self.base else -1.0

    @property
    def length(self) -> float:
        return abs(self.end - self.base)

    def place(self, along: float, across: float) -> Point:
        return (across, along) if self.upright else (along, across)

    def block(self, start: float, stop: float) -> list[Point]:
        half = self.thickness / 2
        return [
            self.place(start, self.middle - half),
            self.place(stop, self.middle - half),
            self.place(stop, self.middle + half),
            self.place(start, self.middle + half),
        ]

    def before_end(self, points: float) -> float:
        """The place `points` short of the end, but never more than half the bar."""
        return self.end - self.forward * min(points, self.length / 2)


def reach(mark: Mark) -> float:
    """How far beyond its value a bar is drawn, in points: the arrow head of an open end."""
    return _PARTING + _HEAD if mark.opens_outward else 0.0


def lay(sheet: Sheet, scale: Scale, mark: Mark, middle: float, thickness: float, fill: str) -> None:
    """A lying bar from the scale's zero, with whatever its bound or range asks for."""
    bar = Bar(scale(0), scale(mark.near), middle, thickness)
    draw_bar(sheet, bar, mark, fill, far=None if mark.high is None else scale(mark.high))


def draw_bar(sheet: Sheet, bar: Bar, mark: Mark, fill: str, *, far: float | None = None) -> None:
    """The bar of `mark`; `far` is where its range's high end lies, in points along the scale."""
    if mark.derived:
        edge = fill if mark.emphasis else style.QUIET
        inside = style.tint(fill, 0.14) if mark.emphasis else style.PAPER
        sheet.shape(_inside(bar), fill=inside, edge=edge, dashes=(2, 1.6), role="hollow")
    elif mark.opens_inward:
        _stop_short(sheet, bar, fill)
    elif mark.bound is Bound.ABOUT:
        sheet.shape(bar.block(bar.base, bar.before_end(_FADE)), fill=fill, role="bar")
        fading = bar.block(bar.before_end(_FADE), bar.end)
        sheet.shape(fading, fill=style.tint(fill, 0.45), role="about")
    else:
        sheet.shape(bar.block(bar.base, bar.end), fill=fill, role="bar")
    if far is not None:
        sheet.shape(bar.block(bar.end, far), fill=style.tint(fill), role="range")
    if mark.opens_outward:
        draw_arrow(sheet, replace(bar, end=bar.end if far is None else far), fill)


def draw_arrow(sheet: Sheet, bar: Bar, fill: str) -> None:
    """The head beyond the end of a bar whose true value lies farther."""
    foot = bar.end + _PARTING * bar.forward
    half = bar.thickness / 2
    corners = [
        bar.place(foot, bar.middle - half),
        bar.place(foot + _HEAD * bar.forward, bar.middle),
        bar.place(foot, bar.middle + half),
    ]
    sheet.shape(corners, fill=fill, role="arrow")


def _stop_short(sheet: Sheet, bar: Bar, fill: str) -> None:
    sheet.shape(bar.block(bar.base, bar.before_end(_SHORT)), fill=fill, role="bar")
    half = bar.thickness / 2 + 1
    ends = (bar.place(bar.end, bar.middle - half), bar.place(bar.end, bar.middle + half))
    sheet.rule(*ends, color=style.INK, weight=0.6, dashes=(1.2, 1.2), role="under")


def _inside(bar: Bar) -> list[Point]:
    """The outline of a hollow bar: half its line inside the area that a full one would fill."""
    inset = 0.3 * bar.forward
    slim = replace(bar, thickness=bar.thickness - 0.6)
    return slim.block(bar.base + inset, bar.end - inset)
