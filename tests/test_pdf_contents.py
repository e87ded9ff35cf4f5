from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from pdf_sample import ATTACHMENTS, METADATA, page

from reporter.errors import NotOurs
from reporter.pdf import Attachment, write_pdf
from reporter.pdf_contents import MANIFEST, read_contents

PLAIN = replace(METADATA, language="en")


@cache
def printed(manifest: bytes | None) -> bytes:
    """A small PDF with that manifest attached, or with none."""
    attached = list(ATTACHMENTS[:2])
    if manifest is not None:
        attached.append(
            Attachment(MANIFEST, manifest, "application/json", "Supplement", "Manifest")
        )
    html = page("<main><h1>Results</h1></main>", language="en")
    return write_pdf(html, metadata=PLAIN, drawings={}, attachments=attached)


def test_a_brief_gives_back_what_was_attached() -> None:
    contents = read_contents(printed(b'{"brief": "x"}'), "x.pdf")
    assert contents.manifest == {"brief": "x"}
    assert set(contents.files) == {"facts.json", "brief.yaml", MANIFEST}
    assert contents.files["brief.yaml"] == ATTACHMENTS[1].content


@pytest.mark.parametrize(
    ("manifest", "reason"),
    [
        (None, "no manifest attached"),
        (b"{", "not JSON"),
        (b"\xff", "not JSON"),
        (b"[1]", "is no manifest"),
    ],
)
def test_a_pdf_without_its_manifest_is_no_brief(manifest: bytes | None, reason: str) -> None:
    with pytest.raises(NotOurs, match=f"x.pdf: .*{reason}"):
        read_contents(printed(manifest), "x.pdf")


@pytest.mark.parametrize("content", [b"", b"no PDF", b"%PDF-1.7\n%%EOF\n"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(NotOurs, match="cannot be read as a PDF"):
        read_contents(content, "x.pdf")


def test_a_locked_pdf_is_refused() -> None:
    locked = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(NotOurs, match="cannot be read"):
        read_contents(locked.getvalue(), "x.pdf")
