"""A number as its cell shows it, by the number format of the cell: 0.118 in `0.0%` is 11.8%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from reporter.quantity.lexicon import SCALES, fold

_PIECE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|.', re.DOTALL)
_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<nothing>_.|\*.|\[[^\]]*\])"
    r"|(?P<digits>[#0?](?:[#0?,]*[#0?])?)?(?:\.(?P<decimals>[#0?]*))?(?P<power>[Ee][+-]?[#0?]+)?"
    r"(?P<thousands>,*)|(?P<literal>.)",
    re.DOTALL,
)
_MOST_DIGITS = 15
_THOUSANDS = {1: "千", 2: "百万", 3: "十亿", 4: "万亿"}


def plain(value: int | float) -> Decimal:
    """The number without the noise of its binary form: fifteen digits, as a spreadsheet has it."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_MOST_DIGITS}g}")


def shown(value: int | float, code: str) -> str:
    """What a cell with this number format shows, to the digit; digits are not grouped.

    A format that leaves out thousands (`0.0,,`) has them named instead: 1462.3百万.
    """
    number = plain(value)
    sections = _sections(code)
    if _is_general(sections[0]):
        return f"{number:f}"
    section, number = _chosen(sections, number)
    return _written(number, _parts(section))


def _sections(code: str) -> list[str]:
    """The parts for positive, negative, zero and text, between semicolons that are no words."""
    sections = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return sections


def _is_general(section: str) -> bool:
    bare = re.sub(r"\[[^\]]*\]", "", section).strip().lower()
    return bare in ("", "general", "@") or "/" in bare


def _chosen(sections: Sequence[str], number: Decimal) -> tuple[str, Decimal]:
    """The section for a number of that sign, and the number as that section writes it."""
    if number < 0 and len(sections) > 1:
        return sections[1], -number
    if number == 0 and len(sections) > 2:
        return sections[2], number
    return sections[0], number


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a format: words as they are, or where the digits go."""

    words: str = ""
    is_number: bool = False
    least: int = 1
    decimals: str = ""
    thousands: int = 0
    is_power: bool = False


@cache
def _parts(section: str) -> tuple[_Part, ...]:
    parts = []
    for match in _PART.finditer(section):
        has = match.groupdict()
        if has["digits"] or has["decimals"]:
            least, thousands = (has["digits"] or "").count("0"), len(has["thousands"] or "")
            parts.append(
                _Part("", True, least, has["decimals"] or "", thousands, bool(has["power"]))
            )
        else:
            said = has["quoted"] or has["escaped"] or has["currency"] or has["literal"] or ""
            parts.append(_Part(said))
    return tuple(parts)


def _written(number: Decimal, parts: Sequence[_Part]) -> str:
    is_percent = any("%" in part.words for part in parts)
    number = number * 100 if is_percent else number
    written = []
    for index, part in enumerate(parts):
        words = part.words
        if part.is_number:
            after = "".join(later.words for later in parts[index + 1 :])
            words = _digits(number, part) + _scale(part.thousands, after)
        written.append(words)
    return "".join(written).strip()


def _digits(number: Decimal, part: _Part) -> str:
    number /= 1000**part.thousands
    exponent = -len(part.decimals)
    if part.is_power and number:
        exponent += number.adjusted()
    rounded = number.quantize(Decimal(1).scaleb(exponent), rounding=ROUND_HALF_UP)
    whole, point, rest = f"{rounded:f}".partition(".")
    text = whole.zfill(part.least) + point + rest
    optional = len(part.decimals) - len(part.decimals.rstrip("#?"))
    for _ in range(optional if "." in text else 0):
        text = text.removesuffix("0")
    return text.rstrip(".") if "." in text else text


def _scale(thousands: int, after: str) -> str:
    """The magnitude that the format leaves out, unless its own words say it: `0.0,,"M"`."""
    said = any(fold(after).lstrip().startswith(word) for word in SCALES)
    return "" if said else _THOUSANDS.get(thousands, "")
