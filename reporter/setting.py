"""From the copy of an edition to its PDF: pages laid out, charts put in, everything written."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reporter.archive import Artifact
from reporter.languages import Edition
from reporter.pdf import Attachment, Metadata, lay_out

if TYPE_CHECKING:
    from reporter.display_list import Picture
    from reporter.pdf_engine import LaidOut

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """What is set: the page as HTML, and what the PDF says and carries besides.

    `name` is that of the file, `build_key` the digest of all that shapes it.
    """

    name: str
    edition: Edition
    template: str
    html: str
    metadata: Metadata
    attachments: Sequence[Attachment]
    build_key: str


def set_pages(copy: Copy, pictures: Mapping[str, Picture]) -> LaidOut:
    """The pages of an edition with everything in its place."""
    laid_out = lay_out(copy.html, metadata=copy.metadata, drawings=pictures)
    log.info("%s: %d pages laid out", copy.edition, len(laid_out.pages))
    return laid_out


def set_copy(copy: Copy, pictures: Mapping[str, Picture]) -> Artifact:
    """The PDF of an edition; the same bytes every time."""
    started = time.monotonic()
    laid_out = set_pages(copy, pictures)
    content = laid_out.write(copy.attachments)
    log.info("%s: %d bytes, %.2f s", copy.edition, len(content), time.monotonic() - started)
    return Artifact(
        name=copy.name,
        content=content,
        edition=copy.edition,
        template=copy.template,
        pages=len(laid_out.pages),
        build_key=copy.build_key,
        faults=laid_out.faults(),
    )
