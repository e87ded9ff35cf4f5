"""The structure of a tagged PDF: which text is a block of its own, and in which language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from reporter.verify.layer import Glyph, PageLayer, Run, runs, same_line

INLINE = frozenset({"Span", "Link", "Em", "Strong"})
_LATIN_GAP = "\u2009\u200a\u200b\u00ad\u2060"
"""Typographic spaces and soft hyphens, which no reader reads."""
_JOINED = frozenset("-‐–—/ \u00a0")
"""What a line may end with inside of a word or a figure."""
_DELETED = dict.fromkeys(map(ord, _LATIN_GAP))


@dataclass(frozen=True, slots=True)
class Piece:
    """Marked content: a page, counted from 1, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Element:
    """A structure element with its language, inherited where it names none."""

    kind: str
    lang: str
    alt: str
    kids: tuple[Element | Piece, ...]
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text in one language, as it is read."""

    lang: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, cell or chart: its text by language, and what it stands in.

    Group numbers name the element around it; 0 where there is none. `peers` is how many blocks its
    parent holds.
    """

    page: int
    kind: str
    segments: tuple[Segment, ...]
    alt: str = ""
    runs: tuple[Run, ...] = ()
    parent: int = 0
    parent_kind: str = ""
    row: int = 0
    table: int = 0
    item: int = 0
    head: bool = False

    @property
    def text(self) -> str:
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Tagged:
    """All that the structure tree says: its blocks in reading order, and what it leaves out."""

    language: str
    blocks: tuple[Block, ...]
    orphans: tuple[Piece, ...]
    replacements: tuple[str, ...]


def read_structure(pdf: bytes, layers: tuple[PageLayer, ...]) -> Tagged:
    """The blocks of a tagged PDF with their text; no blocks where it is not tagged."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        language = str(document.Root.get("/Lang", ""))
        tree = document.Root.get("/StructTreeRoot")
        pages = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
        roots = [] if tree is None else list(_elements(tree.get("/K"), language, pages, 0))
    walk = _Walk({layer.number: layer for layer in layers})
    for root in roots:
        if isinstance(root, Element):
            walk.enter(root, _Scope())
    owned = walk.used
    orphans = (
        Piece(layer.number, number)
        for layer in layers
        for number in layer.marked
        if Piece(layer.number, number) not in owned
    )
    return Tagged(language, tuple(walk.blocks), tuple(orphans), tuple(walk.replacements))


def _elements(
    kids: Any, lang: str, pages: Mapping[Any, int], page: int
) -> Iterator[Element | Piece]:
    """The children of a structure element; an integer is marked content of its page."""
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield Piece(page, int(kid))
        elif kid.get("/Type") == "/MCR":
            yield Piece(pages.get(kid.Pg.objgen, page) if "/Pg" in kid else page, int(kid.MCID))
        elif kid.get("/Type") != "/OBJR":
            yield _element(kid, lang, pages, page)


def _element(node: Any, lang: str, pages: Mapping[Any, int], page: int) -> Element:
    own = str(node.get("/Lang", lang))
    here = pages.get(node.Pg.objgen, page) if "/Pg" in node else page
    return Element(
        kind=str(node.get("/S", "/"))[1:],
        lang=own,
        alt=str(node.get("/Alt", "")),
        kids=tuple(_elements(node.get("/K"), own, pages, here)),
        replacement=str(node.get("/ActualText", "")),
    )


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a block stands in."""

    parent: int = 0
    parent_kind: str = ""
    row: int = 0
    table: int = 0
    item: int = 0
    head: bool = False


@dataclass(slots=True)
class _Walk:
    layers: Mapping[int, PageLayer]
    blocks: list[Block] = field(default_factory=list)
    used: set[Piece] = field(default_factory=set)
    replacements: list[str] = field(default_factory=list)
    count: int = 0

    def enter(self, element: Element, scope: _Scope) -> None:
        """Every block at and under an element."""
        self.count += 1
        self.replacements += _replacements(element)
        pieces = list(_pieces(element))
        if pieces or element.alt:
            self.block(element, pieces, scope)
        inside = self._inside(element, scope)
        for kid in _blocks_within(element):
            self.enter(kid, inside)

    def _inside(self, element: Element, scope: _Scope) -> _Scope:
        own = self.count
        return _Scope(
            parent=own,
            parent_kind=element.kind,
            row=own if element.kind == "TR" else scope.row,
            table=own if element.kind == "Table" else scope.table,
            item=own if element.kind == "LI" else scope.item,
            head=scope.head or element.kind == "THead",
        )

    def block(self, element: Element, pieces: list[tuple[str, Piece]], scope: _Scope) -> None:
        glyphs = [(lang, self._glyphs(piece)) for lang, piece in pieces]
        is_figure = element.kind == "Figure"
        self.blocks.append(
            Block(
                page=pieces[0][1].page if pieces else 0,
                kind=element.kind,
                segments=() if is_figure else tuple(_segments(glyphs)),
                alt=element.alt,
                runs=tuple(run for _, one in glyphs for run in runs(one)) if is_figure else (),
                parent=scope.parent,
                parent_kind=scope.parent_kind,
                row=scope.row,
                table=scope.table,
                item=scope.item,
                head=scope.head,
            )
        )

    def _glyphs(self, piece: Piece) -> tuple[Glyph, ...]:
        self.used.add(piece)
        layer = self.layers.get(piece.page)
        return layer.marked.get(piece.number, ()) if layer else ()


def _replacements(element: Element) -> Iterator[str]:
    """What is told instead of a block itself, or of words in it."""
    if element.replacement:
        yield element.replacement
    for kid in element.kids:
        if isinstance(kid, Element) and kid.kind in INLINE:
            yield from _replacements(kid)


def _pieces(element: Element) -> Iterator[tuple[str, Piece]]:
    """The marked content of a block itself, with the language of each piece."""
    for kid in element.kids:
        if isinstance(kid, Piece):
            yield element.lang, kid
        elif kid.kind in INLINE:
            yield from _pieces(kid)


def _blocks_within(element: Element) -> Iterator[Element]:
    for kid in element.kids:
        if isinstance(kid, Element):
            if kid.kind in INLINE:
                yield from _blocks_within(kid)
            else:
                yield kid


def _segments(pieces: Iterable[tuple[str, tuple[Glyph, ...]]]) -> Iterator[Segment]:
    """Neighbouring text of one language put together; a space where a line of Latin text ends."""
    lang, text, last = "", "", None
    for own, glyphs in pieces:
        if own != lang and text:
            yield Segment(lang, readable(text))
            text = ""
        for glyph in glyphs:
            if last is not None and text and _needs_space(last, glyph):
                text += " "
            text += glyph.text
            last = glyph
        lang = own
    if text:
        yield Segment(lang, readable(text))


def _needs_space(before: Glyph, after: Glyph) -> bool:
    """Whether a line ends between two words of a script that has spaces."""
    if same_line(before, after) or before.text in _JOINED or (before.text + after.text).isspace():
        return False
    return ord(before.text[0]) < 0x2E80 and ord(after.text[0]) < 0x2E80


def readable(text: str) -> str:
    """The text without what is typography alone."""
    return text.translate(_DELETED)
