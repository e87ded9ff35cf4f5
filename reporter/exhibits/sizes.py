"""How large each kind of chart is drawn, in points."""

from __future__ import annotations

from collections.abc import Mapping

from reporter.brief import ChartPlan, Slot

WIDTHS: Mapping[Slot, float] = {Slot.WIDE: 504, Slot.FULL: 375, Slot.HALF: 181, Slot.THIRD: 117}

_PLAIN: Mapping[str, float] = {
    "columns_line": 170,
    "guided": 142,
    "level_growth": 170,
    "margin_area": 222,
    "nested_bars": 100,
    "range_scale": 58,
    "sparkline": 16,
    "timeline": 112,
    "waterfall": 100,
}
"""Kinds as high for two facts as for twenty."""

_ROWS: Mapping[str, tuple[float, float]] = {
    "dumbbell": (22, 14),
    "durations": (32, 16),
    "ranked_bars": (21, 2),
    "share_bar": (34, 0),
}
"""Kinds with a row for each fact: its height, and what stands above or below the rows."""

_MANY = 8
"""Figures of two measures from which on their years are said once, below the periods."""

_NARROW = (Slot.HALF, Slot.THIRD)
"""Where two languages take two lines."""
_SECOND_LINE = 10.0


def size_of(plan: ChartPlan, languages: int) -> tuple[float, float]:
    """Width and height of the chart of a plan in an edition of so many languages."""
    width = WIDTHS[plan.slot]
    if plan.kind in _ROWS:
        each, beside = _ROWS[plan.kind]
        if plan.kind == "share_bar" and languages > 1 and plan.slot in _NARROW:
            each += _SECOND_LINE
        return width, each * len(plan.facts) + beside
    height = _PLAIN[plan.kind]
    if plan.kind == "timeline" and languages == 1:
        height = 92
    if plan.kind == "columns_line" and len(plan.facts) > _MANY:
        height = 194
    return width, height
