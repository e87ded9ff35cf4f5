"""Figures for charts and small places: 1269亿, ＞60%, RMB126.9bn, 401m."""

from __future__ import annotations

from typing import Literal

from reporter.formats.digits import (
    DASH,
    MAGNITUDES,
    NO_BREAK,
    SHORT_MAGNITUDES,
    magnitudes,
    scaled,
    write,
)
from reporter.formats.words import (
    BOUND_SIGNS,
    BOUND_WORDS,
    CLOSE_WORDS,
    FULL_WIDTH,
    SHORT_UNITS,
    TIGHT_UNITS,
)
from reporter.formats.wordy import several
from reporter.languages import Language
from reporter.quantity import Bound, Quantity, UnitKind, unit_of

BoundForm = Literal["sign", "word", "none"]


def print_compact(
    quantity: Quantity, language: Language, *, bound: BoundForm = "sign", unit: bool = True
) -> str:
    """The figure in as few characters as are clear; 元 goes without saying in Chinese.

    A bound is a sign, a word, or left to the drawing; `unit=False` leaves out the unit too, for
    an axis or subtitle that names it.
    """
    if quantity.vague and (words := several(quantity, language)):
        return words
    before = "" if bound == "none" else _bound(quantity, language, bound)
    more = "+" if quantity.is_range and quantity.bound is Bound.AT_LEAST and bound != "none" else ""
    return f"{before}{_core(quantity, language, unit)}{more}"


def bound_sign(quantity: Quantity, language: Language) -> str:
    """＞ ＜ ≈ ≥ ≤ (half width in English); a range that may be exceeded has a + behind instead."""
    if quantity.is_range and quantity.bound is Bound.AT_LEAST:
        return ""
    sign = BOUND_SIGNS.get(quantity.bound, "")
    return FULL_WIDTH.get(sign, sign) if language.is_chinese else sign


def _bound(quantity: Quantity, language: Language, form: BoundForm) -> str:
    if form == "sign" or (quantity.is_range and quantity.bound is Bound.AT_LEAST):
        return bound_sign(quantity, language)
    word = (
        CLOSE_WORDS[language] if quantity.close else BOUND_WORDS[language].get(quantity.bound, "")
    )
    return f"{word} " if word and not language.is_chinese else word


def _core(quantity: Quantity, language: Language, with_unit: bool) -> str:
    if quantity.fraction:
        return f"{quantity.fraction[0]}/{quantity.fraction[1]}"
    unit = unit_of(quantity.unit)
    power = magnitudes(quantity, language)[-1]
    ends = [scaled(end, quantity.exponent, power) for end in quantity.ends]
    grouped = unit.kind not in (UnitKind.RESOLUTION, UnitKind.RANK)
    apart = DASH if ends[0] >= 0 else ("至" if language.is_chinese else " to ")
    each = "%" if quantity.unit == "percent" and ends[0] < 0 and len(ends) == 2 else ""
    digits = f"{each}{apart}".join(write(end, language, grouped=grouped) for end in ends)
    if quantity.unit == "rank":
        return f"第{digits}" if language.is_chinese else f"No.{NO_BREAK}{digits}"
    return _with_unit(digits, power, quantity.unit if with_unit else "count", language)


def compact_ends(quantity: Quantity, language: Language) -> list[str]:
    """The ends of a range one by one, both in the magnitude of the higher: 0.8亿, 1.2亿."""
    power = magnitudes(quantity, language)[-1]
    return [
        _with_unit(
            write(scaled(end, quantity.exponent, power), language), power, quantity.unit, language
        )
        for end in quantity.ends
    ]


def _with_unit(digits: str, power: int, code: str, language: Language) -> str:
    if language.is_chinese:
        word = "" if code == "CNY" else unit_of(code).word(language)
        return f"{digits}{MAGNITUDES[language][power]}{word}"
    return _english(digits, SHORT_MAGNITUDES[power], code)


def _english(digits: str, scale: str, code: str) -> str:
    unit = unit_of(code)
    if unit.kind is UnitKind.MONEY:
        sign = "−" if digits.startswith("−") else ""
        return f"{sign}{unit.en}{digits.removeprefix(sign)}{scale}"
    word = SHORT_UNITS.get(code) or unit.word(Language.EN, singular=digits == "1" and not scale)
    tight = not word or word in TIGHT_UNITS
    return f"{digits}{scale}{'' if tight else NO_BREAK}{word}"
