"""Cells have names as spreadsheets give them."""

from __future__ import annotations

import pytest

from reporter.sources.grid import Cell, Grid, letters


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (703, "AAA")]
)
def test_columns_are_counted_in_letters(column: int, name: str) -> None:
    assert letters(column) == name


@pytest.mark.parametrize(
    ("sheet", "name"),
    [("Income", "Income!C7"), ("利润表", "利润表!C7"), ("Q4 24", "'Q4 24'!C7"), ("", "")],
)
def test_a_cell_is_named_by_sheet_column_and_line(sheet: str, name: str) -> None:
    assert Grid("f.xlsx", (), sheet).name(Cell("", 7, 3)) == name


def test_blank_rows_are_passed_over() -> None:
    blank, filled = (Cell("", 1, 1),), (Cell("", 2, 1), Cell("x", 2, 2))
    assert list(Grid("f.csv", (blank, filled))) == [filled]
