"""Tables of issuers: their rows, where they stand, and what is wrong with them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from reporter.errors import BadInput, CannotRead
from reporter.issuer_table import IssuerTable, read_issuers


def table(folder: Path, text: str) -> IssuerTable:
    path = folder / "issuers.csv"
    path.write_text(text, "utf-8")
    return read_issuers(path)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BadInput) as caught:
        table(folder, text)
    return [f"{f.line}:{f.column}: {f.message}" for f in caught.value.faults]


def test_a_row_tells_its_cells_and_where_they_stand(tmp_path: Path) -> None:
    read = table(tmp_path, 'code,name\n0700,"Tencent, 腾讯"\n\n3690, 美团 \n')
    first, second = read.rows
    assert read.columns == ("code", "name")
    assert [first.text("code"), first.text("name")] == ["0700", "Tencent, 腾讯"]
    assert second.text("name") == "美团"
    assert second.place == f"{tmp_path}/issuers.csv:4"
    assert second.place_of("name") == f"{tmp_path}/issuers.csv:4:6"


def test_the_cells_that_a_row_lacks_are_empty(tmp_path: Path) -> None:
    (row,) = table(tmp_path, "code,name\n0700\n").rows
    assert row.text("name") == ""


def test_cells_of_a_workbook_go_by_their_names(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "Issuers"
    for line in (["code", "name"], ["0700", "腾讯"]):
        book.active.append(line)
    book.save(tmp_path / "issuers.xlsx")
    (row,) = read_issuers(tmp_path / "issuers.xlsx").rows
    assert row.place_of("name") == f"{tmp_path}/issuers.xlsx:Issuers!B2"


def test_a_query_gives_a_table_whose_rows_are_numbered(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "research.sqlite") as database:
        database.execute("CREATE TABLE issuer (code TEXT, year_end INTEGER)")
        database.execute("INSERT INTO issuer VALUES ('0700', 12), ('9988', 3)")
    database.close()
    query = tmp_path / "issuers.sql"
    query.write_text("SELECT code, year_end FROM issuer ORDER BY code", "utf-8")
    last = read_issuers(query, str(tmp_path / "research.sqlite")).rows[-1]
    assert (last.text("year_end"), last.place_of("code")) == ("3", f"{query}:row 2, code")


def test_every_fault_of_a_table_is_told_at_once(tmp_path: Path) -> None:
    assert faults(tmp_path, "code,,code\n1,2,3\n4,,5,6\n") == [
        "1:7: the column “code” is given twice",
        "2:3: “2” stands in no column",
        "3:6: “6” stands in no column",
    ]


@pytest.mark.parametrize("text", ["", "code,name\n"])
def test_a_table_without_rows_is_a_fault(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text) == ["1:1: there is no row in it"]


def test_a_table_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="cannot be read"):
        read_issuers(tmp_path / "none.csv")
