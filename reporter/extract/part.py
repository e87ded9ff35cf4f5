"""A part of a company: a segment, a region, a channel."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(?:集团|集團|控股| Holdings?| Group)$")


@dataclass(frozen=True, slots=True)
class Part:
    """A part named at [start, end) of prepared text, and its name as it was written.

    One that is not sure is a company of its own in a text about several.
    """

    start: int
    end: int
    name: str
    is_sure: bool = True


def composed(company: str, part: str) -> str:
    """A part's name with its company's: 万科上海区域, NVIDIA Data Center."""
    short = _FORM.sub("", company)
    if not company or part.startswith(short):
        return part
    return f"{short} {part}" if part.isascii() and short.isascii() else short + part
