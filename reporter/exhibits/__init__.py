"""Exhibits: a chart that a brief asks for, drawn from its facts in the languages of an edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.brief import ChartPlan
from reporter.display_list import Drawing
from reporter.errors import ChartFault
from reporter.exhibits.draft import Draft
from reporter.exhibits.sizes import size_of
from reporter.speech import Speaker

__all__ = ["Colours", "Exhibit", "blank_exhibit", "draw_exhibit"]


@dataclass(frozen=True, slots=True)
class Colours:
    """The accent of a brief, and what a rise and a fall are drawn in; as #rrggbb."""

    accent: str
    rise: str
    fall: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A chart that is ready for the page; sizes in points."""

    name: str
    kind: str
    drawing: Drawing
    width: float
    height: float


def draw_exhibit(
    plan: ChartPlan,
    name: str,
    speakers: Sequence[Speaker],
    colours: Colours,
    size: tuple[float, float] | None = None,
) -> Exhibit:
    """The chart of a plan, `speakers` in the edition's order; `size` in place of the slot's own.

    Raises UnsuitableFact where the kind cannot show the facts, ChartFault where words are cut,
    overlap or lack a glyph.
    """
    from reporter.charts import plot  # matplotlib takes its time, and few commands draw
    from reporter.charts.drawing import record
    from reporter.charts.style import Canvas
    from reporter.exhibits.kinds import EXHIBITS

    draft = Draft(plan, name, tuple(speakers))
    width, height = size or size_of(plan, len(draft.speakers))
    spec = EXHIBITS[plan.kind](draft)
    languages = tuple(speaker.language for speaker in draft.speakers)
    canvas = Canvas(width, height, languages, colours.accent, colours.rise, colours.fall)
    try:
        drawing = record(plot(spec, canvas))
    except ChartFault as fault:
        raise ChartFault(name, str(fault)) from fault
    return Exhibit(name, plan.kind, drawing, drawing.width, drawing.height)


def blank_exhibit(plan: ChartPlan, name: str, languages: int) -> Exhibit:
    """The room that the chart of a plan takes in so many languages, nothing drawn in it yet."""
    width, height = map(float, size_of(plan, languages))
    return Exhibit(name, plan.kind, Drawing(width, height, ()), width, height)
