"""The columns of a statement: what the cells at their head make of them together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reporter.facts import Basis, Status
from reporter.periods import Period
from reporter.sources.grid import Cell
from reporter.sources.statement_figures import is_number
from reporter.sources.statement_heads import Head, joined, months_between, read_head
from reporter.sources.statement_units import Measure, measures, split_measure

LENGTHS: Mapping[str, int] = {"day": 0, "month": 1, "quarter": 3, "half": 6, "year": 12}
_BESIDE = ("单位", "單位", "unit", "units", "附注", "附註", "注释", "note", "notes")
_NOTHING = "is no period and no change"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures for a period, or of changes; `problem` is why it can be neither."""

    head: Cell
    period: Period | None = None
    change: Basis | None = None
    status: Status = Status.ACTUAL
    measures: tuple[Measure, ...] = ()
    problem: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether its head says something else altogether, so that a plan may leave it out."""
        return self.problem == _NOTHING


def is_head(row: Sequence[Cell], left: int) -> bool:
    """Whether a row names periods or changes and holds no figure; labels stand in column `left`."""
    filled = [(index, cell.text) for index, cell in enumerate(row) if cell.text]
    heads = {index for index, text in filled if read_head(split_measure(text)[0])}
    named = any(index > left for index in heads)
    return named and not any(is_number(text) for index, text in filled if index not in heads)


def columns_of(
    head: Sequence[Sequence[Cell]], left: int, year_end: int, length: str
) -> dict[int, Column]:
    """The columns under the rows of a head by their index, those for notes and units left out.

    `length` is that of the periods whose heads are days; without it, the days tell by how far they
    are apart.
    """
    width = max(map(len, head))
    found = {index: made for index in range(left + 1, width) if (made := _column(head, index))}
    months = LENGTHS.get(length)
    if months is None:
        loose = (each.ends for each, _ in found.values() if each and each.months is None)
        months = months_between(day for day in loose if day)
    columns = {
        index: replace(column, **_settled(each, months, year_end))
        for index, (each, column) in found.items()
    }
    return dict(_of_changes(columns))


def _column(head: Sequence[Sequence[Cell]], index: int) -> tuple[Head | None, Column] | None:
    """A column and what its head says; None where nothing stands over it but notes and units."""
    cells = [row[index] for row in head if index < len(row) and row[index].text]
    if not cells or any(cell.text.strip(" :：").lower() in _BESIDE for cell in cells):
        return None
    texts, found = [], list[Measure]()
    for text in _over(head, index):
        words, own = split_measure(text)
        found += measures(text) or own
        texts += [] if measures(text) else [words]
    return joined(texts), Column(cells[-1], measures=tuple(found))


def _over(head: Sequence[Sequence[Cell]], index: int) -> Iterator[str]:
    """What stands over a column, from the top down.

    A head that stands once over several columns, 2024 over four quarters, is that of each.
    """
    for level, row in enumerate(head):
        own = row[index].text if index < len(row) else ""
        if not own and level < len(head) - 1:
            before = (cell.text for cell in reversed(row[:index]) if cell.text)
            own = next((text for text in before if read_head(text)), "")
        if own:
            yield own


def _settled(head: Head | None, months: int | None, year_end: int) -> dict[str, Any]:
    """What a head makes of its column, where periods told by their last day are so long."""
    if not head:
        return {"problem": _NOTHING}
    if head.ends and head.months is None:
        if months is None:
            said = f"how long is the period up to {head.ends}? say it here, or in the plan (length)"
            return {"problem": said}
        head = replace(head, months=months)
    period = head.period(year_end)
    if period is None and head.change is None:
        return {"problem": _NOTHING}
    return {"period": period, "change": head.change, "status": head.status}


def _of_changes(columns: Mapping[int, Column]) -> Iterator[tuple[int, Column]]:
    """The columns, with the period that each change is of and what it is against.

    同比 beside 2024Q4 and 2023Q4 is of the one whose year-ago stands beside it, else of the latest.
    """
    group, is_open = list[Period](), True
    for index, column in columns.items():
        if column.change is None:
            group = group if is_open else []
            group += [column.period] if column.period else []
            yield index, column
        else:
            yield index, _of_change(column, group)
        is_open = column.change is None


def _of_change(column: Column, group: Sequence[Period]) -> Column:
    period = column.period or max(_compared(column.change, group) or group, default=None)
    if period is None:
        return replace(column, problem="is a change of no period to its left")
    change = column.change if column.change is not Basis.CHANGE else _basis(period, group)
    if change is None:
        return replace(column, problem="is a change against what? say 同比 or 环比, YoY or QoQ")
    return replace(column, period=period, change=change)


def _compared(change: Basis | None, group: Sequence[Period]) -> list[Period]:
    """The periods whose counterpart stands beside them."""
    with_prior = [period for period in group if period.prior() in group]
    with_year_ago = [period for period in group if period.year_ago() in group]
    if change is Basis.CHANGE:
        return [*with_prior, *with_year_ago]
    return with_year_ago if change is Basis.YOY else with_prior


def _basis(period: Period, group: Sequence[Period]) -> Basis | None:
    """Against what an unnamed change is: the one other period beside it that it can be against."""
    if period.year_ago() in group:
        is_sure = period.prior() not in group or period.prior() == period.year_ago()
        return Basis.YOY if is_sure else None
    return Basis.QOQ if period.prior() in group else None
