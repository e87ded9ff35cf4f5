"""What a correction corrects: the figures that now read otherwise than in what was sent before."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from reporter.errors import NotOurs
from reporter.exchange import FORMAT
from reporter.facts import Basis, Derivation, Direction, Fact, FactSet, Status
from reporter.formats import BASIS_WORDS
from reporter.mail.view import ChangedFigure
from reporter.periods import parse_period
from reporter.quantity import UnitKind, unit_kind
from reporter.speech import Speaker
from reporter.terms import words
from reporter.verify.attached import quantity_of
from reporter.view import Desk
from reporter.view.labels import capitalised, short_period
from reporter.view.model import Label


def facts_before(facts_json: bytes, year_end: int) -> FactSet:
    """The facts of an earlier PDF's facts.json; raises NotOurs where it is no such file."""
    try:
        document = json.loads(facts_json)
        if document["format"] != FORMAT:
            raise NotOurs("facts.json", f"it is in the format {document['format']}, not {FORMAT}")
        return FactSet(tuple(_fact(record, year_end) for record in document["facts"]))
    except (ValueError, KeyError, TypeError, ArithmeticError) as error:
        raise NotOurs("facts.json", f"it cannot be read: {error!r}") from error


def _fact(record: Mapping[str, Any], year_end: int) -> Fact:
    return Fact(
        id=record["id"],
        concept=record["concept"],
        entity=record["entity"],
        period=parse_period(record["period"], year_end),
        quantity=quantity_of(record),
        basis=Basis(record["basis"]),
        direction=Direction(record["direction"]),
        status=Status(record["status"]),
        derivation=Derivation("", ()) if record["derivation"] else None,
    )


def changed_figures(desk: Desk, before: FactSet) -> tuple[ChangedFigure, ...]:
    """The figures that read otherwise now or are withdrawn: those of page 1, then by source."""
    now, strip = desk.brief.facts, desk.brief.kpis
    ordered = sorted(before, key=lambda fact: (fact.id not in strip, fact.is_derived))
    rows = (_row(desk, old, now.get(old.id)) for old in ordered if _counts(old, now.get(old.id)))
    return tuple(row for row in rows if row.old != row.new)


def _counts(old: Fact, new: Fact | None) -> bool:
    """Whether it was told as it stood; a derived figure that is gone followed from one that is."""
    if new is None:
        return old.status is not Status.SUPERSEDED and not old.is_derived
    return Status.SUPERSEDED not in (old.status, new.status)


def _row(desk: Desk, old: Fact, new: Fact | None) -> ChangedFigure:
    return ChangedFigure(
        name=desk.each(lambda s: _name(s, new or old)),
        old=_once(desk.each(lambda s: _print(s, old))),
        new=_once(
            desk.each(lambda s: _print(s, new) if new else words("mail_withdrawn", s.language))
        ),
    )


def _once(label: Label) -> Label:
    """A figure that reads alike in every language, once."""
    return label[:1] if len({line.html for line in label}) == 1 else label


def _print(speaker: Speaker, fact: Fact) -> str:
    if not fact.is_change:
        return speaker.figure(fact)
    is_ratio = unit_kind(fact.quantity.unit) is UnitKind.RATIO
    return speaker.change(fact, "signed" if is_ratio else "bare")  # a sign has no room for a unit


def _name(speaker: Speaker, fact: Fact) -> str:
    """Whose it is, what it is, when it was, and that it is implied: 日活，2024Q4."""
    return ("，" if speaker.language.is_chinese else ", ").join(_said(speaker, fact))


def _said(speaker: Speaker, fact: Fact) -> Iterator[str]:
    brief, language = speaker.brief, speaker.language
    if fact.entity != brief.issuer.entity:
        known = fact.entity in brief.entities
        yield capitalised(speaker.name(fact.entity)) if known else fact.entity
    yield speaker.glossary[fact.concept].short(language)
    if fact.basis.is_change:
        yield BASIS_WORDS[language].get(fact.basis.value) or words("change", language)
    if fact.period != brief.period:
        yield short_period(fact.period, language)
    if fact.is_derived:
        yield words("implied", language)
