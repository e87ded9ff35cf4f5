"""The period that each figure is for: named beside it, earlier, or only by the text as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reporter.extract.changes import Change
from reporter.extract.sentences import Place, Sentence
from reporter.extract.times import Named, Reference, Role
from reporter.periods import UNSPECIFIED, Period, PeriodKind

_COMPARED = re.compile(r"(?:较|比|与|than|from|to|with|vs\.?|versus) ?(?:the )?$")


@dataclass(slots=True)
class PeriodInForce:
    """What is in force as a text is read from its start on."""

    published: date
    current: Period | None = None

    def read(self, place: Place, change: Change) -> Period:
        """The period of a figure; the figures of a text are to be asked for in order."""
        for name in place.sentence.named:
            if name.end <= place.mention.outer_start and not self._is_compared(place, name):
                self._keep(name)
        return self.current or UNSPECIFIED

    def leave(self, sentence: Sentence) -> None:
        """Keep in force what a sentence names, whether or not it has a figure."""
        for name in sentence.named:
            self._keep(name)

    def _is_compared(self, place: Place, name: Named) -> bool:
        return bool(_COMPARED.search(place.text[place.sentence.start : name.start]))

    def _keep(self, name: Named) -> None:
        if name.role is Role.MAIN:
            period = name.period(Reference(self.published, self.current))
            if period and period.kind is not PeriodKind.DAY:
                self.current = period
