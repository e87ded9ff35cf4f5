"""Figures in a column: one unit and one magnitude for all, said in the column's head."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from reporter.formats.compact import bound_sign
from reporter.formats.digits import DASH, MAGNITUDES, SHORT_MAGNITUDES, decimals_of, scaled, write
from reporter.formats.figures import print_quantity
from reporter.formats.wordy import several
from reporter.languages import Language
from reporter.quantity import Bound, Quantity, UnitKind, unit_of
from reporter.quantity.model import round_to

_SMALLEST = Decimal("0.1")
_MOST_DECIMALS = 3
_HAN_POWERS = {4: "10k", 8: "100m"}
"""How English heads a column that counts in 万 or 亿."""
_ONE_MAGNITUDE = frozenset({UnitKind.LEVEL, UnitKind.RANK, UnitKind.RESOLUTION})


@dataclass(frozen=True, slots=True)
class Scale:
    """What a column is in: a unit, times ten to `power`, with at most so many decimals."""

    unit: str
    power: int = 0
    decimals: int = 0


def choose_scale(quantities: Iterable[Quantity], language: Language) -> Scale:
    """The largest magnitude in which no figure of the column falls below 0.1.

    One in which a figure has more than three decimals gives way to a smaller one.

    Raises ValueError for a column without figures or with more than one unit.
    """
    column = list(quantities)
    units = {quantity.unit for quantity in column}
    if len(units) != 1:
        raise ValueError(f"a column has one unit, not {', '.join(sorted(units)) or 'none'}")
    unit = units.pop()
    power = _power(column, language) if _has_magnitudes(unit) else 0
    return Scale(unit, power, max(_decimals(quantity, power) for quantity in column))


def _has_magnitudes(code: str) -> bool:
    unit = unit_of(code)
    return unit.is_scaled and unit.kind not in _ONE_MAGNITUDE


def _power(column: list[Quantity], language: Language) -> int:
    """The largest that leaves no figure too small, nor one with more decimals than are read."""
    sizes = [abs(end) for quantity in column for end in quantity.stated if end]
    powers = [
        power
        for power in MAGNITUDES[language]
        if sizes and min(sizes) >= _SMALLEST * 10**power and max(sizes) >= 10**power
    ]
    legible = (p for p in powers if max(_decimals(q, p) for q in column) <= _MOST_DECIMALS)
    return next(legible, next(iter(powers), 0))


def _decimals(quantity: Quantity, power: int) -> int:
    return max(decimals_of(scaled(end, quantity.exponent, power)) for end in quantity.ends)


def print_scale(scale: Scale, language: Language) -> str:
    """The head of a column: 亿元, 億元, RMB bn; %, 分钟, million.

    A column scaled for Chinese has an English head too, beside it: 亿元 RMB 100m.
    """
    unit = unit_of(scale.unit)
    if language.is_chinese:
        return MAGNITUDES[language][scale.power] + unit.word(language)
    if unit.kind is UnitKind.MONEY:
        short = {**_HAN_POWERS, **SHORT_MAGNITUDES}
        return f"{unit.en} {short[scale.power]}".strip()
    long = {**_HAN_POWERS, **MAGNITUDES[language]}
    return f"{long[scale.power]} {unit.en}".strip()


def print_in_scale(quantity: Quantity, language: Language, scale: Scale) -> str:
    """The number alone, with the decimals of its column as far as its own precision has them.

    A bound stands before it as a sign, as charts have it; a rank is said in full, since a bare 1
    could be a count. Raises ValueError for another unit.
    """
    if quantity.unit != scale.unit:
        raise ValueError(f"a figure in {quantity.unit} in a column of {scale.unit}")
    if quantity.vague and (words := several(quantity, language)):
        return words
    if unit_of(scale.unit).kind is UnitKind.RANK:
        return print_quantity(quantity, language)
    sign = bound_sign(quantity, language)
    if quantity.fraction:
        return f"{sign}{quantity.fraction[0]}/{quantity.fraction[1]}"
    ends = [_cell(end, quantity, language, scale) for end in quantity.ends]
    more = "+" if quantity.is_range and quantity.bound is Bound.AT_LEAST else ""
    apart = DASH if quantity.ends[0] >= 0 else ("至" if language.is_chinese else " to ")
    return f"{sign}{apart.join(ends)}{more}"


def _cell(end: Decimal, quantity: Quantity, language: Language, scale: Scale) -> str:
    places = min(scale.decimals, max(0, scale.power - quantity.exponent))
    rounded = round_to(end, quantity.exponent).scaleb(-scale.power)
    grouped = unit_of(scale.unit).kind not in (UnitKind.RESOLUTION, UnitKind.RANK)
    return write(round_to(rounded, -places), language, grouped=grouped)
