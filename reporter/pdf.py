"""HTML in, one PDF out that is PDF/A-3a and PDF/UA-1 at once, the same bytes every time.

The layout engine is loaded when the first page is laid out, not when this module is imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reporter import fonts
from reporter.pdf_document import Attachment, Metadata
from reporter.pdf_loading import load_engine

if TYPE_CHECKING:
    from reporter.display_list import Picture
    from reporter.pdf_engine import LaidOut

__all__ = ["Attachment", "Metadata", "get_ready", "lay_out", "write_pdf"]


def get_ready() -> None:
    """Load the layout engine, which takes its time."""
    fonts.activate()  # before the import below opens the engine's list of fonts
    load_engine()
    import reporter.pdf_engine  # noqa: F401


def lay_out(
    html: str, *, metadata: Metadata, drawings: Mapping[str, Picture] | None = None
) -> LaidOut:
    """Set the pages of a document whose CSS stands in <style>; raises PageFault.

    `<img src="chart:NAME" alt="…">` is the drawing of that name. Nothing is ever fetched.
    """
    get_ready()
    from reporter.pdf_engine import lay_out_pages

    return lay_out_pages(html, metadata, drawings or {})


def write_pdf(
    html: str,
    *,
    metadata: Metadata,
    drawings: Mapping[str, Picture] | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The PDF of `html`, with its attachments; raises PageFault where the page cannot be right."""
    return lay_out(html, metadata=metadata, drawings=drawings).write(attachments)
