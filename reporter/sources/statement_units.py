"""What the figures of a statement are counted in: 单位：百万元, in RMB millions, US$'000, %."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reporter.quantity.lexicon import CURRENCY_BEFORE, SCALES, UNIT_AFTER, UnitWord, fold, one_of

_SCALE_WORDS = {
    **SCALES,
    "'000": 3,
    "000s": 3,
    "000": 3,
    **{f"{word}s": power for word, power in SCALES.items() if len(word) > 4 and word.isascii()},
}
_UNIT_WORDS = {**UNIT_AFTER, **CURRENCY_BEFORE}
_AMBIGUOUS = frozenset({"p", "名", "位", "次", "部", "集", "项"})
_SAID = (
    "单位 币种 货币 货幣 金额 以 计 計 列示 为 英寸 约当 折合 未经审计 未经审核 经审计 经审核"
    " unit units currency amounts figures expressed stated presented shown in of are all as inch"
    " equivalent unaudited audited"
).split()
_TOKEN = re.compile(
    rf"(?P<said>{one_of(_SAID)}|\d\d?-?(?=英寸|inch)|[\s:.()\[\]]+)"
    rf"|(?P<per>(?:/|每|per ?)(?:{one_of(['股', 'share', 'ads', '片', 'wafer', 'unit', '辆'])})?)"
    rf"|(?P<scale>{one_of(_SCALE_WORDS)})"
    rf"|(?P<unit>{one_of({*_UNIT_WORDS} - _AMBIGUOUS)})"
)
_PARTS = re.compile(r"[,;，；、]|\b(?:except|unless)\b.*|除.*")
_BRACKETED = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】]\s*$")
_AFTER_COMMA = re.compile(r"\s*[,，:：]\s*([^,，:：]+)$")


_LONGEST = 300
"""A longer text is prose."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit, a power of ten, or both; `is_per` of an amount for each share or piece."""

    unit: UnitWord | None = None
    scale: int = 0
    is_per: bool = False

    def __bool__(self) -> bool:
        return bool(self.unit or self.scale)


def measures(text: str) -> tuple[Measure, ...]:
    """What a text says figures are counted in; nothing where it says anything else.

    单位：百万元，% gives two; what follows “except” qualifies and is left out.
    """
    if len(text) > _LONGEST:
        return ()
    found = [_measure(part) for part in _PARTS.split(fold(text)) if part and part.strip()]
    return tuple(each for each in found if each) if None not in found else ()


def _measure(text: str) -> Measure | None:
    """The measure that the words make, an empty one where they name none; None for other words.

    It may be said twice, in two languages, but not two measures at once.
    """
    units, scales, is_per, at = list[UnitWord](), set[int](), False, 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if not token:
            return None
        at = token.end()
        scales |= {_SCALE_WORDS[token["scale"]]} if token["scale"] else set()
        is_per = is_per or token["per"] is not None
        if token["unit"] and not (is_per and units):
            units.append(_UNIT_WORDS[token["unit"]])
    units.sort(key=lambda unit: len(unit.also))
    if len(scales) > 1 or not all(unit.fits(units[0].code) for unit in units):
        return None
    return Measure(next(iter(units), None), sum(scales), is_per)


def split_measure(label: str) -> tuple[str, tuple[Measure, ...]]:
    """A label without the unit at its end, and that unit: 毛利率(%), Revenue, US$m."""
    for pattern in (_BRACKETED, _AFTER_COMMA):
        if (match := pattern.search(label)) and (found := measures(match[1])):
            return label[: match.start()].rstrip(), found
    return label, ()


def first_with(found: Iterable[Measure], *codes: str) -> Measure | None:
    """The first measure in one of those units."""
    return next((each for each in found if each.unit and each.unit.code in codes), None)
