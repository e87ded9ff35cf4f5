"""Number literals (1,269.5, two, 三百二十, 十几, 数千), each with the step of its last digit."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from reporter.quantity.lexicon import SCALES, one_of

MOST_DIGITS = 18
"""Longer literals are codes, not figures."""

HAN_DIGITS: Mapping[str, int] = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
_HAN_POWERS: Mapping[str, int] = {"十": 10, "百": 100, "千": 1000}

ENGLISH: Mapping[str, int] = {
    **dict(
        zip(
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty".split(),
            range(1, 21),
            strict=True,
        )
    ),
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A literal that ends at `end`; `open` marks an unnamed digit (十几) or number (数千).

    `kind` is digits, han, word, several or scale.
    """

    value: Decimal
    step: Decimal
    end: int
    kind: str
    open: bool = False


_DIGITS = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d{1,3}(?:'\d{3})+(?:\.\d+)?(?![\d']*\d)"
    r"|\d{1,3}[¼½¾]|\d+(?:\.\d+)?|(?<=[$€£])\.\d+"
)
_QUARTERS = {"¼": ".25", "½": ".5", "¾": ".75"}
_PLAIN = str.maketrans({",": "", "'": "", **_QUARTERS})
_HAN = re.compile(
    r"[零〇一二两三四五六七八九]?(?:[十百千][零〇]?[一二两三四五六七八九]?){1,4}"
    r"(?:点[零〇一二三四五六七八九]{1,18})?"
    r"|[零〇一二两三四五六七八九](?:点[零〇一二三四五六七八九]{1,18})?|半(?=[年天]|个?小时|个月)"
)
_HAN_OPEN = re.compile(r"([一二两三四五六七八九]?)(十)几")
_HAN_SEVERAL = re.compile(r"(?:好几|数|几)([十百千]?(?:万亿|亿|万)|[十百千])")
_WORD = re.compile(
    rf"({one_of(ENGLISH)})(?:-({one_of(list(ENGLISH)[:9])}))?"
    r"|(an?)(?= [mbt]r?illion| hundred| thousand)"
)
_SEVERAL = re.compile(
    r"(?:several|a few) (dozen|hundred|thousand|million|billion|trillion)(?![a-z])"
    r"|(tens|hundreds) of (thousand|million|billion|trillion)s(?: of)?(?![a-z])"
    r"|(dozen|hundred|thousand|million|billion)s(?: of)?(?![a-z])"
)
_POWERS: Mapping[str, int] = {"十": 1, "dozen": 1, "tens": 1, "hundreds": 2, **SCALES}


def read_numeral(text: str, at: int) -> Numeral | None:
    """The literal that begins at that offset of folded text, or None."""
    for read in (_read_several, _read_open, _read_digits, _read_han, _read_word):
        if numeral := read(text, at):
            return numeral
    return None


def read_han(han: str) -> Decimal:
    """The value of 二十一, 三百二十 or 一点五."""
    whole, _, fraction = han.partition("点")
    if whole == "半":
        return Decimal("0.5")
    total, digit = 0, None
    for sign in whole:
        if sign in HAN_DIGITS:
            digit = HAN_DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * _HAN_POWERS[sign]
            digit = None
    total += digit or 0
    return Decimal(f"{total}." + "".join(str(HAN_DIGITS[sign]) for sign in fraction))


def _read_digits(text: str, at: int) -> Numeral | None:
    match = _DIGITS.match(text, at)
    digits = match[0].translate(_PLAIN) if match else ""
    if not match or len(digits) > MOST_DIGITS:
        return None
    value = Decimal(digits)
    return Numeral(value, step_of(value), match.end(), "digits")


def _read_han(text: str, at: int) -> Numeral | None:
    match = _HAN.match(text, at)
    if not match:
        return None
    value, last = read_han(match[0]), match[0][-1]
    step = step_of(value) if last not in "百千" else Decimal(_HAN_POWERS[last])
    return Numeral(value, step, match.end(), "han")


def _read_open(text: str, at: int) -> Numeral | None:
    match = _HAN_OPEN.match(text, at)
    if not match:
        return None
    return Numeral(read_han(match[1] + match[2]), Decimal(1), match.end(), "han", open=True)


def _read_several(text: str, at: int) -> Numeral | None:
    if match := _HAN_SEVERAL.match(text, at):
        power = _han_power(match[1])
    elif match := _SEVERAL.match(text, at):
        power = sum(_POWERS[word] for word in match.groups() if word)
    else:
        return None
    value = Decimal(10) ** power
    return Numeral(value, value, match.end(), "several", open=True)


def _han_power(scale: str) -> int:
    """The power of ten of 千, 亿, 千亿 or 十万亿."""
    if scale in _POWERS:
        return _POWERS[scale]
    return _POWERS[scale[0]] + _POWERS[scale[1:]]


def _read_word(text: str, at: int) -> Numeral | None:
    match = _WORD.match(text, at)
    if not match:
        return None
    words = [word for word in match.groups() if word]
    value = Decimal(sum(ENGLISH.get(word, 1) for word in words))
    return Numeral(value, Decimal(1), match.end(), "word")


def step_of(value: Decimal) -> Decimal:
    """One in the last written digit of a literal."""
    return Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
