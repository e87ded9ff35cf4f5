"""The subject of a message: the figure that leads, then the one that the headline is about."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.facts import Basis, Fact
from reporter.formats import legible, print_compact
from reporter.languages import Language
from reporter.periods import Period
from reporter.related import change_of
from reporter.speech import Speaker
from reporter.terms import words
from reporter.view import Desk
from reporter.view.labels import capitalised, short_period


def subject(desk: Desk, *, is_revised: bool = False) -> str:
    """快手2024年收入1269亿元，同比增长11.8%；经调整净利润177亿元，增长72.5%.

    Two languages have a figure each: neither is to be cut off on a phone.
    """
    facts = _headline_figures(desk)
    if desk.edition.is_bilingual:
        facts = facts[:1]
    said = (_line(speaker, facts, is_revised) for speaker in desk.speakers)
    return " | ".join(said).replace("\u00a0", " ")


def _headline_figures(desk: Desk) -> list[Fact]:
    """The first figure of the strip, and the one after it that the headline speaks of first."""
    brief = desk.brief
    strip = [brief.facts[fact_id] for fact_id in brief.kpis]
    prose = brief.headline.get(desk.language)
    named = [brief.facts[fact_id].concept for fact_id in (prose.fact_ids if prose else ())]
    rest = sorted(strip[1:], key=lambda fact: _place(fact.concept, named))
    return [*strip[:1], *rest[:1]]


def _place(concept: str, named: Sequence[str]) -> int:
    return named.index(concept) if concept in named else len(named)


def _line(speaker: Speaker, facts: Sequence[Fact], is_revised: bool) -> str:
    language, brief = speaker.language, speaker.brief
    issuer = capitalised(speaker.name(brief.issuer.entity))
    of = facts[0].period if facts else brief.period
    period = short_period(of, language)
    figures = [_figure(speaker, fact, of, is_first=fact is facts[0]) for fact in facts]
    revised = capitalised(words("mail_revised", language)) if is_revised else ""
    if not figures:
        figures = [words("earnings_brief", language)]
    if language.is_chinese:
        return f"{f'{revised}：' if revised else ''}{issuer}{period}{'；'.join(figures)}"
    return f"{f'{revised}: ' if revised else ''}{issuer} {period}: {'; '.join(figures)}"


def _figure(speaker: Speaker, fact: Fact, said: Period, *, is_first: bool) -> str:
    """收入1269亿元，同比增长11.8%: what the change is measured against is said once."""
    language = speaker.language
    name = _name(speaker, fact, said)
    if fact.is_change:
        return f"{name}{_space(language)}{speaker.change(fact)}"
    change = change_of(speaker.brief.facts, fact)
    if language.is_chinese:
        level, form, comma = speaker.figure(fact), "phrase" if is_first else "bare", "，"
    else:
        quantity = legible(fact.quantity, language)
        level, comma = print_compact(quantity, language, bound="word"), ", "
        form = "bare" if change and change.basis is Basis.YOY else "phrase"
    moved = f"{comma}{_change(speaker, change, form)}" if change else ""
    return f"{name}{_space(language)}{level}{moved}"


def _change(speaker: Speaker, change: Fact, form: str) -> str:
    said = speaker.change(change, form)
    if not change.is_derived:
        return said
    implied = words("implied", speaker.language)
    return f"{said}（{implied}）" if speaker.language.is_chinese else f"{said} ({implied})"


def _name(speaker: Speaker, fact: Fact, said: Period) -> str:
    """The measure as within a sentence, with its period where that is not said yet."""
    name = speaker.glossary[fact.concept].name(speaker.language)
    if fact.period == said:
        return name
    return f"{short_period(fact.period, speaker.language)}{_space(speaker.language)}{name}"


def _space(language: Language) -> str:
    return "" if language.is_chinese else " "
