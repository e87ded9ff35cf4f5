"""Figures of a statement as a person would write them out: (54.5) under US$m is -54.5百万 USD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporter.concepts import UnitKind
from reporter.facts import Direction
from reporter.quantity import UnitKind as Kind
from reporter.quantity import unit_kind
from reporter.quantity.grammar import Reader
from reporter.quantity.lexicon import SCALES, UnitWord, fold
from reporter.sources.statement_units import Measure
from reporter.terms import Term

_NOTHING = frozenset("- – — ― ─ -- —— / * … .. n/a na n.a. n/m nm n.m. n.m nil none".split()).union(
    ("", "无", "不适用", "不適用", "无意义", "未披露")
)
_FOOTNOTE = re.compile(r"(?<=[\d%])\s*(?:\(\d{1,2}\)|\[\d{1,2}\]|\([a-z]\)|[*†‡¹²³⁴⁵⁶⁷⁸⁹]+)$")
_BRACKETED = re.compile(r"([^\d()]{0,6})\(\s*([^()]*\d[^()]*)\)\s*(%?)")
_UP = re.compile(r"^(?:增加|上升|上涨|增长|提高|提升|up|\+)\s*(?:了|by)?\s*")
_DOWN = re.compile(r"^(?:减少|下降|下跌|下滑|降低|down|[-−–])\s*(?:了|by)?\s*")
_SCALE_WORDS: Mapping[int, str] = {
    power: word for word, power in reversed([*SCALES.items()]) if not word.isascii()
}
_COUNTS = {UnitKind.PERSON: "person", UnitKind.COUNT: "count"}


@dataclass(frozen=True, slots=True)
class Written:
    """A figure in full and the code of its unit; changes have a direction and no sign."""

    value: str
    unit: str
    direction: Direction = Direction.NONE


class UnitUnknown(ValueError):
    """Nothing says what a figure is counted in."""


def is_number(text: str) -> bool:
    """Whether a text is written in digits alone, with whatever signs about them."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def figure(text: str) -> str | None:
    """The figure of a cell without footnote marks, a bracketed one with its minus.

    None for an empty cell, a dash, N/A and the like.
    """
    bare = fold(text).strip()
    if bare.lower() in _NOTHING:
        return None
    bare = _FOOTNOTE.sub("", bare)
    if match := _BRACKETED.fullmatch(bare):
        return f"-{match[1].strip()}{match[2].strip()}{match[3]}"
    return bare


def level(text: str, term: Term, found: Iterable[Measure]) -> Written:
    """A level in full, by the first of the measures that suits its concept.

    What the cell says itself, %, 亿 or US$, goes before any of them; after a currency sign alone
    the magnitude is still the sheet's. Raises UnitUnknown.
    """
    own = _said(text)
    fitting = [measure for measure in found if _suits(measure, term.unit)]
    unit = _unit(term.unit, own.unit, fitting, text)
    is_per = term.unit in (UnitKind.MONEY_PER_SHARE, UnitKind.MONEY_PER_UNIT)
    scaled = [m for m in fitting if m.is_per or not is_per]
    scale = scaled[0].scale if scaled and not own.has_magnitude else 0
    if scale and own.unit and not own.leaves_magnitude_to(scaled[0]):
        raise UnitUnknown("of the sheet's magnitude, or as it stands? say it in cell or plan")
    return Written(text + _SCALE_WORDS.get(scale, ""), unit)


def change(text: str, term: Term) -> Written | None:
    """A change in full; None where nothing changed.

    Of a percentage, a change in per cent is one in points.
    """
    direction = Direction.DOWN if _DOWN.match(text) else Direction.UP
    bare = _UP.sub("", _DOWN.sub("", text))
    if not any(digit in bare for digit in "123456789"):
        return None
    said = _said(bare).unit
    unit = "percentage_point" if term.unit is UnitKind.PERCENT else "percent"
    if said and not said.fits(unit):
        unit = said.code
    return Written(bare, unit, direction)


@dataclass(frozen=True, slots=True)
class _Own:
    """What a cell says of its unit; a currency before the number is rather a sign of one."""

    unit: UnitWord | None = None
    has_magnitude: bool = False
    is_sign: bool = False

    def leaves_magnitude_to(self, measure: Measure) -> bool:
        """Whether $ 2,207.3 can only be meant in the measure: the millions of US$ millions."""
        same = not (measure.unit and self.unit) or self.unit.fits(measure.unit.code)
        return self.is_sign and same


def _said(text: str) -> _Own:
    reading = Reader(fold(text)).read(bare_scale=True)
    if reading is None:
        return _Own()
    has_magnitude = any(amount.scale is not None for amount in reading.amounts)
    return _Own(reading.unit, has_magnitude, not any(amount.unit for amount in reading.amounts))


def _suits(measure: Measure, kind: UnitKind) -> bool:
    """Whether figures of that kind can be counted in it, a mere magnitude if money or a count."""
    if measure.unit is None:
        return kind is UnitKind.MONEY or kind in _COUNTS
    if measure.unit.factor != 1:
        return False
    if kind.is_money:
        return unit_kind(measure.unit.code) is Kind.MONEY
    if kind in _COUNTS:
        return unit_kind(measure.unit.code) in (Kind.COUNT, Kind.MEASURE)
    return measure.unit.code == kind


def _unit(kind: UnitKind, own: UnitWord | None, fitting: list[Measure], text: str) -> str:
    named = [own, *(measure.unit for measure in fitting)]
    words = [word for word in named if word is not None]
    if kind.is_money:
        return _currency(words)
    if words:
        return words[0].code
    if kind is UnitKind.PERCENT and not _is_above_one(text):
        raise UnitUnknown("per cent, or a part of one? say % in the cell, the label or the head")
    return _COUNTS.get(kind, str(kind))


def _currency(words: list[UnitWord]) -> str:
    """The currency that is meant; 元 and $ are those of any other word that they fit."""
    if not words:
        raise UnitUnknown("in which currency? say it in the sheet, or in the plan (unit)")
    firm = [word for word in words if not word.also and words[0].fits(word.code)]
    return (firm or words)[0].code


def _is_above_one(text: str) -> bool:
    reading = Reader(fold(text)).read()
    return bool(reading and reading.amounts and all(abs(a.value) > 1 for a in reading.amounts))
