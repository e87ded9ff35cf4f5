"""When a mailing goes out, and to whom."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from reporter.facts import Fact
from reporter.quantity import Quantity

_MEETS: Mapping[str, Callable[[Quantity, Quantity], bool]] = {
    "at_least": lambda figure, mark: min(figure.ends) >= max(mark.ends),
    "over": lambda figure, mark: min(figure.ends) > max(mark.ends),
    "at_most": lambda figure, mark: max(figure.ends) <= min(mark.ends),
    "under": lambda figure, mark: max(figure.ends) < min(mark.ends),
}
MARKS = tuple(_MEETS)
"""The ways in which a figure can stand to a mark."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """A mark that a fact must reach: revenue_yoy at_least 10%; a fall is below every rise."""

    fact: str
    way: str
    mark: Quantity
    written: str

    def is_met(self, fact: Fact) -> bool:
        """Whether the figure, or the whole of a range, is on the right side of the mark."""
        return _MEETS[self.way](_signed(fact), self.mark)

    def __str__(self) -> str:
        return f"{self.fact} {self.way.replace('_', ' ')} {self.written}"


def _signed(fact: Fact) -> Quantity:
    """The quantity of a fact, a fall as a negative one."""
    quantity = fact.quantity
    if fact.direction != "down":
        return quantity
    if quantity.value is not None:
        return Quantity(quantity.unit, -quantity.value, quantity.precision)
    high, low = (-end for end in quantity.ends)
    return Quantity(quantity.unit, None, quantity.precision, low=low, high=high)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in which nothing is sent, by the clocks of a zone; they may pass midnight."""

    begins: time
    ends: time
    zone: str = "UTC"

    @classmethod
    def read(cls, text: str) -> Quiet:
        """The hours as they write themselves: 22:00/07:00 Asia/Hong_Kong."""
        hours, zone = text.split()
        begins, ends = map(time.fromisoformat, hours.split("/"))
        return cls(begins, ends, zone)

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}/{self.ends:%H:%M} {self.zone}"

    def over_at(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours that it falls into."""
        zone = ZoneInfo(self.zone)
        local = moment.astimezone(zone)
        clock = local.time()
        if self.begins <= self.ends:
            inside, later = self.begins <= clock < self.ends, 0
        else:
            inside = clock >= self.begins or clock < self.ends
            later = int(clock >= self.begins)
        if not inside:
            return moment
        day = local.date() + timedelta(days=later)
        # An hour that comes twice, when summer time ends, is quiet both times.
        fold = 0 if later else local.fold
        ends = datetime.combine(day, self.ends.replace(fold=fold), zone)
        return ends.astimezone(moment.tzinfo)


@dataclass(frozen=True, slots=True)
class Policy:
    """What must be so before a message goes out."""

    to: tuple[str, ...] = ()
    if_changed: bool = False
    thresholds: tuple[Threshold, ...] = ()
    approval: bool = False
    embargo: datetime | None = None
    quiet: Quiet | None = None

    def quiet_in(self, zone: str) -> Quiet | None:
        """The quiet hours of a reader in that zone."""
        return replace(self.quiet, zone=zone) if self.quiet else None

    def not_before(self, now: datetime, quiet: Quiet | None) -> tuple[datetime, str]:
        """When a message may go to a reader with those quiet hours, and why not at once."""
        moment, reason = now, ""
        if self.embargo and self.embargo > moment:
            moment, reason = self.embargo.astimezone(now.tzinfo), "the embargo"
        if quiet and (later := quiet.over_at(moment)) > moment:
            moment, reason = later, "their quiet hours"
        return moment, reason
