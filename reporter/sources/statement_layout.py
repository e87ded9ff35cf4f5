"""How a statement lies on its sheet: blocks of rows under heads, and the units said around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reporter.sources.grid import Cell, Grid
from reporter.sources.statement_columns import Column, columns_of, is_head
from reporter.sources.statement_figures import is_number
from reporter.sources.statement_units import Measure, measures, split_measure

Cells = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A row with figures, and what its section says they are counted in."""

    cells: Cells
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows under one head: the columns by their index, and what the sheet says of units."""

    columns: dict[int, Column]
    measures: tuple[Measure, ...]
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Layout:
    """A sheet gone through from the top: what its heads and units said last is in force.

    `is_item` tells whether a label is an item's, so that 2,024 stores are no year.
    """

    grid: Grid
    is_item: Callable[[str], bool]
    year_end: int = 12
    length: str = ""
    head: list[Cells] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    said: tuple[Measure, ...] = ()
    of_sheet: tuple[Measure, ...] = ()
    of_section: tuple[Measure, ...] = ()

    def read(self) -> list[Block]:
        """The blocks of the sheet, from the top down."""
        filled = (i for row in self.grid for i, cell in enumerate(row) if cell)
        left = min(filled, default=0)
        for row in self.grid:
            self._line(row, left)
        return self.blocks

    def _line(self, row: Cells, left: int) -> None:
        if is_head(row, left) and not self._is_of_an_item(row[left:]):
            self.head.append(row)
            self._say(row)
        elif self.head and _are_units(row, left):
            self.head.append(row)
        elif (self.head or self.blocks) and self._has_figures(row, left):
            self._begin_block(left)
            self.blocks[-1].lines.append(Line(row, self.of_section))
        else:
            self.of_section = ()
            self._say(row)

    def _say(self, row: Cells) -> None:
        """Keep what the first words of a row say that figures are counted in."""
        text = next((cell.text for cell in row if cell.text), "")
        of_all = () if self.is_item(text) else measures(text)  # Employees are an item
        self.said = of_all or split_measure(text)[1] or self.said

    def _begin_block(self, left: int) -> None:
        """A new block, where a head stands above. Units said since the last row of figures are
        those of the sheet if there is one, and else of a section."""
        if self.head:
            self.of_sheet, self.of_section = self.said or self.of_sheet, ()
            self.blocks.append(Block(self._columns(left), self.of_sheet))
        elif self.said:
            self.of_section = self.said
        self.head, self.said = [], ()

    def _is_of_an_item(self, cells: Cells) -> bool:
        label, *others = (cell.text for cell in cells if cell.text)
        return all(text.isdecimal() for text in others) and self.is_item(label)

    def _has_figures(self, row: Cells, left: int) -> bool:
        """Whether something stands in a column of figures, or a number in any other.

        Words right under a head, as (unaudited), are none.
        """
        cells = [(i, cell) for i, cell in enumerate(row) if i > left and cell]
        if any(cell.problem or is_number(cell.text) for _, cell in cells):
            return True
        if self.head:
            cells = [(i, cell) for i, cell in cells if any(map(str.isdigit, cell.text))]
        columns = self._columns(left) if cells else {}
        return any(i in columns and not columns[i].problem for i, _ in cells)

    def _columns(self, left: int) -> dict[int, Column]:
        """Those of the head that stands above, or else of the block."""
        if self.head:
            return columns_of(self.head, left, self.year_end, self.length)
        return self.blocks[-1].columns


def _are_units(row: Cells, left: int) -> bool:
    """Whether a row says of each column what it is counted in."""
    filled = [(index, cell.text) for index, cell in enumerate(row) if cell.text]
    return any(i > left for i, _ in filled) and all(measures(text) for _, text in filled)
