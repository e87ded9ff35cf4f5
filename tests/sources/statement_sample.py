"""Statements as the tests write them, and what is read from them."""

from __future__ import annotations

import csv
import io
from typing import Any

from workbook_sample import workbook

from reporter.errors import Fault
from reporter.fact_schema import StatementPlan
from reporter.sources.rows import Row, Vocabulary
from reporter.sources.statement import read_statement
from reporter.sources.yaml_file import Where
from reporter.terms import load_glossary

Rows = list[Any]


def read(
    rows: Rows | str | bytes,
    plan: dict[str, Any] | None = None,
    year_end: int = 12,
    **options: Any,
) -> tuple[list[Row], list[str]]:
    """The rows of a sheet “Income”, or of a CSV from text, and the faults as they are shown."""
    if isinstance(rows, str):
        content, name = rows.encode(), "s.csv"
    elif isinstance(rows, bytes):
        content, name = rows, "s.xlsx"
    else:
        content, name = workbook(rows, sheet="Income", **options), "s.xlsx"
    made = StatementPlan.model_validate({"file": name, "entity": "smic", **(plan or {})})
    words = Vocabulary(load_glossary(), frozenset({"smic"}), frozenset(), year_end)
    found, faults = read_statement(content, name, made, words, _of_plan)
    return found, [str(fault).removeprefix(f"{name}:") for fault in faults]


def _of_plan(where: Where, message: str) -> Fault:
    return Fault("brief.yaml", 1, 1, f"{'.'.join(map(str, where))}: {message}")


def facts(rows: Rows | str | bytes, **options: Any) -> dict[str, str]:
    """Values with their units and directions by id; there must be no fault."""
    found, faults = read(rows, **options)
    assert faults == []
    return {row.get("id"): _said(row) for row in found}


def _said(row: Row) -> str:
    direction = row.get("direction").replace("none", "")
    return " ".join(filter(None, (direction, row.get("value"), row.get("unit"))))


def as_csv(rows: Rows) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()
