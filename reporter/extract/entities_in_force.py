"""Whom each figure is of: the name before it, and the part of it that the figure's term names."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.extract.sentences import Place
from reporter.extract.subjects import Subject


@dataclass(slots=True)
class EntityInForce:
    """What is in force as a text is read from its start on; at first, the issuer."""

    current: str

    def read(self, place: Place, subject: Subject | None) -> str:
        """The entity of a figure; the figures of a text are to be asked for in order."""
        for phrase in reversed(place.sentence.entities):
            if phrase.end <= place.mention.start:
                self.current = phrase.meaning.name
                break
        return self.current
