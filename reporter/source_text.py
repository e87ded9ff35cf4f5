"""A brief held against its source, in words: for a terminal and for a program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reporter.articles import read_article
from reporter.brief import Brief
from reporter.errors import BadInput, CannotRead, Fault
from reporter.fact_places import Places, places_of
from reporter.source_check import Place, SourceCheck, check_source

_COLUMN = {Place.THERE: "value", Place.ELSEWHERE: "start", Place.NOWHERE: "value"}


@dataclass(frozen=True, slots=True)
class Sourced:
    """A check of a brief against the text at a path, and where its facts are written."""

    brief: Brief
    path: Path
    check: SourceCheck
    places: Places

    def faults(self) -> Iterator[Fault]:
        """Every way in which the text is another, or says something else."""
        source = self.check.source
        if self.check.is_same_text is False:
            message = f"{self.path} is another text: its SHA-256 is {self.check.sha256}"
            yield self.places.key(("sources", source.id, "sha256"), message)
        for sighting in self.check.sightings:
            for problem in sighting.problems:
                fact = sighting.fact.id
                yield self.places.fact(fact, _COLUMN[sighting.place], f"{fact}: {problem}")


def sourced(brief: Brief, path: Path, article: Path) -> Sourced:
    """The facts of the brief at `path` looked up in an article; raises BadInput."""
    shown = str(article)
    try:
        check = check_source(brief, read_article(article.read_bytes(), article.name).content)
    except OSError as error:
        raise BadInput([Fault(shown, 1, 1, f"cannot be read: {error.strerror}")]) from error
    except CannotRead as error:
        raise BadInput([Fault(shown, 1, 1, error.reason)]) from error
    if check is None:
        raise BadInput([Fault(str(path), 1, 1, "no fact gives a place in a source")])
    places = places_of(brief, str(path.parent))
    return Sourced(brief, article, check, places)


def source_lines(read: Sourced) -> Iterator[str]:
    """What the text says of the facts, and the numbers that no fact covers; never its words."""
    check = read.check
    good = sum(not sighting.problems for sighting in check.sightings)
    same = {True: "the text that was read", False: "another text", None: "a text without a digest"}
    yield f"{read.path}: {same[check.is_same_text]} ({check.source.id}, SHA-256 {check.sha256})"
    yield f"  {good} of {len(check.sightings)} facts stand there as they are stated"
    yield from map(str, read.faults())
    yield f"  {len(check.uncovered)} numbers that no fact covers"
    for number in check.uncovered:
        place = f"paragraph {number.paragraph}, characters {number.start} to {number.end}"
        yield f"    {place}: {number.surface} ({number.reason or 'no reason known'})"


def source_record(read: Sourced) -> dict[str, Any]:
    """The same as a JSON document holds it."""
    check = read.check
    return {
        "source": check.source.id,
        "path": str(read.path),
        "sha256": check.sha256,
        "is_same_text": check.is_same_text,
        "holds": check.holds,
        "faults": [str(fault) for fault in read.faults()],
        "facts": [
            {
                "id": sighting.fact.id,
                "place": sighting.place.value,
                "surface": sighting.surface,
                "start": sighting.start,
                "end": sighting.end,
                "problems": list(sighting.problems),
            }
            for sighting in check.sightings
        ],
        "uncovered": [
            {
                "start": number.start,
                "end": number.end,
                "paragraph": number.paragraph,
                "surface": number.surface,
                "reason": number.reason.value if number.reason else None,
            }
            for number in check.uncovered
        ],
    }
