"""Events in time, to scale (FT Visual Vocabulary: Change over time, annotated timeline)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from matplotlib.figure import Figure

from reporter.charts import lettering, style
from reporter.charts.marks import Label
from reporter.charts.scales import Scale, between
from reporter.charts.sheet import Align, Point, Sheet
from reporter.charts.style import Canvas
from reporter.languages import Language

_RADIUS = 3.0
_STEM = 8.0
_AIR = 10.0
"""Between two events on the same side, in points."""
_LEFT: Align = "left"
_RIGHT: Align = "right"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened when: `label` says both, `note` adds a figure; `emphasis` takes the accent."""

    when: date
    label: Label
    note: Label = ()
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order, in turn above and below a line to scale; `ticks` have no labels."""

    events: tuple[Event, ...]
    ticks: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an event's words."""

    text: str
    size: float
    color: str
    weight: int
    language: Language


@dataclass(frozen=True, slots=True)
class _Words:
    """An event's words, broken to their room, and the edge that they are flush with."""

    lines: tuple[_Line, ...]
    edge: float
    align: Align

    @property
    def height(self) -> float:
        return sum(line.size * style.LEADING for line in self.lines)


def draw(spec: Timeline, canvas: Canvas) -> Figure:
    """The line with its dots; each event's words on their own side, next to their stem."""
    sheet = Sheet(canvas, "timeline")
    days = [when.toordinal() for when in (*(e.when for e in spec.events), *spec.ticks)]
    scale = between(min(days), max(days), _RADIUS, canvas.width - _RADIUS)
    places = [scale(event.when.toordinal()) for event in spec.events]
    words: dict[int, _Words] = {}
    for side in (0, 1):
        chosen = range(side, len(spec.events), 2)
        if chosen:
            settled = _settle(sheet, [spec.events[i] for i in chosen], [places[i] for i in chosen])
            words |= zip(chosen, settled, strict=True)
    above = max(words[index].height for index in range(0, len(words), 2)) + _STEM
    below = max((words[index].height for index in range(1, len(words), 2)), default=0) + _STEM
    y = (canvas.height - above + below) / 2
    _draw_axis(sheet, spec, scale, y)
    for index, (event, x) in enumerate(zip(spec.events, places, strict=True)):
        _draw_event(sheet, event, (x, y), words[index], upward=index % 2 == 0)
    return sheet.figure


def _draw_axis(sheet: Sheet, spec: Timeline, scale: Scale, y: float) -> None:
    sheet.rule((0, y), (sheet.width, y), color=style.INK, weight=0.8)
    for tick in spec.ticks:
        x = scale(tick.toordinal())
        sheet.rule((x, y), (x, y - 3), color=style.QUIET, weight=0.5)


def _draw_event(sheet: Sheet, event: Event, at: Point, words: _Words, *, upward: bool) -> None:
    x, y = at
    color = sheet.canvas.accent if event.emphasis else style.INK
    stem = y + _STEM if upward else y - _STEM
    sheet.rule((x, y), (x, stem), color=style.QUIET, weight=0.4)
    sheet.dot(at, color, radius=_RADIUS)
    top = stem + words.height if upward else stem
    for line in words.lines:
        baseline = top - 0.88 * line.size
        sheet.text(
            (words.edge, baseline),
            line.text,
            size=line.size,
            color=line.color,
            weight=line.weight,
            align=words.align,
            language=line.language,
        )
        top -= line.size * style.LEADING


def _settle(sheet: Sheet, events: Sequence[Event], places: Sequence[float]) -> list[_Words]:
    """The words of one side: the first events run to the right, the rest to the left.

    Where the turn comes is what keeps the side lowest, and as late as that allows.
    """
    choices = [_broken(sheet, events, places, turn) for turn in range(len(events), -1, -1)]
    return min(choices, key=_bulk)


def _bulk(words: Sequence[_Words]) -> tuple[float, float]:
    """The height of the highest words, then of all together."""
    heights = [each.height for each in words]
    return max(heights), sum(heights)


def _broken(
    sheet: Sheet, events: Sequence[Event], places: Sequence[float], turn: int
) -> list[_Words]:
    """The words where the events from `turn` on run to the left."""
    words = []
    for index, (event, x) in enumerate(zip(events, places, strict=True)):
        leftward = index >= turn
        room = _room(sheet, events, places, turn, index)
        edge, align = (x + _RADIUS, _RIGHT) if leftward else (x - _RADIUS, _LEFT)
        words.append(_Words(_lines(sheet, event, room), edge, align))
    return words


def _room(
    sheet: Sheet, events: Sequence[Event], places: Sequence[float], turn: int, index: int
) -> float:
    """The width an event's words may take: up to their neighbour, or half-way where two meet."""
    step = -1 if index >= turn else 1
    neighbour = index + step
    if not 0 <= neighbour < len(places):
        return (places[index] if step < 0 else sheet.width - places[index]) + _RADIUS
    gap = abs(places[neighbour] - places[index])
    if (neighbour >= turn) is (index >= turn):
        return gap - _AIR
    mine, other = (_natural(sheet, events[i]) for i in (index, neighbour))
    return (gap + 2 * _RADIUS - _AIR) * mine / (mine + other)


def _natural(sheet: Sheet, event: Event) -> float:
    return max(sheet.measure(line.text, line.size, line.weight) for line in _unbroken(sheet, event))


def _unbroken(sheet: Sheet, event: Event) -> list[_Line]:
    """The leading language's name and note, then its companion's, smaller."""
    ink = sheet.canvas.accent if event.emphasis else style.INK
    names, notes = sheet.strings(event.label), sheet.strings(event.note) if event.note else ()
    lines = []
    for index, language in enumerate(sheet.canvas.languages):
        size, color = (style.BASE, ink) if index == 0 else (style.SMALL, style.QUIET)
        weight = style.BOLD if index == 0 else style.REGULAR
        if index < len(names):
            lines.append(_Line(names[index], size, color, weight, language))
        if index < len(notes):
            lines.append(_Line(notes[index], size, color, style.REGULAR, language))
    return lines


def _lines(sheet: Sheet, event: Event, room: float) -> tuple[_Line, ...]:
    families = sheet.canvas.families
    return tuple(
        replace(line, text=part)
        for line in _unbroken(sheet, event)
        for part in lettering.wrapped(line.text, room, families, line.size, line.weight)
    )
