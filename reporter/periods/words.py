"""The words for periods in each language."""

from __future__ import annotations

from collections.abc import Mapping

from reporter.languages import Language

MONTHS = (
    "January February March April May June July August September October November December".split()
)
HAN_NUMBERS = "一二三四"
UNSPECIFIED_WORDS = frozenset({"unspecified", "未注明期间", "未註明期間", "period not stated"})

HOLIDAYS: Mapping[str, Mapping[Language, str]] = {
    name: {Language.ZH_HANS: hans, Language.ZH_HANT: hant, Language.EN: name}
    for name, hans, hant in (
        ("Spring Festival", "春节", "春節"),
        ("National Day holiday", "国庆假期", "國慶假期"),
        ("Labour Day holiday", "五一假期", "五一假期"),
        ("Mid-Autumn Festival", "中秋节", "中秋節"),
        ("618 shopping festival", "618购物节", "618購物節"),
        ("Double 11", "双十一", "雙十一"),
    )
}
"""Named periods by their English name, which is the canonical one."""

NAMES: Mapping[str, str] = {
    spelling.lower(): name for name, words in HOLIDAYS.items() for spelling in words.values()
} | {"lunar new year": "Spring Festival", "chinese new year": "Spring Festival"}
"""Every spelling, in lower case, with the canonical name."""
