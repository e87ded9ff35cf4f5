"""What every chart is made of: labels in the languages of the edition, and marks on a scale."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.quantity import Bound

Label = tuple[str, ...]
"""One string for each language of the edition, in its order; a single string serves them all."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a chart's scale with the words printed at it.

    `low` and `high` make it a range (`value` is then not drawn), `derived` draws it hollow,
    `emphasis` gives it the accent colour.
    """

    value: float
    text: str | Label = ""
    bound: Bound = Bound.EXACT
    low: float | None = None
    high: float | None = None
    derived: bool = False
    emphasis: bool = False

    @property
    def label(self) -> Label:
        return (self.text,) if isinstance(self.text, str) else self.text

    @property
    def opens_outward(self) -> bool:
        """Whether the true value lies farther from zero than the one stated."""
        return self.bound in (Bound.OVER, Bound.AT_LEAST)

    @property
    def opens_inward(self) -> bool:
        """Whether the true value lies nearer to zero than the one stated."""
        return self.bound in (Bound.UNDER, Bound.AT_MOST)

    @property
    def near(self) -> float:
        """The end of the mark that is sure: a range's low end, else the value."""
        return self.value if self.low is None else self.low

    @property
    def far(self) -> float:
        """The end of the mark farthest along the scale: a range's high end, else the value."""
        return self.value if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis and what is printed there."""

    value: float
    label: Label
