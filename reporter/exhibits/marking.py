"""Facts as marks: where a figure lies on a scale, and how sure it is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reporter.charts.marks import Label, Mark
from reporter.facts import Direction, Fact


def size(fact: Fact) -> Decimal:
    """The figure without its sign: the value, or a range's end that is farthest from zero."""
    return max(abs(end) for end in fact.quantity.ends)


def signed(fact: Fact) -> Decimal:
    """The figure with the sign of its direction."""
    if fact.direction is Direction.DOWN:
        return -size(fact)
    return size(fact) if fact.is_change else fact.quantity.ends[-1]


def mark(fact: Fact, label: Label, *, emphasis: bool = False, sign: bool = True) -> Mark:
    """The mark of a fact; without `sign` a fall is drawn by its size alone."""
    value = float(signed(fact) if sign else size(fact))
    made = Mark(value, label, fact.quantity.bound, derived=fact.is_derived, emphasis=emphasis)
    if not fact.quantity.is_range:
        return made
    near, far = sorted(abs(float(end)) for end in fact.quantity.ends)
    way = -1 if value < 0 else 1
    return replace(made, low=way * near, high=way * far)
