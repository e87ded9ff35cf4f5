"""Reads a text from left to right, with the period, entity and concept in force in mind."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from reporter.concepts import Favourability
from reporter.extract.changes import Change, judged, read_change
from reporter.extract.confidence import Confidence
from reporter.extract.conversions import conversions
from reporter.extract.dating import Published, publication_day
from reporter.extract.entities import find_entities, is_about_one, issuer_of
from reporter.extract.entities_in_force import EntityInForce
from reporter.extract.mentions import find_mentions
from reporter.extract.model import Candidate, Kind
from reporter.extract.periods_in_force import PeriodInForce, at_start
from reporter.extract.prepared import prepare
from reporter.extract.repeats import with_periods
from reporter.extract.sentences import Place, Sentence, sentences_of
from reporter.extract.statuses import read_status
from reporter.extract.subjects import Subject, find_terms
from reporter.extract.subjects_in_force import SubjectInForce
from reporter.extract.times import find_named
from reporter.extract.units import Currency, currency_of, is_claimed
from reporter.periods import Period, PeriodKind

_SAME_TIME = re.compile("同期|同一时期|same period")
_TODAY = re.compile("今日|昨日|当日|收报|收盘|全天|[早午尾]盘|盘中|周[一二三四五]")


def _is_of_indices(sentence: Sentence) -> bool:
    """Whether a sentence goes on about indices, and not about one day of them."""
    text = sentence.prepared.text
    indices = any(phrase.meaning.kind == "index" for phrase in sentence.entities)
    return indices and not _TODAY.search(text, sentence.start, sentence.end)


def extract(text: str, *, published: str | None = None, issuer: str = "") -> tuple[Candidate, ...]:
    """The candidate facts of a text, in its order.

    `published` is the day the text came out, YYYY-MM-DD, and `issuer` whom it is about; without
    them, the text's own dates and names say so.
    """
    prepared = prepare(text)
    named = find_named(prepared.text)
    entities = find_entities(prepared)
    issuer = issuer or issuer_of(entities)
    came_out = (
        Published(date.fromisoformat(published))
        if published
        else publication_day(prepared.text, named)
    )
    mentions = find_mentions(prepared.text, named)
    reading = _Reading(
        currency_of(prepared, mentions),
        at_start(prepared.text, named, came_out),
        SubjectInForce(),
        EntityInForce(issuer, is_about_one(entities, issuer)),
    )
    terms = find_terms(prepared.text)
    sure = Confidence()
    found = [
        candidate
        for sentence in sentences_of(prepared, mentions, named, terms, entities)
        for candidate in sure.sentence(sentence, reading.sentence(sentence))
    ]
    return tuple(conversions(with_periods(found, reading.periods.carried), text))


@dataclass(slots=True)
class _Reading:
    """What is in force as a text is read."""

    currency: Currency
    periods: PeriodInForce
    subjects: SubjectInForce
    entities: EntityInForce
    carried: Change | None = None

    def sentence(self, sentence: Sentence) -> list[Candidate]:
        """The candidates of the next sentence."""
        found: list[Candidate] = []
        text = sentence.prepared.text
        goes_on = text.startswith(";", sentence.start - 1) or _SAME_TIME.search(
            text, sentence.start, sentence.end
        )
        last = self.carried if goes_on or _is_of_indices(sentence) else None
        moved = last
        for place in sentence.places():
            change = read_change(place, last, moved)
            subject = self.subjects.read(place, change)
            period = self.periods.read(place, change, subject)
            if change.basis == "qoq" and period.kind is PeriodKind.MONTH:
                change = replace(change, basis="mom")
            entity = self.entities.read(place, subject)
            if place.mention.weak and not is_claimed(place, subject):
                continue
            if subject:
                down_is_good = subject.term.favourability is Favourability.DOWN_GOOD
                change = judged(change, place, down_is_good=down_is_good)
            last, moved = change, change if change.is_change else moved
            found.append(self._candidate(place, change, period, subject, entity))
        self.carried = moved if moved and moved.basis == "ytd" else None
        self.periods.leave(sentence)
        self.subjects.leave(sentence)
        self.entities.leave(sentence)
        return found

    def _candidate(
        self, place: Place, change: Change, period: Period, subject: Subject | None, entity: str
    ) -> Candidate:
        prepared = place.sentence.prepared
        start, end = prepared.extent(place.mention.start, place.mention.end)
        named = (subject.start, subject.end) if subject else self.subjects.unnamed
        quantity = self.currency.quantity(place, subject, change)
        if change.kind is Kind.CHANGE and quantity.value is not None:
            quantity = replace(quantity, value=abs(quantity.value))
        return Candidate(
            start=start,
            end=end,
            surface=prepared.raw[start:end],
            quantity=quantity,
            kind=change.kind,
            entity=entity,
            concept=subject.term.concept if subject else "",
            term=prepared.surface(*named) if named else "",
            basis=change.basis,
            direction=change.direction,
            period=period,
            status=read_status(place),
        )
