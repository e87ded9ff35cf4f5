"""The sentence that a figure stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOP = re.compile(r"[。！？!?；;\n]|\.(?=\s)")
_REACH = 160


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure with the words around it, as far as its sentence or a screen goes."""

    before: str
    figure: str
    after: str


def quoted(text: str, start: int, end: int) -> Quoted:
    """The sentence around characters [start, end) of a text, cut with … where it is long."""
    lead = text[max(0, start - _REACH) : start]
    stops = [stop.end() for stop in _STOP.finditer(lead)]
    before = lead[stops[-1] :] if stops else ("…" if start > _REACH else "") + lead
    stop = _STOP.search(text, end, end + _REACH)
    after = text[end : stop.end()] if stop else text[end : end + _REACH]
    cut = "" if stop or end + _REACH >= len(text) else "…"
    return Quoted(before.lstrip(), text[start:end], after.rstrip() + cut)
