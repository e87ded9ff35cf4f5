"""Figures that stand in parts or share a unit: 三十亿四千八百万元, 六成五, 6.5、7.2和8.1亿元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from reporter.extract.mention import Mention
from reporter.quantity import UnitKind, unit_kind

BARE = re.compile(r"[+-]?[\d,]+(?:\.\d+)?(?:[-~][\d,]+(?:\.\d+)?)?")
"""A number, or a range of numbers, with neither unit nor magnitude."""
_LISTED = re.compile(
    r" ?(?:[、/和与及,]|以及|and|, and|or)+ ?(?:[约近超+-]|增长|上升|提高|下降|减少|降低)* ?"
)
_SCALED = re.compile(r"(?:[零一二两三四五六七八九十百千]+|[\d,]+)[万亿兆]")
_REST = re.compile(r"[一二两三四五六七八九十百千]+|[\d,]+[万亿千]|\d{1,3}(?:,\d{3})+|\d{4}")
_HUNDREDTHS = re.compile("百分之")
_TENTHS = re.compile("成([一二三四五六七八九半])(?![十百千万亿个成])")


def plain(digits: str) -> Decimal:
    """The value of digits with commas: 1,269.5."""
    return Decimal(digits.replace(",", "").strip(".") or 0)


def joined(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """三十亿四千八百万元 is one figure, and so is 六成五."""
    results: list[Mention] = []
    for mention in mentions:
        if tenth := _TENTHS.match(text, mention.end - 1):
            mention = _with_tenth(mention, tenth[1])
        last = results[-1] if results else None
        if (
            last
            and text[last.end : mention.start] in ("", "零")
            and _SCALED.fullmatch(text, last.start, last.end)
            and _REST.match(text, mention.start)
        ):
            results[-1] = _sum(last, mention)
        elif (
            last
            and text[last.end : mention.start] in ("至", "到", "~", "-")
            and all(_HUNDREDTHS.match(text, one.start) for one in (last, mention))
        ):
            results[-1] = _range(last, mention)
        else:
            results.append(mention)
    return results


def _with_tenth(mention: Mention, digit: str) -> Mention:
    quantity = mention.quantity
    value = (quantity.value or 0) + (5 if digit == "半" else "一二三四五六七八九".index(digit) + 1)
    outer = max(mention.outer_end, mention.end + 1)
    return replace(
        mention,
        end=mention.end + 1,
        outer_end=outer,
        quantity=replace(quantity, value=Decimal(value), precision=Decimal(1)),
    )


def _range(first: Mention, last: Mention) -> Mention:
    quantity = replace(
        first.quantity, value=None, low=first.quantity.value, high=last.quantity.value
    )
    return replace(first, end=last.end, outer_end=last.outer_end, quantity=quantity)


def _sum(first: Mention, rest: Mention) -> Mention:
    ours, theirs = first.quantity, rest.quantity
    money = unit_kind(ours.unit) is UnitKind.MONEY
    return replace(
        first,
        weak=False,
        end=rest.end,
        outer_end=rest.outer_end,
        quantity=replace(
            ours,
            unit=ours.unit if money else theirs.unit,
            value=(ours.value or Decimal(0)) + (theirs.value or Decimal(0)),
            precision=theirs.precision,
        ),
    )


def in_lists(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """A number in a list takes the magnitude and unit of the figure that ends the list.

    Of a pair such as 57 from 69 percent, 41,000 tonnes to 612,000, either names the unit of both.
    """
    results: list[Mention] = []
    behind: Mention | None = None
    for mention in reversed(mentions):
        bare = mention.weak and BARE.fullmatch(text, mention.start, mention.end)
        if bare and behind and not behind.weak:
            if _LISTED.fullmatch(text, mention.end, behind.start):
                mention = _like(text, mention, behind)
            elif _PAIRED.fullmatch(text, mention.outer_end, behind.outer_start):
                mention = _in_unit(mention, behind)
        elif (
            behind
            and behind.quantity.unit == "count"
            and not _has_unit(text, behind)
            and _PAIRED.fullmatch(text, mention.outer_end, behind.outer_start)
        ):
            results[-1] = _in_unit(behind, mention)
        results.append(mention)
        behind = mention
    return results[::-1]


_PAIRED = re.compile(
    r" ?(?:from|to|against|compared (?:with|to)|versus|vs\.?|至|到|降至|升至|增至|减至)"
    r"(?: (?:about|around|nearly|over))? ?"
)


def _has_unit(text: str, mention: Mention) -> bool:
    return not re.search(
        r"(?:\d|illion|thousand|[mbt]n|[bmk万亿兆])$", text[mention.start : mention.end]
    )


def _in_unit(mention: Mention, other: Mention) -> Mention:
    """The figure in the unit of the other; its magnitude stays its own."""
    unit = other.quantity.unit
    if unit in ("percentage_point", "basis_point", "percent") and not mention.weak:
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit=unit), weak=False)


def _like(text: str, mention: Mention, other: Mention) -> Mention:
    """The number in the unit and magnitude of the other: 6.5 as in 6.5、7.2亿元."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text[other.start : other.end])
    whole, own = other.quantity.ends[0], mention.quantity
    if not digits or not plain(digits[0]) or own.value is None:
        return mention
    factor = abs(whole) / plain(digits[0])
    quantity = replace(
        own, unit=other.quantity.unit, value=own.value * factor, precision=own.precision * factor
    )
    return replace(mention, quantity=quantity, weak=False)
