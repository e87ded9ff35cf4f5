"""A review under way: the figures to look at, one after the other, each answer kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reporter.articles import read_article
from reporter.brief import Brief
from reporter.drafts.files import DraftFiles
from reporter.drafts.naming import fact_id
from reporter.errors import BadInput, CannotRead, Fault
from reporter.loading import load_brief
from reporter.review.figures import LEFT_OUT, Extent, Figure, read_figures, write_figures
from reporter.review.state import (
    Answer,
    Decision,
    read_decisions,
    state_path,
    write_decisions,
)


@dataclass(slots=True)
class ReviewDesk:
    """A drafted brief with its text, its figures, and what was decided about them."""

    files: DraftFiles
    brief: Brief
    text: str
    sha256: str
    figures: dict[Extent, Figure]
    decisions: list[Decision]

    @property
    def undecided(self) -> list[Figure]:
        """What is to be looked at and was not yet."""
        skipped = self._skipped
        return [f for f in self.figures.values() if f.is_open and f.extent not in skipped]

    @property
    def skipped(self) -> list[Figure]:
        """What was looked at and left open."""
        skipped = self._skipped
        return [f for f in self.figures.values() if f.is_open and f.extent in skipped]

    @property
    def _skipped(self) -> set[Extent]:
        return {one.extent for one in self.decisions if one.answer is Answer.SKIPPED}

    def accept(self, figure: Figure) -> None:
        """It is right: a fact as it stands, or no fact, as it was taken for."""
        note = "" if figure.is_fact else LEFT_OUT
        self._decide(Answer.ACCEPTED, figure, figure.having(note=note))

    def edit(self, figure: Figure, corrected: Figure) -> Figure:
        """It is a fact once corrected; what it is now, with an id."""
        taken = {one.cells["id"] for one in self.figures.values() if one.is_fact}
        cells = corrected.cells
        own = figure.cells["id"] if figure.is_fact else ""
        own = own or fact_id(cells, self.brief.issuer.entity, str(self.brief.period), taken)
        fact = Figure({**cells, "id": own, "note": ""}, is_fact=True)
        self._decide(Answer.EDITED, figure, fact)
        return fact

    def skip(self, figure: Figure) -> None:
        """It stays as it is, to be looked at another time."""
        self._decide(Answer.SKIPPED, figure, figure)

    def back(self) -> Figure | None:
        """Take the last answer back; the figure it was about, or None where there is none."""
        if not self.decisions:
            return None
        before = self.decisions.pop().before
        self.figures[before.extent] = before
        self._keep()
        return before

    def reopen(self) -> None:
        """Take up again what was skipped."""
        self.decisions = [one for one in self.decisions if one.answer is not Answer.SKIPPED]
        self._keep()

    def _decide(self, answer: Answer, before: Figure, after: Figure) -> None:
        self.decisions.append(Decision(answer, before))
        self.figures[after.extent] = after
        self._keep()

    def _keep(self) -> None:
        write_figures(self.files, self.figures.values())
        write_decisions(state_path(self.files.brief), self.sha256, tuple(self.decisions))


def open_review(path: Path) -> ReviewDesk:
    """The review of a drafted brief, where it was left; raises BadInput.

    The brief must load, and the text must be the one that it was drafted from.
    """
    files = DraftFiles(path)
    brief = load_brief(path)
    try:
        article = read_article(files.text.read_bytes(), files.text.name)
    except OSError as error:
        raise _unreadable(files.text, f"the text of the article: {error.strerror}") from error
    except CannotRead as error:
        raise _unreadable(files.text, error.reason) from error
    if article.sha256 not in {source.sha256 for source in brief.sources}:
        raise _unreadable(files.text, "not the text that the brief was drafted from")
    figures = read_figures(files)
    _check_places(files, figures, article.text)
    decided = list(read_decisions(state_path(path), article.sha256))
    by_place = {figure.extent: figure for figure in figures}
    return ReviewDesk(files, brief, article.text, article.sha256, by_place, decided)


def _check_places(files: DraftFiles, figures: Sequence[Figure], text: str) -> None:
    beyond = [figure for figure in figures if not figure.extent[0] < figure.extent[1] <= len(text)]
    if beyond:
        start, end = beyond[0].extent
        raise _unreadable(files.facts, f"the text has no characters {start} to {end}")


def _unreadable(path: Path, reason: str) -> BadInput:
    return BadInput([Fault(str(path), 1, 1, reason)])
