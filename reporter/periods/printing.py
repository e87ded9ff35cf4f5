"""Periods in the words of each language: 2024年第四季度, the fourth quarter of 2024."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from reporter.languages import Language
from reporter.periods.model import Period, PeriodKind
from reporter.periods.words import HAN_NUMBERS, HOLIDAYS, MONTHS

PeriodForm = Literal["long", "short", "prose"]
"""long for heads (fourth quarter of 2024), short for tables (Q4 2024), prose for sentences."""

_ORDINALS = ("first", "second", "third", "fourth")
_NOT_STATED = {
    Language.ZH_HANS: "未注明期间",
    Language.ZH_HANT: "未註明期間",
    Language.EN: "period not stated",
}


def print_period(period: Period, language: Language, form: PeriodForm = "long") -> str:
    """The period in a language; prose has the article that an English sentence needs."""
    if period.kind is PeriodKind.UNSPECIFIED:
        return _NOT_STATED[language]
    if period.is_open and period.first:
        return _open(period.kind, print_period(period.first, language, form), language)
    if period.kind is PeriodKind.SPAN and period.first and period.last:
        ends = [print_period(end, language, form) for end in (period.first, period.last)]
        return ("至" if language.is_chinese else " to ").join(ends)
    if language is Language.EN:
        return _ENGLISH[period.kind](period, form)
    return _CHINESE[period.kind](period, language, form)


def _open(kind: PeriodKind, inner: str, language: Language) -> str:
    if language is Language.EN:
        return f"{'to' if kind is PeriodKind.THROUGH else kind} {inner}"
    since = "以来" if language is Language.ZH_HANS else "以來"
    before, after = {
        PeriodKind.FROM: ("", "起"),
        PeriodKind.SINCE: ("", since),
        PeriodKind.THROUGH: ("截至", ""),
    }[kind]
    return f"{before}{inner}{after}"


def _chinese_year(period: Period, language: Language, form: PeriodForm) -> str:
    """2024年; a fiscal year that is the calendar's is 2024年全年 in full, any other 2025财年."""
    if period.fiscal and period.year_end != 12:
        return f"{period.year}{_fiscal(language)}"
    return f"{period.year}年全年" if period.fiscal and form == "long" else f"{period.year}年"


def _fiscal(language: Language) -> str:
    return "财年" if language is Language.ZH_HANS else "財年"


def _in_chinese_year(period: Period, language: Language) -> str:
    return f"{period.year}{_fiscal(language) if period.fiscal else '年'}"


def _chinese_quarter(period: Period, language: Language, form: PeriodForm) -> str:
    number = HAN_NUMBERS[period.number - 1]
    if language is Language.ZH_HANT:
        quarter = f"第{number}季"
    else:
        quarter = f"{number}季度" if form == "short" else f"第{number}季度"
    return _in_chinese_year(period, language) + quarter


def _chinese_half(period: Period, language: Language, form: PeriodForm) -> str:
    return f"{_in_chinese_year(period, language)}{'上下'[period.number - 1]}半年"


def _chinese_nine_months(period: Period, language: Language, form: PeriodForm) -> str:
    part = "前三季度" if language is Language.ZH_HANS else "首三季"
    return _in_chinese_year(period, language) + part


def _chinese_month(period: Period, language: Language, form: PeriodForm) -> str:
    return f"{period.year}年{period.number}月"


def _chinese_day(period: Period, language: Language, form: PeriodForm) -> str:
    return f"{period.year}年{period.number}月{period.day}日"


def _chinese_name(period: Period, language: Language, form: PeriodForm) -> str:
    return f"{period.year}年{HOLIDAYS[period.name][language]}"


_CHINESE: Mapping[PeriodKind, Callable[[Period, Language, PeriodForm], str]] = {
    PeriodKind.YEAR: _chinese_year,
    PeriodKind.QUARTER: _chinese_quarter,
    PeriodKind.HALF: _chinese_half,
    PeriodKind.NINE_MONTHS: _chinese_nine_months,
    PeriodKind.MONTH: _chinese_month,
    PeriodKind.DAY: _chinese_day,
    PeriodKind.NAMED: _chinese_name,
}


def _english_year(period: Period, form: PeriodForm) -> str:
    """FY2024 in tables; a fiscal year that is the calendar's is plain 2024 in a sentence."""
    if not period.fiscal:
        return str(period.year)
    if form == "short":
        return f"FY{period.year}"
    if period.year_end == 12:
        return f"full year {period.year}" if form == "long" else str(period.year)
    return f"fiscal year {period.year}" if form == "long" else f"fiscal {period.year}"


def _english_part(period: Period, form: PeriodForm, short: str, long: str) -> str:
    if form == "short":
        return f"{short} {'FY' if period.fiscal else ''}{period.year}"
    article = "the " if form == "prose" else ""
    return f"{article}{long} of {'fiscal ' if period.fiscal else ''}{period.year}"


def _english_quarter(period: Period, form: PeriodForm) -> str:
    return _english_part(
        period, form, f"Q{period.number}", f"{_ORDINALS[period.number - 1]} quarter"
    )


def _english_half(period: Period, form: PeriodForm) -> str:
    return _english_part(period, form, f"H{period.number}", f"{_ORDINALS[period.number - 1]} half")


def _english_nine_months(period: Period, form: PeriodForm) -> str:
    return _english_part(period, form, "9M", "first nine months")


def _english_month(period: Period, form: PeriodForm) -> str:
    month = MONTHS[period.number - 1]
    return f"{month[:3] if form == 'short' else month} {period.year}"


def _english_day(period: Period, form: PeriodForm) -> str:
    return f"{period.day} {_english_month(period, form)}"


def _english_name(period: Period, form: PeriodForm) -> str:
    name = HOLIDAYS[period.name][Language.EN]
    return f"the {period.year} {name}" if form == "prose" else f"{name} {period.year}"


_ENGLISH: Mapping[PeriodKind, Callable[[Period, PeriodForm], str]] = {
    PeriodKind.YEAR: _english_year,
    PeriodKind.QUARTER: _english_quarter,
    PeriodKind.HALF: _english_half,
    PeriodKind.NINE_MONTHS: _english_nine_months,
    PeriodKind.MONTH: _english_month,
    PeriodKind.DAY: _english_day,
    PeriodKind.NAMED: _english_name,
}
