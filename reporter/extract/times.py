"""The periods that a text names, absolute or relative to another, where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from reporter.extract import reckoning, reckoning_relative
from reporter.extract.reference import Groups, Reckon, Reference
from reporter.extract.time_words import Form, Role, forms
from reporter.periods import Period

_TO = r"[/、,\-~—–至到和及与]"
_ALONE = r"(?![期度前第上下首末底初q\d一二三四])"
_YEARS = re.compile(
    rf"(?<![\d.])(?:(?:20)?(?:2\d|3[0-5])(?:年|e)?{_TO}){{1,5}}"
    rf"(?:20)?(?:2\d|3[0-5])(?:年{_ALONE}|e(?![a-z]))"
    rf"|(?<![\d.])20\d\d(?:年|e)?(?:{_TO}20\d\d(?:年|e)?){{1,5}}年{_ALONE}"
)
_PARTS = frozenset(
    {reckoning.of_half, reckoning.of_nine_months, reckoning.to_day, reckoning.to_month}
)
_ENDS = frozenset(
    {
        reckoning.of_month_end,
        reckoning.of_quarter_end,
        reckoning.of_half_end,
        reckoning.of_year_end,
        reckoning.of_period_end,
    }
)
_LINE = re.compile(r"[^\n]+")
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN = re.compile("[a-z]")
_SEVERAL = re.compile("(?P<first>[去今明])[、及和]?(?P<last>[今明后])(?:[两二三]年|年)")
_YEAR_IN_LIST = re.compile(r"(?P<y>(?:20)?\d\d)(?:年|e)?")


@dataclass(frozen=True, slots=True)
class Named:
    """Words at [start, end) that name a period, and how it is reckoned."""

    start: int
    end: int
    groups: Groups
    role: Role
    reckon: Reckon

    def period(self, reference: Reference) -> Period | None:
        """The period, or None where it has none, such as a 30 February."""
        try:
            return self.reckon(self.groups, reference)
        except ValueError:
            return None

    @property
    def has_year(self) -> bool:
        """Whether it says its year outright."""
        return "y" in self.groups

    @property
    def has_day(self) -> bool:
        return "d" in self.groups

    @property
    def year(self) -> int:
        """The year that it says outright."""
        number = int(self.groups["y"])
        return number if number > 99 else 2000 + number

    @property
    def is_part(self) -> bool:
        """Whether it is a quarter, a half, nine months or some months of a year."""
        return bool(self.groups.keys() & {"n", "to"}) or self.reckon in _PARTS

    @property
    def is_month(self) -> bool:
        return self.reckon is reckoning.of_month

    @property
    def is_whole_year(self) -> bool:
        """全年, 去年, last year."""
        return self.reckon is reckoning.of_whole_year or (
            self.is_bare_relative and not self.is_coming
        )

    @property
    def is_end(self) -> bool:
        """Whether it is the end of a period, as balances are dated: 6月末."""
        return self.reckon in _ENDS

    @property
    def is_close(self) -> bool:
        """Whether it says when in the day, not which day: 收盘."""
        return self.reckon is reckoning_relative.of_close

    @property
    def is_to_date(self) -> bool:
        """今年以来, year to date: from the start of the year on, without saying until when."""
        return self.reckon is reckoning_relative.of_year_to_date

    @property
    def is_bare_relative(self) -> bool:
        """去年, last year: where they are compared, the year before the one in force."""
        return self.reckon is reckoning_relative.of_last_fiscal_year or (
            "rel" in self.groups and self.reckon is reckoning.of_year
        )

    @property
    def is_coming(self) -> bool:
        """今年, next year."""
        return self.groups.get("rel", " ")[0] in "今本明来后次翌tn"


def find_named(text: str) -> tuple[Named, ...]:
    """The words of a prepared text that name periods, left to right, none over another."""
    taken = bytearray(len(text))
    found = [named for years in _YEARS.finditer(text) for named in _listed(years)]
    found += [named for years in _SEVERAL.finditer(text) for named in _relative(years)]
    for named in found:
        taken[named.start : named.end] = b"\1" * (named.end - named.start)
    for line in _LINE.finditer(text):
        for form in _forms_for(line[0]):
            for match in form.pattern.finditer(text, *line.span()):
                start, end = match.span()
                if start == end or any(taken[start:end]) or _splits_a_word(text, start, end):
                    continue
                taken[start:end] = b"\1" * (end - start)
                found.append(Named(start, end, _groups(match), form.role, form.reckon))
    return tuple(sorted(found, key=lambda named: named.start))


def _forms_for(line: str) -> tuple[Form, ...]:
    """The forms that may stand in a line, by the scripts that it has."""
    return _forms_in(bool(_HAN.search(line)), bool(_LATIN.search(line)))


@cache
def _forms_in(han: bool, latin: bool) -> tuple[Form, ...]:
    absent = {script for script, has in (("zh", han), ("en", latin)) if not has}
    return tuple(form for form in forms() if form.script not in absent)


def _listed(years: re.Match[str]) -> Iterator[Named]:
    """Each of the years of a list: 25/26/27年, 2022年至2024年."""
    for one in _YEAR_IN_LIST.finditer(years.string, *years.span()):
        yield Named(*one.span(), _groups(one), Role.MAIN, reckoning.of_year)


def _relative(years: re.Match[str]) -> Iterator[Named]:
    """Both years of 今明两年; the second takes what is left of the words."""
    for which, end in (("first", years.end("first")), ("last", years.end())):
        rel = {"rel": f"{years[which]}年"}
        yield Named(years.start(which), end, rel, Role.MAIN, reckoning.of_year)


def _groups(match: re.Match[str]) -> Mapping[str, str]:
    """The groups that took part; y2 and y both stand for y."""
    return {key.rstrip("23456789"): value for key, value in match.groupdict().items() if value}


def _splits_a_word(text: str, start: int, end: int) -> bool:
    """Whether the words begin or end within a Latin word or a number."""
    return any(
        0 < at < len(text)
        and text[at - 1 : at + 1].isascii()
        and (text[at - 1 : at + 1].isalpha() or text[at - 1 : at + 1].isdigit())
        for at in (start, end)
    )
