"""What goes into a PDF beside its pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from reporter.errors import BadConfiguration

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
