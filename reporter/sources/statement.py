"""Facts from statements: items down, periods across, units in the head, as filings lay them out.

Every figure becomes a fact or a fault; rows and columns that are no facts are left out where the
plan says so, and never in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reporter.concepts import Favourability
from reporter.errors import Fault, QuantityError
from reporter.fact_schema import StatementPlan
from reporter.facts import Basis, Status
from reporter.quantity import parse_quantity
from reporter.sources.grid import Cell, Grid
from reporter.sources.rows import PlanFault, Row, Vocabulary, unknown_word
from reporter.sources.statement_columns import Column
from reporter.sources.statement_figures import (
    UnitUnknown,
    Written,
    change,
    figure,
    is_number,
    level,
)
from reporter.sources.statement_items import (
    LEAVE,
    Item,
    Labels,
    Unknown,
    change_alone,
    forms,
    key_of,
)
from reporter.sources.statement_layout import Block, Layout, Line
from reporter.sources.statement_units import Measure, measures
from reporter.sources.table import read_grid


def read_statement(
    content: bytes, shown: str, plan: StatementPlan, words: Vocabulary, fault: PlanFault
) -> tuple[list[Row], list[Fault]]:
    """The facts of a statement in a workbook, a CSV or a Parquet file, and every fault in it."""
    grid, faults = read_grid(plan.file, content, shown, plan.sheet)
    faults += _plan_faults(plan, words, fault)
    if grid is None:
        return [], faults
    reading = _Reading(grid, plan, Labels.of(plan, words.glossary), words.year_end)
    reading.read()
    unused = [label for label in plan.labels if key_of(label) not in reading.seen]
    faults += [fault(("labels", label), f"no row is called “{label}”") for label in unused]
    return list(reading.rows.values()), [*faults, *reading.faults]


def _plan_faults(plan: StatementPlan, words: Vocabulary, fault: PlanFault) -> list[Fault]:
    faults = []
    if plan.unit and not measures(plan.unit):
        faults.append(fault(("unit",), _no_unit(plan.unit)))
    concepts = [term.concept for term in words.glossary]
    for label, meant in plan.labels.items():
        if meant == LEAVE:
            continue
        own = meant if isinstance(meant, str) else meant.concept
        where = ("labels", label) if isinstance(meant, str) else ("labels", label, "concept")
        if not isinstance(meant, str) and meant.unit and not measures(meant.unit):
            faults.append(fault(("labels", label, "unit"), _no_unit(meant.unit)))
        if problem := unknown_word("concept", own, concepts):
            faults.append(fault(where, problem))
    return faults


def _no_unit(said: str) -> str:
    return f"“{said}” is no unit such as USD million"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A figure of a row: its column, its cell, and what it says without its marks."""

    column: Column
    cell: Cell
    said: str


@dataclass(slots=True)
class _Reading:
    """The facts of a sheet as they are found; `item` is that of the last row, for its changes."""

    grid: Grid
    plan: StatementPlan
    labels: Labels
    year_end: int
    rows: dict[str, Row] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    item: Item | None = None

    def read(self) -> None:
        blocks = Layout(self.grid, self.labels.is_item, self.year_end, self.plan.length).read()
        for block in blocks:
            self.heads(block)
            for line in block.lines:
                self.line(block, line)
        if not blocks:
            where = f" of “{self.grid.sheet}”" if self.grid.sheet else ""
            message = f"no row{where} names periods above figures: 4Q24, 2024年第四季度, FY2024"
            self.faults.append(Fault(self.grid.path, 1, 1, message))

    def fault(self, cell: Cell, message: str) -> None:
        self.faults.append(self.grid.fault(cell, message))

    def leave(self, cell: Cell, problem: str) -> None:
        """A fault for what is no fact, unless the plan leaves such things out."""
        if self.plan.others != LEAVE:
            self.fault(cell, f"{problem} (others: leave passes over such things)")

    def heads(self, block: Block) -> None:
        """The faults of columns that hold figures and are none of a period."""
        for index, column in block.columns.items():
            cells = (line.cells[index] for line in block.lines if index < len(line.cells))
            if not column.problem or not any(is_number(cell.text) for cell in cells):
                continue
            if column.is_nothing:
                self.leave(column.head, f"“{column.head.text}” {column.problem}")
            else:
                self.fault(column.head, column.problem)

    def line(self, block: Block, line: Line) -> None:
        """One row: the item that it is of, and a fact for each of its figures."""
        columns = {i: column for i, column in block.columns.items() if not column.problem}
        beside = [cell for cell in line.cells[: min(columns, default=0)] if cell.text]
        own = tuple(measure for cell in beside for measure in measures(cell.text))
        labels = [cell for cell in beside if self.is_label(cell.text)]
        self.seen.update(key_of(form) for cell in labels for form, _ in forms(cell.text))
        filled = [(columns[i], cell) for i, cell in enumerate(line.cells) if i in columns and cell]
        if not any(cell.problem or figure(cell.text) for _, cell in filled):
            return
        if not labels:
            self.leave(filled[0][1], "a figure without a name")
            return
        item = self.meant(labels)
        if item is None:
            return
        found = (*item.measures, *own, *line.measures), block.measures
        for entry in _as_outflows(item, self.entries(filled)):
            self.fact(item, labels[0], entry, found)

    def is_label(self, text: str) -> bool:
        """Whether a text beside figures names them: no number, no unit but Employees or Stores."""
        is_unit = is_number(text) or measures(text)
        return not is_unit or not isinstance(self.labels.meaning(text), Unknown)

    def meant(self, labels: Sequence[Cell]) -> Item | None:
        """What a row is, or the change of the row above; None where it is left out."""
        meanings = [self.labels.meaning(cell.text) for cell in labels]
        items = [meaning for meaning in meanings if isinstance(meaning, Item)]
        basis = change_alone(labels[0].text)
        if basis and not items:
            return self.item and replace(self.item, measures=(), change=basis)
        self.item = next(iter(items), None)
        if all(isinstance(meaning, Unknown) for meaning in meanings):
            said = f"“{labels[0].text}” is no concept of the glossary: name one under labels"
            self.leave(labels[0], said)
        return self.item

    def entries(self, filled: Sequence[tuple[Column, Cell]]) -> list[_Entry]:
        """The figures of a row; tells the cells that cannot be read."""
        entries = []
        for column, cell in filled:
            said = figure(cell.text)
            if cell.problem:
                self.fault(cell, cell.problem)
            elif cell.repeats and said:
                self.fault(cell, "stands in merged cells: of which period?")
            elif said:
                entries.append(_Entry(column, cell, said))
        return entries

    def fact(
        self,
        item: Item,
        label: Cell,
        entry: _Entry,
        found: tuple[tuple[Measure, ...], tuple[Measure, ...]],
    ) -> None:
        """A row for a figure, or a fault where it cannot be read."""
        column, of_row, of_sheet = entry.column, *found
        basis = item.change or column.change
        try:
            if basis:
                basis = _against(basis, column)
                written = change(entry.said, item.term)
            else:
                of_plan = measures(self.plan.unit)
                written = level(
                    entry.said, item.term, (*of_row, *column.measures, *of_sheet, *of_plan)
                )
            if written:
                parse_quantity(written.value, written.unit)
        except (QuantityError, UnitUnknown) as error:
            self.fault(entry.cell, getattr(error, "reason", str(error)))
            return
        if written and column.period:
            self.add(self.row(item, label, entry, basis, written))

    def row(
        self, item: Item, label: Cell, entry: _Entry, basis: Basis | None, written: Written
    ) -> Row:
        """The row of a fact as a table of facts would have it, each cell at its place here."""
        own, column = item.own, entry.column
        status = own.status or column.status
        entity = own.entity or self.plan.entity
        cells = {
            "id": _id(item, entity != self.plan.entity, status, str(column.period), basis),
            "concept": item.term.concept,
            "entity": entity,
            "period": str(column.period),
            "basis": basis or item.basis,
            "direction": written.direction,
            "value": written.value,
            "unit": written.unit,
            "status": status,
            **{key: getattr(own, key) for key in ("per", "against", "said_by", "soft")},
        }
        stands = {
            **dict.fromkeys(("id", "concept", "entity"), label),
            "period": column.head,
            **dict.fromkeys(("basis", "direction", "value", "unit", "status"), entry.cell),
        }
        places = {name: (cell.line, cell.column) for name, cell in stands.items()}
        names = {name: self.grid.name(cell) for name, cell in stands.items()}
        return Row(self.grid.path, cells, places, places["value"], names)

    def add(self, row: Row) -> None:
        """Keep a fact; one that is stated again is kept once, and must say the same."""
        first = self.rows.setdefault(row.get("id"), row)
        if first is not row and first.get("unit") != row.get("unit"):
            self.faults.append(row.fault("value", "is in another unit elsewhere in the sheet"))
        elif first.get("value") != row.get("value"):
            where = first.names["value"] or f"line {first.places['value'][0]}"
            message = f"{row.get('value')} here, {first.get('value')} in {where}"
            self.faults.append(row.fault("value", message))


def _against(basis: Basis, column: Column) -> Basis:
    """What a change is against; one that does not say it is against a year ago, of a year."""
    if basis is not Basis.CHANGE:
        return basis
    if column.period and column.period.prior() == column.period.year_ago():
        return Basis.YOY
    raise UnitUnknown("a change against what? say 同比 or 环比, YoY or QoQ")


def _id(item: Item, is_other: bool, status: str, period: str, basis: Basis | None) -> str:
    """revenue_2024q4, revenue_2024q4_yoy; a plan's own id stands in the place of the concept."""
    parts = [item.own.id or item.term.concept]
    if not item.own.id:
        parts += [item.own.entity] if is_other else []
        parts += [status] if status != Status.ACTUAL else []
    parts += [re.sub(r"[^a-z0-9]+", "_", period.lower())]
    return "_".join([*parts, basis] if basis else parts)


def _as_outflows(item: Item, entries: Sequence[_Entry]) -> list[_Entry]:
    """Costs and losses without the minus with which a whole row of them is laid out."""
    term = item.term
    is_outflow = (
        term.unit.is_money
        and term.favourability is Favourability.DOWN_GOOD
        and term.group != "balance_sheet"
    )
    levels = [entry for entry in entries if not (item.change or entry.column.change)]
    if not is_outflow or not all(entry.said.startswith("-") for entry in levels):
        return list(entries)
    return [
        replace(entry, said=entry.said.removeprefix("-")) if entry in levels else entry
        for entry in entries
    ]
