"""The words around figures in each language, as a table that an issuer may override in part."""

from __future__ import annotations

from collections.abc import Mapping

from reporter.languages import Language
from reporter.quantity import Bound

HANS, HANT, EN = Language.ZH_HANS, Language.ZH_HANT, Language.EN

BOUND_WORDS: Mapping[Language, Mapping[Bound, str]] = {
    HANS: {
        Bound.OVER: "超",
        Bound.UNDER: "不到",
        Bound.ABOUT: "约",
        Bound.AT_LEAST: "至少",
        Bound.AT_MOST: "最多",
    },
    HANT: {
        Bound.OVER: "逾",
        Bound.UNDER: "不足",
        Bound.ABOUT: "約",
        Bound.AT_LEAST: "至少",
        Bound.AT_MOST: "最多",
    },
    EN: {
        Bound.OVER: "more than",
        Bound.UNDER: "less than",
        Bound.ABOUT: "about",
        Bound.AT_LEAST: "at least",
        Bound.AT_MOST: "up to",
    },
}
"""Before a figure."""

LONGEST: Mapping[Language, str] = {HANS: "最长", HANT: "最長"}
"""What Chinese says before a time that is at most so long."""

CLOSE_WORDS: Mapping[Language, str] = {HANS: "近", HANT: "近", EN: "nearly"}

RANGE_BOUNDS: Mapping[Language, Mapping[Bound, str]] = {
    HANS: {Bound.AT_LEAST: "或以上", Bound.AT_MOST: "或以下"},
    HANT: {Bound.AT_LEAST: "或以上", Bound.AT_MOST: "或以下"},
    EN: {Bound.AT_LEAST: "or more", Bound.AT_MOST: "or less"},
}
"""After a range, where a word before it would bind to its lower end."""

BOUND_SIGNS: Mapping[Bound, str] = {
    Bound.OVER: ">",
    Bound.UNDER: "<",
    Bound.ABOUT: "≈",
    Bound.AT_LEAST: "≥",
    Bound.AT_MOST: "≤",
}
FULL_WIDTH: Mapping[str, str] = {">": "＞", "<": "＜"}

MONEY_NAMES: Mapping[str, str] = {
    "CNY": "yuan",
    "USD": "US dollars",
    "HKD": "Hong Kong dollars",
    "TWD": "New Taiwan dollars",
    "SGD": "Singapore dollars",
    "EUR": "euros",
    "GBP": "pounds",
    "JPY": "yen",
    "KRW": "won",
}
"""English names, for amounts without digits (tens of millions of yuan)."""

SHORT_UNITS: Mapping[str, str] = {
    "percentage_point": "ppt",
    "basis_point": "bp",
    "second": "sec",
    "minute": "min",
    "hour": "hr",
    "multiple": "x",
}
"""English units for charts and signed changes."""

TIGHT_UNITS = ("%", "p", "x")
"""English units that stand close to their number."""

SEVERAL_HAN: Mapping[int, str] = dict(
    enumerate("十 百 千 万 十万 百万 千万 亿 十亿 百亿 千亿 万亿 十万亿".split(), start=1)
)
SEVERAL: Mapping[int, str] = dict(
    enumerate(
        (
            "dozens",
            "several hundred",
            "several thousand",
            "tens of thousands",
            "hundreds of thousands",
            "several million",
            "tens of millions",
            "hundreds of millions",
            "several billion",
            "tens of billions",
            "hundreds of billions",
            "several trillion",
            "tens of trillions",
        ),
        start=1,
    )
)
"""Unnamed numbers by their power of ten."""

BASIS_WORDS: Mapping[Language, Mapping[str, str]] = {
    HANS: {"yoy": "同比", "qoq": "环比", "mom": "环比", "ytd": "年初至今"},
    HANT: {"yoy": "按年", "qoq": "按季", "mom": "按月", "ytd": "年初至今"},
    EN: {
        "yoy": "year on year",
        "qoq": "quarter on quarter",
        "mom": "month on month",
        "ytd": "year to date",
    },
}
"""What a change is measured against; a basis that is not here (`change`) has no words."""

TRADITIONAL: Mapping[int, int] = str.maketrans("数万亿两约几", "數萬億兩約幾")


def in_script(text: str, language: Language) -> str:
    """Simplified number words in the characters of the language."""
    return text.translate(TRADITIONAL) if language is HANT else text
