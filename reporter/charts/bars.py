"""Bars, lying or standing, whose ends say how sure their value is.

An exact value ends square; more than it, an arrow head stands beyond the end; less than it, the end
is notched; about it, the end is parted by a gap; a range goes on in a lighter tone from its low end
to its high end; a derived value is a dashed outline.
"""

from __future__ import annotations

from dataclasses import dataclass

from reporter.charts import style
from reporter.charts.marks import Bound, Mark
from reporter.charts.sheet import Point, Sheet

_HEAD = 3.6
_PARTING = 0.9
_NOTCH = 3.0


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


def reach(mark: Mark) -> float:
    """How far beyond its value a bar is drawn, in points: the arrow head of an open end."""
    return _PARTING + _HEAD if mark.bound.opens_outward else 0.0


def draw_bar(sheet: Sheet, bar: Bar, mark: Mark, fill: str, *, far: float | None = None) -> None:
    """The bar of `mark`; `far` is where its range's high end lies, in points along the scale."""
    if mark.derived:
        inset = bar.forward * 0.3
        outline = bar.block(bar.base, bar.end - inset)
        sheet.shape(outline, fill=style.PAPER, edge=style.QUIET, dashes=(2, 1.4), role="hollow")
    elif mark.bound.opens_inward:
        sheet.shape(_notched(bar), fill=fill, role="bar")
    elif mark.bound is Bound.ABOUT:
        _parted(sheet, bar, fill)
    else:
        sheet.shape(bar.block(bar.base, bar.end), fill=fill, role="bar")
    if far is not None:
        sheet.shape(bar.block(bar.end, far), fill=style.tint(fill), role="range")
    if mark.bound.opens_outward:
        _arrow(sheet, bar, bar.end if far is None else far, fill)


def _notched(bar: Bar) -> list[Point]:
    depth = min(_NOTCH, abs(bar.end - bar.base)) * bar.forward
    first, second, third, fourth = bar.block(bar.base, bar.end)
    return [first, second, bar.place(bar.end - depth, bar.middle), third, fourth]


def _parted(sheet: Sheet, bar: Bar, fill: str) -> None:
    tip = min(1.6, abs(bar.end - bar.base) / 3) * bar.forward
    gap = min(_PARTING, abs(bar.end - bar.base) / 3) * bar.forward
    sheet.shape(bar.block(bar.base, bar.end - tip - gap), fill=fill, role="bar")
    sheet.shape(bar.block(bar.end - tip, bar.end), fill=fill, role="about")


def _arrow(sheet: Sheet, bar: Bar, end: float, fill: str) -> None:
    foot = end + _PARTING * bar.forward
    half = bar.thickness / 2
    sheet.shape(
        [
            bar.place(foot, bar.middle - half),
            bar.place(foot + _HEAD * bar.forward, bar.middle),
            bar.place(foot, bar.middle + half),
        ],
        fill=fill,
        role="arrow",
    )
