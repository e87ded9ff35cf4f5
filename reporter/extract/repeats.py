"""Figures that a text gives again: in its headline, or further down without their period."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reporter.extract.model import Candidate, Kind
from reporter.periods import Period

_DIGIT = re.compile(r"\d")


def with_periods(found: Sequence[Candidate], carried: Collection[int]) -> Iterator[Candidate]:
    """The candidates; one said again has the period that was named for it where it had none.

    `carried` are the starts of those whose own words name no period.
    """
    named: dict[tuple[object, ...], Period] = {}
    for one in found:
        if one.start not in carried and one.concept:
            named.setdefault(_what(one), one.period)
    for one in found:
        period = named.get(_what(one)) if one.start in carried and _is_telling(one) else None
        yield replace(one, period=period) if period else one


def _what(one: Candidate) -> tuple[object, ...]:
    quantity = one.quantity
    return (
        one.entity,
        one.concept,
        one.kind,
        one.direction,
        one.status,
        quantity.unit,
        quantity.ends,
    )


def _is_telling(one: Candidate) -> bool:
    """Whether the same figure can hardly be of two periods: a change of 5% can."""
    return one.kind is not Kind.CHANGE or len(_DIGIT.findall(one.surface)) > 2
