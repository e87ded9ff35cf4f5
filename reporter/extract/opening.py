"""What a text is about before it says so: the first period that it gives as its own."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.extract.anchoring import is_compared, looks_ahead
from reporter.extract.clock import Clock
from reporter.extract.stretches import STRETCHES
from reporter.extract.time_words import Role
from reporter.extract.times import Named
from reporter.periods import Period

_OPENING = 300


def opening_period(text: str, named: Sequence[Named], clock: Clock) -> Period | None:
    """The period that a headline which names none is about."""
    for name in named:
        if name.start > _OPENING:
            return None
        if name.role is Role.MAIN and _is_own(text, name, clock):
            period = name.period(clock.reference(None))
            if period and period.kind in STRETCHES and _has_ended(period, clock):
                return period
    return None


def _is_own(text: str, name: Named, clock: Clock) -> bool:
    """Whether a period is neither compared with nor looked forward to."""
    if clock.fiscal and "n" in name.groups and not name.has_year:
        return False
    lead, behind = text[max(0, name.start - 16) : name.start], text[name.end : name.end + 30]
    return not (is_compared(lead) or looks_ahead(lead) or looks_ahead(behind))


def _has_ended(period: Period, clock: Clock) -> bool:
    return clock.fiscal or not clock.published or bool(period.end and not clock.is_to_come(period))
