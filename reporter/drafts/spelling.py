"""A quantity in the words of its text, so that it reads back as exactly what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from reporter.languages import Language
from reporter.quantity import Bound, Quantity, QuantityError, UnitKind, parse_quantity, unit_of

_HAN_BOUNDS = {
    Bound.OVER: "超",
    Bound.UNDER: "不到",
    Bound.ABOUT: "约",
    Bound.AT_LEAST: "至少",
    Bound.AT_MOST: "最多",
}
_LATIN_BOUNDS = {
    Bound.OVER: "over ",
    Bound.UNDER: "under ",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "at most ",
}
_SCALES: Mapping[Language, Mapping[int, str]] = {
    Language.ZH_HANS: {12: "万亿", 8: "亿", 4: "万", 3: "千", 2: "百", 0: ""},
    Language.ZH_HANT: {12: "萬億", 8: "億", 4: "萬", 3: "千", 2: "百", 0: ""},
    Language.EN: {12: " trillion", 9: " billion", 6: " million", 3: " thousand", 0: ""},
}


def spell(quantity: Quantity, language: Language, surface: str = "") -> tuple[str, str]:
    """How to write a quantity in a table: the value, and its unit where the value leaves it open.

    The `surface` that it was read from is kept where it will do. What is written reads back as the
    same quantity, of the same precision where that is a power of ten.
    """
    written = list(_spellings(quantity, language, surface))
    for is_exact in (True, False):
        for value in written:
            for unit in ("", quantity.unit):
                if _reads_back(value, unit, quantity, to_the_digit=is_exact):
                    return value, unit
    raise ValueError(f"no way to write {quantity}")


def _reads_back(value: str, unit: str, quantity: Quantity, *, to_the_digit: bool) -> bool:
    try:
        read = parse_quantity(value, unit or None)
    except QuantityError:
        return False
    return read == quantity and (not to_the_digit or read.precision == quantity.precision)


def _spellings(quantity: Quantity, language: Language, surface: str) -> Iterator[str]:
    """Ways to write it, the likeliest first."""
    bound = _bound(quantity, language)
    one_line = _signed(" ".join(surface.split()), language)
    yield f"{bound}{one_line}"
    yield one_line
    if quantity.fraction:
        yield f"{bound}{'/'.join(map(str, quantity.fraction))}"
    for power in _powers(quantity, language):
        ends = [_number(end, quantity.precision, power) for end in quantity.ends]
        number = _with_unit("~".join(ends), _SCALES[language][power], quantity, language)
        yield bound + _signed(number, language)
    yield bound + "~".join(f"{end:f}" for end in quantity.ends)


def _signed(number: str, language: Language) -> str:
    """The number with its minus in words: a spreadsheet takes -3亿元 and +5% for formulas."""
    minus = "负" if language.is_chinese else "minus "
    return minus + number[1:] if number[:1] in ("-", "−", "－") else number.lstrip("+＋")


def _powers(quantity: Quantity, language: Language) -> list[int]:
    """The magnitudes to write it in: the largest that it reaches first, larger ones last."""
    if not unit_of(quantity.unit).is_scaled:
        return [0]
    most = max(Decimal(1), *map(abs, quantity.ends))
    reached = [power for power in _SCALES[language] if most >= Decimal(10) ** power]
    return [*reached, *sorted(_SCALES[language].keys() - set(reached))]


def _bound(quantity: Quantity, language: Language) -> str:
    if quantity.vague:
        return ""
    if language.is_chinese:
        return "近" if quantity.close else _HAN_BOUNDS.get(quantity.bound, "")
    return "nearly " if quantity.close else _LATIN_BOUNDS.get(quantity.bound, "")


def _number(value: Decimal, step: Decimal, power: int) -> str:
    """The value in units of ten to `power`, down to its last stated digit."""
    number = value.scaleb(-power)
    decimals = power - step.adjusted()
    if decimals >= 0 and number == round(number, decimals):
        return f"{number:.{decimals}f}"
    return f"{number:f}"


def _with_unit(number: str, scale: str, quantity: Quantity, language: Language) -> str:
    unit = unit_of(quantity.unit)
    if unit.kind is UnitKind.MONEY and not language.is_chinese:
        sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
        return f"{sign}{unit.en}{digits}{scale}"
    space = "" if language.is_chinese or unit.en == "%" else " "
    word = unit.word(language)
    return f"{number}{scale}{space}{word}" if word else f"{number}{scale}"
