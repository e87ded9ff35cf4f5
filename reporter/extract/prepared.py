"""A text made ready to be read: one spelling, no stray spaces, each character's place kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reporter.quantity import fold
from reporter.terms_hans import to_hans

_HAN = "\u3400-\u9fff，。、；：？！（）「」『』《》〈〉“”％"
LONGEST = 2000
"""Characters of a sentence; what goes on longer without a full stop is read in parts."""
_GAP = "\0"
_STRAY = re.compile(
    rf"(?<=[{_HAN}])[ \t]+(?=[{_HAN}\w+\-$(])|(?<=[\w%)])[ \t]+(?=[{_HAN}])"
    rf"|(?<=[\d{_GAP}])[ \t]+(?=%)|(?<=\d)[ \t](?=\.\d)|{_GAP}"
)
_BRACKETED = re.compile(r"(?<=[$¥€£])\(([\d.,]+)\)|\(([\d.,]+)\)(?= ?%)")
"""An accountant's minus: $(30.1) million, (14)%."""

_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_COUNTED = "[万亿千元美港个%人家辆台股点倍吨户片件次]"
_SPLIT = re.compile(
    rf"(?<=\d)[ \t](?=[.,]?[ \t]?\d[\d.,]{{0,8}}(?:[ \t]\d[\d.,]{{0,4}}){{0,3}}{_COUNTED})"
    r"(?<!(?:19|20)\d\d[ \t])(?<![a-z]\d[ \t])(?<!\d\.\d[ \t])(?<!\d\.\d\d[ \t])"
    rf"|(?:(?<=\d[.,])|(?<=\d[ \t][.,]))[ \t](?=\d{{1,3}}[ \t]?{_COUNTED})"
)
"""A space within a number that a Chinese unit ends: 1 131亿元, 22 .3%."""
_WRAPPED = re.compile(rf"(?<=[{_HAN}\d,])\n(?=[{_HAN}\d(])")
_SHORT = "inc co corp ltd vs u\\.s u\\.k jan feb aug sept sep oct nov dec".split()
_SENTENCE = re.compile(
    r"[。！？!?；;\n]+|\.(?=\s|$)(?!\svs)" + "".join(rf"(?<!{short}\.)" for short in _SHORT)
)


_POINTS = str.maketrans({"﹒": ".", "．": ".", "○": "〇", "Ｏ": "〇"})
_ZEROS = "零〇"
_HAN_DIGITS = "一二三四五六七八九" + _ZEROS
_HAN_NUMBER = re.compile(
    rf"(?<![十百千万亿{_HAN_DIGITS}])(?:[{_HAN_DIGITS}]{{3,}}(?:点[{_HAN_DIGITS}]+)?"
    rf"|[{_HAN_DIGITS}]{{1,2}}点[{_HAN_DIGITS}]+|[一二三四五六七八九][{_ZEROS}])(?![十百千线{_HAN_DIGITS}])"
)
"""A number written digit by digit: 二零二五, 三四六, 一点〇五."""


def _in_digits(number: re.Match[str]) -> str:
    """The same number in Western digits, as long as before."""
    return "".join(
        "." if sign == "点" else "0" if sign in _ZEROS else str(_HAN_DIGITS.index(sign) + 1)
        for sign in number[0]
    )


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
        first, last = self.places[start], self.places[end - 1] + 1
        opened = "(" in self.raw[first:last] and ")" not in self.raw[first:last]
        return first, last + (opened and self.raw[last : last + 1] == ")")

    def surface(self, start: int, end: int) -> str:
        """The words as they were written."""
        first, last = self.extent(start, end)
        return self.raw[first:last]

    @cached_property
    def is_chinese(self) -> bool:
        """Whether a fifth of the text or more is Chinese characters."""
        return is_chinese(self.raw)

    @cached_property
    def is_traditional(self) -> bool:
        """Whether it is written in Traditional characters."""
        han = [i for i, place in enumerate(self.places) if "\u3400" <= self.raw[place] <= "\u9fff"]
        changed = sum(self.raw[self.places[i]] != self.text[i] for i in han)
        return changed * 20 > len(han) > 0

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """[start, end) of each sentence in `text`, its full stop with it."""
        ends = [match.end() for match in _SENTENCE.finditer(self.text)]
        whole = pairwise([0, *ends, len(self.text)])
        return tuple(
            (at, min(at + LONGEST, end))
            for start, end in whole
            for at in range(start, end, LONGEST)
        )


def prepare(raw: str) -> Prepared:
    """The text in one spelling, with the way back."""
    folded = _HAN_NUMBER.sub(_in_digits, fold(to_hans(raw)).translate(_POINTS))
    folded = _BRACKETED.sub(_unbracketed, folded)
    places = _without(folded, range(len(folded)), _STRAY)
    if is_chinese(raw):
        places = _without("".join(folded[i] for i in places), places, _SPLIT)
    return Prepared(raw, "".join(folded[i] for i in places), tuple(places))


def is_chinese(text: str) -> bool:
    """Whether a fifth of the text or more is Chinese characters."""
    return len(_IDEOGRAPH.findall(text)) * 5 >= len(text) > 0


def _unbracketed(number: re.Match[str]) -> str:
    """The number with gaps for its brackets, which are taken out, or with a minus."""
    return f"{_GAP}{number[1]}{_GAP}" if number[1] else f"-{number[2]}{_GAP}"


def _without(text: str, places: Sequence[int], stray: re.Pattern[str]) -> list[int]:
    """The places of the characters that are left when what is stray is taken out."""
    kept: list[int] = []
    done = 0
    for match in stray.finditer(text):
        kept.extend(places[done : match.start()])
        done = match.end()
    kept.extend(places[done:])
    return kept
