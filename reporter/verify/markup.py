"""The blocks of a page's HTML, as the structure of its PDF should have them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reporter.pdf_roles import GROUPING, INLINE, role

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SILENT = frozenset(("head", "style", "script", "title", "colgroup"))
_BLOCK_OF = {"LI": "LBody"}


@dataclass(frozen=True, slots=True)
class Expected:
    """A block that should be on the page: its text by language; a chart by name with its alt."""

    kind: str
    segments: tuple[tuple[str, str], ...] = ()
    chart: str = ""
    alt: str = ""


@dataclass(slots=True)
class _Node:
    """An HTML element and what is in it, text as strings."""

    tag: str
    attributes: dict[str, str]
    kids: list[_Node | str] = field(default_factory=list)

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = _Node("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = _Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].kids.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._open[-1].kids.append(data)


def expected_blocks(html: str) -> tuple[Expected, ...]:
    """The blocks with anything in them, in reading order."""
    tree = _Tree()
    tree.feed(html)
    tree.close()
    blocks = _Blocks()
    blocks.enter(tree.root, "", "Document")
    return tuple(blocks.found())


@dataclass(slots=True)
class _Blocks:
    """Blocks being filled; loose text in a group makes a paragraph of its own."""

    open: list[tuple[str, list[tuple[str, str]], str, str]] = field(default_factory=list)

    def found(self) -> Iterator[Expected]:
        for kind, pieces, chart, alt in self.open:
            segments = tuple(_merged(pieces))
            if segments or chart:
                yield Expected(kind, segments, chart, alt)

    def enter(self, node: _Node, lang: str, kind: str) -> None:
        """The blocks of an element that is one, or that groups others."""
        pieces = self._block("P" if kind in GROUPING else _BLOCK_OF.get(kind, kind))
        self._fill(node, lang, kind, pieces)

    def _block(self, kind: str) -> list[tuple[str, str]]:
        pieces: list[tuple[str, str]] = []
        self.open.append((kind, pieces, "", ""))
        return pieces

    def _fill(
        self, node: _Node, lang: str, kind: str, pieces: list[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        lang = node.get("lang") or lang
        for kid in node.kids:
            if isinstance(kid, str):
                pieces.append((lang, kid))
            elif kid.tag in _SILENT or kid.get("aria-hidden") == "true":
                continue
            elif kid.tag == "img":
                chart = (kid.get("src") or "").removeprefix("chart:")
                self.open.append(("Figure", [], chart, kid.get("alt") or ""))
            elif (own := role(kid)) and own not in INLINE:
                self.enter(kid, lang, own)
                if kind in GROUPING:
                    pieces = self._block("P")
            else:
                pieces = self._fill(kid, lang, kind, pieces)
        return pieces


def _merged(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Neighbouring text of one language put together; white space alone is no text."""
    lang, text = "", ""
    for own, piece in pieces:
        if not piece.strip():
            continue
        if own != lang and text:
            yield lang, text
            text = ""
        lang, text = own, text + piece
    if text:
        yield lang, text
