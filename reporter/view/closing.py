"""How the page ends: the checks, the sources, the notes and the disclaimer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

from reporter.brief import Brief, Source
from reporter.checks import Finding, Outcome
from reporter.derive.formulas import formula_text
from reporter.facts import Basis, Direction, Fact
from reporter.formats import print_compact, print_date
from reporter.languages import Language
from reporter.quantity import Quantity
from reporter.speech import Speaker
from reporter.terms import words
from reporter.typography import Html, typeset_text
from reporter.view.labels import Desk, capitalised, short_period
from reporter.view.model import CheckRow, Label, Line, SectionView

_DIGEST = 16
"""Characters of a SHA-256 that tell one text from another on a page; the manifest has all."""
_MOST_CHECKS = 12
"""Rows of a table of checks that is still read."""


def checks_section(desk: Desk, findings: Sequence[Finding]) -> SectionView:
    """Whatever does not hold or cannot be said, then the tie-outs that have numbers to show."""
    open_ones = [finding for finding in findings if finding.outcome is not Outcome.HOLDS]
    held = [f for f in findings if f.outcome is Outcome.HOLDS and _has_numbers(f)]
    shown = open_ones + held
    kept = shown[: max(_MOST_CHECKS, len(open_ones))]
    reasons = [_reason(desk, finding) for finding in findings if finding.accepted]
    rest = [desk.each(_rest_hold)] if len(kept) < len(shown) else []
    return SectionView(
        id="checks",
        title=desk.word("how_checked"),
        text=(*reasons, *rest),
        checks=_rows(desk, kept),
    )


def _rest_hold(speaker: Speaker) -> str:
    stop = "。" if speaker.language.is_chinese else "."
    return capitalised(words("checks_more", speaker.language)) + stop


def _has_numbers(finding: Finding) -> bool:
    """Whether it holds one figure against another of the same kind."""
    stated, recomputed = finding.stated, finding.recomputed
    return stated is not None and recomputed is not None and stated.unit == recomputed.unit


def _rows(desk: Desk, findings: Sequence[Finding]) -> tuple[CheckRow, ...]:
    """A row each; those of one measure say of which period, or against what, they are."""
    facts = [desk.brief.facts[finding.facts[0]] for finding in findings]
    named = Counter((fact.entity, fact.concept) for fact in facts)
    return tuple(
        _row(desk, finding, fact, is_one=named[fact.entity, fact.concept] == 1)
        for finding, fact in zip(findings, facts, strict=True)
    )


def _row(desk: Desk, finding: Finding, fact: Fact, *, is_one: bool) -> CheckRow:
    return CheckRow(
        name=desk.each(lambda s: _subject(s, fact) if is_one else _told_apart(s, fact)),
        formula=desk.each(lambda s: _formula(s, finding)),
        stated=_printed(_signed(finding.stated, fact), desk.language),
        recomputed=_printed(_recomputed(finding), desk.language),
        outcome=desk.word(finding.outcome.value),
        holds=finding.outcome is not Outcome.DOES_NOT_HOLD,
    )


def _recomputed(finding: Finding) -> Quantity | None:
    """What a figure comes to; what it was before it was restated stands in the formula."""
    return None if finding.outcome is Outcome.RESTATED else finding.recomputed


def _subject(speaker: Speaker, fact: Fact) -> str:
    """What a figure is of: the entity where it is not the issuer, and the measure."""
    term = speaker.glossary[fact.concept]
    name = term.short(speaker.language)
    if fact.entity == speaker.brief.issuer.entity:
        return name
    between = "" if speaker.language.is_chinese else ": "
    entity = speaker.name(fact.entity)
    return entity if term.price else f"{entity}{between}{name}"


def _told_apart(speaker: Speaker, fact: Fact) -> str:
    """Revenue, Q4 2023, quarter on quarter: its period and what it is against, if not usual."""
    parts = [_subject(speaker, fact)]
    if fact.period != speaker.brief.period:
        parts.append(short_period(fact.period, speaker.language))
    if fact.basis in (Basis.QOQ, Basis.MOM):
        parts.append(words(f"checked_{fact.basis}", speaker.language))
    return ("，" if speaker.language.is_chinese else ", ").join(parts)


def _formula(speaker: Speaker, finding: Finding) -> str:
    """The check in figures: 超23300点 ÷ 低于2万点 − 1; its name where it has no formula."""
    facts, language = speaker.brief.facts, speaker.language
    if not finding.formula:
        return capitalised(words(f"check_{finding.rule}", language))
    return formula_text(
        finding.formula, facts, lambda fact: print_compact(fact.quantity, language), language
    )


def _signed(stated: Quantity | None, fact: Fact) -> Quantity | None:
    """A fall as the negative figure that it is recomputed to."""
    if stated is None or stated.value is None or fact.direction is not Direction.DOWN:
        return stated
    return replace(stated, value=-stated.value)


def _printed(quantity: Quantity | None, language: Language) -> Html:
    if quantity is None:
        return Html("—")
    return typeset_text(print_compact(quantity, language, bound="word"), language)


def _reason(desk: Desk, finding: Finding) -> Label:
    """What does not hold and why that is accepted: 恒生指数（点位与涨跌幅）不符，已说明：…"""
    accepted = desk.brief.checks.accepted
    reason = next(accepted[key] for key in finding.keys if key in accepted)
    return tuple(
        Line(
            speaker.language.value,
            Html(
                typeset_text(_accepted(speaker, finding), speaker.language)
                + speaker.html(reason[speaker.language])
            ),
        )
        for speaker in desk.speakers
    )


def _accepted(speaker: Speaker, finding: Finding) -> str:
    language = speaker.language
    subject = _subject(speaker, speaker.brief.facts[finding.facts[0]])
    rule, outcome, accepted = (
        words(key, language) for key in (f"check_{finding.rule}", finding.outcome, "accepted")
    )
    if language.is_chinese:
        return f"{subject}（{rule}）{outcome}，{accepted}："
    return f"{capitalised(subject)} ({rule}) {outcome}; {accepted}: "


def notes(desk: Desk, findings: Sequence[Finding]) -> tuple[Label, ...]:
    """The sources with their digests, the brief's notes, and what the page is not."""
    brief = desk.brief
    sources = tuple(_source(desk, source) for source in brief.sources)
    return tuple(
        label
        for label in (
            *sources,
            desk.each(lambda s: proof_text(brief, findings, s.language)),
            *(desk.say(note) for note in brief.notes),
            desk.say(brief.disclaimer) or _disclaimer(desk),
        )
        if label
    )


def _source(desk: Desk, source: Source) -> Label:
    """Publisher, description and date, linked to the source where it has an address."""
    return tuple(
        Line(speaker.language.value, _linked(_source_text(speaker, source), source.url, speaker))
        for speaker in desk.speakers
    )


def _source_text(speaker: Speaker, source: Source) -> str:
    language = speaker.language
    colon, comma, stop = ("：", "，", "。") if language.is_chinese else (": ", ", ", ".")
    parts = [source.publisher[language], source.description[language]]
    if source.published:
        parts.append(print_date(source.published, language))
    text = comma.join(dict.fromkeys(filter(None, parts)))
    return f"{capitalised(words('source', language))}{colon}{text}{stop}"


def _linked(text: str, url: str | None, speaker: Speaker) -> Html:
    said = typeset_text(text, speaker.language)
    if url is None:
        return said
    address = escape(url, quote=True)
    return Html(f'{said} <a href="{address}">{address}</a>')


def proof_text(brief: Brief, findings: Sequence[Finding], language: Language) -> str:
    """What is attached and what was checked, in counts that belong to the file."""
    derived = sum(fact.is_derived for fact in brief.facts)
    counts = {
        "stated": len(brief.facts) - derived,
        "derived": derived,
        "checks": len(findings),
        "holds": sum(finding.outcome is Outcome.HOLDS for finding in findings),
    }
    stop, joint = ("。", "；") if language.is_chinese else (".", "; ")
    said = [words("figures_attached", language).format(**counts)]
    digest = next((source.sha256 for source in brief.sources if source.sha256), None)
    if digest:
        said.append(words("source_sha256", language).format(digest=f"{digest[:_DIGEST]}…"))
    return f"{capitalised(joint.join(said))}{stop}"


def _disclaimer(desk: Desk) -> Label:
    def said(speaker: Speaker) -> str:
        language = speaker.language
        both = [words(key, language) for key in ("not_advice", "no_offer")]
        if language.is_chinese:
            return "；".join(both) + "。"
        return " ".join(f"{capitalised(text)}." for text in both)

    return desk.each(said)
