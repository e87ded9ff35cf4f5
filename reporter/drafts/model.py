"""A brief drafted from an article, before it is a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from reporter.articles import Article
from reporter.drafts.naming import Naming
from reporter.extract import Candidate, Kind
from reporter.extract.confidence import DOUBTFUL
from reporter.facts import Status
from reporter.languages import Language
from reporter.periods import PeriodKind

_MOST_KPIS = 6
_PARTS = (PeriodKind.QUARTER, PeriodKind.HALF)


@dataclass(frozen=True, slots=True)
class Entry:
    """A candidate as a row of a facts table; `reason` is why it is no fact of the draft."""

    candidate: Candidate
    cells: Mapping[str, str]
    reason: str = ""

    @property
    def id(self) -> str:
        return self.cells["id"]

    @property
    def is_doubtful(self) -> bool:
        return self.candidate.confidence < DOUBTFUL

    def without(self, reason: str) -> Entry:
        """The same, held back for a reason; its id is free again."""
        return replace(self, cells={**self.cells, "id": "", "note": reason}, reason=reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """Facts in the order of the article, and the figures that are none yet.

    `undated` says what is doubtful about the day of publication, where something is.
    """

    article: Article
    language: Language
    naming: Naming
    published: date
    undated: str
    currency: str
    facts: tuple[Entry, ...]
    held_back: tuple[Entry, ...]

    @property
    def doubtful(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.facts if entry.is_doubtful)

    @property
    def kpis(self) -> tuple[str, ...]:
        """The results of the issuer for the period of the brief, one of each concept."""
        first: dict[str, str] = {}
        for entry in self.facts:
            if self._is_result(entry):
                first.setdefault(entry.cells["concept"], entry.id)
        return tuple(first.values())[:_MOST_KPIS]

    def _is_result(self, entry: Entry) -> bool:
        """Whether a fact is a sure figure of the issuer for that period, or for its last part."""
        one, whole = entry.candidate, self.naming.period
        is_last_part = one.period.kind in _PARTS and one.period.end == whole.end
        return (
            one.kind is not Kind.CHANGE
            and one.status is Status.ACTUAL
            and not entry.is_doubtful
            and entry.cells["entity"] == self.naming.entity("")
            and (one.period == whole or is_last_part)
        )
