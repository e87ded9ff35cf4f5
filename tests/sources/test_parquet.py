"""Parquet keeps types, and each comes out as a person would write it."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from reporter.errors import Fault
from reporter.sources.parquet import read_parquet


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    stream = io.BytesIO()
    pd.DataFrame(columns, **options).to_parquet(stream)
    return stream.getvalue()


def texts(content: bytes) -> list[list[str]]:
    grid, faults = read_parquet(content, "f.parquet")
    assert grid is not None
    assert faults == []
    return [[cell.text for cell in row] for row in grid.rows]


def test_the_head_comes_first_and_nothing_is_guessed() -> None:
    assert texts(parquet({"id": ["a", "b"], "entity": ["0700", "NA"]})) == [
        ["id", "entity"],
        ["a", "0700"],
        ["b", "NA"],
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (11.8, "11.8"),
        (0.1 + 0.2, "0.3"),
        (2**60, str(2**60)),
        (Decimal("1462.30"), "1462.30"),
        (date(2024, 12, 31), "2024-12-31"),
        (datetime(2024, 12, 31), "2024-12-31"),
        (True, "yes"),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_values_of_any_type_are_words(value: object, text: str) -> None:
    assert texts(parquet({"value": [value, value], "id": ["a", "b"]}))[1:] == [
        [text, "a"],
        [text, "b"],
    ]


def test_a_whole_number_beside_a_gap_stays_whole() -> None:
    column = pd.array([5, None], dtype="Int64")
    assert texts(parquet({"paragraph": column}))[1:] == [["5"], [""]]


def test_a_named_index_is_a_column() -> None:
    indexed = parquet({"value": [1]}, index=pd.Index(["a"], name="id"))
    assert texts(indexed) == [["id", "value"], ["a", "1"]]


def test_what_is_neither_word_nor_number_is_a_problem() -> None:
    grid, _ = read_parquet(parquet({"value": [b"11.8"]}), "f.parquet")
    assert grid is not None
    (fault,) = grid.problems(grid.rows[1])
    assert str(fault) == "f.parquet:2:1: holds bytes, no word, number or date"


def test_a_file_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _, (fault,) = read_parquet(b"id,value", "f.parquet")
    assert str(fault).startswith("f.parquet:1:1: not a Parquet file: ")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    message = "Parquet needs pyarrow (reporter[parquet])"
    assert read_parquet(b"", "f.parquet") == (None, [Fault("f.parquet", 1, 1, message)])
