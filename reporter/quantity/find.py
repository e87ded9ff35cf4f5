"""Figures in running text of any of the three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporter.quantity.grammar import Reader, Reading, quantity_of
from reporter.quantity.lexicon import BOUND_BEFORE, CURRENCY_BEFORE, fold
from reporter.quantity.model import Quantity
from reporter.quantity.numerals import ENGLISH
from reporter.quantity.specials import ORDINALS, SCOPES

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATES = re.compile(
    rf"""
    (?:fy|q[1-4]|h[12]|9m)[ -]?(?:19|20)\d\d(?:q[1-4])?
    | (?:19|20)\d\d[ -]?(?:q[1-4]|h[12]|9m)(?![a-z0-9])
    | (?<!\d)(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/]\d{{1,2}})?(?![\d.,%亿万元])
    | (?<!\d)(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])\.(?:0?[1-9]|[12]\d|3[01])(?!\d)
    | (?<!\d)(?:19|20)\d\d\ ?年(?:\ ?\d{{1,2}}\ ?月)?(?:\ ?\d{{1,2}}\ ?日)?
    | (?<!\d)(?:1[0-2]|0?[1-9])\ ?月(?:份|\ ?\d{{1,2}}\ ?日)?
    | (?<!\d)\d{{1,2}}\ ?日(?![均元圆])
    | \d{{1,2}}\ (?:{_MONTHS})(?:\ (?:19|20)\d\d)?(?![a-z])
    | (?:{_MONTHS})\ \d{{1,2}}(?:,\ (?:19|20)\d\d)?(?![\d.])
    | (?:in|of|since|from|to|by|fiscal|{_MONTHS})\ (?:19|20)\d\d(?![\d.,]\d|\d|\ ?[mbt]|%|亿|万)
    """,
    re.VERBOSE,
)
_LATIN = re.compile("[a-z]")
_FIRST = (
    *BOUND_BEFORE,
    *CURRENCY_BEFORE,
    *ENGLISH,
    *ORDINALS,
    *"an a half no. number several dozens tens hundreds thousands millions billions".split(),
    *"between double doubled triple tripled twice thrice quadruple minus negative".split(),
)
_WORDS = [re.escape(word) for word in _FIRST if _LATIN.match(word)]
_SIGNS = [re.escape(word) for word in _FIRST if not _LATIN.match(word)]
_SIGNED = rf"(?<![a-z0-9])[+-](?=(?:{'|'.join(map(re.escape, CURRENCY_BEFORE))}) ?\d)"
_START = re.compile(
    rf"(?<![a-z])(?:{'|'.join(_WORDS)})|{'|'.join(_SIGNS)}|介于|(?<![a-z0-9])(?<!\d[.,])[+-]?\d"
    rf"|#\d|{_SIGNED}|[$€£](?=\.\d)"
    r"|(?<![第一])[二两]|(?<![上下])半|(?<!第)[零一三四五六七八九十百千数几好负翻]"
    rf"|(?:{SCOPES})?第"
)
_GOES_ON = re.compile(r"[a-z]|[./,:-]?\d|/(?![a-z]{1,6}(?![a-z]))")
_ONE = re.compile("一(?![二两三四五六七八九十百千万亿倍成半分])")
_POWERS = "十百千"
"""Alone they make adverbs and names (千万, 百万富翁)."""
_OTHER_TEN_PERCENT = re.compile("成(?=[为功立本员果长交都绩份])")
_CHANGED = re.compile(r"(?<![a-z])(?:up|down|by|rose|fell|grew|gained|lost|dropped|shed) $")
_LEAD = 10
_FROM = re.compile(r"(?:from|从|由|自) ?$")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a text at [start, end); the outer offsets take in the words that bound it."""

    start: int
    end: int
    surface: str
    quantity: Quantity
    outer_start: int
    outer_end: int


def find_dates(text: str) -> Iterator[tuple[int, int]]:
    """Where dates and periods with digits stand in a text: [start, end) of each."""
    yield from (date.span() for date in _DATES.finditer(fold(text)))


def find_quantities(text: str, *, bare: bool = False) -> Iterator[Found]:
    """The figures in a text, from left to right; dates and names such as 5G are passed over.

    A number counts where it has a unit, a magnitude or a bound; with `bare`, one in digits always.
    """
    folded = _DATES.sub(lambda date: "\0" * len(date[0]), fold(text))
    at = 0
    while start := _START.search(folded, at):
        reading = Reader(folded, start.start()).read()
        found = _found(text, folded, reading, bare) if reading else None
        if found:
            yield found
            at = found.outer_end
        else:
            at = start.start() + 1


def _found(text: str, folded: str, reading: Reading, bare: bool) -> Found | None:
    reading = _one_of_two(folded, reading)
    if not _is_figure(folded, reading, bare):
        return None
    try:
        quantity = quantity_of(reading)
    except ValueError:
        return None
    start = _surface_start(folded, reading)
    end = reading.end
    if folded.endswith("元人民币", start, end):
        end -= len("人民币")
    outer = reading.outer_start, reading.outer_end
    return Found(start, end, text[start:end], quantity, *outer)


def _one_of_two(folded: str, reading: Reading) -> Reading:
    """From A to B names two figures, not a range: reads the first alone."""
    if len(reading.amounts) < 2 or not _FROM.search(_lead(folded, reading)):
        return reading
    parted = re.search(" *(?:至|到|to ) *|[-–—~]", folded[reading.start : reading.end])
    cut = reading.start + parted.start() if parted else reading.end
    return Reader(folded[:cut], reading.outer_start).read() or reading


def _lead(folded: str, reading: Reading) -> str:
    """The few characters before a figure and the words that bound it."""
    return folded[max(0, reading.outer_start - _LEAD) : reading.outer_start]


def _is_figure(folded: str, reading: Reading, bare: bool) -> bool:
    bounded = reading.before is not None or reading.after is not None
    if _GOES_ON.match(folded, reading.end) and folded[reading.end - 1].isascii():
        return False
    if reading.special:
        changed = reading.special.fraction and _CHANGED.search(_lead(folded, reading))
        return bounded or not reading.special.wordy or bool(changed)
    if _OTHER_TEN_PERCENT.match(folded, reading.end - 1):
        return False
    first, last = reading.amounts[0], reading.amounts[-1]
    if _ONE.match(folded, reading.start) and not bounded and first.scale is None:
        return False
    if any(amount.unit or amount.currency or amount.open for amount in reading.amounts):
        return True
    if last.scale is not None:
        return bounded or last.kind != "han" or folded[reading.start] not in _POWERS
    return first.kind == "digits" and (bare or bounded)


def _surface_start(folded: str, reading: Reading) -> int:
    """The number with its sign and currency, but without 人民币 and its like."""
    for word in (word for word in CURRENCY_BEFORE if not word.isascii() and len(word) > 1):
        if folded.startswith(word, reading.start):
            return reading.start + len(word)
    return reading.start
