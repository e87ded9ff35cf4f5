"""A figure where it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure at [start, end) of prepared text; the outer offsets take in the words that bound it.

    A `weak` figure has neither unit nor magnitude, or counts a few things: it is one only where a
    term claims it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    quantity: Quantity
    weak: bool = False
