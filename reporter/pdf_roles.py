"""Which structure type an HTML element becomes in a tagged PDF (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

ROLES: dict[str, str] = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "header": "Div",
    "footer": "Div",
    "div": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "img": "Figure",
}

# An element says what it is for with an ARIA role, where HTML has no element for it.
_ARIA_ROLES = {
    "doc-footnote": "Note",
    "doc-endnote": "Note",
}

GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
"""Types that hold blocks only: text that stands in one is a paragraph of its own."""

INLINE = frozenset({"Span", "Link"})

_INLINE_ELEMENTS = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup "
    "time u var wbr".split()
)


class Element(Protocol):
    """As much of an HTML element as is looked at here."""

    tag: str

    def get(self, name: str) -> str | None: ...


def role(element: Element) -> str:
    """The structure type, or "" for an element whose content belongs to its parent's."""
    aria = element.get("role") or ""
    if aria == "heading":
        return f"H{element.get('aria-level') or 2}"
    if aria in _ARIA_ROLES:
        return _ARIA_ROLES[aria]
    if element.tag == "a" and element.get("href"):
        return "Link"
    if element.tag in ROLES:
        return ROLES[element.tag]
    if element.tag in _INLINE_ELEMENTS and (element.get("lang") or element.get("aria-label")):
        return "Span"
    return ""


def attributes(element: Element, in_head: bool) -> Mapping[str, str | int]:
    """The table attributes of a cell; `in_head` says whether it stands in a thead."""
    found: dict[str, str | int] = {}
    if element.tag == "th":
        scope = element.get("scope") or ("col" if in_head else "row")
        found["Scope"] = "/Row" if scope.startswith("row") else "/Column"
    for name, key in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (span := int(element.get(name) or 1)) > 1:
            found[key] = span
    return found
