"""What stands where on finished pages, and what a reader would see go wrong there.

Lengths are points from a page's top left corner, y pointing down.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reporter.pdf_drawing import DrawingImage

_PT_PER_PX = 0.75
# Ink above and below the baseline, in ems: Han characters fill about this much.
_ASCENT, _DESCENT = 0.8, 0.14
_TOLERANCE = 0.5

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = {"caption": "table", "figcaption": "figure"}


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
    `part_of` those it is another part of.
    """

    text: str
    ink: Box
    column: Box
    heading: bool = False
    caption_of: int = -1
    part_of: tuple[int, ...] = ()
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


def page_layouts(pages: Sequence[Any], root: Any) -> tuple[PageLayout, ...]:
    """Read the layout engine's boxes; `root` is the element tree the pages were made from."""
    reader = _Reader(root)
    return tuple(reader.read(number, page) for number, page in enumerate(pages, start=1))


class _Reader:
    def __init__(self, root: Any) -> None:
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._numbers = {
            element: number
            for number, element in enumerate(root.iter())
            if element.tag in _CAPTIONS.values()
        }

    def read(self, number: int, page: Any) -> PageLayout:
        page_box = page._page_box
        texts: list[PlacedText] = []
        figures: list[PlacedFigure] = []
        sheet = _scaled(0, 0, page.width, page.height)
        for child in page_box.children:
            in_margin = isinstance(child, boxes.MarginBox)
            for placed in self._walk(child, sheet, in_margin):
                (texts if isinstance(placed, PlacedText) else figures).append(placed)  # type: ignore[arg-type]
        area = _content_box(page_box)
        return PageLayout(number, sheet.right, sheet.bottom, area, tuple(texts), tuple(figures))

    def _walk(self, box: Any, column: Box, in_margin: bool) -> Iterator[PlacedText | PlacedFigure]:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            if box.text.strip() and box.style["visibility"] == "visible":
                yield self._text(box, column, in_margin)
            return
        if isinstance(box, boxes.ReplacedBox):
            if isinstance(box.replacement, DrawingImage):
                yield self._figure(box)
            return
        if isinstance(box, boxes.BlockContainerBox) and box.width:
            column = _content_box(box)
        for child in box.children:
            yield from self._walk(child, column, in_margin)

    def _text(self, box: Any, column: Box, in_margin: bool) -> PlacedText:
        baseline, size = box.position_y + box.baseline, box.style["font_size"]
        ink = _scaled(
            box.position_x,
            baseline - _ASCENT * size,
            box.position_x + box.width,
            baseline + _DESCENT * size,
        )
        tags, part_of, caption_of = self._surroundings(box.element)
        heading = bool(_HEADINGS & tags)
        return PlacedText(box.text, ink, column, heading, caption_of, part_of, in_margin)

    def _figure(self, box: Any) -> PlacedFigure:
        left, top = box.content_box_x(), box.content_box_y()
        place = _scaled(left, top, left + box.width, top + box.height)
        scale = (place.right - place.left) / box.replacement.drawing.width
        _, part_of, _ = self._surroundings(box.element)
        return PlacedFigure(box.element.get("src", ""), place, scale, part_of)

    def _surroundings(self, element: Any) -> tuple[set[str], tuple[int, ...], int]:
        """The tags around an element, the figures and tables it is in, and which it captions."""
        tags: set[str] = set()
        part_of: list[int] = []
        caption_of, awaited = -1, ""
        while element is not None:
            tags.add(element.tag)
            awaited = _CAPTIONS.get(element.tag, awaited)
            if element in self._numbers:
                if element.tag == awaited:
                    caption_of, awaited = self._numbers[element], ""
                else:
                    part_of.append(self._numbers[element])
            element = self._parents.get(element)
        return tags, tuple(part_of), caption_of


def _content_box(box: Any) -> Box:
    left, top = box.content_box_x(), box.content_box_y()
    return _scaled(left, top, left + box.width, top + (box.height or 0))


def _scaled(left: float, top: float, right: float, bottom: float) -> Box:
    """From CSS pixels to points."""
    return Box(*(round(side * _PT_PER_PX, 3) for side in (left, top, right, bottom)))


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
    for (one, one_box), (other, other_box) in combinations(inked, 2):
        if one_box.overlaps(other_box):
            yield f"“{_short(one)}” overlaps “{_short(other)}”"


def _rescaled(page: PageLayout) -> Iterator[str]:
    for figure in page.figures:
        if abs(figure.scale - 1) > 0.005:
            yield f"{figure.name} is shown at {figure.scale:.0%} of the size it was drawn at"


def _orphans(pages: Sequence[PageLayout]) -> Iterator[str]:
    """Headings left at the foot of a page with their text on the next."""
    for page in pages[:-1]:
        last = max(page.body, key=lambda text: text.ink.bottom, default=None)
        below = max((figure.box.bottom for figure in page.figures), default=0.0)
        if last is not None and last.heading and last.ink.bottom > below:
            yield f"page {page.number}: the heading “{_short(last.text)}” is left at its foot"


def _parted(pages: Sequence[PageLayout]) -> Iterator[str]:
    """Captions on a page that holds nothing of their table or figure."""
    for page in pages:
        present = {one for text in page.body for one in text.part_of}
        present |= {one for figure in page.figures for one in figure.part_of}
        for text in page.body:
            if text.caption_of >= 0 and text.caption_of not in present:
                yield f"page {page.number}: the caption “{_short(text.text)}” stands alone"


def _short(text: str) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= 40 else f"{stripped[:39]}…"
