"""Reads periods as people write them: FY2024, 2024年第四季度, Q4 FY2025, since June 2024."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reporter.errors import PeriodError
from reporter.periods.model import UNSPECIFIED, Period, PeriodKind
from reporter.periods.words import HAN_NUMBERS, MONTHS, NAMES, UNSPECIFIED_WORDS

_Y = r"(?P<year>(?:19|20)\d\d)"
_FY = rf"(?P<fiscal>FY ?|fiscal (?:year )?)?{_Y}"
_MONTH_WORD = "|".join(f"{name}|{name[:3]}" for name in MONTHS)
_HAN_FISCAL = rf"{_Y}年?(?P<fiscal>财年|财政年度|財年|財政年度)?年?"
_ORDINAL = "(?P<number>[一二三四1-4])"
_ENGLISH_ORDINAL = "(?P<number>first|second|third|fourth)"
_PATTERNS: tuple[tuple[PeriodKind, str], ...] = (
    (PeriodKind.YEAR, rf"(?P<fiscal>FY ?|fiscal (?:year )?|financial year |full[- ]year ){_Y}"),
    (PeriodKind.YEAR, rf"{_Y}(?P<fiscal>年?(?:财年|财政年度|財年|財政年度|年全年|年度|全年))"),
    (PeriodKind.YEAR, rf"{_Y}年?"),
    (PeriodKind.QUARTER, rf"{_FY} ?Q(?P<number>[1-4])"),
    (PeriodKind.QUARTER, rf"Q(?P<number>[1-4])[ -]?{_FY}"),
    (PeriodKind.QUARTER, rf"{_HAN_FISCAL}第?{_ORDINAL}季度?"),
    (PeriodKind.QUARTER, rf"(?:the )?{_ENGLISH_ORDINAL} quarter (?:of )?{_FY}"),
    (PeriodKind.HALF, rf"{_FY} ?H(?P<number>[12])"),
    (PeriodKind.HALF, rf"H(?P<number>[12])[ -]?{_FY}"),
    (PeriodKind.HALF, rf"{_HAN_FISCAL}(?P<number>上|下)半年?"),
    (PeriodKind.HALF, rf"(?:the )?{_ENGLISH_ORDINAL} half (?:of )?{_FY}"),
    (PeriodKind.NINE_MONTHS, rf"{_FY} ?9M"),
    (PeriodKind.NINE_MONTHS, rf"9M[ -]?{_FY}"),
    (PeriodKind.NINE_MONTHS, rf"{_FY} ?Q1-Q3"),
    (PeriodKind.NINE_MONTHS, rf"{_HAN_FISCAL}[前首](?:三季度?|三个季度|三個季度|九个月|九個月)"),
    (PeriodKind.NINE_MONTHS, rf"(?:the )?first nine months of {_FY}"),
    (PeriodKind.MONTH, rf"{_Y}[-/](?P<number>0[1-9]|1[0-2])"),
    (PeriodKind.MONTH, rf"{_Y}年(?P<number>0?[1-9]|1[0-2])月份?"),
    (PeriodKind.MONTH, rf"(?P<number>{_MONTH_WORD}) {_Y}"),
    (PeriodKind.DAY, rf"{_Y}[-/](?P<number>0[1-9]|1[0-2])[-/](?P<day>\d\d)"),
    (PeriodKind.DAY, rf"{_Y}年(?P<number>0?[1-9]|1[0-2])月(?P<day>\d{{1,2}})日"),
    (PeriodKind.DAY, rf"(?P<day>\d{{1,2}}) (?P<number>{_MONTH_WORD}) {_Y}"),
    (PeriodKind.DAY, rf"(?P<number>{_MONTH_WORD}) (?P<day>\d{{1,2}}), {_Y}"),
    (PeriodKind.NAMED, rf"(?:the )?{_Y}年? ?(?P<name>{'|'.join(NAMES)})(?:期间|期間)?"),
    (PeriodKind.NAMED, rf"(?:the )?(?P<name>{'|'.join(NAMES)}) {_Y}"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_OPEN: tuple[tuple[PeriodKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (PeriodKind.FROM, r"from (?P<inner>.+?)(?: on(?:wards)?)?|(?:自)?(?P<han>.+?)起"),
        (PeriodKind.SINCE, r"since (?P<inner>.+)|(?:自)?(?P<han>.+?)(?:以来|以來)"),
        (
            PeriodKind.THROUGH,
            r"(?:through|up to|to) (?P<inner>.+)|(?:截至|截止)(?P<han>.+?)(?:底|止)?",
        ),
    )
)
_SPAN = re.compile(r"(?P<first>.+?) ?(?:\.\.|–|—|~|～|至|到| to |-(?=FY)) ?(?P<last>.+)", re.I)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "上": 1, "下": 2}


def parse_period(text: str, year_end: int = 12) -> Period:
    """The period that a text names; fiscal years end with the month `year_end`.

    Raises PeriodError, with the forms that are understood where nothing fits.
    """
    tidy = re.sub(r"[\s\u00a0]+", " ", text).strip()
    if not tidy:
        raise PeriodError(text, 1, "nothing is written here")
    period = _guarded(text, lambda: _read(tidy, year_end))
    if period is None:
        known = "FY2024, 2024Q4, 2024H1, 2024 9M, 2025-02, 2025-03-20, since 2024-06, unspecified"
        column = len(text) - len(text.lstrip()) + 1
        raise PeriodError(text, column, f"not a period such as {known}")
    return period


def _guarded(text: str, read: Callable[[], Period | None]) -> Period | None:
    try:
        return read()
    except ValueError as fault:
        raise PeriodError(text, 1, str(fault)) from None


def _read(text: str, year_end: int) -> Period | None:
    if text.lower() in UNSPECIFIED_WORDS:
        return UNSPECIFIED
    return _closed(text, year_end) or _open(text, year_end) or _span(text, year_end)


def _closed(text: str, year_end: int) -> Period | None:
    for kind, pattern in _COMPILED:
        if match := pattern.fullmatch(text):
            return _period(kind, match.groupdict(), year_end)
    return None


def _period(kind: PeriodKind, words: dict[str, str | None], year_end: int) -> Period:
    fiscal = bool(words.get("fiscal"))
    return Period(
        kind,
        int(words["year"] or 0),
        _number(words.get("number") or "0"),
        int(words.get("day") or 0),
        fiscal,
        year_end if fiscal else 12,
        NAMES.get((words.get("name") or "").lower(), ""),
    )


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    if word in HAN_NUMBERS:
        return HAN_NUMBERS.index(word) + 1
    return _ORDINALS.get(word.lower()) or _month(word)


def _month(word: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word.lower()))


def _open(text: str, year_end: int) -> Period | None:
    for kind, pattern in _OPEN:
        match = pattern.fullmatch(text)
        inner = match and _closed((match["inner"] or match["han"]).strip(), year_end)
        if inner:
            return Period(kind, first=inner)
    return None


def _span(text: str, year_end: int) -> Period | None:
    match = _SPAN.fullmatch(text)
    if not match:
        return None
    first, last = _closed(match["first"], year_end), _closed(match["last"], year_end)
    return Period(PeriodKind.SPAN, first=first, last=last) if first and last else None


def with_year_end(period: Period, year_end: int) -> Period:
    """The same period of an issuer whose fiscal years end with that month."""
    return replace(
        period,
        year_end=year_end if period.fiscal else 12,
        first=period.first and with_year_end(period.first, year_end),
        last=period.last and with_year_end(period.last, year_end),
    )
