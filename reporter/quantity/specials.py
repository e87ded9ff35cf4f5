"""Figures that are words: ranks, fractions, 翻倍 and twice, a dozen or so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporter.quantity.lexicon import one_of
from reporter.quantity.model import FRACTION_STEP
from reporter.quantity.numerals import ENGLISH, HAN_DIGITS, read_han

ORDINALS: Mapping[str, int] = {
    word: rank
    for rank, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1
    )
}

FRACTION_NAMES: Mapping[tuple[int, int], tuple[str, str]] = {
    (1, 2): ("一半", "half"),
    (1, 3): ("三分之一", "a third"),
    (2, 3): ("三分之二", "two-thirds"),
    (1, 4): ("四分之一", "a quarter"),
    (3, 4): ("四分之三", "three-quarters"),
    (1, 5): ("五分之一", "a fifth"),
    (2, 5): ("五分之二", "two-fifths"),
    (3, 5): ("五分之三", "three-fifths"),
    (4, 5): ("五分之四", "four-fifths"),
    (1, 6): ("六分之一", "a sixth"),
    (1, 8): ("八分之一", "an eighth"),
    (1, 10): ("十分之一", "a tenth"),
}
"""The fractions that have names, in Chinese and English."""

_PARTS = {"half": 2, "quarter": 4, **ORDINALS}
_MULTIPLES: Mapping[str, int] = {
    **dict.fromkeys(
        ("翻倍", "翻番", "翻一番", "翻了一番", "翻一倍", "double", "doubled", "doubles"), 2
    ),
    **dict.fromkeys(("twice", "twofold", "two-fold"), 2),
    **dict.fromkeys(("triple", "tripled", "triples", "thrice", "threefold", "three-fold"), 3),
    **dict.fromkeys(("翻两番", "翻了两番", "quadruple", "quadrupled", "fourfold"), 4),
}
_PURSES: Mapping[str, str] = {"港币": "HKD", "人民币": "CNY", "新台币": "TWD", "": "CNY"}
_WORDY = frozenset({"double", "triple", "quadruple"})


@dataclass(frozen=True, slots=True)
class Special:
    """A figure in words that ends at `end`; `wordy` where it often means something else."""

    end: int
    unit: str
    value: Decimal
    step: Decimal = Decimal(1)
    fraction: tuple[int, int] | None = None
    open: bool = False
    wordy: bool = False


SCOPES = "全球|全世界|世界|全国|国内|中国|亚洲|行业|业内"
_RANK = re.compile(rf"(?:{SCOPES})?第(\d++|[一二三四五六七八九十百]++)([名位])?")
_NO_RANK = re.compile("[季代版届次期天年章部方个周轮步页条款节财日月三梯时批线手]|\\d")
_ENGLISH_RANK = re.compile(
    r"(?:no\.? ?|#|number )(\d+)(?![\d.])|(\d+)(?:st|nd|rd|th)(?![a-z])"
    rf"|({one_of(ORDINALS)})(?! (?:quarter|half|time|three|nine|party|place))"
)
_PLACED = re.compile(r"(?<=rank |anks |nked |king )|(?= (?:in the world|worldwide|globally|place))")
_SLASH = re.compile(r"(\d{1,2})/(\d{1,2})(?![\d/.])")
_PART = re.compile(
    "([一二两三四五六七八九十]{1,3}+)分(?:之([一二两三四五六七八九十]{1,3})|([一二三])(?![钟之个秒点]))"
)
_HUNDREDTHS = re.compile(
    r"(百|千)分之(\d+(?:\.\d+)?|[一二两三四五六七八九十百]{1,5}(?:点[零一二三四五六七八九]{1,9})?)"
)
_HALF = re.compile(
    r"一半|半数|(?<=[过逾超近约])半(?![年天个小月点夜])|(?:a |one )?half(?![a-z-])(?! year(?! on))"
)
_ENGLISH_PART = re.compile(
    rf"(an?|{one_of(list(ENGLISH)[:9])})[ -]({'|'.join(_PARTS)})s?(?![a-z])"
    "(?! part| time| person| day| year(?! on))"
)
_MULTIPLE = re.compile(one_of(_MULTIPLES))
_DOZEN = re.compile(r"a dozen or so(?![a-z])")
_TENTH = r"[一二两三四五六七八九]|\d"
_COINS = re.compile(
    rf"(?P<currency>{'|'.join(filter(None, _PURSES))})?"
    r"(?:(?P<whole>[一二两三四五六七八九十]{1,3}|\d{1,4})元)?"
    rf"(?P<tenths>{_TENTH})角(?:(?P<hundredths>{_TENTH})分)?(?![形洲星大])"
)


def read_special(text: str, at: int) -> Special | None:
    """The figure in words that begins at that offset of folded text, or None."""
    for read in (_read_rank, _read_fraction, _read_multiple, _read_dozen, _read_coins):
        if special := read(text, at):
            return special
    return None


def _read_rank(text: str, at: int) -> Special | None:
    if match := _RANK.match(text, at):
        value = Decimal(match[1]) if match[1].isdigit() else read_han(match[1])
        wordy = not match[2] and bool(_NO_RANK.match(text, match.end()))
        return Special(match.end(), "rank", value, wordy=wordy)
    if match := _ENGLISH_RANK.match(text, at):
        value = Decimal(match[1] or match[2] or ORDINALS[match[3]])
        placed = _PLACED.match(text, at) or _PLACED.match(text, match.end())
        return Special(match.end(), "rank", value, wordy=not match[1] and not placed)
    return None


def _read_fraction(text: str, at: int) -> Special | None:
    wordy = False
    if match := _HUNDREDTHS.match(text, at):
        return _read_hundredths(match)
    if match := _SLASH.match(text, at):
        parts = int(match[1]), int(match[2])
    elif match := _PART.match(text, at):
        parts = int(read_han(match[2] or match[3])), int(read_han(match[1]))
    elif match := _HALF.match(text, at):
        parts, wordy = (1, 2), text[match.end() - 1] == "f"
    elif match := _ENGLISH_PART.match(text, at):
        parts, wordy = (ENGLISH.get(match[1], 1), _PARTS[match[2]]), match[1] in ("a", "an")
    else:
        return None
    if not 0 < parts[0] < parts[1]:
        return None
    wordy = wordy and not text.startswith(" of ", match.end())
    value = Decimal(100 * parts[0]) / parts[1]
    return Special(match.end(), "percent", value, FRACTION_STEP, parts, wordy=wordy)


def _read_hundredths(match: re.Match[str]) -> Special:
    """百分之二十: so many per cent; 千分之五: half a per cent."""
    number = match[2]
    value = read_han(number) if number[0] in HAN_DIGITS or number[0] in "十百" else Decimal(number)
    step = (
        Decimal(1).scaleb(-len(re.split("[点.]", number)[1])) if re.search("[点.]", number) else 1
    )
    tenth = Decimal("0.1") if match[1] == "千" else Decimal(1)
    return Special(match.end(), "percent", value * tenth, step * tenth)


def _read_multiple(text: str, at: int) -> Special | None:
    match = _MULTIPLE.match(text, at)
    if not match:
        return None
    value = Decimal(_MULTIPLES[match[0]])
    return Special(match.end(), "multiple", value, wordy=match[0] in _WORDY)


def _read_dozen(text: str, at: int) -> Special | None:
    match = _DOZEN.match(text, at)
    return Special(match.end(), "count", Decimal(10), open=True) if match else None


def _read_coins(text: str, at: int) -> Special | None:
    """An amount in 角 and 分: 四角八分, 1元5角; of one 角 alone only what is told to be money."""
    match = _COINS.match(text, at)
    if not match:
        return None
    named = match["currency"] or match["whole"] or match["hundredths"]
    if not named and not text.startswith(("股", "息", "派"), max(0, at - 1)):
        return None
    whole, tenths, hundredths = (_number(match[part]) for part in ("whole", "tenths", "hundredths"))
    value = whole + tenths.scaleb(-1) + hundredths.scaleb(-2)
    step = Decimal("0.01" if match["hundredths"] else "0.1")
    return Special(match.end(), _PURSES[match["currency"] or ""], value, step)


def _number(written: str | None) -> Decimal:
    if not written:
        return Decimal(0)
    return Decimal(written) if written.isascii() else read_han(written)
