"""CSV files of words that an analyst keeps in a spreadsheet, read with every fault in them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reporter.errors import BadInput, Fault


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a word list; cells by their column's name, faults collected beside it."""

    path: str
    line: int
    cells: dict[str, str]
    faults: list[Fault] = field(repr=False)

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        """The cell, which may not be empty."""
        if not self[column]:
            self.fault(column, f"{column} is empty")
        return self[column]

    def fault(self, column: str, message: str) -> None:
        """Notes what is wrong with a cell; its column is counted in cells."""
        place = list(self.cells).index(column) + 1
        self.faults.append(Fault(self.path, self.line, place, message))


@dataclass(frozen=True, slots=True)
class WordList:
    """The rows of one file, keyed by its first column, which may not repeat itself."""

    path: Path
    columns: Sequence[str]
    faults: list[Fault] = field(default_factory=list)

    def rows(self) -> Iterator[Row]:
        """Every row; raises BadInput with all faults when the rows have been gone through."""
        first: dict[str, int] = {}
        for line, cells in self._lines():
            row = Row(str(self.path), line, cells, self.faults)
            key = row.required(self.columns[0])
            if first.setdefault(key, line) != line:
                row.fault(self.columns[0], f"{key} stands in line {first[key]} already")
            yield row
        if self.faults:
            raise BadInput(self.faults)

    def _lines(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Line number and cells of each record, the columns asked for only."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as lines:
                reader = csv.DictReader(lines, restkey=_SPARE, restval="")
                if missing := [c for c in self.columns if c not in (reader.fieldnames or ())]:
                    raise BadInput([self._fault(1, f"no column {', '.join(missing)}")])
                for cells in reader:
                    if _SPARE in cells:
                        self.faults.append(self._fault(reader.line_num, "more cells than columns"))
                    yield reader.line_num, {c: cells[c].strip() for c in self.columns}
        except UnicodeDecodeError as error:
            raise BadInput([self._fault(1, "not UTF-8: save it as “CSV UTF-8”")]) from error
        except OSError as error:
            raise BadInput([self._fault(1, error.strerror or "cannot be read")]) from error

    def _fault(self, line: int, message: str) -> Fault:
        return Fault(str(self.path), line, 1, message)


_SPARE = "\0"
