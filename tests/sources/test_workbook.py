"""A workbook is read as it is shown, and what cannot be read is named by its cell."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from workbook_sample import workbook

from reporter.errors import Fault
from reporter.sources import workbook as reading
from reporter.sources.workbook import read_workbook


def texts(rows: Sequence[Sequence[Any]], formats: Mapping[str, str] | None = None) -> list[str]:
    grid, faults = read_workbook(workbook(rows, formats=formats), "f.xlsx")
    assert grid is not None
    assert faults == []
    assert not any(cell.problem for row in grid.rows for cell in row)
    return [cell.text for row in grid.rows for cell in row]


def problems(content: bytes, sheet: str = "") -> list[str]:
    grid, faults = read_workbook(content, "f.xlsx", sheet)
    inside = [fault for row in grid or () for fault in grid.problems(row)] if grid else []
    return [str(fault).removeprefix("f.xlsx:") for fault in (*faults, *inside)]


def test_codes_and_tickers_stay_what_they_are() -> None:
    assert texts([["0700", "NA", " 中芯国际 ", 700]]) == ["0700", "NA", "中芯国际", "700"]


def test_numbers_are_as_fine_as_their_format_shows_them() -> None:
    formats = {"A1": "0.0%", "B1": "#,##0.0", "C1": "#,##0;(#,##0)", "D1": "0000"}
    assert texts([[0.118, 1462.34, -54.6, 700, 0.1 + 0.2]], formats) == [
        "11.8%",
        "1462.3",
        "(55)",
        "0700",
        "0.3",
    ]


def test_dates_are_days_whatever_they_are_shown_as() -> None:
    rows = [[date(2024, 12, 31), datetime(2024, 12, 31, 8, 30), date(2024, 3, 31)]]
    formats = {"A1": "mmm-yy", "C1": 'yyyy"年"m"月"d"日"'}
    assert texts(rows, formats) == ["2024-12-31", "2024-12-31T08:30:00", "2024-03-31"]


def test_a_formula_nobody_has_worked_out_is_a_fault() -> None:
    assert problems(workbook([[1, "=A1*2"]])) == [
        "1:2: Facts!B1: a formula without its value: open and save the workbook"
    ]


def test_a_formula_that_came_to_nothing_is_an_empty_cell() -> None:
    content = workbook([['=IF(1,"",2)']])
    assert problems(_with(content, '<c r="A1"', '<c r="A1" t="str"')) == []


def test_a_number_without_end_asks_for_a_format() -> None:
    message = "0.226067140849182: give the cell a number format, which says how many digits of it"
    assert problems(workbook([[0.226067140849182]])) == [f"1:1: Facts!A1: {message} count"]
    assert problems(workbook([[0.226067140849182]], formats={"A1": "0.0%"})) == []


def test_errors_in_cells_are_faults() -> None:
    assert problems(workbook([["#DIV/0!"]])) == ["1:1: Facts!A1: #DIV/0!: the formula has no value"]


def test_merged_cells_show_what_the_first_one_shows() -> None:
    grid, _ = read_workbook(workbook([[2024, None], ["Q3", "Q4"]], merged=["A1:B1"]), "f.xlsx")
    assert grid is not None
    assert [(cell.text, cell.repeats) for cell in grid.rows[0]] == [("2024", False), ("2024", True)]


def test_what_is_hidden_is_not_read_in_silence() -> None:
    rows = [["a", 1, 2], ["b", 3, 4]]
    assert problems(workbook(rows, hidden_rows=[2], hidden_columns=["C"])) == [
        "2:1: Facts!A2: the row is hidden: show it, or delete it",
        "1:3: Facts!C1: the column is hidden: show it, or delete it",
    ]


def _two_sheets(state: str) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Notes"  # type: ignore[union-attr]
    book.active.sheet_state = state  # type: ignore[union-attr]
    book.create_sheet("Income").append(["here"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_the_first_sheet_that_is_seen_is_read() -> None:
    grid, faults = read_workbook(_two_sheets("hidden"), "f.xlsx")
    assert faults == []
    assert grid is not None
    assert grid.sheet == "Income"


def test_sheets_are_asked_for_by_name() -> None:
    grid, _ = read_workbook(_two_sheets("visible"), "f.xlsx", "Income")
    assert grid is not None
    assert grid.name(grid.rows[0][0]) == "Income!A1"
    assert problems(_two_sheets("hidden"), "Notes") == ["1:1: the sheet “Notes” is hidden"]
    assert problems(_two_sheets("visible"), "Cash") == [
        "1:1: there is no sheet “Cash”; there is Notes, Income"
    ]


def test_files_that_are_no_workbooks_are_refused() -> None:
    assert problems(b"id,value") == ["1:1: not an Excel workbook"]
    locked = "1:1: an old or a locked workbook: save it as .xlsx without a password"
    assert problems(bytes.fromhex("d0cf11e0a1b11ae1")) == [locked]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as parts:
        parts.writestr("a.txt", "")
    (fault,) = problems(stream.getvalue())
    assert fault.startswith("1:1: not an Excel workbook: ")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_damaged_part_is_a_fault(part: str) -> None:
    content = workbook([["a", 1]])
    for damage in (b"<", b"<a/>", b""):
        read_workbook(_replaced(content, part, damage), "f.xlsx")


def test_a_workbook_may_not_outgrow_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    assert problems(workbook([["a"]])) == ["1:1: a workbook of more than 10 bytes"]
    monkeypatch.setattr(reading, "MAX_BYTES", 10**6)
    monkeypatch.setattr(reading, "MAX_CELLS", 3)
    assert problems(workbook([["a", "b"], ["c", "d"]])) == [
        "1:1: the sheet “Facts” reaches further than 3 cells"
    ]


def test_without_openpyxl_there_is_another_way(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook([["a"]])
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    message = "Excel needs openpyxl (reporter[xlsx]), or save it as CSV"
    assert read_workbook(content, "f.xlsx") == (None, [Fault("f.xlsx", 1, 1, message)])


def _with(content: bytes, *changes: str) -> bytes:
    """The workbook with texts of its sheet replaced, given as pairs."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    for old, new in zip(changes[::2], changes[1::2], strict=True):
        assert old in sheet
        sheet = sheet.replace(old, new)
    return _replaced(content, "xl/worksheets/sheet1.xml", sheet.encode())


def _replaced(content: bytes, name: str, text: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
    return stream.getvalue()
