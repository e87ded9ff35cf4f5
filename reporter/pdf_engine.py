"""WeasyPrint, led to one result: conforming, repeatable, and loud about everything it dislikes."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import weasyprint
from weasyprint.css import ColorProfile
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reporter import __version__, fonts
from reporter.display_list import Picture
from reporter.errors import BadConfiguration, PageFault
from reporter.heard import heard
from reporter.languages import Language
from reporter.pdf_attachments import attach, finish_attachments
from reporter.pdf_document import Attachment, Metadata
from reporter.pdf_drawing import DrawingImage
from reporter.pdf_faults import PageLayout, layout_faults
from reporter.pdf_fetch import RefusingFetcher
from reporter.pdf_layout import page_layouts
from reporter.pdf_loading import uncollected
from reporter.pdf_metadata import ConformingMetadata
from reporter.pdf_quick import make_quick
from reporter.pdf_quick_sheets import sheet_without_notes
from reporter.pdf_source import read_strict
from reporter.pdf_streams import set_ends_apart
from reporter.pdf_tags import tagging

make_quick()

_CHART = "chart:"
_PROFILE = "sRGB"
_OPTIONS = {"pdf_variant": "pdf/a-3a", "output_intent": _PROFILE}


class SrgbProfile(ColorProfile):  # type: ignore[misc]
    """What red, green and blue mean, byte for byte as published.

    The engine's own reader leaves the file open and writes it differently the second time.
    """

    def __init__(self) -> None:
        self._content = files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()
        channels = (["r"], ["g"], ["b"])
        super().__init__(BytesIO(self._content), "sRGB2014.icc", "relative-colorimetric", channels)

    @property
    def content(self) -> bytes:
        return self._content


class LaidOut:
    """Pages with every box in its place, ready to be looked at and written."""

    def __init__(self, document: Any, root: Any, metadata: Metadata) -> None:
        self._document = document
        self._root = root
        self._metadata = metadata
        self.pages: tuple[PageLayout, ...] = page_layouts(document.pages, root)

    def faults(self) -> tuple[str, ...]:
        """What a reader would see go wrong: overflow, overlap, headings parted from their text."""
        return layout_faults(self.pages)

    def write(self, attachments: Sequence[Attachment] = ()) -> bytes:
        """The PDF's bytes; raises PageFault for whatever the engine warns of while writing."""
        document = self._document.copy()  # writing uses up its fonts
        document.metadata = _document_metadata(self._metadata)
        with _strict(), tagging(self._root):
            pdf: bytes = document.write_pdf(
                finisher=lambda _, written: _finish(written, attachments),
                **_OPTIONS,
                attachments=attach(attachments, self._metadata.created.astimezone(UTC)),
            )
        return pdf


def _finish(pdf: Any, attachments: Sequence[Attachment]) -> None:
    finish_attachments(pdf, attachments)
    set_ends_apart(pdf)


def lay_out_pages(html: str, metadata: Metadata, drawings: Mapping[str, Picture]) -> LaidOut:
    """Parse, cascade and break into pages; raises PageFault with all that was complained about."""
    _require_subsetter()
    with _strict():
        source = _Source(html)
        root = source.etree_element
        _check_source(root, metadata)
        font_config = _fonts()
        images = {
            f"{_CHART}{name}": DrawingImage(drawing, font_config, metadata.language)
            for name, drawing in drawings.items()
        }
        colors = {_PROFILE: SrgbProfile()}
        document = source.render(font_config, color_profiles=colors, cache=images, **_OPTIONS)
    if document.metadata.attachments:
        raise PageFault(["<link rel=attachment> is not how files are attached here"])
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]
    return LaidOut(document, root, metadata)


def _fonts() -> FontConfiguration:
    """The list of fonts, with nothing in it of a document before.

    One for all: each that is made keeps a fifth of a megabyte when it is gone, and takes 7 ms.
    """
    found = _font_list()
    found.strut_layouts, found.font_features, found.shaped = {}, {}, 0
    return found


@cache
def _font_list() -> FontConfiguration:
    return FontConfiguration()


class _Source(weasyprint.HTML):  # type: ignore[misc]
    """A document that fetches nothing, styled for notes only where it may have some."""

    def __init__(self, html: str) -> None:
        self._has_notes = "footnote" in html or "note(" in html
        root = read_strict(html)
        if root is None:
            super().__init__(string=html, url_fetcher=RefusingFetcher())
            return
        self.base_url, self.media_type, self.url_fetcher = None, "print", RefusingFetcher()
        self.wrapper_element = weasyprint.cssselect2.ElementWrapper.from_html_root(root)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        stock: list[Any] = super()._ua_stylesheets(forms)
        return stock if self._has_notes else [sheet_without_notes(), *stock[1:]]


def _require_subsetter() -> None:
    """Without it the fonts are cut down in Python, four times as long as all the rest."""
    if ffi.harfbuzz_subset is None:
        raise BadConfiguration(
            "the library harfbuzz-subset is missing: install libharfbuzz-subset0 (Debian, Ubuntu)"
            " or harfbuzz (Homebrew, Fedora)"
        )


def _check_source(root: Any, metadata: Metadata) -> None:
    """Reject before layout what layout would be slow or silent about."""
    problems = []
    if root.get("lang") != metadata.language:
        problems.append(
            f"<html lang> is {root.get('lang')!r}, but the document is in {metadata.language!r}"
        )
    text = "".join(root.itertext()) + metadata.title
    if missing := fonts.missing_glyphs(text, _nearest_language(metadata.language)):
        named = ", ".join(f"{character} (U+{ord(character):04X})" for character in missing)
        problems.append(f"no bundled font has a glyph for {named}")
    for image in root.iter("img"):
        if not (image.get("src") or "").startswith(_CHART):
            problems.append(f"an image that is not a chart: {image.get('src')!r}")
    if problems:
        raise PageFault(problems)


def _nearest_language(tag: str) -> Language:
    return Language(tag) if tag in set(Language) else Language.EN


def _document_metadata(metadata: Metadata) -> ConformingMetadata:
    created = metadata.created.astimezone(UTC).isoformat(timespec="seconds")
    return ConformingMetadata(
        title=metadata.title,
        authors=[metadata.author] if metadata.author else [],
        description=metadata.subject,
        keywords=list(metadata.keywords),
        generator=f"reporter {__version__}",
        created=created,
        modified=created,
        lang=metadata.language,
    )


@contextmanager
def _strict() -> Iterator[None]:
    """Turn warnings and refused fetches into a PageFault; hold the garbage collector meanwhile."""
    with uncollected(), heard("weasyprint", logging.WARNING) as complaints:
        try:
            yield
        except FatalURLFetchingError as refused:
            raise PageFault([*dict.fromkeys(complaints), str(refused.__cause__)]) from refused
    if complaints:
        raise PageFault(list(dict.fromkeys(complaints)))
