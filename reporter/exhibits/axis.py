"""Round numbers for an axis that starts at zero, printed in the scale of the leading language."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from reporter.charts.marks import Tick
from reporter.exhibits.draft import Draft
from reporter.quantity import Quantity

_FINEST = 12
"""A tick says its whole value, whatever the others need."""
_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


def steps_to(reach: Decimal, most: int) -> list[Decimal]:
    """Even round numbers from zero to `reach` or just beyond it, in `most` steps or fewer."""
    power = Decimal(1).scaleb(reach.adjusted() - 1)
    counts = (
        (step * size, reach / (step * size)) for size in (power, power * 10) for step in _STEPS
    )
    step, count = next((step, count) for step, count in counts if count <= most)
    return [step * index for index in range(int(count.to_integral_value(ROUND_CEILING)) + 1)]


def ticks(draft: Draft, values: list[Decimal], unit: str, one: int = 1) -> tuple[Tick, ...]:
    """Ticks at these values; `one` is what a unit is on the chart's own scale."""
    quantities = [Quantity(unit, v, _precision(v or values[-1])) for v in values]
    labels = draft.bare(quantities, _FINEST)
    return tuple(Tick(float(v) * one, label) for v, label in zip(values, labels, strict=True))


def _precision(value: Decimal) -> Decimal:
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
