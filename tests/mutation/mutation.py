"""One way to make a brief wrong, and what became of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

_SEED = 20241231
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Mutation:
    """A wrong brief: `found` makes it and names the checks that find it, none if it passes.

    `beyond` is why nothing in the brief can tell, where that is so.
    """

    kind: str
    shown: str
    found: Callable[[], tuple[str, ...]]
    beyond: str = ""


@dataclass(slots=True)
class Tally:
    """The mutations of one kind, counted."""

    made: int = 0
    caught: int = 0
    by: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    beyond: dict[str, int] = field(default_factory=dict)

    def count(self, mutation: Mutation, found: tuple[str, ...] | str) -> None:
        """Count what found a mutation; a text says how a check broke on it."""
        if isinstance(found, str):
            self.made += 1
            self.missed.append(f"{mutation.shown}: {found}")
            return
        if mutation.beyond and not found:
            self.beyond[mutation.beyond] = self.beyond.get(mutation.beyond, 0) + 1
            return
        self.made += 1
        self.caught += bool(found)
        for check in dict.fromkeys(found):
            self.by[check] = self.by.get(check, 0) + 1
        if not found:
            self.missed.append(mutation.shown)


def drawn(items: Sequence[_T], most: int, *about: object) -> list[_T]:
    """At most so many of the items, the same ones every time, in their order."""
    places = range(len(items))
    chosen = random.Random(f"{_SEED} {about}").sample(places, min(most, len(items)))
    return [items[place] for place in sorted(chosen)]
