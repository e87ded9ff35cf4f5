"""What a finished PDF carries inside it."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reporter.errors import NotOurs

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """A PDF's attachments by name, and the manifest among them."""

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]


def read_contents(pdf: bytes, shown: str) -> Contents:
    """The attachments of a brief's PDF; raises NotOurs for a file that is no such PDF."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            files = {
                name: bytes(spec.get_file().read_bytes())
                for name, spec in document.attachments.items()
            }
    except (pikepdf.PdfError, pikepdf.PasswordError, KeyError, ValueError) as error:
        raise NotOurs(shown, "it cannot be read as a PDF") from error
    if MANIFEST not in files:
        raise NotOurs(shown, "it has no manifest attached")
    try:
        manifest = json.loads(files[MANIFEST])
    except ValueError as error:
        raise NotOurs(shown, "its manifest is not JSON") from error
    if not isinstance(manifest, dict):
        raise NotOurs(shown, "its manifest is no manifest")
    return Contents(files, manifest)
