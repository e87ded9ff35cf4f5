"""Numbers that are no figures: dates and periods, names and codes, addresses, and the fact count.

All of them are taken from what is attached to the PDF; nothing on the page vouches for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from reporter.brief import Brief, Words
from reporter.errors import PeriodError
from reporter.formats import print_date
from reporter.languages import Language
from reporter.periods import Period, PeriodForm, PeriodKind, parse_period, print_period
from reporter.periods.words import MONTHS
from reporter.terms import Glossary
from reporter.verify.attached import Attached
from reporter.view.closing import proof_text

_FORMS: tuple[PeriodForm, ...] = ("long", "short", "prose")
_COUNTED = "[0-9０-９零一二三四五六七八九十百千万萬亿億两兩半首]"
_AFTER = (
    r"(?![0-9%])(?![.,][0-9])"
    r"(?!\s?(?:[万萬亿億倍元]|个百分点|個百分點|(?:million|billion|trillion|bn|tn|m|k|ppt)\b))"
)
_YEAR = re.compile("[0-9]{4}")
_PARTS = (*MONTHS, *(month[:3] for month in MONTHS), "quarter of", "half of", "months of")
_WITHIN_DATE = "".join(rf"(?<!{part}\s)" for part in (*_PARTS, r"\b[QH][0-9]", "9M"))
_BEFORE = r"(?<![0-9$¥€£])(?<![0-9][.,])(?<!RMB)(?<!RMB\s)"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch [start, end) of a text that is no figure, its kind, and what it stands for."""

    start: int
    end: int
    kind: str
    meaning: str


class Furniture:
    """The dates, names and codes that may stand on a page."""

    def __init__(self, meanings: Iterable[tuple[str, str, str]]) -> None:
        known = {text: (kind, meaning) for kind, meaning, text in meanings if text}
        self._known = {text.casefold(): value for text, value in known.items()}
        ordered = sorted(known, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_guarded, ordered)) or "(?!)", re.IGNORECASE)

    def places(self, text: str) -> Iterator[Place]:
        """What of a text is furniture, from left to right."""
        for match in self._pattern.finditer(text.replace("\u00a0", " ")):
            kind, meaning = self._known[match[0].casefold()]
            yield Place(match.start(), match.end(), kind, meaning)


def _guarded(text: str) -> str:
    """The pattern of a text that is no part of a longer figure, nor a year of a longer date."""
    if _YEAR.fullmatch(text):
        return f"{_BEFORE}{_WITHIN_DATE}{text}{_AFTER}"
    before = _BEFORE if text[0].isdigit() else r"(?<![A-Za-z])" if text[0].isascii() else ""
    after = _AFTER if text[-1].isdigit() else ""
    return f"{before}{re.escape(text)}{after}"


def furniture_of(attached: Attached) -> Furniture:
    """Everything that the facts and the brief of a PDF name with a number in it."""
    return Furniture(_meanings(attached))


def _meanings(attached: Attached) -> Iterator[tuple[str, str, str]]:
    """Kind, meaning and text; what is given later wins over the same text given earlier."""
    periods = {fact.period for fact in attached.facts}
    year_end = 12
    if attached.press:
        year_end = attached.press.brief.issuer.year_end
        yield from _named(attached.press.brief, attached.press.glossary)
        for language in Language:
            text = proof_text(attached.press.brief, attached.press.findings, language)
            yield "count of the file", "counts", text
        period = attached.press.brief.period
        periods |= {str(period), str(period.year_ago())}
        for day in _days(attached.press.brief):
            meaning = f"{day}/{day}"
            yield from (("date", meaning, print_date(day, lang)) for lang in Language)
    for text in sorted(periods):
        yield from _period(text, year_end)


def _period(text: str, year_end: int) -> Iterator[tuple[str, str, str]]:
    try:
        period = parse_period(text, year_end)
    except PeriodError:
        return
    for one in filter(None, (period, period.first, period.last)):
        yield from _prints(one)


def _prints(period: Period) -> Iterator[tuple[str, str, str]]:
    said = {print_period(period, lang, form) for lang in Language for form in _FORMS}
    for text in sorted({*said, str(period)}):
        if re.search("[0-9]", text):
            yield "period", _calendar(period), text.replace("\u00a0", " ")
    if period.kind is PeriodKind.QUARTER:
        yield "part of a year", f"Q{period.number}", f"Q{period.number}"


def _calendar(period: Period) -> str:
    """2024 and FY2024 are printed alike in a sentence: they mean the same days."""
    start, end = period.start, period.end
    return f"{start}/{end}" if start and end else str(period)


def _named(brief: Brief, glossary: Glossary) -> Iterator[tuple[str, str, str]]:
    names = [*brief.names, *brief.issuer.codes, *brief.issuer.names.values()]
    for entity in brief.entities.values():
        names += entity.names.values()
    for source in brief.sources:
        names += [*source.publisher.values(), *source.description.values(), source.url or ""]
    for concept in dict.fromkeys(fact.concept for fact in brief.facts):
        names += [*glossary[concept].names.values(), *glossary[concept].shorts.values()]
    for name in names:
        if re.search(_COUNTED, name):
            yield "name", name, name


def _days(brief: Brief) -> Iterator[date]:
    yield brief.published
    yield from (brief.period_end,) if brief.period_end else ()
    yield from (source.published for source in brief.sources if source.published)
    for template in spoken_words(brief):
        for prose in template.values():
            for call in prose.calls("date"):
                yield date.fromisoformat(call.arguments[0])


def spoken_words(brief: Brief) -> Iterator[Words]:
    """Every text of a brief, in page order."""
    yield from (brief.headline, brief.standfirst)
    for point in brief.key_points:
        yield from (point.about, point.text)
    for section in brief.sections:
        yield from (section.title, section.lead, *section.text, *section.points)
        for product in section.products:
            yield from (product.role, product.text)
    for chart in brief.charts():
        yield from (chart.title, chart.subtitle, chart.alt)
    yield from (*brief.notes, brief.disclaimer)
