"""The unit of a figure that names none, or half of one: from its term, and from 下同 before it."""

from __future__ import annotations

from dataclasses import replace

from reporter.concepts import UnitKind as ConceptUnit
from reporter.extract.sentences import Place
from reporter.extract.subjects import Subject
from reporter.quantity import Quantity

_COUNTED = frozenset({"count"})


def quantity_in_unit(place: Place, subject: Subject | None) -> Quantity:
    """The figure's quantity in the unit that its concept has."""
    quantity = place.mention.quantity
    if subject and quantity.unit in _COUNTED and subject.term.unit is ConceptUnit.PERSON:
        return replace(quantity, unit="person")
    return quantity
