"""The figures of a text that measure something, told from dates, codes, versions and list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reporter.extract.times import Named
from reporter.quantity import Found, Quantity, UnitKind, find_quantities, unit_kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure at [start, end) of prepared text; the outer offsets take in the words that bound it.

    `bare` figures have neither unit nor magnitude: they count only where a term claims them.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    quantity: Quantity
    bare: bool = False


_SLASHED = re.compile(r"(?<=[\d%点倍pt亿万元])/(?=[+-]?\d)")
_BARE = re.compile(r"[+-]?[\d,]+(?:\.\d+)?")
_LISTED = re.compile(r" ?(?:[、/和与及,]|以及|and|, and) ?(?:约|近|超)?")
_SHARED = re.compile(r"[十百千]?(?:万亿|亿|万)?(?:[^\d\W]|[%$])*")
_HAN_FEW = re.compile(r"[一二两三四五六七八九十]{1,2}")
_AFTER_TIME = re.compile(r"(?:前|后|来|间|内|以来|之前|之后|之内|期|度)")
_DENOMINATOR = re.compile(r"每 ?$")
_STREAK = re.compile(r"(?:连续|连|第|前|过去|未来|最近|近|首|头|上)(?:的)?$")
_CODE = re.compile(r"\(?(?:[a-z]{2,6}[:：. ])?\d{4,6}(?:\.[a-z]{2})?\)?")
_HARD_COUNTERS = frozenset({"count", "person", "year", "month", "week", "day", "share"})


def find_mentions(text: str, named: Sequence[Named] = ()) -> tuple[Mention, ...]:
    """The figures of prepared text, left to right, but for those that name a period."""
    dates = bytearray(len(text))
    for name in named:
        dates[name.start : name.end] = b"\1" * (name.end - name.start)
    readable = _SLASHED.sub("、", text)
    found = list(find_quantities(readable, bare=True))
    mentions = _with_shared_units(readable, [_mention(readable, f) for f in found])
    return tuple(m for m in mentions if not dates[m.start] and _measures(readable, m))


def _mention(text: str, found: Found) -> Mention:
    bare = bool(_BARE.fullmatch(text, found.start, found.end))
    return Mention(found.start, found.end, found.outer_start, found.outer_end, found.quantity, bare)


def _with_shared_units(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A bare number in a list takes the magnitude and unit of the figure that ends the list."""
    results: list[Mention] = []
    behind: Mention | None = None
    for mention in reversed(mentions):
        if (
            mention.bare
            and behind
            and not behind.bare
            and _LISTED.fullmatch(text, mention.outer_end, behind.outer_start)
        ):
            factor = _factor(text, behind)
            if factor is not None and not behind.quantity.is_range:
                mention = replace(mention, quantity=_scaled(mention, behind, factor), bare=False)
        results.append(mention)
        behind = mention
    return reversed(results)


def _factor(text: str, mention: Mention) -> Decimal | None:
    """How many base units one of the digits of a figure is: 7.2亿元 has 100,000,000."""
    digits = re.search(r"[+-]?(\d[\d,]*(?:\.\d+)?)", text[mention.start : mention.end])
    value = mention.quantity.value
    if not digits or value is None or not Decimal(digits[1].replace(",", "")):
        return None
    return abs(value) / Decimal(digits[1].replace(",", ""))


def _scaled(mention: Mention, like: Mention, factor: Decimal) -> Quantity:
    own = mention.quantity
    assert own.value is not None
    return replace(
        own, unit=like.quantity.unit, value=own.value * factor, precision=own.precision * factor
    )


def _measures(text: str, mention: Mention) -> bool:
    """Whether a figure is more than part of a name, a date, a denominator or a turn of speech."""
    before, after = text[max(0, mention.outer_start - 6) : mention.start], text[mention.end :][:4]
    surface = text[mention.start : mention.end]
    quantity = mention.quantity
    if _DENOMINATOR.search(before) or quantity.unit == "rank":
        return False
    if quantity.unit == "p":
        return False
    hard = quantity.unit in _HARD_COUNTERS
    if hard and (_STREAK.search(before) and unit_kind(quantity.unit) is not UnitKind.MONEY):
        return False
    if unit_kind(quantity.unit) is UnitKind.DURATION and _AFTER_TIME.match(after):
        return False
    few = _HAN_FEW.match(surface) and str(quantity.bound) == "exact"
    if few and quantity.unit in ("count", "person", "CNY") and not re.search("[万亿]", surface):
        return False
    return True
