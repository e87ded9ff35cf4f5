"""The structure tree of a tagged PDF, grown from the HTML elements rather than from layout boxes.

The engine's own tree follows its boxes: a line break splits a link in two, a layout table becomes
a table, languages are left out and page headers count as content. Here each element is one
structure element wherever its boxes fell, and what is not the document's content is an artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from reporter.errors import PageFault
from reporter.pdf_marks import MarkedPage
from reporter.pdf_roles import GROUPING, INLINE, attributes, role

_PT_PER_PX = 0.75
_LOCK = Lock()


@contextmanager
def tagging(root: Any) -> Iterator[None]:
    """Let PDFs written meanwhile get the structure of the HTML tree under `root`."""

    def add_tags(pdf: Any, document: Any, _version: Any, streams: Sequence[Any]) -> None:
        _Structure(pdf, root, document.metadata.lang).write(document.pages, streams)

    with _LOCK:
        stock = weasyprint.pdf.add_tags
        weasyprint.pdf.add_tags = add_tags
        try:
            yield
        finally:
            weasyprint.pdf.add_tags = stock


@dataclass(slots=True)
class _Node:
    """A structure element; `paragraph` is its last child while that is an implied paragraph."""

    object: Any
    type: str
    paragraph: _Node | None = None

    @property
    def kids(self) -> Any:
        return self.object["K"]


class _Structure:
    def __init__(self, pdf: Any, root: Any, language: str) -> None:
        self._pdf = pdf
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._nodes: dict[Any, _Node] = {}
        self._bodies: dict[Any, _Node] = {}
        self._head_pages: dict[Any, int] = {}
        self._annotations: list[tuple[Any, Any]] = []
        self._notes = 0
        self._root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        pdf.add_object(self._root)
        self._document = self._new("Document", self._root.reference, None)
        self._document.object["Lang"] = pydyf.String(language)
        self._nodes[root] = self._document

    def write(self, pages: Sequence[Any], streams: Sequence[Any]) -> None:
        """Tag every page and hang the tree into the catalogue."""
        owners = []
        for number, (page, stream) in enumerate(zip(pages, streams, strict=True)):
            reference = self._pdf.page_references[number]
            marked = MarkedPage(number + 1, reference, page.height, stream)
            self._tag_boxes(page._page_box, marked, artifact=False)
            marked.finish()
            owners.append(marked.owners)
        self._finish(owners)

    def _finish(self, owners: Sequence[list[bytes]]) -> None:
        numbers = pydyf.Array()
        for number, references in enumerate(owners):
            numbers.extend((number, pydyf.Array(references)))
        for number, (owner, annotation) in enumerate(self._annotations, start=len(owners)):
            annotation["StructParent"] = number
            numbers.extend((number, owner))
        parent_tree = pydyf.Dictionary({"Nums": numbers})
        self._pdf.add_object(parent_tree)
        self._root["K"] = pydyf.Array([self._document.object.reference])
        self._root["ParentTree"] = parent_tree.reference
        self._root["ParentTreeNextKey"] = len(owners) + len(self._annotations)
        catalog = self._pdf.catalog
        catalog["StructTreeRoot"] = self._root.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    # Boxes, in reading order

    def _tag_boxes(self, box: Any, page: MarkedPage, *, artifact: bool) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        artifact = artifact or isinstance(box, boxes.MarginBox) or _is_hidden(box.element)
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._tag_content(box, page, artifact=artifact)
            artifact = artifact or isinstance(box, boxes.TextBox)
        if box.link_annotation:
            if artifact:
                raise PageFault([f"page {page.number}: a link in a page header or hidden text"])
            self._add_annotation(box, page)
        for child in box.children:
            self._tag_boxes(child, page, artifact=artifact)

    def _tag_content(self, box: Any, page: MarkedPage, *, artifact: bool) -> None:
        if artifact or self._is_decoration(box) or self._is_repeated(box.element, page.number):
            page.add_artifact(box)
            return
        owner = self._owner(box)
        if isinstance(box, boxes.ReplacedBox):
            self._place_figure(owner, box, page)
        number = page.add_content(box, owner.type, owner.object.reference)
        self._add_kid(owner, page, number)

    @staticmethod
    def _is_decoration(box: Any) -> bool:
        if isinstance(box, boxes.ReplacedBox):
            return bool(box.element.get("alt") == "")
        return bool(box.style["visibility"] != "visible")

    def _is_repeated(self, element: Any, page: int) -> bool:
        """Whether this is a table's head or foot, seen on an earlier page already."""
        for ancestor in self._ancestry(element):
            if ancestor.tag in ("thead", "tfoot"):
                return self._head_pages.setdefault(ancestor, page) != page
        return False

    def _ancestry(self, element: Any) -> Iterator[Any]:
        while element is not None:
            yield element
            element = self._parents.get(element)

    # Structure elements

    def _owner(self, box: Any) -> _Node:
        """The structure element that a box's content belongs to."""
        pseudo = (box.element_tag or "").partition("::")[2]
        if pseudo == "marker":
            return self._label(box.element)
        element = self._parents[box.element] if pseudo == "footnote-call" else box.element
        return self._text_owner(self._node(element), element)

    def _text_owner(self, node: _Node, element: Any) -> _Node:
        if node.type == "LI":
            return self._body(element)
        return self._paragraph(node) if node.type in GROUPING else node

    def _node(self, element: Any) -> _Node:
        if element not in self._nodes:
            self._nodes[element] = self._make(element)
        return self._nodes[element]

    def _make(self, element: Any) -> _Node:
        parent = self._parents[element]
        kind = role(element)
        if not kind:
            return self._node(parent)
        if element.tag in ("dt", "dd"):
            return self._definition(element)
        holder = self._node(parent)
        if element in self._nodes:  # a cell, made together with its row
            return self._nodes[element]
        if holder.type == "LI":
            holder = self._body(self._item(parent))
        elif kind in INLINE and holder.type in GROUPING:
            holder = self._paragraph(holder)
        node = self._nodes[element] = self._new(kind, holder.object.reference, element)
        self._append(holder, node)
        if kind == "TR":
            for cell in element:
                if cell.tag in ("td", "th"):
                    self._node(cell)
        return node

    def _new(self, kind: str, parent: bytes, element: Any) -> _Node:
        structure = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}", "P": parent})
        structure["K"] = pydyf.Array()
        if element is not None:
            self._describe(structure, kind, element)
        self._pdf.add_object(structure)
        return _Node(structure, kind)

    def _describe(self, structure: Any, kind: str, element: Any) -> None:
        if language := element.get("lang"):
            structure["Lang"] = pydyf.String(language)
        if kind == "Figure":
            structure["Alt"] = pydyf.String(_alternative(element))
        elif label := element.get("aria-label"):
            structure["Alt"] = pydyf.String(label)
        if kind == "Note":
            self._notes += 1
            structure["ID"] = pydyf.String(f"note-{self._notes}")
        elif kind in ("TH", "TD"):
            in_head = any(ancestor.tag == "thead" for ancestor in self._ancestry(element))
            if cell := attributes(element, in_head):
                structure["A"] = pydyf.Dictionary({"O": "/Table", **cell})
        elif kind == "L":
            numbering = {"ul": "/Disc", "ol": "/Decimal"}.get(element.tag, "/None")
            structure["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})

    @staticmethod
    def _append(parent: _Node, child: _Node) -> None:
        parent.kids.append(child.object.reference)
        parent.paragraph = None

    def _paragraph(self, group: _Node) -> _Node:
        """The paragraph that loose text in a group goes to: the last child, if it is one."""
        if group.paragraph is None:
            paragraph = self._new("P", group.object.reference, None)
            self._append(group, paragraph)
            group.paragraph = paragraph
        return group.paragraph

    def _item(self, element: Any) -> Any:
        """The list item that an element is or stands in."""
        return next(one for one in self._ancestry(element) if one.tag in ("li", "dt"))

    def _body(self, element: Any) -> _Node:
        """The LBody of a list item, made at its first content."""
        item = self._item(element)
        if item not in self._bodies:
            holder = self._node(item)
            self._bodies[item] = self._new("LBody", holder.object.reference, None)
            self._append(holder, self._bodies[item])
        return self._bodies[item]

    def _label(self, element: Any) -> _Node:
        """The Lbl that holds a list item's marker, before the item's body."""
        holder = self._node(element)
        label = self._new("Lbl", holder.object.reference, None)
        holder.kids.insert(0, label.object.reference)
        return label

    def _definition(self, element: Any) -> _Node:
        """A term or its definition; each term begins a list item, which its definitions share."""
        if element.tag == "dt":
            return self._term(element)
        siblings = list(self._parents[element])
        terms = [one for one in siblings[: siblings.index(element)] if one.tag == "dt"]
        if not terms:
            raise PageFault(["a <dd> has no <dt> before it"])
        self._node(terms[-1])
        item = self._bodies[terms[-1]]
        node = self._new("LBody", item.object.reference, element)
        self._append(item, node)
        return node

    def _term(self, element: Any) -> _Node:
        holder = self._node(self._parents[element])
        item = self._bodies[element] = self._new("LI", holder.object.reference, None)
        self._append(holder, item)
        node = self._new("Lbl", item.object.reference, element)
        self._append(item, node)
        return node

    # Content

    def _add_kid(self, owner: _Node, page: MarkedPage, mcid: int) -> None:
        home = owner.object.setdefault("Pg", page.reference)
        if home == page.reference:
            owner.kids.append(mcid)
        else:
            elsewhere = {"Type": "/MCR", "Pg": page.reference, "MCID": mcid}
            owner.kids.append(pydyf.Dictionary(elsewhere))
        owner.paragraph = None

    def _add_annotation(self, box: Any, page: MarkedPage) -> None:
        """Tie a link's clickable area to its structure element and say where it leads."""
        owner = self._node(box.element)
        annotation = box.link_annotation
        annotation["Contents"] = pydyf.String(_spoken(box.element))
        owner.object.setdefault("Pg", page.reference)
        owner.kids.append(
            pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.reference, "Pg": page.reference})
        )
        self._annotations.append((owner.object.reference, annotation))

    @staticmethod
    def _place_figure(owner: _Node, box: Any, page: MarkedPage) -> None:
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, page.height - top - box.height, left + box.width, page.height - top)
        owner.object["A"] = pydyf.Dictionary(
            {
                "O": "/Layout",
                "Placement": "/Block",
                "BBox": pydyf.Array(round(corner * _PT_PER_PX, 3) for corner in corners),
            }
        )


def _is_hidden(element: Any) -> bool:
    return element is not None and element.get("aria-hidden") == "true"


def _alternative(element: Any) -> str:
    if not (text := element.get("alt") or element.get("aria-label")):
        raise PageFault([f"no alt text for the image {element.get('src') or element.tag}"])
    return str(text)


def _spoken(element: Any) -> str:
    """What a screen reader says for a link."""
    named = element.get("aria-label") or element.get("title")
    text = named or " ".join("".join(element.itertext()).split())
    return text or str(element.get("href"))
