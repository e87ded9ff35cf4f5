"""Digits and magnitude words: how many of them, grouped how, with a true minus."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from reporter.languages import Language
from reporter.quantity import Quantity, UnitKind, unit_of
from reporter.quantity.model import round_to

MINUS = "−"
NO_BREAK = "\u00a0"
DASH = "–"

MAGNITUDES: Mapping[Language, Mapping[int, str]] = {
    Language.ZH_HANS: {12: "万亿", 8: "亿", 4: "万", 0: ""},
    Language.ZH_HANT: {12: "萬億", 8: "億", 4: "萬", 0: ""},
    Language.EN: {12: "trillion", 9: "billion", 6: "million", 0: ""},
}
"""Magnitude words by their power of ten, the largest first."""

SHORT_MAGNITUDES: Mapping[int, str] = {12: "tn", 9: "bn", 6: "m", 0: ""}
"""English magnitudes for charts and column heads."""

_MOST_DECIMALS = 3
_MOST_WHOLE_DIGITS = 5
_MOST_PLAIN_DIGITS = 8
_LEGIBLE_DIGITS = 4


def scaled(value: Decimal, exponent: int, power: int) -> Decimal:
    """The value in units of ten to `power`, rounded to ten to `exponent`.

    In a magnitude, zeros after the decimal point only tell of another magnitude (5300万 is
    53 million, not 53.00 million) and go; without one they were stated (5.0%) and stay.
    """
    rounded = round_to(value, exponent)
    number = rounded.scaleb(-power)
    return _stripped(number) if power else number


def decimals_of(number: Decimal) -> int:
    """How many digits a number has after the decimal point."""
    return max(0, -int(number.as_tuple().exponent))


def _stripped(number: Decimal) -> Decimal:
    return round_to(number, 0) if number == number.to_integral_value() else number.normalize()


def write(number: Decimal, language: Language, *, grouped: bool = True) -> str:
    """The digits: 1269 in zh-Hans, 1,269 in zh-Hant and English; never −0.

    Grouping by threes is the same in every language here that groups at all, so no locale data is
    asked.
    """
    separator = "," if grouped and language is not Language.ZH_HANS else ""
    digits = f"{abs(number):{separator}f}"
    return f"{MINUS}{digits}" if number < 0 else digits


def magnitude(value: Decimal, exponent: int, language: Language) -> int:
    """The power of ten to write a value in: the largest that needs few digits on both sides.

    4.01亿, 13896亿 (not 1.3896万亿), 158696 (not 15.8696万), 22万.
    """
    size = abs(round_to(value, exponent))
    powers = [power for power in MAGNITUDES[language] if size >= Decimal(10) ** power]
    for power in powers:
        whole = size.adjusted() - power + 1
        if power == 0 and whole <= _MOST_PLAIN_DIGITS:
            return power
        few_decimals = power - exponent <= _MOST_DECIMALS or size % Decimal(10) ** power == 0
        if few_decimals and whole <= _MOST_WHOLE_DIGITS:
            return power
    return powers[0] if powers else 0


def magnitudes(quantity: Quantity, language: Language) -> list[int]:
    """The power of ten to write each end of a quantity in; 0 for a unit without magnitudes.

    An end of a range without a magnitude would borrow the other's (1–5 million), so either both
    have one or none; zero needs none of its own.
    """
    if not unit_of(quantity.unit).is_scaled:
        return [0 for _ in quantity.ends]
    powers = [magnitude(end, _last_digit(quantity, end), language) for end in quantity.ends]
    if len(powers) == 2 and 0 in quantity.ends:
        return [max(powers)] * 2
    return [0, 0] if 0 in powers and len(powers) == 2 else powers


def legible(quantity: Quantity, language: Language, least_decimals: int = 1) -> Quantity:
    """The figure to no more digits than are read in a sentence, where it is stated more finely.

    That is four digits, and `least_decimals` behind a magnitude word or in a percentage, which
    never has more than two: 1151.9亿, 13896亿, 72.88 billion, 114.2%, 77.94%.
    """
    if quantity.is_range or quantity.vague or quantity.fraction:
        return quantity
    size = abs(quantity.stated[0])
    power = magnitude(size, quantity.exponent, language) if unit_of(quantity.unit).is_scaled else 0
    decimals = max(least_decimals, _LEGIBLE_DIGITS - 1 - (size.adjusted() - power))
    if unit_of(quantity.unit).kind is UnitKind.RATIO:
        decimals = min(2, decimals)
    elif not power:
        return quantity
    coarsest = Decimal(10) ** (power - decimals)
    return quantity if coarsest <= quantity.precision else replace(quantity, precision=coarsest)


def _last_digit(quantity: Quantity, end: Decimal) -> int:
    """The last digit to show: the ends of a range have one precision but may differ in size."""
    rounded = round_to(end, quantity.exponent)
    if not quantity.is_range or not rounded:
        return quantity.exponent
    return max(quantity.exponent, int(rounded.normalize().as_tuple().exponent))
