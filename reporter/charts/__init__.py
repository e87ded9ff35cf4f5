"""Charts: one file a kind, one house style, plain numbers and ready words in, a figure out.

A chart draws the plot alone, at its final size; title, subtitle and source belong to the page.
Importing this package imports matplotlib, so import it where a chart is drawn.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

from matplotlib.figure import Figure

from reporter.charts import (
    columns_line,
    dumbbell,
    durations,
    guided,
    level_growth,
    margin_area,
    nested_bars,
    range_scale,
    ranked_bars,
    share_bar,
    sparkline,
    timeline,
    waterfall,
)
from reporter.charts.checking import check
from reporter.charts.style import Canvas
from reporter.errors import ChartFault

KINDS: dict[type, Callable[[Any, Canvas], Figure]] = {
    columns_line.ColumnsLine: columns_line.draw,
    dumbbell.Dumbbell: dumbbell.draw,
    durations.Durations: durations.draw,
    guided.Guided: guided.draw,
    level_growth.LevelGrowth: level_growth.draw,
    margin_area.MarginArea: margin_area.draw,
    nested_bars.NestedBars: nested_bars.draw,
    range_scale.RangeScale: range_scale.draw,
    ranked_bars.RankedBars: ranked_bars.draw,
    share_bar.ShareBar: share_bar.draw,
    sparkline.Sparkline: sparkline.draw,
    timeline.Timeline: timeline.draw,
    waterfall.Waterfall: waterfall.draw,
}
"""Each kind of chart by its specification."""


def plot(spec: object, canvas: Canvas) -> Figure:
    """The chart of `spec`; raises ChartFault for text cut, overlapping or without a glyph."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            figure = KINDS[type(spec)](spec, canvas)
        except Warning as warning:
            raise ChartFault(type(spec).__name__, str(warning)) from warning
    check(figure)
    return figure
