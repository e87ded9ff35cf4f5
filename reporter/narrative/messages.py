"""What can be said of facts, before it is said in any language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from reporter.facts import Fact


@dataclass(frozen=True, slots=True)
class Growth:
    """A level and how it changed: revenue rose to so much."""

    level: Fact
    change: Fact


@dataclass(frozen=True, slots=True)
class Achieved:
    """One measure's growth carried by another's level: profit rose to so much on revenue of so much."""

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
    """One measure then and now."""

    before: Fact
    after: Fact


@dataclass(frozen=True, slots=True)
class Ranked:
    """One measure across several entities, the strongest first; at least two facts."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """One measure of two entities."""

    ours: Fact
    theirs: Fact


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things said one after the other."""

    messages: tuple[Message, ...]


Message: TypeAlias = (
    Growth | Achieved | Together | Outpaced | Moved | Stands | FromTo | Ranked | Against | Listed
)
