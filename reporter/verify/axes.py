"""The axis of a chart: numbers in even steps along a line, which state no fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reporter.verify.layer import Run

_TICK = re.compile(r"([^0-9+−-]{0,4})([+−-]?)([0-9][0-9,]*(?:\.[0-9]+)?)(\D{0,12})")
_LEAST = 3
_NEAR = 1.0
"""Labels of one axis are in line within so many points."""
_ROUND = {Decimal(step) for step in ("1", "2", "2.5", "5")}


@dataclass(frozen=True, slots=True)
class _Tick:
    index: int
    run: Run
    value: Decimal
    unit: str


def axis_labels(runs: Sequence[Run]) -> frozenset[int]:
    """Which of a chart's labels are the numbers of an axis, by their place in `runs`.

    Three or more in line, in steps of 1, 2, 2.5 or 5 times a power of ten, all but one of them
    without a unit; and a 0 that stands alone, where axes begin. A label may be left out where the
    one with the unit is wide.
    """
    ticks = [tick for index, run in enumerate(runs) if (tick := _tick(index, run))]
    found = {tick.index for tick in ticks if tick.value == 0 and not tick.unit}
    for line, along in _LINES:
        for members in _in_line(ticks, line):
            if _is_axis(sorted(members, key=along)):
                found |= {tick.index for tick in members}
    return frozenset(found)


def _tick(index: int, run: Run) -> _Tick | None:
    match = _TICK.fullmatch(run.text.strip())
    if not match:
        return None
    before, sign, digits, after = match.groups()
    value = Decimal(digits.replace(",", ""))
    return _Tick(index, run, -value if sign in ("−", "-") else value, f"{before}{after}".strip())


def _in_line(ticks: Sequence[_Tick], line: Callable[[_Tick], float]) -> Iterator[list[_Tick]]:
    """The ticks that share a place, those of each place once."""
    left = sorted(ticks, key=line)
    while left:
        members = [tick for tick in left if line(tick) - line(left[0]) <= _NEAR]
        yield members
        left = left[len(members) :]


def _is_axis(ticks: Sequence[_Tick]) -> bool:
    if len(ticks) < _LEAST or sum(bool(tick.unit) for tick in ticks) > 1:
        return False
    steps = {after.value - before.value for before, after in pairwise(ticks)}
    step = min(steps)
    is_round = step > 0 and step.scaleb(-step.adjusted()) in _ROUND
    return is_round and steps <= {step, 2 * step}


_LINES: tuple[tuple[Callable[[_Tick], float], Callable[[_Tick], float]], ...] = (
    (lambda tick: tick.run.baseline, lambda tick: tick.run.left),
    (lambda tick: tick.run.right, lambda tick: tick.run.baseline),
    (lambda tick: tick.run.left, lambda tick: tick.run.baseline),
)
"""Horizontal axes, and vertical ones whose labels are flush on either side."""
