"""How the page ends: the checks, the sources, the notes and the disclaimer."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.brief import Source
from reporter.checks import Finding, Outcome
from reporter.derive.formulas import formula_text
from reporter.facts import Fact
from reporter.formats import print_compact, print_date, print_quantity
from reporter.languages import Language
from reporter.quantity import Quantity
from reporter.speech import Speaker
from reporter.terms import words
from reporter.typography import Html, typeset_text
from reporter.view.labels import Desk
from reporter.view.model import CheckRow, Label, SectionView


def checks_section(desk: Desk, findings: Sequence[Finding]) -> SectionView:
    """The tie-outs that have numbers to show, those that do not hold first."""
    shown = [finding for finding in findings if _has_numbers(finding)]
    shown.sort(key=lambda finding: finding.outcome is not Outcome.DOES_NOT_HOLD)
    return SectionView(
        id="checks",
        title=desk.word("how_checked"),
        text=tuple(_reason(desk, finding) for finding in findings if finding.accepted),
        checks=tuple(_row(desk, finding) for finding in shown),
    )


def _has_numbers(finding: Finding) -> bool:
    """Whether it holds one figure against another of the same kind."""
    stated, recomputed = finding.stated, finding.recomputed
    return stated is not None and recomputed is not None and stated.unit == recomputed.unit


def _row(desk: Desk, finding: Finding) -> CheckRow:
    fact = desk.brief.facts[finding.facts[0]]
    return CheckRow(
        name=desk.each(lambda s: _subject(s, fact)),
        formula=desk.each(lambda s: _formula(s, finding)),
        stated=_printed(finding.stated, desk.language),
        recomputed=_printed(finding.recomputed, desk.language),
        outcome=desk.word(finding.outcome.value),
        holds=finding.outcome is not Outcome.DOES_NOT_HOLD,
    )


def _subject(speaker: Speaker, fact: Fact) -> str:
    """What a figure is of: the entity where it is not the issuer, and the measure."""
    term = speaker.glossary[fact.concept]
    name = term.short(speaker.language)
    if fact.entity == speaker.brief.issuer.entity:
        return name
    between = "" if speaker.language.is_chinese else ": "
    entity = speaker.name(fact.entity)
    return entity if term.price else f"{entity}{between}{name}"


def _formula(speaker: Speaker, finding: Finding) -> str:
    """The check in figures: 超23300点 ÷ 低于2万点 − 1."""
    facts, language = speaker.brief.facts, speaker.language
    return formula_text(
        finding.formula, facts, lambda fact: print_compact(fact.quantity, language), language
    )


def _printed(quantity: Quantity | None, language: Language) -> Html:
    if quantity is None:
        return Html("—")
    return typeset_text(print_quantity(quantity, language), language)


def _reason(desk: Desk, finding: Finding) -> Label:
    return desk.each(lambda s: f"{words('accepted', s.language)}: {finding.accepted}")


def notes(desk: Desk) -> tuple[Label, ...]:
    """The sources with their digests, the brief's notes, and what the page is not."""
    brief = desk.brief
    sources = tuple(_source(desk, source) for source in brief.sources)
    return tuple(
        label
        for label in (
            *sources,
            _attached(desk),
            *(desk.say(note) for note in brief.notes),
            desk.say(brief.disclaimer) or _disclaimer(desk),
        )
        if label
    )


def _source(desk: Desk, source: Source) -> Label:
    def said(speaker: Speaker) -> str:
        language = speaker.language
        colon, stop = ("：", "。") if language.is_chinese else (": ", ".")
        comma = "，" if language.is_chinese else ", "
        parts = [source.publisher[language], source.description[language]]
        if source.published:
            parts.append(print_date(source.published, language))
        if source.url:
            parts.append(source.url)
        text = comma.join(dict.fromkeys(filter(None, parts)))
        head = words("source", language)
        return f"{head[:1].upper()}{head[1:]}{colon}{text}{stop}"

    return desk.each(said)


def _attached(desk: Desk) -> Label:
    count = sum(not fact.is_derived for fact in desk.brief.facts)

    def said(speaker: Speaker) -> str:
        text = words("figures_attached", speaker.language).replace("{count}", str(count))
        stop = "。" if speaker.language.is_chinese else "."
        return f"{text[:1].upper()}{text[1:]}{stop}"

    return desk.each(said)


def _disclaimer(desk: Desk) -> Label:
    def said(speaker: Speaker) -> str:
        language = speaker.language
        both = [words(key, language) for key in ("not_advice", "no_offer")]
        if language.is_chinese:
            return "；".join(both) + "。"
        return " ".join(f"{text[:1].upper()}{text[1:]}." for text in both)

    return desk.each(said)
