"""Marked content in a page's stream: which piece of it belongs to which structure element."""

from __future__ import annotations

from typing import Any

import pydyf

from reporter.errors import PageFault


class MarkedPage:
    """A page whose stream is painted; each marked piece is claimed once, by owner or as artifact.

    The engine numbers the pieces as it paints them. They are numbered anew in reading order, so
    that the list of owners has no gaps where artifacts were.
    """

    def __init__(self, number: int, reference: bytes, height: float, stream: Any) -> None:
        self.number = number
        self.reference = reference
        self.height = height
        self.owners: list[bytes] = []
        self._painted = stream._tags
        self._operators = stream.stream
        self._positions = {
            item["MCID"]: position
            for position, item in enumerate(self._operators)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }

    def add_content(self, box: Any, kind: str, owner: bytes) -> int:
        """Claim what was painted for a box; returns its number on the page."""
        position = self._claim(box)
        self._operators[position - 1] = f"/{kind}"
        self._operators[position] = pydyf.Dictionary({"MCID": len(self.owners)})
        self.owners.append(owner)
        return len(self.owners) - 1

    def add_artifact(self, box: Any) -> None:
        """Claim what was painted for a box as no part of the document."""
        position = self._claim(box)
        self._operators[position - 1] = "/Artifact"
        self._operators[position] = pydyf.Dictionary({"Type": "/Pagination"})

    def finish(self) -> None:
        """Raises PageFault where something painted was claimed by nobody."""
        if self._painted:
            raise PageFault([f"page {self.number}: content without a place in the structure"])

    def _claim(self, box: Any) -> int:
        mark = self._painted.pop(box, None)
        if mark is None:
            raise PageFault([f"page {self.number}: <{box.element_tag}> was never painted"])
        if mark["mcid"] not in self._positions:
            problem = "cannot be tagged with an opacity: give it a lighter colour"
            raise PageFault([f"page {self.number}: <{box.element_tag}> {problem}"])
        return int(self._positions[mark["mcid"]])
