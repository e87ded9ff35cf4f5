"""Every number of a PDF, found and matched to a fact or to what is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reporter.formats.words import BOUND_SIGNS
from reporter.quantity import Bound, Found, find_quantities
from reporter.verify.attached import FactRecord
from reporter.verify.furniture import Furniture, Place
from reporter.verify.labels import HAN_POWER, UnitLabel, is_bare
from reporter.verify.matching import Leave, Said, direction_of, matches, reason
from reporter.verify.report import Number

_DIGITS = re.compile("[0-9０-９]+")
_AROUND = 24
_OPERATORS = re.compile("[÷×−+≤≥<>=]")
_COMPARED = re.compile("(?<= )[≤≥<>=+](?= )")
_BETWEEN = re.compile(" to |至|到|–")
_HEAD = re.compile(rf"(?:^|(?<=, ))(?:[A-Z$]{{1,3}}\$? )?{HAN_POWER.pattern}(?=\s*$)")
_BASE = re.compile("(?<=[=＝])\\s*100$")
_SIGNED = re.compile("([≈≤≥<>＜＞]?)[+−-]$")
_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a text stands: its page, what it is, its language, and the units of bare numbers."""

    page: int
    place: str
    lang: str
    labels: tuple[UnitLabel, ...] = ()
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Numbers:
    """Finds the numbers of texts and says what each of them is.

    `checked` are the figures of the checks, which stand in their table alone, and `constants` the
    numerals of their formulas. `worded` are the prints of facts that hold no digit, by language.
    """

    facts: tuple[FactRecord, ...]
    checked: tuple[FactRecord, ...]
    constants: frozenset[str]
    worded: Mapping[str, Mapping[str, tuple[str, ...]]]
    furniture: Furniture
    leave: Leave

    def read(self, text: str, spot: Spot) -> Iterator[Number]:
        """The numbers of a text, from left to right."""
        text = text.replace("\u00a0", " ")
        places = [*self.furniture.places(text), *_heads(text, spot)]
        hidden = _hide(text, places)
        if spot.is_formula:
            hidden = _COMPARED.sub(lambda match: "\0" * len(match[0]), hidden)
        found = list(find_quantities(hidden, bare=True))
        numbers = [
            *((place.start, self._known(text, place, spot)) for place in places),
            *(pair for figure in found for pair in self._figures(text, hidden, figure, spot)),
            *_left_over(text, hidden, found, spot),
            *self._words(text, found, spot),
        ]
        yield from (number for _, number in sorted(numbers, key=lambda pair: pair[0]))

    def _known(self, text: str, place: Place, spot: Spot) -> Number:
        """A date or name; a name such as 1080p may be a fact as well."""
        number = _number(text, place.start, place.end, spot)
        said = text[place.start : place.end]
        facts = (
            one
            for figure in find_quantities(said)
            if figure.surface == said
            for one in matches(Said(figure.quantity, said), self.facts, self.leave)
        )
        return replace(number, furniture=f"{place.kind} {place.meaning}", facts=tuple(facts))

    def _figures(
        self, text: str, hidden: str, figure: Found, spot: Spot
    ) -> Iterator[tuple[int, Number]]:
        """The number of a figure; two where “A to B” is no range of the facts."""
        number = self._figure(text, hidden, figure, spot)
        if number.fault and (parted := _BETWEEN.search(hidden, figure.start, figure.end)):
            ends = (hidden[: parted.start()], "\0" * parted.end() + hidden[parted.end() :])
            for side, (low, high) in zip(
                ends,
                ((figure.outer_start, parted.start()), (parted.end(), figure.outer_end)),
                strict=True,
            ):
                for one in find_quantities(side, bare=True):
                    if low <= one.outer_start < high:
                        yield one.outer_start, self._figure(text, side, one, spot)
            return
        yield figure.outer_start, number

    def _figure(self, text: str, hidden: str, figure: Found, spot: Spot) -> Number:
        figure = _signed_fraction(hidden, figure)
        number = _number(text, figure.outer_start, figure.outer_end, spot)
        surface = text[figure.outer_start : figure.outer_end]
        before = hidden[: figure.outer_start]
        said = Said(
            quantity=figure.quantity,
            surface=surface,
            direction="" if spot.is_formula else direction_of(before, surface),
            of_chinese=bool(_CHINESE.search(surface)),
        )
        readings = [said, *_in_labels(said, spot)]
        in_table = spot.is_formula or spot.place == "TD"
        known = (*self.facts, *self.checked) if in_table else self.facts
        found = (one for reading in readings for one in matches(reading, known, self.leave))
        if facts := tuple(dict.fromkeys(found)):
            return replace(number, facts=facts)
        if spot.is_formula and surface in self.constants:
            return replace(number, furniture=f"constant {surface}")
        return replace(number, fault=reason(readings[-1], known, self.leave))

    def _words(self, text: str, found: Iterable[Found], spot: Spot) -> Iterator[tuple[int, Number]]:
        """Facts printed in words that are no figure by themselves: first, fell about a third."""
        spans = [(figure.outer_start, figure.outer_end) for figure in found]
        for print_, facts in self.worded.get(spot.lang, {}).items():
            for match in re.finditer(_word(print_), text, re.IGNORECASE):
                if not any(start < match.end() and match.start() < end for start, end in spans):
                    number = _number(text, match.start(), match.end(), spot)
                    yield match.start(), replace(number, facts=facts, loose=True)


def _word(text: str) -> str:
    return rf"(?<![a-z]){re.escape(text)}(?![a-z])" if text.isascii() else re.escape(text)


def _heads(text: str, spot: Spot) -> Iterator[Place]:
    """The power of ten that heads a column (RMB 100m), and what the base of an index is set to."""
    for place, pattern, kind in (
        ("TH", _HEAD, "unit"),
        ("P", _HEAD, "unit"),
        ("Figure", _HEAD, "unit"),
        ("Figure", _BASE, "base of an index"),
    ):
        match = pattern.search(text) if spot.place == place else None
        if match:
            yield Place(match.start(), match.end(), kind, match[0])


def _signed_fraction(text: str, figure: Found) -> Found:
    """A fraction with the signs before it: ≈−1/3."""
    signs = _SIGNED.search(text, 0, figure.outer_start)
    if not signs or not figure.quantity.fraction or figure.outer_start < figure.start:
        return figure
    bound = next((bound for bound, sign in BOUND_SIGNS.items() if sign == signs[1]), Bound.EXACT)
    quantity = replace(figure.quantity, bound=bound)
    return replace(figure, quantity=quantity, outer_start=signs.start())


def _in_labels(said: Said, spot: Spot) -> Iterator[Said]:
    if is_bare(said.surface):
        for label in spot.labels:
            yield replace(said, quantity=label.of(said.quantity))


def _left_over(
    text: str, hidden: str, found: Iterable[Found], spot: Spot
) -> Iterator[tuple[int, Number]]:
    """Digits that were read neither as a figure nor as furniture."""
    spans = [(figure.outer_start, figure.outer_end) for figure in found]
    for match in _DIGITS.finditer(hidden):
        if not any(start <= match.start() < end for start, end in spans):
            number = _number(text, match.start(), match.end(), spot)
            yield match.start(), replace(number, fault="no fact, date or name holds it")


def _hide(text: str, places: Iterable[Place]) -> str:
    """The text with its furniture blotted out, character for character."""
    for place in places:
        text = text[: place.start] + "\0" * (place.end - place.start) + text[place.end :]
    return text


def _number(text: str, start: int, end: int, spot: Spot) -> Number:
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return Number(spot.page, spot.place, spot.lang, text[start:end], around)


def is_formula(text: str) -> bool:
    """Whether a text of a table is a sum and not a sentence."""
    return bool(_OPERATORS.search(text) and _DIGITS.search(text))


def in_script(text: str, langs: Mapping[str, bool]) -> str:
    """Which of the languages (True for Chinese ones) a label is in; "" where it reads alike."""
    chinese = bool(_CHINESE.search(text))
    latin = bool(re.search("[A-Za-z]{2}|[a-z]", text))
    if not chinese and not latin:
        return ""
    return next((lang for lang, is_chinese in langs.items() if is_chinese == chinese), "")
