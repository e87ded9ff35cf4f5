"""Changes: 同比增长11.8%, 按年增長11.8%, up 11.8% year on year; rose, +11.8%, ▲11.8%."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from reporter.formats.compact import bound_sign, compact_ends, print_compact
from reporter.formats.digits import MINUS
from reporter.formats.figures import magnitude_of, needs_flip, print_quantity
from reporter.formats.words import BASIS_WORDS, HANS, HANT
from reporter.languages import Language
from reporter.quantity import Quantity

ChangeForm = Literal["phrase", "verb", "signed", "marked"]
"""phrase has the basis; verb is for a sentence that says it; signed and marked are for tables."""

_UP: Mapping[Language, Mapping[str, str]] = {
    HANS: {"amount": "增长", "price": "上涨", "points": "上升"},
    HANT: {"amount": "增長", "price": "上漲", "points": "上升"},
}
_DOWN: Mapping[Language, Mapping[str, str]] = {
    HANS: {"amount": "下降", "price": "下跌", "points": "下降"},
    HANT: {"amount": "下降", "price": "下跌", "points": "下降"},
}
_MARKS = {"up": "▲", "down": "▼", "flat": ""}
_HALF = (1, 2)
"""The one fraction that English cannot add without a by."""
_POINTS = frozenset({"percentage_point", "basis_point"})


def print_change(
    quantity: Quantity,
    direction: str,
    basis: str,
    language: Language,
    *,
    form: ChangeForm = "phrase",
    of_price: bool = False,
    basis_words: Mapping[str, str] | None = None,
) -> str:
    """A change in words or signs, its bound kept.

    `direction` is up or down; with none the sign of the figure tells. `of_price` is for shares and
    indices, which Chinese has other verbs for. `basis_words` override BASIS_WORDS of the language.
    """
    way = _way(quantity, direction)
    size = magnitude_of(quantity)
    if form == "marked":
        return f"{_MARKS[way]}{print_compact(_as_percent(size), language)}"
    if form == "signed":
        return _signed(_as_percent(size), way, language)
    words = {**BASIS_WORDS[language], **(basis_words or {})}.get(basis, "")
    words = words if form == "phrase" else ""
    if language.is_chinese:
        return f"{words}{_chinese(size, way, language, of_price)}"
    return f"{_english(_as_percent(size), way, form)} {words}".rstrip()


def _way(quantity: Quantity, direction: str) -> str:
    if all(end == 0 for end in quantity.stated) and not quantity.is_range:
        return "flat"
    if direction in ("up", "down"):
        return direction
    return "up" if quantity.ends[-1] > 0 else "down"


def _as_percent(size: Quantity) -> Quantity:
    """Growth by so many times in per cent, which English and signs need: 增长2倍 is up 200%."""
    if size.unit != "multiple" or size.value is None:
        return size
    hundred = Decimal(100)
    return replace(
        size, unit="percent", value=size.value * hundred, precision=size.precision * hundred
    )


def _chinese(size: Quantity, way: str, language: Language, of_price: bool) -> str:
    if way == "flat":
        return "持平"
    verbs = (_UP if way == "up" else _DOWN)[language]
    kind = "points" if size.unit in _POINTS else "price" if of_price else "amount"
    return f"{verbs[kind]}{print_quantity(size, language)}"


def _english(size: Quantity, way: str, form: ChangeForm) -> str:
    if way == "flat":
        return "flat" if form == "phrase" else "was flat"
    verb = way if form == "phrase" else {"up": "rose", "down": "fell"}[way]
    by = "by " if size.fraction == _HALF else ""
    return f"{verb} {by}{print_quantity(size, Language.EN)}"


def _signed(size: Quantity, way: str, language: Language) -> str:
    """+11.8%, −5%, ＞+60%; a range as −60% to −70%, a fraction in words of signs as −1/3."""
    if way == "flat":
        return print_compact(size, language)
    sign = "+" if way == "up" else MINUS
    if size.is_range:
        return _signed_range(size, sign, language)
    bound = size.bound if way == "up" else needs_flip(size.bound)
    before = bound_sign(replace(size, bound=bound, close=False), language)
    return f"{before}{sign}{print_compact(size, language, bound='none')}"


def _signed_range(size: Quantity, sign: str, language: Language) -> str:
    texts = [f"{sign}{end}" for end in compact_ends(size, language)]
    joined = ("至" if language.is_chinese else " to ").join(texts)
    more = print_compact(size, language).endswith("+")
    after = ("或以上" if language.is_chinese else " or more") if more else ""
    return f"{'' if more else bound_sign(size, language)}{joined}{after}"


def sign_of(value: Decimal) -> str:
    """+, the true minus, or nothing for zero."""
    return "+" if value > 0 else MINUS if value < 0 else ""
