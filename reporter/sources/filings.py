"""One figure among the filings that state it: the latest holds, another may say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporter.sources.company_facts import SCALES, CompanyFacts, Stated

_CENT = Decimal("0.01")
_WORDS = dict(zip(SCALES, (" million", " thousand", ""), strict=True))


@dataclass(frozen=True, slots=True)
class Holding:
    """The figure that holds, and what an earlier filing said where that was something else."""

    stated: Stated
    was: Stated | None = None


def holding(figures: Sequence[Stated], facts: CompanyFacts) -> Holding | tuple[Stated, Stated]:
    """The latest filing's figure; two of it where one filing says two things."""
    latest_first = sorted(figures, key=lambda stated: stated.filing.filed, reverse=True)
    filing = latest_first[0].filing
    of_latest = [stated for stated in latest_first if stated.filing == filing]
    finest = min(of_latest, key=lambda stated: precision(stated, facts))
    for stated in of_latest:
        if not _agree(stated, finest, facts):
            return finest, stated
    earlier = (stated for stated in latest_first if stated.filing != filing)
    return Holding(finest, next((s for s in earlier if not _agree(s, finest, facts)), None))


def _agree(one: Stated, other: Stated, facts: CompanyFacts) -> bool:
    """Whether both may be roundings of one figure; neighbours in the last digit are not."""
    apart = abs(one.value - other.value)
    return apart == 0 or 2 * apart < precision(one, facts) + precision(other, facts)


def precision(stated: Stated, facts: CompanyFacts) -> Decimal:
    """How finely a figure is stated: amounts and shares to the scale of their filing's statements,
    unless they are no multiple of it; per share to the cent; all else to its last digit."""
    last = Decimal(1).scaleb(min(0, int(stated.value.as_tuple().exponent)))
    if "/" in stated.unit:
        return min(_CENT, last)
    if stated.unit == "pure" or last < 1:
        return last
    scale = facts.scale(stated.filing, stated.unit)
    return next(s for s in SCALES if s <= scale and stated.value % s == 0)


def written(stated: Stated, facts: CompanyFacts, *, percent: bool = False) -> str:
    """A figure as a row has it, its precision showing: 130497 million, 1.20, 11.8%."""
    finest = precision(stated, facts)
    if percent:
        return f"{(stated.value * 100).normalize():f}%"
    if finest >= 1:
        return f"{stated.value / finest:f}{_WORDS[finest]}"
    return f"{stated.value.quantize(finest):f}"
