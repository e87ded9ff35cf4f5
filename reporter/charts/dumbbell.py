"""Before and after on one scale (FT Visual Vocabulary: Change over time, connected dots)."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.figure import Figure

from reporter.charts import rows, style
from reporter.charts.marks import Label, Mark
from reporter.charts.rows import NamedMark, Pile
from reporter.charts.scales import Room, Scale, fit
from reporter.charts.sheet import Align, Point, Sheet
from reporter.charts.style import Canvas

_RADIUS = 3.0
_HEAD = 12.0
"""Above the rows, for the two periods, in points."""
_GAP = _RADIUS + 3.0
_APART = 1.5
"""What keeps the two periods apart however near their dots are, in points."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One name with its value before and after, and the change in words, if it is wanted."""

    label: Label
    before: Mark
    after: Mark
    change: Label = ()


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Pairs in one unit, from the top; the periods are named over the first pair's dots."""

    pairs: tuple[Pair, ...]
    before: Label
    after: Label


def draw(spec: Dumbbell, canvas: Canvas) -> Figure:
    """Two dots a row joined by a line; values on the outer sides, changes flush right."""
    sheet = Sheet(canvas, "dumbbell")
    names = [NamedMark(pair.label, pair.after) for pair in spec.pairs]
    piled = rows.pile(sheet, [pair.label for pair in spec.pairs], canvas.height - _HEAD, 0)
    left = rows.write_names(sheet, names, piled)
    changes = max(_change_width(sheet, pair.change, piled) for pair in spec.pairs)
    right = canvas.width - changes - (rows.GUTTER if changes else 0)
    rooms = [room for pair in spec.pairs for room in _rooms(sheet, pair)]
    rooms += _heading_rooms(sheet, spec)
    scale = fit(rooms, left, right)
    if scale is None:
        raise sheet.fault("names and values leave no room for the dots")
    for pair, middle in zip(spec.pairs, piled.middles, strict=True):
        _draw_pair(sheet, pair, scale, middle)
        if pair.change:
            at = (canvas.width, middle)
            weight = style.BOLD if pair.after.emphasis else style.REGULAR
            sheet.label(
                at,
                pair.change,
                weight=weight,
                align="right",
                anchor="middle",
                stacked=piled.stacked,
            )
    _write_periods(sheet, spec, scale)
    return sheet.figure


def _width(sheet: Sheet, label: Label, size: float = style.BASE) -> float:
    return sheet.extent(label, size=size, weight=style.BOLD) if label else 0.0


def _change_width(sheet: Sheet, label: Label, piled: Pile) -> float:
    return sheet.extent(label, weight=style.BOLD, stacked=piled.stacked) if label else 0.0


def _outward(pair: Pair) -> tuple[Align, Align]:
    """How the words at the two dots are set: away from each other."""
    return ("right", "left") if pair.before.value <= pair.after.value else ("left", "right")


def _rooms(sheet: Sheet, pair: Pair) -> list[Room]:
    marks = zip((pair.before, pair.after), _outward(pair), strict=True)
    return [_room(mark.value, _width(sheet, mark.label), align) for mark, align in marks]


def _headings(spec: Dumbbell) -> list[tuple[float, Label, Align]]:
    """The two periods, set as the values of the first pair are."""
    first = spec.pairs[0]
    ends = (first.before.value, first.after.value)
    return list(zip(ends, (spec.before, spec.after), _outward(first), strict=True))


def _heading_rooms(sheet: Sheet, spec: Dumbbell) -> list[Room]:
    return [
        _room(value, _width(sheet, name, style.SMALL), align)
        for value, name, align in _headings(spec)
    ]


def _room(value: float, width: float, align: Align) -> Room:
    if align == "right":
        return Room(value, left=_GAP + width, right=_RADIUS)
    return Room(value, left=_RADIUS, right=_GAP + width)


def _draw_pair(sheet: Sheet, pair: Pair, scale: Scale, middle: float) -> None:
    color = sheet.canvas.accent if pair.after.emphasis else style.INK
    start, end = (scale(pair.before.value), middle), (scale(pair.after.value), middle)
    sheet.curve((start, end), color=style.tint(color, 0.45), weight=2.0)
    sheet.dot(start, style.MUTED, radius=_RADIUS, hollow=pair.before.derived)
    sheet.dot(end, color, radius=_RADIUS, hollow=pair.after.derived)
    first, second = _outward(pair)
    _write_value(sheet, pair.before, start, first, style.COMPANION, style.REGULAR)
    _write_value(sheet, pair.after, end, second, color, style.BOLD)


def _write_value(
    sheet: Sheet, mark: Mark, at: Point, align: Align, color: str, weight: int
) -> None:
    beside = (at[0] + (-_GAP if align == "right" else _GAP), at[1])
    sheet.label(beside, mark.label, color=color, weight=weight, align=align, anchor="middle")


def _write_periods(sheet: Sheet, spec: Dumbbell, scale: Scale) -> None:
    for value, name, align in _headings(spec):
        x = scale(value) + (-_APART if align == "right" else _APART)
        at = (x, sheet.height)
        sheet.label(at, name, size=style.SMALL, color=style.QUIET, align=align, anchor="top")
