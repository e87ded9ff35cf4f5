"""Words for the page in each language of an edition."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reporter.brief import Brief, Words
from reporter.facts import Fact
from reporter.languages import Edition, Language
from reporter.periods import Period, PeriodForm, PeriodKind, print_period
from reporter.speech import Speaker
from reporter.terms import Glossary, words
from reporter.typography import Html, typeset_heading, typeset_text
from reporter.view.model import Label, Line

RAIL, FRONT, PLOT = 8.5, 18.4, 17.5
"""The measures of headings in ems: beside a section, on page 1, over a plot."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A brief and those who speak it, in the edition's order."""

    brief: Brief
    glossary: Glossary
    edition: Edition
    speakers: tuple[Speaker, ...]

    @classmethod
    def of(cls, brief: Brief, glossary: Glossary, edition: Edition) -> Desk:
        speakers = tuple(Speaker(brief, glossary, language) for language in edition.languages)
        return cls(brief, glossary, edition, speakers)

    @property
    def leading(self) -> Speaker:
        return self.speakers[0]

    @property
    def language(self) -> Language:
        return self.leading.language

    def each(self, text: Callable[[Speaker], str]) -> Label:
        """Plain words by language, typeset."""
        return tuple(
            Line(speaker.language.value, typeset_text(text(speaker), speaker.language))
            for speaker in self.speakers
        )

    def say(self, what: Words) -> Label:
        """Prose by language; nothing where the brief has none."""
        return tuple(
            Line(speaker.language.value, html)
            for speaker in self.speakers
            if (html := speaker.say(what))
        )

    def head(self, what: Words, measure: float) -> Label:
        """A heading by language, broken by clauses over lines of so many ems."""
        return tuple(
            Line(
                speaker.language.value,
                typeset_heading(speaker.runs(what[speaker.language]), speaker.language, measure),
            )
            for speaker in self.speakers
            if speaker.language in what
        )

    def word(self, key: str, *, capital: bool = True) -> Label:
        """Page furniture: a word of assets/words.csv, as a head begins it or as it is."""
        case = capitalised if capital else str
        return self.each(lambda speaker: case(words(key, speaker.language)))

    def name(self, entity_id: str) -> Label:
        return self.each(lambda speaker: speaker.name(entity_id))

    def term(self, fact: Fact) -> Label:
        """The concept as a tight label."""
        return self.each(lambda speaker: self.glossary[fact.concept].short(speaker.language))

    def period(self, period: Period, form: PeriodForm = "short") -> Label:
        return self.each(lambda speaker: print_period(period, speaker.language, form))


def capitalised(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def short_period(period: Period, language: Language) -> str:
    """A period for tight places: 2024Q4, FY2024, else as printed short."""
    if period.kind is PeriodKind.QUARTER and language.is_chinese:
        return str(period)
    return print_period(period, language, "short")


def joined(*labels: Label, between: Sequence[str] = (" ", " ")) -> Label:
    """Labels of the same languages one after the other; `between` for Chinese and for English."""
    return tuple(
        Line(
            lines[0].lang,
            Html((between[lines[0].lang == "en"]).join(line.html for line in lines)),
        )
        for lines in zip(*labels, strict=True)
    )
