"""Dates in the way of each language; the one module that asks Babel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from reporter.languages import Language

_LOCALES: Mapping[Language, str] = {
    Language.ZH_HANS: "zh_Hans_CN",
    Language.ZH_HANT: "zh_Hant_HK",
    Language.EN: "en_GB",
}
_PATTERNS: Mapping[str, Mapping[bool, str]] = {
    "long": {True: "y年M月d日", False: "d MMMM y"},
    "short": {True: "M月d日", False: "d MMM"},
    "weekday": {True: "y年M月d日EEEE", False: "EEEE d MMMM y"},
}


def print_date(
    day: date, language: Language, form: Literal["long", "short", "weekday"] = "long"
) -> str:
    """2025年3月20日, 20 March 2025; short has no year, weekday the day's name too."""
    from babel.dates import format_date  # slow to import, and few commands print a date

    pattern = _PATTERNS[form][language.is_chinese]
    return format_date(day, format=pattern, locale=_LOCALES[language])


def print_time(moment: datetime, language: Language) -> str:
    """The date with hours and minutes, in the moment's own time zone."""
    return f"{print_date(moment, language)} {moment:%H:%M}"
