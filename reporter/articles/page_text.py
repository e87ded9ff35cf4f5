"""The words of a web page: its article, without scripts, navigation and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HTML = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|meta|title|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_NO_WORDS = frozenset(
    "script style noscript template head button select option textarea iframe object svg canvas"
    " audio video map rt rp".split()
)
_FURNITURE = frozenset("nav aside form footer dialog".split())
_BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot thead tr"
    " ul".split()
)
_LISTS = frozenset("ul ol dl div section table p".split())
_ROLES = frozenset("navigation banner contentinfo complementary search menu dialog".split())
_NAMED = re.compile(
    "(?:.*[-_])?(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|footer|sidebar|comments?|related"
    "|recommend(?:ed|ations?)?|share|social|toolbar|pagination|copyright|adverts?|ads?|cookies?)"
    "(?:[-_](?:list|box|bar|wrap(?:per)?|area|section|links?|container|block))?"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_NOTE = re.compile(r"[\[(（]?(?:\d{1,2}|[a-z*†‡#]{1,3}|注\d{0,2})[\])）]?", re.IGNORECASE)
_POWERS = {"2": "²", "3": "³"}
_LENGTH = re.compile("(?:^|[^A-Za-z])(?:k|c|m)?m$")
_SPACE = re.compile(r"[^\S\n\t]+")


def is_html(text: str) -> bool:
    """Whether a text begins as a page does."""
    return bool(_HTML.match(text))


def page_text(page: str) -> str:
    """The words of a page, one paragraph a line, the cells of a table parted by tabs."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(page.encode(), parser=parser)
    except etree.ParserError:  # which is said of a page without any element
        return ""
    pieces = _Page(root).pieces()
    lines = (_SPACE.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "".join(f"{line}\n" for line in lines if line)


class _Page:
    """A parsed page; how much text and how much of it in links each element holds is known."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.chars: dict[HtmlElement, int] = {}
        self.linked: dict[HtmlElement, int] = {}
        self.links: dict[HtmlElement, int] = {}
        for element in reversed(list(root.iter())):
            self._weigh(element)

    def _weigh(self, element: HtmlElement) -> None:
        """Count an element whose children are counted."""
        children = [child for child in element if child.tag not in _NO_WORDS]
        tails = sum(_length(child.tail) for child in element)
        self.chars[element] = (
            _length(element.text) + tails + sum(self.chars[child] for child in children)
        )
        is_link = element.tag == "a"
        inside = sum(self.linked[child] for child in children)
        self.linked[element] = self.chars[element] if is_link else inside
        self.links[element] = 1 if is_link else sum(self.links[child] for child in children)

    def pieces(self) -> Iterator[str]:
        """The text in order, newlines where a paragraph ends."""
        article = self._article()
        heads = [] if next(article.iter("h1"), None) is not None else list(self.root.iter("h1"))
        for element in (*heads[:1], article):
            yield from self._words(element)
            yield "\n"

    def _article(self) -> HtmlElement:
        """What holds the article: one part of the page that has over half of its text, or all."""
        marked = (
            element
            for element in self.root.iter()
            if element.tag in ("article", "main") or element.get("role") == "main"
        )
        largest = max(marked, key=lambda element: self.chars[element], default=self.root)
        return largest if self._is_most(largest) else self.root

    def _is_most(self, element: HtmlElement) -> bool:
        return self.chars[element] * 2 > self.chars[self.root]

    def _words(self, top: HtmlElement) -> Iterator[str]:
        """Without recursion, for pages nest as deep as they like."""
        rest: list[HtmlElement | str] = [top]
        while rest:
            element = rest.pop()
            if isinstance(element, str):
                yield element
            elif self._is_read(element):
                rest += self._parts(element)

    def _parts(self, element: HtmlElement) -> list[HtmlElement | str]:
        """What an element opens into, last things first."""
        if element.tag == "br":
            return ["\n"]
        if element.tag == "sup":
            return [_raised(element)]
        edge = "\n" if element.tag in _BLOCKS else ""
        parts: list[HtmlElement | str] = [edge, _plain(element.text)]
        for child in element:
            parts += [child, _plain(child.tail)]
        return [*parts, "\t" if element.tag in ("td", "th") else edge][::-1]

    def _is_read(self, element: HtmlElement) -> bool:
        if element.tag in _NO_WORDS or element.get("hidden") is not None:
            return False
        if element.get("aria-hidden") == "true" or _HIDDEN.search(element.get("style") or ""):
            return False
        return self._is_most(element) or not self._is_furniture(element)

    def _is_furniture(self, element: HtmlElement) -> bool:
        """Whether its role or name says so, or it is a list of links."""
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if element.tag in _FURNITURE or element.get("role") in _ROLES:
            return True
        if any(_NAMED.fullmatch(name) for name in names):
            return True
        linked = self.linked[element] * 5 >= self.chars[element] * 4
        return element.tag in _LISTS and self.links[element] >= 3 and linked


def _raised(element: HtmlElement) -> str:
    """The words of a raised piece: m², and nothing for the mark of a footnote."""
    words = "".join(element.itertext()).strip()
    before = element.getprevious()
    ahead = before.tail if before is not None else element.getparent().text
    if words in _POWERS and _LENGTH.search((ahead or "").rstrip()):
        return _POWERS[words]
    return "" if _NOTE.fullmatch(words) else words


def _plain(text: str | None) -> str:
    """A piece of source, whose line breaks are mere spaces."""
    return re.sub(r"\s", " ", text or "")


def _length(text: str | None) -> int:
    return len((text or "").strip())
