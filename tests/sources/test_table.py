"""Tables are read cell by cell, and every fault has its line and column."""

from __future__ import annotations

import pandas as pd
import pytest

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


def test_other_kinds_of_file_are_named() -> None:
    assert read("", "f.doc")[1] == ["f.doc:1:1: .doc: facts come as .csv, .xlsx"]
    assert read("", "f")[1] == ["f:1:1: no suffix: facts come as .csv, .xlsx"]


def test_a_sheet_has_places_too(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = pd.DataFrame([["a", "1亿元"], ["", ""], ["b", "2亿元"]], columns=["id", "value"])
    monkeypatch.setattr(pd, "read_excel", lambda *_, **__: sheet)
    rows, faults = read(b"", "f.xlsx")
    assert [(row.get("id"), place(row, "value")) for row in rows] == [
        ("a", "f.xlsx:2:2"),
        ("b", "f.xlsx:4:2"),
    ]
    assert faults == [f"f.xlsx:1:1: the column “{c}” is missing" for c in HEAD.split(",")[1:4]]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (ImportError(), "Excel needs openpyxl (reporter[xlsx]), or save it as CSV"),
        (ValueError("no sheet"), "not an Excel workbook: no sheet"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(pd, "read_excel", refuse)
    assert read(b"", "f.xlsx") == ([], [f"f.xlsx:1:1: {message}"])
