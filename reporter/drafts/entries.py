"""Candidates as rows of a facts table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from reporter.drafts.model import Entry
from reporter.drafts.naming import Naming
from reporter.drafts.spelling import spell
from reporter.extract import Candidate, Kind
from reporter.extract.confidence import DOUBTFUL
from reporter.facts import Basis
from reporter.languages import Language
from reporter.sources.rows import COLUMNS

SOURCE = "article"
DOUBT = "doubtful"
"""What the note of a fact that is to be looked at begins with."""
_MOST_DOUBTS = 3
CONVERSION = "a conversion of the figure before it"

_BASES = {Kind.LEVEL: Basis.LEVEL, Kind.SHARE: Basis.SHARE, Kind.RATIO: Basis.RATIO}


def entries_of(
    candidates: Iterable[Candidate], text: str, language: Language, naming: Naming
) -> Iterator[Entry]:
    """Every candidate as a row, in order; those that are no facts say why."""
    taken: set[str] = set()
    breaks = [at for at, character in enumerate(text) if character == "\n"]
    for candidate in candidates:
        paragraph = bisect_left(breaks, candidate.start) + 1
        cells = _cells(candidate, language, naming) | {"paragraph": str(paragraph)}
        if reason := _no_fact(candidate):
            yield Entry(candidate, cells).without(reason)
        else:
            own = naming.fact(cells, taken)
            taken.add(own)
            yield Entry(candidate, cells | {"id": own})


def _no_fact(candidate: Candidate) -> str:
    if not candidate.concept:
        return "nothing in the text says what it measures"
    return CONVERSION if candidate.conversion else ""


def _basis(candidate: Candidate) -> Basis:
    """The basis as a brief has it, where a change has one even if it goes unsaid."""
    if candidate.kind is not Kind.CHANGE:
        return _BASES[candidate.kind]
    said = candidate.basis in (Basis.YOY, Basis.QOQ, Basis.MOM, Basis.YTD)
    return Basis(candidate.basis) if said else Basis.CHANGE


def _cells(candidate: Candidate, language: Language, naming: Naming) -> dict[str, str]:
    value, unit = spell(candidate.quantity, language, candidate.surface)
    is_change = candidate.kind is Kind.CHANGE
    is_doubtful = candidate.confidence < DOUBTFUL
    return dict.fromkeys(COLUMNS, "") | {
        "concept": candidate.concept,
        "entity": naming.entity(candidate.entity),
        "period": str(candidate.period),
        "basis": _basis(candidate).value,
        "direction": candidate.direction.value if is_change else "",
        "value": value,
        "unit": unit,
        "per": candidate.per or "",
        "status": candidate.status.value,
        "source": SOURCE,
        "start": str(candidate.start),
        "end": str(candidate.end),
        "note": f"{DOUBT}: {'; '.join(candidate.doubts[:_MOST_DOUBTS])}" if is_doubtful else "",
    }
