"""Files inside the PDF: dates, types and relationships that do not depend on the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import weasyprint

from reporter.errors import BadConfiguration
from reporter.pdf_document import Attachment


def attach(attachments: Sequence[Attachment], created: datetime) -> list[weasyprint.Attachment]:
    """What the engine embeds, in name order: the PDF's list of embedded files is searched by it."""
    names = [attachment.name for attachment in attachments]
    if len(set(names)) < len(names):
        raise BadConfiguration(f"two attachments have one name: {', '.join(sorted(names))}")
    return [
        weasyprint.Attachment(
            string=attachment.content,
            name=attachment.name,
            description=attachment.description,
            relationship=attachment.relationship,
            created=created,
            modified=created,
        )
        for attachment in _in_order(attachments)
    ]


def finish_attachments(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Write each file's own type and relationship: the engine guesses the one from the name and
    looks the other up by checksum, and it lists every file twice under /AF."""
    specifications: list[Any] = [
        item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/Filespec"
    ]
    for attachment, specification in zip(_in_order(attachments), specifications, strict=True):
        specification["AFRelationship"] = f"/{attachment.relationship}"
        file = pdf.objects[int(specification["EF"]["F"].split()[0])]
        file.extra["Subtype"] = "/" + attachment.mime_type.replace("/", "#2F")
    if specifications:
        pdf.catalog["AF"] = type(pdf.catalog["AF"])(item.reference for item in specifications)


def _in_order(attachments: Sequence[Attachment]) -> list[Attachment]:
    return sorted(attachments, key=lambda attachment: attachment.name)
