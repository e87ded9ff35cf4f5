"""Real PDFs of the shipped brief: as they are, misprinted, and tampered with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache
from io import BytesIO
from unittest.mock import patch

import pikepdf
from brief_sample import PATH

from reporter import press as press_module
from reporter.brief_files import BriefFiles
from reporter.display_list import Drawing, TextRun
from reporter.exhibits import Exhibit
from reporter.languages import Edition
from reporter.manifest import sha256
from reporter.pdf_contents import MANIFEST
from reporter.press import Press
from reporter.render import render
from reporter.verify import Report, verify_pdf
from reporter.view import PageView

Edit = Callable[[str], str]


@cache
def press() -> Press:
    return Press(BriefFiles.beside(PATH))


@cache
def pdf(edition: Edition = Edition.BILINGUAL, template: str = "flash") -> bytes:
    """The PDF of an edition as it is shipped, made once."""
    return press().make(edition, template).content


@cache
def report(edition: Edition = Edition.BILINGUAL, template: str = "flash") -> Report:
    return verify_pdf(pdf(edition, template))


@cache
def exhibits() -> Mapping[str, Exhibit]:
    return press().exhibits(Edition.BILINGUAL, "flash")


def drawn(these: Mapping[str, Exhibit]) -> AbstractContextManager[object]:
    """Prints with charts that are drawn already."""
    return patch.object(Press, "exhibits", lambda *_: these)


def misprinted(edit: Edit) -> bytes:
    """The bilingual flash with its HTML changed before it was laid out."""

    def changed(page: PageView, template: str) -> str:
        html = render(page, template)
        edited = edit(html)
        assert edited != html.replace("\u00a0", " ")
        return edited

    with patch.object(press_module, "render", changed), drawn(exhibits()):
        return press().make(Edition.BILINGUAL, "flash").content


def misdrawn(old: str, new: str) -> bytes:
    """The same with one word of its chart changed before it was drawn on the page."""
    edited = {name: _with_text(exhibit, old, new) for name, exhibit in exhibits().items()}
    assert edited != exhibits()
    with drawn(edited):
        return press().make(Edition.BILINGUAL, "flash").content


def _with_text(exhibit: Exhibit, old: str, new: str) -> Exhibit:
    items = tuple(
        replace(item, text=item.text.replace(old, new)) if isinstance(item, TextRun) else item
        for item in exhibit.drawing.items
    )
    drawing = Drawing(exhibit.drawing.width, exhibit.drawing.height, items)
    return replace(exhibit, drawing=drawing)


def tampered(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The bilingual flash changed after it was printed."""
    with pikepdf.open(BytesIO(pdf())) as document:
        change(document)
        written = BytesIO()
        document.save(written)
    return written.getvalue()


def with_file(name: str, content: bytes, *, listed: bool) -> bytes:
    """The flash with one attachment replaced, in the manifest as well where `listed`."""

    def attach(document: pikepdf.Pdf) -> None:
        _replace(document, name, content)
        if listed:
            manifest = json.loads(document.attachments[MANIFEST].get_file().read_bytes())
            manifest["files"][name] = sha256(content)
            _replace(document, MANIFEST, json.dumps(manifest).encode())

    return tampered(attach)


def _replace(document: pikepdf.Pdf, name: str, content: bytes) -> None:
    old = document.attachments[name]
    document.attachments[name] = pikepdf.AttachedFileSpec(
        document, content, filename=name, description=old.description
    )


def attachment(name: str) -> bytes:
    with pikepdf.open(BytesIO(pdf())) as document:
        return bytes(document.attachments[name].get_file().read_bytes())


def failing(found: Report) -> set[str]:
    """The names of the checks that failed."""
    return {check.name for check in found.checks if not check.passed}
