"""What the words for a period are reckoned from, and the numbers and years in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reporter.periods import Period, PeriodKind

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
NUMBERS: Mapping[str, int] = {
    **{
        word: number
        for words in (
            "一二三四五六七八九",
            "first second third fourth".split(),
            "one two three four five six seven eight nine ten eleven twelve".split(),
        )
        for number, word in enumerate(words, 1)
    },
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "opening": 1,
    "final": 4,
    "last": 4,
    "首": 1,
    "次": 2,
    "末": 4,
    "上": 1,
    "下": 2,
    "两": 2,
    "半": 6,
}
_YEARS_ON: Mapping[str, int] = {"今": 0, "去": -1, "前": -2, "明": 1, "来": 1, "后": 2}
_YEARS_ON_ENGLISH: Mapping[str, int] = {"this": 0, "last": -1, "next": 1}
_FROM_CURRENT: Mapping[str, int] = {"上": -1, "次": 1, "翌": 1}
_SLACK = timedelta(days=10)

Groups = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a period is reckoned from.

    `published` is the day of the text, which `exact` says is known and not guessed; `current` the
    period in force; `said` the year that the sentence has named; `ahead` whether it looks forward;
    `fiscal` whether the issuer counts quarters of a fiscal year of its own, named `offset` years
    from that in which it ends; `quarter` is the last quarter told of, `whole`
    the last period that is no part of another.
    """

    published: date | None
    current: Period | None = None
    exact: bool = True
    said: int | None = None
    ahead: bool = False
    fiscal: bool = False
    offset: int = 0
    quarter: Period | None = None
    whole: Period | None = None

    @property
    def in_fiscal(self) -> bool:
        """Whether what is in force is of a fiscal year that is not the calendar's."""
        current = self.current
        return bool(
            current and current.fiscal and (self.fiscal or current.kind is not PeriodKind.YEAR)
        )

    @property
    def current_year(self) -> int | None:
        """The year of the period in force, else that of the text."""
        end = self.current and (self.current.end or self.current.start)
        if self.current and self.current.year:
            return self.current.year
        if end:
            return end.year
        return self.published.year if self.published else None


Reckon = Callable[[Groups, Reference], Period | None]


def number_of(word: str) -> int:
    """The number that a word for one stands for: 十一, 首, third."""
    if word.isdigit():
        return int(word)
    if "十" in word:
        tens, _, ones = word.partition("十")
        return (NUMBERS[tens] if tens else 1) * 10 + (NUMBERS[ones] if ones else 0)
    return NUMBERS[word]


def said_year(groups: Groups, reference: Reference) -> int | None:
    """The year that the words say, outright or as 去年; None where they say none."""
    if given := groups.get("to_y") or groups.get("y"):
        return int(given) if len(given) == 4 else 2000 + int(given)
    relative = groups.get("rel")
    if not relative:
        return None
    published, current = reference.published, reference.current_year
    word = relative.split()[0]
    if word in _YEARS_ON_ENGLISH:
        return published.year + _YEARS_ON_ENGLISH[word] if published else None
    if word == "the":
        return current - ("same" not in relative) if current else None
    if relative[0] in _YEARS_ON and relative != "前一年":
        return published.year + _YEARS_ON[relative[0]] if published else None
    return current + _FROM_CURRENT.get(relative[0], -(relative == "前一年")) if current else None


def placed(
    groups: Groups, reference: Reference, make: Callable[[int], Period], *, begun: bool = False
) -> Period | None:
    """The period in the year that the words say, else the sentence, else the likeliest.

    That is the last to have ended when the text came out, or only begun; ahead, the nearest.
    """
    number = said_year(groups, reference) or reference.said
    if number:
        return make(number)
    published = reference.published
    if not published:
        return None
    periods = [make(published.year + on) for on in (1, 0, -1)]
    ends = [(p, p.start if begun else p.end) for p in periods]
    dated = [(p, at) for p, at in ends if at]
    if reference.ahead:
        return min(dated, key=lambda pair: abs((pair[1] - published).days))[0]
    slack = timedelta() if begun else _SLACK
    return next((p for p, at in dated if at <= published + slack), dated[-1][0])


def month_number(groups: Groups) -> int:
    """The month that words name, 1 to 12."""
    word = groups.get("mon")
    return month_of(word) if word else number_of(groups["m"])


def month_of(word: str) -> int:
    """The month that a name or a number stands for."""
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else number_of(word)
