"""The chart of a message: the page's own, drawn narrower so that it can be read on a phone."""

from __future__ import annotations

from reporter.brief import ChartPlan
from reporter.errors import ChartFault
from reporter.exhibits import Colours, Exhibit, draw_exhibit
from reporter.exhibits.sizes import size_of
from reporter.mail.letter import Picture
from reporter.view import Desk, rise_and_fall

WIDTH = 552
"""What a message's column of 600 pixels leaves for a chart, in CSS pixels."""
_DENSITY = 2
_NARROW = (270.0, 300.0, 330.0)
"""Widths in points to try before the page's own: the narrower, the larger its words in the end."""


def draw_hero(desk: Desk) -> Picture | None:
    """The chart that the brief leads with, at twice its size; None where it has none."""
    plan = desk.brief.hero
    if plan is None:
        return None
    from reporter.charts.png import png  # matplotlib takes its time

    exhibit = _drawn(desk, plan)
    content = png(exhibit.drawing, WIDTH * _DENSITY)
    height = round(WIDTH * exhibit.height / exhibit.width)
    return Picture(content, "chart.png", WIDTH, height)


def _drawn(desk: Desk, plan: ChartPlan) -> Exhibit:
    """The chart in the narrowest width that its words fit in."""
    colours = Colours(desk.brief.look.accent, *rise_and_fall(desk.brief, desk.edition))
    own_width, height = size_of(plan, len(desk.speakers))
    for width in _NARROW:
        try:
            return draw_exhibit(plan, "hero", desk.speakers, colours, (width, height))
        except ChartFault:
            continue
    return draw_exhibit(plan, "hero", desk.speakers, colours, (own_width, height))
