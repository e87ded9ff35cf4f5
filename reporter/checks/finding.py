"""What a check found: its rule, its outcome, and the numbers that speak for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporter.quantity import Interval, Quantity


class Rule(StrEnum):
    """What is checked; words(f"check_{rule}") names it in each language."""

    LEVEL_CHANGE = "level_change"
    GROWTH_OF_PRODUCT = "growth_of_product"
    MARKET_CHANGE = "market_change"
    PERCENT_OR_POINT = "percent_or_point"
    PROPORTION = "proportion"
    RATIO_OF_LEVELS = "ratio_of_levels"
    SUM_OF_PARTS = "sum_of_parts"
    SHARES_OF_WHOLE = "shares_of_whole"
    PART_AT_MOST_WHOLE = "part_at_most_whole"
    YEAR_TO_DATE = "year_to_date"
    SAME_FACT = "same_fact"
    HISTORY = "history"
    CURRENCY = "currency"
    STATUS = "status"
    DATES = "dates"
    RESTATED = "restated"


class Severity(StrEnum):
    """How much it matters if a check does not hold; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Outcome(StrEnum):
    """What the numbers say; words(outcome) names it."""

    HOLDS = "holds"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_BE_SAID = "cannot_be_said"
    RESTATED = "restated"


class Slip(StrEnum):
    """What kind of slip would explain figures that do not agree."""

    SCALE = "scale"
    PERCENT_OR_POINT = "percent_or_point"
    DIRECTION = "direction"
    CURRENCY = "currency"


SEVERITIES = dict.fromkeys(Rule, Severity.ERROR) | {
    Rule.MARKET_CHANGE: Severity.WARNING,
    Rule.HISTORY: Severity.WARNING,
    Rule.CURRENCY: Severity.WARNING,
    Rule.RESTATED: Severity.NOTE,
}
"""Market levels come in round numbers, and a company may well outgrow its history."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check of some facts, named by their ids, the one that is judged first.

    `formula` is written in ids of facts and gives `recomputed`, the figure at the stated values, or
    what was told before it was restated;
    `interval` is all it can be, in base units, and what `stated` is held against. `power` is the
    power of ten of a slip of scale.
    """

    rule: Rule
    outcome: Outcome
    facts: tuple[str, ...]
    formula: str = ""
    stated: Quantity | None = None
    recomputed: Quantity | None = None
    interval: Interval | None = None
    slip: Slip | None = None
    power: int | None = None
    severity: Severity = Severity.ERROR
    accepted: str | None = None

    @property
    def keys(self) -> tuple[str, str]:
        """What it can be accepted by: its rule, and the fact that is judged."""
        return self.rule.value, self.facts[0]

    @property
    def fails(self) -> bool:
        """Whether it stops a build: an error that nobody accepted."""
        does_not_hold = self.outcome is Outcome.DOES_NOT_HOLD
        return does_not_hold and self.severity is Severity.ERROR and self.accepted is None
