"""Company facts as the SEC gives them, few enough to be written out."""

from __future__ import annotations

import json
from typing import Any

from reporter.errors import Fault
from reporter.fact_schema import SecPlan
from reporter.periods import parse_period
from reporter.sources.rows import Row, Vocabulary
from reporter.sources.sec import read_filings
from reporter.sources.yaml_file import Where
from reporter.terms import load_glossary

Figure = dict[str, Any]


def figure(val: Any, end: str, start: str = "", **more: Any) -> Figure:
    """One figure; where nothing else is said, of a 10-K filed in February 2025."""
    days = {"start": start, "end": end} if start else {"end": end}
    filed = {"accn": "k-25", "fy": 2025, "fp": "FY", "form": "10-K", "filed": "2025-02-20"}
    return {**days, "val": val, **filed, **more}


def filings(elements: dict[str, list[Figure]], unit: str = "USD") -> bytes:
    """The file, each element by its name with prefix."""
    facts: dict[str, dict[str, Any]] = {}
    for name, figures in elements.items():
        taxonomy, _, element = name.partition(":")
        facts.setdefault(taxonomy, {})[element] = {"label": element, "units": {unit: figures}}
    return json.dumps({"cik": 1, "entityName": "ACME", "facts": facts}).encode()


def read(
    content: bytes | str,
    concepts: str = "revenue",
    periods: str = "FY2024",
    *,
    year_end: int = 12,
    of_brief: str = "",
    **more: Any,
) -> tuple[list[Row], list[str]]:
    """What a plan reads, its concepts and periods apart at spaces and commas; faults as text."""
    plan = SecPlan.model_validate(
        {
            "from": "sec",
            "file": "acme.json",
            "entity": "acme",
            "concepts": concepts.split(),
            "periods": periods.split(", "),
            **more,
        }
    )
    period = parse_period(of_brief, year_end) if of_brief else None
    words = Vocabulary(load_glossary(), frozenset({"acme"}), frozenset(), year_end, period)
    given = content if isinstance(content, bytes) else content.encode()
    rows, faults = read_filings(given, "acme.json", plan, words, _fault)
    return rows, [str(fault) for fault in faults]


def _fault(keys: Where, message: str) -> Fault:
    return Fault("brief.yaml", 1, 1, f"{'.'.join(map(str, keys))}: {message}")


def told(rows: list[Row]) -> dict[str, str]:
    """The values by id."""
    return {row.get("id"): row.get("value") for row in rows}
