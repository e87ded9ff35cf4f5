"""Word lists come from spreadsheets, so their faults are named by line and cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.errors import BadInput
from reporter.wordlists import WordList


def _cells(path: Path) -> list[dict[str, str]]:
    return [row.cells for row in WordList(path, ("key", "en")).rows()]


def _faults(path: Path) -> list[str]:
    with pytest.raises(BadInput) as caught:
        _cells(path)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


def test_reads_what_excel_saves(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("key,en,note\r\nunit, unit ,单位\r\n".encode("utf-8-sig"))
    assert _cells(path) == [{"key": "unit", "en": "unit"}]


def test_names_a_repeated_key_and_a_spare_cell_together(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("key,en\nunit,unit\nunit,one,two\n", encoding="utf-8")
    assert _faults(path) == [
        "3:1: more cells than columns",
        "3:1: unit stands in line 2 already",
    ]


def test_names_a_missing_column(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("key\nunit\n", encoding="utf-8")
    assert _faults(path) == ["1:1: no column en"]


def test_says_how_to_save_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes("key,en\n单位,unit\n".encode("gbk"))
    assert _faults(path) == ["1:1: not UTF-8: save it as “CSV UTF-8”"]


def test_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert _faults(tmp_path / "words.csv") == ["1:1: No such file or directory"]
