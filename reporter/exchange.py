"""The facts as other programs read them: JSON and CSV, the same every time."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from reporter.brief import Brief
from reporter.facts import Fact
from reporter.quantity import Quantity

FORMAT = "reporter/facts/1"


def decimal_text(value: Decimal | None) -> str | None:
    """A decimal in base units without exponent: 126900000000."""
    return None if value is None else format(value.normalize(), "f")


def quantity_record(quantity: Quantity) -> dict[str, Any]:
    """A figure in base units, its precision, and how firmly it is stated."""
    return {
        "value": decimal_text(quantity.value),
        "low": decimal_text(quantity.low),
        "high": decimal_text(quantity.high),
        "unit": quantity.unit,
        "precision": decimal_text(quantity.precision),
        "bound": quantity.bound.value,
        "close": quantity.close,
        "fraction": "/".join(map(str, quantity.fraction)) if quantity.fraction else None,
        "vague": quantity.vague,
    }


def fact_record(fact: Fact) -> dict[str, Any]:
    """A fact with every field named as in XBRL and the brief; values in base units as strings."""
    return {
        "id": fact.id,
        "concept": fact.concept,
        "entity": fact.entity,
        "period": str(fact.period),
        "basis": fact.basis.value,
        "direction": fact.direction.value,
        **quantity_record(fact.quantity),
        "per": fact.per,
        "against": fact.against,
        "said_by": fact.said_by,
        "status": fact.status.value,
        "soft": fact.soft,
        "source": _source(fact),
        "derivation": _derivation(fact),
    }


def _source(fact: Fact) -> Mapping[str, Any] | None:
    span = fact.source
    if span is None:
        return None
    return {
        "document": span.document,
        "paragraph": span.paragraph,
        "start": span.start,
        "end": span.end,
    }


def _derivation(fact: Fact) -> Mapping[str, Any] | None:
    if fact.derivation is None:
        return None
    return {"formula": fact.derivation.formula, "inputs": list(fact.derivation.inputs)}


def facts_json(brief: Brief) -> bytes:
    """All facts of a brief, stated and derived, as UTF-8 JSON."""
    document = {
        "format": FORMAT,
        "brief": brief.id,
        "issuer": brief.issuer.entity,
        "period": str(brief.period),
        "published": brief.published.isoformat(),
        "sources": {source.id: {"sha256": source.sha256} for source in brief.sources},
        "facts": [fact_record(fact) for fact in brief.facts],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def facts_csv(brief: Brief) -> bytes:
    """The same facts as a table, UTF-8 with the mark that makes Excel read it as such."""
    rows = [_flat(fact_record(fact)) for fact in brief.facts]
    text = io.StringIO()
    columns = list(rows[0]) if rows else ["id"]
    writer = csv.DictWriter(text, fieldnames=columns, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    source, derivation = record["source"] or {}, record["derivation"] or {}
    rest = {key: value for key, value in record.items() if key not in ("source", "derivation")}
    return {
        **rest,
        "source": source.get("document"),
        "paragraph": source.get("paragraph"),
        "start": source.get("start"),
        "end": source.get("end"),
        "formula": derivation.get("formula"),
        "inputs": " ".join(derivation.get("inputs", ())),
    }
