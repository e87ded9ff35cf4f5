"""A text made ready to be read: one spelling, no stray spaces, each character's place kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reporter.quantity import fold
from reporter.terms_hans import to_hans

_HAN = "\u3400-\u9fff，。、；：？！（）「」『』《》〈〉“”％"
_STRAY = re.compile(
    rf"(?<=[{_HAN}])[ \t]+(?=[{_HAN}\w+\-$(])|(?<=[\w%)])[ \t]+(?=[{_HAN}])"
    rf"|(?<=\d[.,])[ \t](?=\d{{1,3}}[ \t]?[{_HAN}%])|(?<=\d)[ \t](?=[.,]\d{{1,3}}[ \t]?[{_HAN}%])"
)
_SENTENCE = re.compile(r"[。！？!?；;\n]+|\.(?=\s|$)(?<!inc\.)(?<!co\.)(?<!corp\.)(?<!ltd\.)")


@dataclass(frozen=True)
class Prepared:
    """`text` as `raw` would be in one spelling: simplified, lower case, half width.

    Spaces beside Chinese characters are left out; `places[i]` is where character i stands in `raw`.
    """

    raw: str
    text: str
    places: tuple[int, ...]

    def extent(self, start: int, end: int) -> tuple[int, int]:
        """The characters of `raw` that [start, end) of `text` stand for."""
        return self.places[start], self.places[end - 1] + 1

    def surface(self, start: int, end: int) -> str:
        """The words as they were written."""
        first, last = self.extent(start, end)
        return self.raw[first:last]

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """[start, end) of each sentence in `text`, its full stop with it."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)]
        bounds = [0, *ends, len(self.text)]
        return tuple((a, b) for a, b in zip(bounds, bounds[1:], strict=False) if a < b)


def prepare(raw: str) -> Prepared:
    """The text in one spelling, with the way back."""
    folded = fold(to_hans(raw))
    kept: list[int] = []
    done = 0
    for stray in _STRAY.finditer(folded):
        kept.extend(range(done, stray.start()))
        done = stray.end()
    kept.extend(range(done, len(folded)))
    return Prepared(raw, "".join(folded[i] for i in kept), tuple(kept))
