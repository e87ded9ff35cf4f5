"""The figures of a text that measure something, told from dates, codes, names and turns of speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from reporter.extract.times import Named
from reporter.extract.words import DOWN, DOWN_EN, UP, UP_EN, any_of
from reporter.quantity import Bound, Found, Quantity, UnitKind, find_quantities, unit_kind
from reporter.quantity.lexicon import BOUND_BEFORE


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure at [start, end) of prepared text; the outer offsets take in the words that bound it.

    A `weak` figure has neither unit nor magnitude, or counts a few things: it is one only where a
    term claims it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    quantity: Quantity
    weak: bool = False


_SLASHED = re.compile(
    r"(?<=[\d%点倍ptxbm万亿元人])/(?=(?:[+-]|rmb|us\$|hk\$|[$¥€£])?\d)"
    r"(?!(?<=[^\d./]\d/)\d{1,2}(?![\d.%万亿元/x]))"
)
_MOVED_TO = re.compile(
    rf"(?:{any_of(UP_EN)}|{any_of(DOWN_EN)}|by|(?<=[升降增减涨跌加少高低大窄长落]))(?: by)? ?"
    r"([\d.,]+) ?(?:percentage points?|percent|%|个?百分点|pp?ts?|bps|[a-z]+|[台家个座辆万亿元]+)?"
    r"( ?(?:to |至|到))(?=[\d.,]+)"
)
_BARE = re.compile(r"[+-]?[\d,]+(?:\.\d+)?(?:[-~][\d,]+(?:\.\d+)?)?")
_LISTED = re.compile(
    r" ?(?:[、/和与及,]|以及|and|, and|or)+ ?(?:[约近超+-]|增长|上升|提高|下降|减少|降低)* ?"
)
_SCALED = re.compile(r"(?:[零一二两三四五六七八九十百千]+|[\d,]+)[万亿兆]")
_REST = re.compile(r"[一二两三四五六七八九十百千]+|[\d,]+[万亿千]|\d{1,3}(?:,\d{3})+|\d{4}")
_HUNDREDTHS = re.compile("百分之")
_RATE = re.compile(r"1(?:美元|港元|欧元|英镑|人民币)|(?:us\$|hk\$|\$|€|£|rmb)1(?:\.0+)?")
_EVERY = re.compile("(?:大?约|平均)每$")
_EVERY_ABOUT = re.compile("大?约每$")
_BOUND_MOVE = re.compile(rf"(至少|最多|大约|约|接近)(?:再|将)?(?:{any_of(UP)}|{any_of(DOWN)})了?$")
_TENTHS = re.compile("成([一二三四五六七八九半])(?![十百千万亿个成])")
_A_FEW = re.compile(
    r"(?:\d|[一二两三四五六七八九十]{1,2})[^\d十百千万亿兆]{1,3}|\d [a-z]+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: [a-z]+)?"
)
_SIGNED_BASIS = re.compile(r"[a-z]([+-])$")
_FEW = re.compile("[一二两三四五六七八九十]{1,3}|[1-9]")
_DENOMINATOR = re.compile(r"(?:每|per|every|each) ?$")
_STREAK = re.compile("(?:连续|连|前|过去|未来|最近|近|首|头|上|第|逾|这|那|其)的?$")
_LAGGED = re.compile(
    "(?:[早晚快慢]了?|缩短|延长|提前|推迟|滞后|达|长达|为|周转天数|账期|天数)[至到了]?$"
)
_COUNTERS = frozenset({"count", "person", "share"})
_LONG = frozenset({"year", "month", "week", "day"})


def find_mentions(text: str, named: Sequence[Named] = ()) -> tuple[Mention, ...]:
    """The figures of prepared text, left to right, but for those that name a period."""
    dates = bytearray(len(text))
    for name in named:
        dates[name.start : name.end] = b"\1" * (name.end - name.start)
    readable = _MOVED_TO.sub(_not_a_range, _SLASHED.sub("、", text))
    found = [_mention(readable, one) for one in find_quantities(readable, bare=True)]
    mentions = _in_lists(readable, _joined(readable, found))
    return tuple(m for m in mentions if not dates[m.start] and _measures(readable, m))


def _not_a_range(moved: re.Match[str]) -> str:
    """Rose 0.5% to 84.2% names a change and a level: where the second is far off, no range."""
    first, second = moved[1], re.match(r"[\d.,]+", moved.string[moved.end() :])
    if not second or _plain(second[0]) <= 5 * _plain(first) > 0:
        return moved[0]
    start = moved.start(2) - moved.start()
    return moved[0][:start] + ";" * len(moved[2]) + moved[0][start + len(moved[2]) :]


def _plain(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").strip(".") or 0)


def _mention(text: str, found: Found) -> Mention:
    surface = text[found.start : found.end]
    few = found.quantity.bound is Bound.EXACT and _A_FEW.fullmatch(surface)
    weak = _BARE.fullmatch(surface) or (few and found.quantity.unit in _COUNTERS)
    outer = found.outer_start, found.outer_end
    mention = Mention(found.start, found.end, *outer, _bounded(text, found), bool(weak))
    if sign := _SIGNED_BASIS.search(text, max(0, found.start - 8), found.start):
        value = (found.quantity.value or Decimal(0)) * (-1 if sign[1] == "-" else 1)
        quantity = (
            found.quantity if found.quantity.is_range else replace(found.quantity, value=value)
        )
        return replace(mention, start=sign.start(1), outer_start=sign.start(1), quantity=quantity)
    return mention


_UP_TO = re.compile(
    r"(?:edged|inched|crept|ticked|moved|went|nudged|raised|lifted|taken|tp|price|from [\w$.]+) up to ?$"
)
_FAR_BOUND = re.compile(
    "(约|大约|大概|近|接近|超过|超|逾|不到|不足|至少)"
    "(?:(?:为|是|达|相当于)?[^,。;\\d]{0,4}(?:20\\d\\d年)?[^,。;\\d]{0,8}的|各?占[^,。;\\d]{0,8})$"
)


def _bounded(text: str, found: Found) -> Quantity:
    """The quantity with a bound that stands further off: 约为2022年的3倍, 大约占收入的12%."""
    quantity, lead = found.quantity, text[max(0, found.start - 30) : found.start]
    if quantity.bound is Bound.AT_MOST and _UP_TO.search(lead):
        return replace(quantity, bound=Bound.EXACT)
    if _EVERY_ABOUT.search(lead):
        return replace(quantity, bound=Bound.ABOUT) if quantity.unit in _LONG else quantity
    if (moved := _BOUND_MOVE.search(lead)) and quantity.bound is Bound.EXACT:
        word = BOUND_BEFORE[moved[1]]
        return replace(quantity, bound=word.bound, close=word.close)
    far = _FAR_BOUND.search(lead) if quantity.unit in ("multiple", "percent") else None
    if far and quantity.bound is Bound.EXACT:
        word = BOUND_BEFORE[far[1]]
        return replace(quantity, bound=word.bound, close=word.close)
    return quantity


def _joined(text: str, mentions: Iterable[Mention]) -> list[Mention]:
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


def _in_lists(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """A number in a list takes the magnitude and unit of the figure that ends the list.

    Of a pair such as 57 from 69 percent, 41,000 tonnes to 612,000, either names the unit of both.
    """
    results: list[Mention] = []
    behind: Mention | None = None
    for mention in reversed(mentions):
        bare = mention.weak and _BARE.fullmatch(text, mention.start, mention.end)
        if bare and behind and not behind.weak:
            if _LISTED.fullmatch(text, mention.end, behind.start):
                mention = _like(text, mention, behind)
            elif _PAIRED.fullmatch(text, mention.outer_end, behind.outer_start):
                mention = _in_unit(mention, behind)
        elif behind and behind.quantity.unit == "count" and not _has_unit(text, behind):
            if _PAIRED.fullmatch(text, mention.outer_end, behind.outer_start):
                results[-1] = _in_unit(behind, mention)
        results.append(mention)
        behind = mention
    return results[::-1]


_PAIRED = re.compile(
    r" ?(?:from|to|against|compared (?:with|to)|versus|vs\.?|至|到|降至|升至|增至|减至)(?: (?:about|around|nearly|over))? ?"
)


def _has_unit(text: str, mention: Mention) -> bool:
    return not re.search(
        r"(?:\d|illion|thousand|[mbt]n|[bmk万亿兆])$", text[mention.start : mention.end]
    )


def _in_unit(mention: Mention, other: Mention) -> Mention:
    """The figure in the unit of the other, its magnitude its own; a share's change is not a share."""
    unit = other.quantity.unit
    if unit in ("percentage_point", "basis_point", "percent") and not mention.weak:
        return mention
    return replace(mention, quantity=replace(mention.quantity, unit=unit), weak=False)


def _like(text: str, mention: Mention, other: Mention) -> Mention:
    """The number in the unit and magnitude of the other: 6.5 as in 6.5、7.2亿元."""
    digits = re.search(r"\d[\d,]*(?:\.\d+)?", text[other.start : other.end])
    whole, own = other.quantity.ends[0], mention.quantity
    if not digits or not _plain(digits[0]) or own.value is None:
        return mention
    factor = abs(whole) / _plain(digits[0])
    quantity = replace(
        own, unit=other.quantity.unit, value=own.value * factor, precision=own.precision * factor
    )
    return replace(mention, quantity=quantity, weak=False)


def _measures(text: str, mention: Mention) -> bool:
    """Whether a figure is more than part of a name, a denominator or a turn of speech."""
    before = text[max(0, mention.outer_start - 8) : mention.outer_start]
    quantity, bounded = mention.quantity, mention.quantity.bound is not Bound.EXACT
    if quantity.unit in ("rank", "p") or _RATE.fullmatch(text, mention.start, mention.end):
        return False
    if _DENOMINATOR.search(before):
        return quantity.unit in _LONG and bool(_EVERY.search(before))
    if quantity.vague and not re.search(r"\d", text[mention.start : mention.end]):
        return False
    if quantity.unit in _LONG:
        return _is_duration(text, mention, before, bounded)
    if quantity.unit in _COUNTERS and not bounded:
        few = _FEW.match(text, mention.start, mention.end)
        return not (_STREAK.search(before) and few)
    han = re.fullmatch("[一二两三四五六七八九十][元块]", text[mention.start : mention.end])
    return not han


def _is_duration(text: str, mention: Mention, before: str, bounded: bool) -> bool:
    """Years and months are figures where they are bounded or a lag, not where they place a figure."""
    if re.match(
        " ?(?:前|后|来|间|内|以来|之前|之后|期|度|ended|to |ending|of|ago|earlier|in a)",
        text[mention.end :],
    ):
        return False
    if re.match("最|新高|新低", text[mention.outer_end :]):
        return False
    return bounded or bool(_LAGGED.search(before))
