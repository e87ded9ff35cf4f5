"""Amounts that say another again in a currency that readers know: 12.69亿元（1.81亿美元）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reporter.extract.model import Candidate, Kind
from reporter.quantity import UnitKind, unit_kind

_WORDS = r"[^()（）\d。；;\n]"
_IS = "[（(]|约合|約合|折合|相当于|相當於|equivalent to|equal to"
_BETWEEN = re.compile(f"{_WORDS}{{0,6}}(?:{_IS}){_WORDS}{{0,32}}")


def conversions(candidates: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """The candidates of a text in order, those marked that convert the one before them."""
    last: Candidate | None = None
    for candidate in candidates:
        if last and _converts(candidate, last, text):
            yield replace(candidate, conversion=True)
        else:
            last = candidate
            yield candidate


def _converts(candidate: Candidate, last: Candidate, text: str) -> bool:
    """Whether an amount in another currency stands in brackets right behind an amount."""
    both_money = all(unit_kind(one.unit) is UnitKind.MONEY for one in (candidate, last))
    if not both_money or candidate.unit == last.unit or Kind.CHANGE in (candidate.kind, last.kind):
        return False
    return bool(_BETWEEN.fullmatch(text, last.end, candidate.start))
