"""What a PDF says about itself: its standards, language and title, bookmarks and link texts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

import pikepdf

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARTED = re.compile(r"(?<=[0-9%])(?=[A-Z][a-z])")
"""Where a Chinese heading ends in a figure and the English one begins."""
_PDFA = "{http://www.aiim.org/pdfa/ns/id/}"
_PDFUA = "{http://www.aiim.org/pdfua/ns/id/}"


@dataclass(frozen=True, slots=True)
class Told:
    """Claims and texts outside of the pages; `texts` are pairs of a place and a text."""

    language: str
    is_marked: bool
    shows_title: bool
    pdfa: str
    pdfua: str
    title: str
    texts: tuple[tuple[str, str], ...]
    acts: tuple[str, ...]


def read_about(pdf: bytes) -> Told:
    """The document-level claims of a PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        xmp = _xmp(bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b"")
        marks: Any = root.get("/MarkInfo", {})
        views: Any = root.get("/ViewerPreferences", {})
        title = _text(xmp, f"{_DC}title")
        return Told(
            language=str(root.get("/Lang", "")),
            is_marked=bool(marks.get("/Marked", False)),
            shows_title=bool(views.get("/DisplayDocTitle", False)),
            pdfa=_text(xmp, f"{_PDFA}part") + _text(xmp, f"{_PDFA}conformance").lower(),
            pdfua=_text(xmp, f"{_PDFUA}part"),
            title=title,
            texts=tuple(_texts(document, xmp, title)),
            acts=tuple(_acts(document)),
        )


def _xmp(packet: bytes) -> Any:
    """The metadata packet; an empty one where it is no XML, or declares entities."""
    try:
        if b"<!" in packet:
            raise ElementTree.ParseError
        return ElementTree.fromstring(packet.strip())  # noqa: S314 (no entities are left)
    except ElementTree.ParseError:
        return ElementTree.Element("none")


def _text(xmp: Any, name: str) -> str:
    found = xmp.find(f".//{name}")
    if found is None:
        return ""
    return "".join((found.find(f".//{_RDF}li") if len(found) else found).itertext()).strip()


def _texts(document: Any, xmp: Any, title: str) -> Iterator[tuple[str, str]]:
    yield "title", title
    yield "subject", _text(xmp, f"{_DC}description")
    for key in ("/Title", "/Subject", "/Keywords"):
        if key in document.docinfo:
            yield f"information {key[1:].lower()}", str(document.docinfo[key])
    with document.open_outline() as outline:
        yield from _bookmarks(outline.root)
    for page in document.pages:
        for note in page.get("/Annots", []):
            for key in ("/Contents", "/TU", "/V"):
                if key in note:
                    yield "link text", str(note[key])


def _bookmarks(items: Any) -> Iterator[tuple[str, str]]:
    for item in items:
        yield "bookmark", _PARTED.sub(" ", str(item.title))
        yield from _bookmarks(item.children)


def _acts(document: Any) -> Iterator[str]:
    """What could change a page after it was proved: scripts, forms, layers, actions on opening."""
    root = document.Root
    names = root.get("/Names", {})
    for key, holder in (
        ("/JavaScript", names),
        ("/OpenAction", root),
        ("/AA", root),
        ("/AcroForm", root),
        ("/OCProperties", root),
    ):
        if key in holder:
            yield key[1:]
