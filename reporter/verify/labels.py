"""The units of numbers that stand alone: in a column, a row, or a figure set in parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from reporter.errors import QuantityError
from reporter.formats.words import BOUND_WORDS, CLOSE_WORDS
from reporter.languages import Language
from reporter.quantity import UNITS, Bound, Quantity, UnitKind, parse_quantity

_CODES = (re.escape(unit.en) for unit in UNITS.values() if unit.kind is UnitKind.MONEY)
_MONEY = re.compile(rf"({'|'.join(_CODES)})\s*(.*)", re.IGNORECASE)
_LAST = re.compile(r"[，,]\s*([^，,]+)$")
_MANTISSA = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_COUNTED = "|".join(re.escape(unit.en) for unit in UNITS.values() if unit.is_scaled and unit.en)
HAN_POWER = re.compile(rf"10{{1,2}}[km](?: (?:{_COUNTED}))?")
"""How English heads a column that counts in 万 or 亿: 100m, 10k vehicles."""
_WORDS = {*BOUND_WORDS[Language.EN].values(), *CLOSE_WORDS.values()}
_BOUND = re.compile(rf"(?:{'|'.join(sorted(_WORDS))})\s+", re.IGNORECASE)
_BARE = re.compile(
    r"[+−\-<>＜＞≈≥≤\s]*[0-9][0-9,.]*(?:[–至~-][+−\-]?[0-9][0-9,.]*| to [0-9,.]+)?\+?"
)


@dataclass(frozen=True, slots=True)
class UnitLabel:
    """What a bare number is in: a unit, how many of it each, and how firmly it is stated."""

    unit: str
    factor: Decimal
    bound: Bound = Bound.EXACT
    close: bool = False

    def of(self, quantity: Quantity) -> Quantity:
        """A bare number in the label's unit."""
        return replace(
            quantity,
            unit=self.unit,
            value=None if quantity.value is None else quantity.value * self.factor,
            low=None if quantity.low is None else quantity.low * self.factor,
            high=None if quantity.high is None else quantity.high * self.factor,
            precision=quantity.precision * self.factor,
            bound=self.bound if quantity.bound is Bound.EXACT else quantity.bound,
            close=self.close or quantity.close,
        )


def label_of(text: str) -> UnitLabel | None:
    """The unit that a head names: 亿元, RMB bn, More than %; or after a comma: DAU, million."""
    text = text.strip()
    last = _LAST.search(text)
    for candidate in (text, last[1] if last else ""):
        if candidate and (label := _label(candidate.strip())):
            return label
    return None


def _label(text: str) -> UnitLabel | None:
    for spelling in _spellings(text):
        try:
            quantity = parse_quantity(spelling)
        except QuantityError:
            continue
        if quantity.value:
            return UnitLabel(quantity.unit, quantity.value, quantity.bound, quantity.close)
    return None


def _spellings(text: str) -> tuple[str, ...]:
    """A head as an amount of one: RMB bn is RMB1 bn, 100m is itself."""
    if bound := _BOUND.match(text):
        return tuple(f"{bound[0]}{inner}" for inner in _spellings(text[bound.end() :] or " "))
    money = _MONEY.fullmatch(text)
    rest = money[2] if money else text
    before = money[1] if money else ""
    if HAN_POWER.fullmatch(rest):
        return (f"{before}{rest}", f"{before} {rest}")
    return () if rest[:1].isdigit() else (f"{before}1{rest}", f"{before}1 {rest}")


def label_in(surface: str, quantity: Quantity) -> UnitLabel | None:
    """The unit and magnitude that a printed figure is in: 亿 of 4.01亿."""
    found = _MANTISSA.search(surface)
    if quantity.value is None or found is None or is_bare(surface):
        return None
    number = Decimal(found[0].replace(",", ""))
    return UnitLabel(quantity.unit, abs(quantity.value) / number) if number else None


def is_bare(surface: str) -> bool:
    """Whether a figure is digits alone."""
    return bool(_BARE.fullmatch(surface))
