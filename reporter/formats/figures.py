"""A quantity in the words of a language, whole (print_quantity) or in its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reporter.formats.digits import DASH, MAGNITUDES, NO_BREAK, magnitudes, scaled, write
from reporter.formats.words import (
    BOUND_WORDS,
    CLOSE_WORDS,
    LONGEST,
    MONEY_NAMES,
    RANGE_BOUNDS,
    TIGHT_UNITS,
    in_script,
)
from reporter.formats.wordy import number_in_words, several
from reporter.languages import Language
from reporter.quantity import Bound, Quantity, UnitKind, unit_of

Counter = Mapping[Language, str] | str | None
"""The word for what is counted: 家 and companies, by language, or one for all."""

_UNGROUPED = frozenset({UnitKind.RESOLUTION, UnitKind.RANK})


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed figure in parts: 超 | 1269 | 亿元, or more than RMB | 126.9 | billion."""

    before: str
    number: str
    unit: str
    after: str
    language: Language

    @property
    def text(self) -> str:
        """The parts as one phrase.

        Chinese has no space in it. English joins number and unit by a no-break space, and words
        to both by plain ones.
        """
        if self.language.is_chinese:
            return f"{self.before}{self.number}{self.unit}{self.after}"
        before = f"{self.before} " if self.before[-1:].islower() else self.before
        if not self.unit or self.unit in TIGHT_UNITS:
            join = ""
        else:
            join = NO_BREAK if self.number[-1:].isdigit() else " "
        after = f" {self.after}" if self.after else ""
        return f"{before}{self.number}{join}{self.unit}{after}"


def print_quantity(
    quantity: Quantity, language: Language, *, bound: bool = True, counter: Counter = None
) -> str:
    """The figure for a sentence: 超1亿元, 逾1億元, more than RMB100 million.

    Without `bound` the word for it is left to the caller, who must say it in another way.
    """
    if quantity.unit == "multiple" and quantity.value == 2 and quantity.exponent == 0:
        words = in_script("两倍", language) if language.is_chinese else "twice"
        before, after = _bounds(quantity, language) if bound else ("", "")
        return Figure(before, words, "", after, language).text
    return parts(quantity, language, bound=bound, counter=counter).text


def parts(
    quantity: Quantity, language: Language, *, bound: bool = True, counter: Counter = None
) -> Figure:
    """The figure for a place that sets its number large and its unit small."""
    noun = _noun(counter, language)
    if quantity.vague and (words := several(quantity, language)):
        return Figure("", words, _vague_unit(quantity, words, noun, language), "", language)
    before, after = _bounds(quantity, language) if bound or quantity.vague else ("", "")
    if words := number_in_words(quantity, language):
        return Figure(before, words, noun, after, language)
    unit = unit_of(quantity.unit)
    number, scale = _number(quantity, language)
    if language.is_chinese:
        return Figure(before, number, f"{scale}{noun or unit.word(language)}", after, language)
    if unit.kind is UnitKind.MONEY:
        sign, number = _sign_first(number)
        prefix = " ".join(filter(None, (before, f"{sign}{unit.en}")))
        return Figure(prefix, number, scale, after, language)
    word = noun or unit.word(language, singular=number == "1" and not scale)
    return Figure(before, number, " ".join(filter(None, (scale, word))), after, language)


def _noun(counter: Counter, language: Language) -> str:
    if counter is None or isinstance(counter, str):
        return counter or ""
    return counter.get(language, "")


def _vague_unit(quantity: Quantity, words: str, noun: str, language: Language) -> str:
    """家 after 数千; (of) companies or of yuan after an English number without digits."""
    if language.is_chinese:
        return noun or unit_of(quantity.unit).word(language)
    noun = noun or MONEY_NAMES.get(quantity.unit) or unit_of(quantity.unit).en
    of = "" if words.startswith(("several", "a ")) or words.endswith("-odd") or not noun else "of "
    return f"{of}{noun}"


def _bounds(quantity: Quantity, language: Language) -> tuple[str, str]:
    """The words before and after a figure that bound it."""
    if quantity.close:
        return CLOSE_WORDS[language], ""
    if quantity.is_range and quantity.bound in RANGE_BOUNDS[language]:
        return "", RANGE_BOUNDS[language][quantity.bound]
    if quantity.bound is Bound.AT_MOST and unit_of(quantity.unit).kind is UnitKind.DURATION:
        return LONGEST.get(language, BOUND_WORDS[language][quantity.bound]), ""
    return BOUND_WORDS[language].get(quantity.bound, ""), ""


def _sign_first(number: str) -> tuple[str, str]:
    """−RMB1.2 billion: the sign of an English amount stands before the currency."""
    return (number[0], number[1:]) if number.startswith("−") else ("", number)


def _number(quantity: Quantity, language: Language) -> tuple[str, str]:
    """The digits and the magnitude word that belongs to all of them."""
    unit = unit_of(quantity.unit)
    grouped = unit.kind not in _UNGROUPED
    powers = magnitudes(quantity, language)
    if len(powers) == 2:
        return _range(quantity, language, powers)
    number = scaled(quantity.ends[0], quantity.exponent, powers[0])
    return write(number, language, grouped=grouped), MAGNITUDES[language][powers[0]]


def _range(quantity: Quantity, language: Language, powers: list[int]) -> tuple[str, str]:
    """40–60 亿; 8000万–1.2 亿 where the ends differ in magnitude; 60%–70 % in Chinese."""
    low_power, high_power = powers
    low, high = (
        write(scaled(end, quantity.exponent, power), language)
        for end, power in zip(quantity.ends, powers, strict=True)
    )
    words = MAGNITUDES[language]
    if low_power != high_power:
        space = "" if language.is_chinese else NO_BREAK
        low = f"{low}{space}{words[low_power]}"
    elif quantity.unit == "percent" and (language.is_chinese or quantity.ends[0] < 0):
        low = f"{low}%"
    return f"{low}{_apart(quantity, language)}{high}", words[high_power]


def _apart(quantity: Quantity, language: Language) -> str:
    """The dash of a range; a word where a minus would stand beside it."""
    if quantity.ends[0] >= 0:
        return DASH
    return "至" if language.is_chinese else " to "


def magnitude_of(quantity: Quantity) -> Quantity:
    """The figure without its sign, for a change whose direction is said in words."""
    ends = sorted(abs(end) for end in quantity.ends)
    if quantity.is_range:
        return replace(quantity, low=ends[0], high=ends[1])
    return replace(quantity, value=ends[0])


def needs_flip(bound: Bound) -> Bound:
    """The bound of a falling figure on a signed scale: down more than 5% lies below −5%."""
    return {
        Bound.OVER: Bound.UNDER,
        Bound.UNDER: Bound.OVER,
        Bound.AT_LEAST: Bound.AT_MOST,
        Bound.AT_MOST: Bound.AT_LEAST,
    }.get(bound, bound)
