"""Numbers that are words: 第一, a third, 数千, a dozen or so."""

from __future__ import annotations

from decimal import Decimal

from reporter.formats.digits import MAGNITUDES, magnitude, scaled, write
from reporter.formats.words import SEVERAL, SEVERAL_HAN, in_script
from reporter.languages import Language
from reporter.quantity import Quantity, unit_of
from reporter.quantity.specials import FRACTION_NAMES, ORDINALS

_HAN = "零一二三四五六七八九十"
_RANK_WORDS = {rank: word for word, rank in ORDINALS.items()}


def number_in_words(quantity: Quantity, language: Language) -> str | None:
    """The figure where it is a rank or a fraction, else None."""
    if quantity.fraction:
        return _fraction(quantity.fraction, language)
    if quantity.unit == "rank" and quantity.value is not None:
        return _rank(int(quantity.value), language)
    return None


def _fraction(fraction: tuple[int, int], language: Language) -> str:
    if names := FRACTION_NAMES.get(fraction):
        return names[0] if language.is_chinese else names[1]
    part, whole = fraction
    if language.is_chinese and whole <= 10:
        return f"{_HAN[whole]}分之{_HAN[part]}"
    return f"{part}/{whole}"


def _rank(rank: int, language: Language) -> str:
    if language.is_chinese:
        return f"第{_HAN[rank]}" if rank <= 10 else f"第{rank}"
    return _RANK_WORDS.get(rank) or f"{rank}{_ending(rank)}"


def _ending(rank: int) -> str:
    if rank % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")


def several(quantity: Quantity, language: Language) -> str | None:
    """数千, several thousand, 十几, a dozen or so; None where the language has no such words."""
    value = quantity.value
    if value is None or value <= 0:
        return None
    leading = value.scaleb(-value.adjusted())
    if quantity.precision == value and leading == 1:
        return _several(value.adjusted(), language)
    if quantity.exponent == value.adjusted() - 1 and leading == int(leading):
        return _odd(quantity, value, language)
    return None


def _several(power: int, language: Language) -> str | None:
    if not language.is_chinese:
        return SEVERAL.get(power)
    return in_script(f"数{SEVERAL_HAN[power]}", language) if power in SEVERAL_HAN else None


def _odd(quantity: Quantity, value: Decimal, language: Language) -> str | None:
    """十几, 二十几万: the last digit is left open; English says 20-odd."""
    if language.is_chinese:
        word = MAGNITUDES[language].get(quantity.exponent)
        tens = _HAN[int(value.scaleb(-value.adjusted()))].removeprefix("一")
        return None if word is None else f"{tens}十{in_script('几', language)}{word}"
    if value == 10:
        return "a dozen or so"
    power = magnitude(value, quantity.exponent, language)
    number = write(scaled(value, quantity.exponent, power), language)
    scale = MAGNITUDES[language][power]
    money = unit_of(quantity.unit).kind == "money"
    return None if money else f"{number}\u00a0{scale}".rstrip("\u00a0") + "-odd"
