"""Candidates as other programs read them; the keys and their values are a contract."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from reporter.extract.model import Candidate

_BASES = frozenset({"yoy", "qoq", "mom", "ytd"})


def candidate_records(candidates: Iterable[Candidate], text: str) -> list[dict[str, Any]]:
    """A record for each candidate of a text, in its order; what nothing binds has no concept."""
    records: list[dict[str, Any]] = []
    paragraph, counted = 1, 0
    for candidate in candidates:
        paragraph += text.count("\n", counted, candidate.start)
        counted = candidate.start
        records.append({**_record(candidate), "paragraph": paragraph})
    return records


def _record(candidate: Candidate) -> dict[str, Any]:
    """Values in base units as plain decimals; a basis that is none of the four is `none`."""
    return {
        "entity": candidate.entity,
        "concept": candidate.concept,
        "term": candidate.term,
        "value": plain(candidate.value),
        "low": plain(candidate.low),
        "high": plain(candidate.high),
        "unit": candidate.unit,
        "basis": candidate.basis if candidate.basis in _BASES else "none",
        "direction": candidate.direction.value,
        "bound": candidate.bound,
        "period": str(candidate.period),
        "status": candidate.status.value,
        "start": candidate.start,
        "end": candidate.end,
        "surface": candidate.surface,
        "confidence": candidate.confidence,
        "doubts": list(candidate.doubts),
        "kind": candidate.kind.value,
        "per": candidate.per,
        "conversion": candidate.conversion,
    }


def plain(value: Decimal | None) -> str | None:
    """A decimal without exponent and needless zeros, however many digits it has: 126900000000."""
    if value is None:
        return None
    digits = format(value, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits == "-0" else digits
