"""The periods at the foot of a chart of columns: each below its column, their years below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reporter.charts import style
from reporter.charts.marks import Label
from reporter.charts.sheet import Sheet

_LINE = 12.0
_GAP = 4.0
"""From the end of a year's rule to the end of its columns, in points."""


@dataclass(frozen=True, slots=True)
class Periods:
    """Labels in order; `years`, where they do not say it, each with how many of them it is."""

    labels: tuple[Label, ...]
    years: tuple[tuple[str, int], ...] = ()

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def height(self) -> float:
        """What they take of a sheet, in points."""
        return _LINE * (2 if self.years else 1)


def centres(sheet: Sheet, periods: Periods) -> list[float]:
    """The middle of each column."""
    pitch = sheet.width / len(periods)
    return [pitch * (index + 0.5) for index in range(len(periods))]


def write(sheet: Sheet, periods: Periods, middles: Sequence[float]) -> None:
    """Each period under its column, each year below a rule as long as its columns are."""
    for middle, label in zip(middles, periods.labels, strict=True):
        at = (middle, periods.height - _LINE + 2)
        sheet.label(at, label, size=style.SMALL, color=style.QUIET, align="middle")
    pitch, left = sheet.width / len(periods), 0.0
    for year, count in periods.years:
        right = left + pitch * count
        sheet.rule((left + _GAP, _LINE), (right - _GAP, _LINE))
        at = ((left + right) / 2, 2)
        sheet.text(at, year, size=style.SMALL, color=style.QUIET, align="middle")
        left = right
