"""The engine's boxes read as page layouts: what stands where, in points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reporter.pdf_drawing import DrawingImage
from reporter.pdf_faults import Box, PageLayout, PlacedFigure, PlacedText

_PT_PER_PX = 0.75
# Ink above and below the baseline, in ems: Han characters fill about this much.
_ASCENT, _DESCENT = 0.8, 0.14

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = {"caption": "table", "figcaption": "figure"}


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
            if element.tag in (*_CAPTIONS.values(), "tr")
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
        around = list(self._ancestry(box.element))
        heading = any(element.tag in _HEADINGS for element in around)
        caption_of, part_of = self._surroundings(around)
        row = self._row(around)
        return PlacedText(box.text, ink, column, heading, caption_of, part_of, row, in_margin)

    def _figure(self, box: Any) -> PlacedFigure:
        left, top = box.content_box_x(), box.content_box_y()
        place = _scaled(left, top, left + box.width, top + box.height)
        scale = (place.right - place.left) / box.replacement.drawing.width
        _, part_of = self._surroundings(list(self._ancestry(box.element)))
        return PlacedFigure(box.element.get("src", ""), place, scale, part_of)

    def _ancestry(self, element: Any) -> Iterator[Any]:
        while element is not None:
            yield element
            element = self._parents.get(element)

    def _row(self, around: Sequence[Any]) -> int:
        """The table row an element is in; not one of a head or foot, which each page repeats."""
        if any(element.tag in ("thead", "tfoot") for element in around):
            return -1
        return next((self._numbers[element] for element in around if element.tag == "tr"), -1)

    def _surroundings(self, around: Sequence[Any]) -> tuple[int, tuple[int, ...]]:
        """Which figure or table an element captions, and which it is another part of."""
        caption_of, awaited = -1, ""
        part_of: list[int] = []
        for element in around:
            awaited = _CAPTIONS.get(element.tag, awaited)
            if element.tag == awaited:
                caption_of, awaited = self._numbers[element], ""
            elif element.tag in _CAPTIONS.values():
                part_of.append(self._numbers[element])
        return caption_of, tuple(part_of)


def _content_box(box: Any) -> Box:
    left, top = box.content_box_x(), box.content_box_y()
    return _scaled(left, top, left + box.width, top + (box.height or 0))


def _scaled(left: float, top: float, right: float, bottom: float) -> Box:
    """From CSS pixels to points."""
    return Box(*(round(side * _PT_PER_PX, 3) for side in (left, top, right, bottom)))
