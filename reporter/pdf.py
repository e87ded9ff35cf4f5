"""HTML in, one PDF out that is PDF/A-3a and PDF/UA-1 at once, the same bytes every time.

The layout engine is loaded when the first page is laid out, not when this module is imported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from reporter import fonts
from reporter.errors import BadConfiguration

if TYPE_CHECKING:
    from reporter.charts.drawing import Drawing
    from reporter.pdf_engine import LaidOut

Relationship = Literal["Data", "Source", "Supplement", "Unspecified"]


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF, and how it stands to the page (ISO 32000-2, 7.11.3)."""

    name: str
    content: bytes
    mime_type: str
    relationship: Relationship = "Unspecified"
    description: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the PDF says about itself; `language` is a BCP 47 tag, `created` has a time zone."""

    title: str
    language: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    created: datetime

    def __post_init__(self) -> None:
        if self.created.tzinfo is None:
            raise BadConfiguration(f"the time of creation has no time zone: {self.created}")
        if not self.title.strip() or not self.language:
            raise BadConfiguration("a PDF needs a title and a language")


def lay_out(
    html: str, *, metadata: Metadata, drawings: Mapping[str, Drawing] | None = None
) -> LaidOut:
    """Set the pages of a document whose CSS stands in <style>; raises PageFault.

    `<img src="chart:NAME" alt="…">` is the drawing of that name. Nothing is ever fetched.
    """
    fonts.activate()  # before the import below opens the engine's list of fonts
    from reporter.pdf_engine import lay_out_pages

    return lay_out_pages(html, metadata, drawings or {})


def write_pdf(
    html: str,
    *,
    metadata: Metadata,
    drawings: Mapping[str, Drawing] | None = None,
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """The PDF of `html`, with its attachments; raises PageFault where the page cannot be right."""
    return lay_out(html, metadata=metadata, drawings=drawings).write(attachments)
