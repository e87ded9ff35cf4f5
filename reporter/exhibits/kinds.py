"""Which builder makes the specification of which kind of chart."""

from __future__ import annotations

from collections.abc import Callable

from reporter.exhibits.bridge import waterfall
from reporter.exhibits.draft import Draft
from reporter.exhibits.durations import durations
from reporter.exhibits.events import timeline
from reporter.exhibits.growth import dumbbell, level_growth
from reporter.exhibits.margin import margin_area
from reporter.exhibits.ranges import range_scale
from reporter.exhibits.ranking import ranked_bars
from reporter.exhibits.series import columns_line, guided, sparkline
from reporter.exhibits.shares import nested_bars, share_bar

EXHIBITS: dict[str, Callable[[Draft], object]] = {
    "columns_line": columns_line,
    "dumbbell": dumbbell,
    "durations": durations,
    "guided": guided,
    "level_growth": level_growth,
    "margin_area": margin_area,
    "nested_bars": nested_bars,
    "range_scale": range_scale,
    "ranked_bars": ranked_bars,
    "share_bar": share_bar,
    "sparkline": sparkline,
    "timeline": timeline,
    "waterfall": waterfall,
}
"""The kinds of reporter.brief.CHART_KINDS; each raises UnsuitableFact for facts it cannot show."""
