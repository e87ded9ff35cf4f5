"""The forms in which texts name periods: assets/periods.csv, and the pieces that they share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reporter import paths
from reporter.extract import reckoning, reckoning_relative
from reporter.extract.reference import Reckon
from reporter.wordlists import WordList


class Role(StrEnum):
    """How a period stands to the one in force.

    A MAIN one is named for itself, a PAST one is there to be compared with, the SAME one is in
    force already, NOW is when the text came out, and a TRADING day is when markets closed.
    """

    MAIN = "main"
    PAST = "past"
    SAME = "same"
    NOW = "now"
    TRADING = "trading"


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern of prepared text, and how what it finds is reckoned.

    `script` is zh for one that needs a Chinese character, en for one that needs a Latin letter.
    """

    pattern: re.Pattern[str]
    reckon: Reckon
    role: Role
    script: str


_COLUMNS = ("pattern", "reckoned", "role", "script")
_YEAR = r"(?P<y>(?:19[89]|20[0-4])\d)"
_HAN_RELATIVE = (
    "(?P<rel>今年|(?<!日)本年度?|本财年|去年|(?<!以)上年度?|上一年度?|前年|前一年|明年|后年|来年"
    "|次年|翌年|同年|当年|该年)"
)
_HAN_YEAR = (
    rf"(?:{_YEAR}(?:[/-](?P<to_y>(?:20)?\d\d)(?!\d))?年?度?|(?<![\d.])(?P<y>[12]\d)年"
    rf"|{_HAN_RELATIVE})"
)
_SHORT_YEAR = (
    rf"(?:{_YEAR}(?:[/-](?P<to_y>(?:20)?\d\d))?|'?(?P<y>[12]\d|3[0-5]))(?:e(?![a-z]))?(?!\d)"
)
_MONTH = (
    r"(?P<mon>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_NUMBER = r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_PIECES = {
    "YEAR": _YEAR,
    "SHORT_YEAR": _SHORT_YEAR,
    "RELATIVE": "(?P<rel>this|last|next|the (?:same|previous|prior|preceding)) year",
    "FISCAL": "(?P<f>fiscal(?: year)?|financial year|fy) ?",
    "NTH": "(?P<n>first|second|third|fourth|final|opening|1st|2nd|3rd|4th)",
    "OF": "(?:,? (?:of|for|in|to))?(?: the)?(?: calendar)?",
    "MONTH": _MONTH,
    "TO_MONTH": _MONTH.replace("<mon>", "<to>"),
    "DAY_NUMBER": _DAY_NUMBER,
    "DATE": rf"(?:{_MONTH} {_DAY_NUMBER},? {_YEAR}|{_DAY_NUMBER} {_MONTH},? {_YEAR})",
    "DAY": rf"(?:{_MONTH} {_DAY_NUMBER}|{_DAY_NUMBER} {_MONTH})"
    r"(?![\d.,]*\d|%| (?:million|billion|per))",
    "WEEKDAY": "(?P<wd>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?",
    "LENGTH": (
        "(?P<len>(?:(?:three|six|nine|twelve|3|6|9|12)[- ]months?(?: period)?"
        "|(?:first |second |third |fourth )?(?:fiscal )?quarter"
        "|(?:first |second |fiscal )?half(?:[- ]year)?|(?:(?:full|fiscal|financial)[- ])*year|month"
        "|(?:13|26|39|52|53|thirteen|twenty-six|thirty-nine|fifty-two|fifty-three)[- ]weeks?"
        r"(?: period)?)(?: \([^()]{1,20}\))?)(?: results| report)? (?:that )?"
        "(?:ended|ending|to|through)(?: on| in| the end of)?"
    ),
    "HAN_RELATIVE": _HAN_RELATIVE,
    "HAN_YEAR": _HAN_YEAR,
    "HAN_YEAR_OR_NONE": f"{_HAN_YEAR}?的?",
    "HAN_NTH": "第?(?P<n>[一二三四首次末1-4])",
    "HAN_MONTH": r"(?<![\da-z.])(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])",
    "HAN_DAY": (
        r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]"
    ),
    "HAN_LENGTH": (
        "(?P<len>[一两三四五六七八九1-9]个?月|十二个月|12个月|第?[一二三四首末]?(?:财政)?季度?|[一二三四首]?财季"
        "|半年度?|中期|前三季度|(?:财政)?年度|财年|全年)"
    ),
}
_PIECE = re.compile(r"\{([A-Z_]+)\}")
_GROUP = re.compile(r"\(\?P<([a-z_]+)>")


@cache
def forms() -> tuple[Form, ...]:
    """Every form, the ones that take most words first."""
    reckonings = {**vars(reckoning), **vars(reckoning_relative)}
    rows = WordList(paths.assets() / "periods.csv", _COLUMNS).rows()
    return tuple(
        Form(
            compiled(row["pattern"]),
            reckonings[row["reckoned"]],
            Role(row["role"]),
            row["script"],
        )
        for row in rows
    )


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern with its pieces put in; a group that comes twice is numbered: y, y2, y3."""
    seen: Counter[str] = Counter()

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return f"(?P<{group[1]}{seen[group[1]] if seen[group[1]] > 1 else ''}>"

    whole = _PIECE.sub(lambda piece: _PIECES[piece[1]], pattern)
    return re.compile(_GROUP.sub(numbered, whole))
