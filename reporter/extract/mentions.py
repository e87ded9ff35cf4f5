"""The figures of a text that measure something, told from dates, codes and turns of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from reporter.extract.compounds import BARE, in_lists, joined, plain
from reporter.extract.mention import Mention
from reporter.extract.times import Named
from reporter.extract.words import DOWN, DOWN_EN, UP, UP_EN, any_of
from reporter.quantity import Bound, Found, Quantity, find_quantities
from reporter.quantity.lexicon import BOUND_BEFORE

_SLASHED = re.compile(
    r"(?<=[\d%点倍ptxbm万亿元人])/(?=(?:[+-]|rmb|us\$|hk\$|[$¥€£])?\d)"
    r"(?!(?<=[^\d./]\d/)\d{1,2}(?![\d.%万亿元/x]))"
)
_MOVED_TO = re.compile(
    rf"(?:{any_of(UP_EN)}|{any_of(DOWN_EN)}|by|(?<=[升降增减涨跌加少高低大窄宽善长落]))(?: by)? ?"
    r"([\d.,]+) ?(?:percentage points?|percent|%|个?百分点|pp?ts?|bps|[a-z]+"
    r"|[台家个座辆万亿元]+)?"
    r"( ?(?:to |至|到))(?=[\d.,]+)"
)
_POINTS = re.compile(r"百分点|percentage points?|pp?ts?(?![a-z])|bps")
_PERCENT = re.compile(r" ?(?:%|percent)(?!age)")
_HYPHEN = re.compile(r"(?<=\d)-(?=per ?cent(?!age))")
_CLOCK = re.compile(r"(?:[上下中]午|早上|凌晨|晚上|今晚|傍晚)$")
_DIGITS = re.compile(r"[\d.,]+")
_NO_LENGTH = re.compile(
    " ?(?:前|后|来|间|内|以来|之前|之后|期|度|ended|to |ending|of|ago|earlier|in a)"
)
_RECORD = re.compile("最|新高|新低")
_RATE = re.compile(r"1(?:美元|港元|欧元|英镑|人民币)|(?:us\$|hk\$|\$|€|£|rmb)1(?:\.0+)?")
_EVERY = re.compile("(?:大?约|平均)每$")
_EVERY_ABOUT = re.compile("大?约每$")
_BOUND_MOVE = re.compile(rf"(至少|最多|大约|约|接近)(?:再|将)?(?:{any_of(UP)}|{any_of(DOWN)})了?$")
_A_FEW = re.compile(
    r"(?:\d|[一二两三四五六七八九十]{1,2})[^\d十百千万亿兆]{1,3}|\d [a-z]+"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: [a-z]+)?"
)
_SIGNED_BASIS = re.compile(r"[a-z]([+-])$")
_FEW = re.compile("[一二两三四五六七八九十]{1,3}|[1-9]")
_DENOMINATOR = re.compile(r"(?:每|(?<![a-z])(?:per|every|each)) ?$")
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
    readable = _MOVED_TO.sub(_not_a_range, _SLASHED.sub("、", _HYPHEN.sub(" ", text)))
    found = [_mention(readable, one) for one in find_quantities(readable, bare=True)]
    if _STERLING.search(text):
        found = [_in_pence(one) for one in found]
    mentions = in_lists(readable, joined(readable, found))
    return tuple(
        m for m in mentions if (not dates[m.start] or _is_stretch(m)) and _measures(readable, m)
    )


_STERLING = re.compile(r"£|(?<![a-z])(?:pence|plc)(?![a-z])")
_LINES = frozenset(map(Decimal, (240, 360, 480, 540, 576, 720, 1080, 1440, 2160, 4320)))


def _in_pence(mention: Mention) -> Mention:
    """39.5p as an amount of money, where a text is in pounds; 1080p stays a resolution."""
    quantity = mention.quantity
    if quantity.unit != "p" or any(end in _LINES for end in quantity.ends):
        return mention
    pounds = replace(
        quantity,
        unit="GBP",
        precision=quantity.precision.scaleb(-2),
        **{
            name: end.scaleb(-2)
            for name in ("value", "low", "high")
            if (end := getattr(quantity, name)) is not None
        },
    )
    return replace(mention, quantity=pounds)


def _is_stretch(mention: Mention) -> bool:
    """Whether a stretch of time is a figure though it places others: 未来3年甚至更长."""
    bounded_behind = mention.outer_end > mention.end
    return bounded_behind and mention.quantity.unit in _LONG


def _not_a_range(moved: re.Match[str]) -> str:
    """Rose 0.5% to 84.2% names a change and a level: where the second is far off, no range."""
    first, second = moved[1], _DIGITS.match(moved.string, moved.end())
    if not second:
        return moved[0]
    apart = _POINTS.search(moved[0]) and _PERCENT.match(moved.string, second.end())
    if not apart and plain(second[0]) <= 5 * plain(first) > 0:
        return moved[0]
    start = moved.start(2) - moved.start()
    return moved[0][:start] + ";" * len(moved[2]) + moved[0][start + len(moved[2]) :]


def _mention(text: str, found: Found) -> Mention:
    surface = text[found.start : found.end]
    few = found.quantity.bound is Bound.EXACT and _A_FEW.fullmatch(surface)
    weak = BARE.fullmatch(surface) or (few and found.quantity.unit in _COUNTERS)
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
    r"(?:edged|inched|crept|ticked|moved|went|nudged|raised|lifted|taken|tp|price"
    r"|from [\w$.]+) up to ?$"
)
_FAR_BOUND = re.compile(
    "(约|大约|大概|近|接近|超过|超|逾|不到|不足|至少)"
    "(?:(?:为|是|达|相当于)?[^,。;\\d]{0,4}(?:20\\d\\d年)?[^,。;\\d]{0,8}的"
    "|各?占[^,。;\\d]{0,8})$"
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


def _measures(text: str, mention: Mention) -> bool:
    """Whether a figure is more than part of a name, a denominator or a turn of speech."""
    before = text[max(0, mention.outer_start - 8) : mention.outer_start]
    quantity, bounded = mention.quantity, mention.quantity.bound is not Bound.EXACT
    if quantity.unit in ("rank", "p") or _RATE.fullmatch(text, mention.start, mention.end):
        return False
    if quantity.unit == "points" and _CLOCK.search(before):
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
    """Years and months are figures where they are bounded or a lag, not where they say when."""
    if _NO_LENGTH.match(text, mention.end) or _RECORD.match(text, mention.outer_end):
        return False
    return bounded or bool(_LAGGED.search(before))
