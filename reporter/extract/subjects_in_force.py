"""The concept that each figure measures: named before it, behind it, or by the figure it follows."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.extract.changes import Change
from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.extract.subjects import Subject, following, nearest


@dataclass(slots=True)
class SubjectInForce:
    """What is in force as a text is read from its start on."""

    current: Subject | None = None

    def read(self, place: Place, change: Change) -> Subject | None:
        """The concept of a figure; the figures of a text are to be asked for in order."""
        sentence, mention = place.sentence, place.mention
        unit, kind = mention.quantity.unit, change.kind
        subject = (
            nearest(sentence.terms, place.behind, mention.start, unit, kind)
            or following(sentence.terms, place.text, mention.end, sentence.end, unit, kind)
            or nearest(sentence.terms, sentence.start, mention.start, unit, kind)
        )
        if not subject and kind is Kind.CHANGE:
            subject = self.current
        self.current = subject or self.current
        return subject
