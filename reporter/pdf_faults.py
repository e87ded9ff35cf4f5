"""Where text and figures stand on finished pages, and what a reader would see go wrong there.

Lengths are points from a page's top left corner, y pointing down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import NamedTuple

# Ink that touches its neighbour by less than this is not seen to touch.
_TOLERANCE = 0.5


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        across = min(self.right, other.right) - max(self.left, other.left)
        along = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > _TOLERANCE and along > _TOLERANCE


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of one line: its ink, and the column it should stay within.

    `heading` tells a heading; `caption_of` is the number of the figure or table it captions,
    `part_of` those it is another part of, `row` the number of its table row (-1 for none).
    """

    text: str
    ink: Box
    column: Box
    heading: bool = False
    caption_of: int = -1
    part_of: tuple[int, ...] = ()
    row: int = -1
    in_margin: bool = False


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A drawing on the page and how much larger than drawn it is shown."""

    name: str
    box: Box
    scale: float
    part_of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page: its size, the area inside the margins, and what stands on it in reading order."""

    number: int
    width: float
    height: float
    area: Box
    texts: tuple[PlacedText, ...]
    figures: tuple[PlacedFigure, ...]

    @property
    def body(self) -> tuple[PlacedText, ...]:
        """The text that is not in a page header or footer."""
        return tuple(text for text in self.texts if not text.in_margin)

    @property
    def fill(self) -> float:
        """How far down the area its content reaches, 0 to 1."""
        bottoms = [text.ink.bottom for text in self.body] + [one.box.bottom for one in self.figures]
        if not bottoms:
            return 0.0
        return (max(bottoms) - self.area.top) / (self.area.bottom - self.area.top)


def layout_faults(pages: Sequence[PageLayout]) -> tuple[str, ...]:
    """Each fault as a sentence that names its page."""
    found = []
    for page in pages:
        problems = (*_overflows(page), *_overlaps(page), *_rescaled(page))
        found += [f"page {page.number}: {problem}" for problem in problems]
    return (*found, *_orphans(pages), *_parted(pages))


def _overflows(page: PageLayout) -> Iterator[str]:
    for text in page.texts:
        over = max(text.column.left - text.ink.left, text.ink.right - text.column.right)
        if over > _TOLERANCE:
            yield f"“{_short(text.text)}” is {over:.1f} pt wider than its column"
    for name, box in [(text.text, text.ink) for text in page.body] + [
        (figure.name, figure.box) for figure in page.figures
    ]:
        over = max(box.bottom - page.area.bottom, box.right - page.area.right)
        if over > _TOLERANCE:
            yield f"“{_short(name)}” runs {over:.1f} pt into the margin"


def _overlaps(page: PageLayout) -> Iterator[str]:
    inked = [(text.text, text.ink) for text in page.texts]
    inked += [(figure.name, figure.box) for figure in page.figures]
    for one, other in _touching([box for _, box in inked]):
        yield f"“{_short(inked[one][0])}” overlaps “{_short(inked[other][0])}”"


def _touching(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Which boxes overlap which, by number; none is compared with those that begin below it."""
    downwards = sorted(range(len(boxes)), key=lambda number: boxes[number].top)
    found = []
    for place, one in enumerate(downwards):
        box = boxes[one]
        for other in islice(downwards, place + 1, None):
            if boxes[other].top >= box.bottom:
                break
            if box.overlaps(boxes[other]):
                found.append((min(one, other), max(one, other)))
    return sorted(found)


def _rescaled(page: PageLayout) -> Iterator[str]:
    for figure in page.figures:
        if abs(figure.scale - 1) > 0.005:
            yield f"{figure.name} is shown at {figure.scale:.0%} of the size it was drawn at"


def _orphans(pages: Sequence[PageLayout]) -> Iterator[str]:
    """Headings left at the foot of a page with their text on the next."""
    for page in pages[:-1]:
        last = max(page.body, key=lambda text: text.ink.bottom, default=None)
        if last is None or not last.heading:
            continue
        rest = [text.ink for text in page.body if not text.heading]
        rest += [figure.box for figure in page.figures]
        if not any(ink.bottom > last.ink.top for ink in rest):  # neither beside it nor below
            yield f"page {page.number}: the heading “{_short(last.text)}” is left at its foot"


def _parted(pages: Sequence[PageLayout]) -> Iterator[str]:
    """Captions on a page without their table or figure, and table rows on two pages."""
    for page in pages:
        present = {one for text in page.body for one in text.part_of}
        present |= {one for figure in page.figures for one in figure.part_of}
        for text in page.body:
            if text.caption_of >= 0 and text.caption_of not in present:
                yield f"page {page.number}: the caption “{_short(text.text)}” stands alone"
    for page, following in pairwise(pages):
        rows = {text.row: text for text in page.body if text.row >= 0}
        for row in sorted(rows.keys() & {text.row for text in following.body}):
            yield f"page {page.number}: the row of “{_short(rows[row].text)}” is cut in two"


def _short(text: str) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= 40 else f"{stripped[:39]}…"
