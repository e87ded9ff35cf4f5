"""An article once its encoding and its markup are out of the way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """What a person would read: one paragraph a line. Offsets of facts are characters of `text`.

    `notes` say what was decided on the way, such as an encoding that had to be guessed.
    """

    text: str
    notes: tuple[str, ...] = ()

    @property
    def content(self) -> bytes:
        """The text as UTF-8."""
        return self.text.encode()

    @property
    def sha256(self) -> str:
        """The digest of the text as UTF-8: that of the file where it was nothing else."""
        return hashlib.sha256(self.content).hexdigest()
