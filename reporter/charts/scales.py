"""Linear scales from values to points, as long as the words at their marks allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_STEPS = 40
_NARROWEST = 1e-9
"""A span below which values are the same value."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where zero lies, and how many points one unit takes."""

    zero: float
    unit: float

    def __call__(self, value: float) -> float:
        return self.zero + value * self.unit


@dataclass(frozen=True, slots=True)
class Room:
    """A value and the points that it needs to the left and right of its place."""

    value: float
    left: float = 0.0
    right: float = 0.0


def between(low: float, high: float, start: float, stop: float) -> Scale:
    """The scale that puts `low` at `start` and `high` at `stop`."""
    unit = (stop - start) / (high - low) if high != low else 0.0
    return Scale(start - low * unit, unit)


def fit(rooms: Sequence[Room], left: float, right: float) -> Scale | None:
    """The longest scale on which every value has its room between `left` and `right`, if any."""
    values = [room.value for room in rooms]
    span = max(max(values) - min(values), _NARROWEST)
    low, high = 0.0, (right - left) / span
    for _ in range(_STEPS):
        unit = (low + high) / 2
        first, last = _zeros(rooms, unit, left, right)
        low, high = (unit, high) if first <= last else (low, unit)
    first, last = _zeros(rooms, low, left, right)
    return Scale(first, low) if low > 0 and first <= last else None


def _zeros(rooms: Sequence[Room], unit: float, left: float, right: float) -> tuple[float, float]:
    """Between where and where zero may lie."""
    first = max(left + room.left - room.value * unit for room in rooms)
    last = min(right - room.right - room.value * unit for room in rooms)
    return first, last
