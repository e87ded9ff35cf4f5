"""Tables are read cell by cell, and every fault has its line and column."""

from __future__ import annotations

from datetime import date

import pytest
from workbook_sample import workbook

from reporter.errors import Fault
from reporter.sources.rows import Row
from reporter.sources.table import read_table

HEAD = "id,concept,entity,period,value"


def read(text: str | bytes, name: str = "f.csv") -> tuple[list[Row], list[str]]:
    content = text if isinstance(text, bytes) else text.encode()
    rows, faults = read_table(name, content, name)
    return rows, [str(fault) for fault in faults]


def place(row: Row, column: str) -> str:
    return str(row.fault(column, "here")).removesuffix(": here")


def test_cells_stand_at_their_places() -> None:
    (first, second), faults = read(f"{HEAD}\na,revenue,k,FY2024,1亿元\nb,营收,k,FY2024,2亿元\n")
    assert faults == []
    assert first.get("value") == "1亿元"
    assert place(first, "period") == "f.csv:2:13"
    assert place(second, "entity") == "f.csv:3:6"


def test_a_quoted_cell_starts_after_its_mark() -> None:
    (row,), _ = read(f'{HEAD}\na,"x, ""y""",k,FY2024,"1,269"\n')
    assert (row.get("concept"), row.get("value")) == ('x, "y"', "1,269")
    assert place(row, "concept") == "f.csv:2:4"
    assert place(row, "entity") == "f.csv:2:14"


def test_a_cell_may_span_lines_and_rows_after_it_keep_theirs() -> None:
    (first, second), _ = read(f'{HEAD}\na,"x\ny",k,FY2024,1\nb,c,d,e,2\n')
    assert place(first, "entity") == "f.csv:3:4"
    assert place(second, "id") == "f.csv:4:1"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_anywhere(end: str) -> None:
    rows, faults = read(f"\ufeff{HEAD}{end}a,revenue,k,FY2024,1{end}{end}b,revenue,k,FY2024,2{end}")
    assert faults == []
    assert [(row.get("id"), place(row, "value")) for row in rows] == [
        ("a", "f.csv:2:20"),
        ("b", "f.csv:4:20"),
    ]


def test_a_separator_within_a_line_ends_no_line() -> None:
    _, (fault,) = read(f"{HEAD}\na,rev\u2028enue,k,FY2024,1\nb\n")
    assert fault == "f.csv:3:1: 1 cells where the head has 5"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("", ["f.csv:1:1: the file is empty"]),
        ("id,concept,entity,period", ["f.csv:1:1: the column “value” is missing"]),
        (f"{HEAD},colour", ["f.csv:1:32: there is no column “colour”"]),
        (f"{HEAD},id", ["f.csv:1:32: the column “id” is given twice"]),
        (f'{HEAD}\na,"b', ["f.csv:2:1: not CSV: unexpected end of data"]),
        (HEAD.encode() + b"\nab\xff", ["f.csv:2:3: not UTF-8; save it as “CSV UTF-8”"]),
    ],
)
def test_a_file_that_is_no_table_of_facts_is_refused(text: str | bytes, faults: list[str]) -> None:
    assert read(text)[1] == faults


def test_columns_in_which_nothing_stands_are_none() -> None:
    (row,), faults = read(f"{HEAD},,\na,revenue,k,FY2024,1,,\n")
    assert faults == []
    assert list(row.cells) == HEAD.split(",")


def test_other_kinds_of_file_are_named() -> None:
    kinds = "facts come as .csv, .xlsx, .parquet"
    assert read("", "f.doc")[1] == [f"f.doc:1:1: .doc: {kinds}"]
    assert read("", "f")[1] == [f"f:1:1: no suffix: {kinds}"]


def test_only_a_workbook_has_sheets() -> None:
    assert read_table("f.csv", b"", "f.csv", "Facts") == (
        [],
        [Fault("f.csv", 1, 1, "a .csv file has no sheets")],
    )


def test_cells_of_a_workbook_are_told_as_excel_tells_them() -> None:
    content = workbook([HEAD.split(","), ["a", "revenue", "0700", "NA", 0.118], [], ["b"]])
    rows, faults = read(content, "f.xlsx")
    assert faults == []
    assert [(row.get("entity"), row.get("period")) for row in rows] == [("0700", "NA"), ("", "")]
    assert str(rows[1].fault("value", "gone")) == "f.xlsx:4:5: Facts!E4: gone"


def test_a_date_in_a_period_is_its_day_and_a_tick_a_yes() -> None:
    content = workbook([["period", "soft"], [date(2024, 12, 31), True]])
    (row,), _ = read(content, "f.xlsx")
    assert row.cells == {"period": "2024-12-31", "soft": "yes"}


def test_a_name_merged_over_rows_is_that_of_each_but_a_figure_is_of_one_fact() -> None:
    body = [[fact, "revenue", "k", "FY2024", "1亿元"] for fact in "ab"]
    merged = workbook([HEAD.split(","), *body], merged=["C2:C3", "E2:E3"])
    rows, faults = read(merged, "f.xlsx")
    assert [row.get("entity") for row in rows] == ["k", "k"]
    assert faults == [
        "f.xlsx:3:5: Facts!E3: the value stands in merged cells: of which fact?",
    ]


def test_an_error_in_a_cell_is_a_fault_beside_all_others() -> None:
    content = workbook([[*HEAD.split(","), "colour"], ["a", "revenue", "k", "FY2024", "#REF!"]])
    assert read(content, "f.xlsx")[1] == [
        "f.xlsx:1:6: Facts!F1: there is no column “colour”",
        "f.xlsx:2:5: Facts!E2: #REF!: the formula has no value",
    ]


def test_a_named_sheet_is_read() -> None:
    content = workbook([["id"], ["a"]], sheet="Q4 facts")
    rows, faults = read_table("f.xlsx", content, "f.xlsx", "Q4 facts")
    assert [row.get("id") for row in rows] == ["a"]
    assert faults[0].cell == "'Q4 facts'!A1"
