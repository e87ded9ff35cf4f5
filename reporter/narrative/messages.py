"""What can be said of facts, before it is said in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reporter.facts import Fact


@dataclass(frozen=True, slots=True)
class Growth:
    """A level and how it changed: revenue rose to so much, from so much where that is known."""

    level: Fact
    change: Fact
    before: Fact | None = None


@dataclass(frozen=True, slots=True)
class Achieved:
    """One measure's growth carried by another's level: profit rose to this on revenue of that."""

    main: Growth
    on: Fact


@dataclass(frozen=True, slots=True)
class Together:
    """Two measures of one kind and their changes, said in one breath."""

    first: Growth
    second: Growth


@dataclass(frozen=True, slots=True)
class Outpaced:
    """One measure changed by more than another over the same time."""

    faster: Fact
    slower: Fact


@dataclass(frozen=True, slots=True)
class Moved:
    """A change whose level is not known."""

    change: Fact


@dataclass(frozen=True, slots=True)
class Stands:
    """A level, a share or a ratio as it stands."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class FromTo:
    """One measure then and now; `rose` says which way."""

    before: Fact
    after: Fact
    rose: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """One change of several entities, the strongest first; `ours` is the issuer's, if any."""

    facts: tuple[Fact, ...]
    ours: Fact | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """One measure of two entities, the one a multiple of the other."""

    ours: Fact
    theirs: Fact
    ratio: Fact


@dataclass(frozen=True, slots=True)
class PartOf:
    """A level as so much of another one."""

    part: Fact
    whole: Fact
    ratio: Fact


@dataclass(frozen=True, slots=True)
class MadeOf:
    """A growth that another one accounts for in the main."""

    total: Fact
    main: Fact


@dataclass(frozen=True, slots=True)
class Owed:
    """An increase of a profit, and what of it came from the margin."""

    increase: Fact
    part: Fact


@dataclass(frozen=True, slots=True)
class Profile:
    """Several things about one entity in one period, each of which is named once."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class When:
    """Something said of the period of a fact."""

    fact: Fact
    message: Message


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things said one after the other in one sentence."""

    messages: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Several sentences."""

    messages: tuple[Message, ...]


Message: TypeAlias = (
    Growth
    | Achieved
    | Together
    | Outpaced
    | Moved
    | Stands
    | FromTo
    | Ranked
    | Times
    | PartOf
    | MadeOf
    | Owed
    | Profile
    | When
    | Listed
    | Passage
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands under a chart's title: measures, comparison, periods, and how to read its marks.

    `facts` are all that the chart draws; `axes` are revenue, margin and profit of an area.
    """

    facts: tuple[Fact, ...]
    measures: tuple[Fact, ...] = ()
    axes: tuple[Fact, ...] = ()
    periods: tuple[Fact, ...] = ()
    marks: tuple[str, ...] = ()
