"""The words of a brief read for faults: templates that parse, references that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from reporter.brief import Words
from reporter.brief_schema import Words as WordsModel
from reporter.errors import Fault, UnknownFact
from reporter.facts import FactSet
from reporter.languages import Language
from reporter.prose import Call, Prose, literal_numerals, parse_prose
from reporter.prose_checks import contradicted_words, number_words
from reporter.sources.yaml_file import Document, Where
from reporter.terms import Glossary, to_hant

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(slots=True)
class Proofreader:
    """Knows what words may refer to; faults are gathered on the way, never raised.

    `facts` is None where they could not be read, and `refused` are the ids of those that have
    faults of their own: a reference to one of them is not a second fault.
    """

    document: Document
    glossary: Glossary
    entities: Collection[str] = ()
    names: Collection[str] = ()
    hant_wording: Mapping[str, str] = field(default_factory=dict)
    facts: FactSet | None = None
    refused: frozenset[str] = frozenset()
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: Where, message: str, offset: int | None = None) -> None:
        self.faults.append(self.document.fault(where, message, offset))

    def each(
        self, given: Iterable[Given], where: Where, read: Callable[[Given, Where], Made]
    ) -> tuple[Made, ...]:
        """Every item of a list, read at its own place."""
        return tuple(read(item, (*where, index)) for index, item in enumerate(given))

    def words(self, model: WordsModel, where: Where) -> Words:
        """The templates of each language; Traditional Chinese converted where it is not given."""
        templates = {
            language: self.template(text, (*where, language.value))
            for language, text in model.given().items()
        }
        if Language.ZH_HANS in templates and Language.ZH_HANT not in templates:
            templates[Language.ZH_HANT] = templates[Language.ZH_HANS].map_literals(
                lambda text: to_hant(text, self.hant_wording)
            )
        return templates

    def template(self, text: str, where: Where) -> Prose:
        template, problems = parse_prose(text)
        problems += literal_numerals(template, self.names)
        problems += number_words(template, self.names)
        problems += contradicted_words(template, self.facts) if self.facts else []
        for problem in problems:
            self.fault(where, problem.message, problem.offset)
        for call in template.calls():
            self.call(call, where)
        return template

    def call(self, call: Call, where: Where) -> None:
        """A call must speak of a fact, an entity, a concept or a date that there is."""
        subject = call.arguments[0]
        match call.function:
            case "fact" | "period":
                self.fact(subject, where, call.offset)
            case "change":
                self.change(subject, where, call.offset)
            case "name":
                self.entity(subject, where, call.offset)
            case "date":
                self.day(subject, where, call.offset)
            case "term" if subject not in self.glossary:
                near = self.glossary.nearest(subject)
                hint = f"; did you mean {', '.join(near)}?" if near else ""
                self.fault(where, f"no concept “{subject}” in the glossary{hint}", call.offset)

    def fact(self, fact_id: str, where: Where, offset: int | None = None) -> None:
        if self.facts is None or self._follows_from_refused(fact_id):
            return
        try:
            self.facts[fact_id]
        except UnknownFact as error:
            self.fault(where, str(error), offset)

    def facts_of(self, ids: Iterable[str], where: Where) -> tuple[str, ...]:
        """The ids of a list of facts, each checked."""
        given = tuple(ids)
        for index, fact_id in enumerate(given):
            self.fact(fact_id, (*where, index))
        return given

    def change(self, fact_id: str, where: Where, offset: int) -> None:
        self.fact(fact_id, where, offset)
        fact = self.facts.get(fact_id) if self.facts else None
        if fact and not fact.is_change:
            self.fault(where, f"“{fact_id}” is no change: print it with fact(…)", offset)

    def entity(self, entity_id: str, where: Where, offset: int | None = None) -> None:
        if entity_id not in self.entities:
            self.fault(where, f"“{entity_id}” is not among the entities", offset)

    def day(self, text: str, where: Where, offset: int | None = None) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(where, f"“{text}” is not a date: write it as 2025-03-26", offset)
            return None

    def labels(
        self, model: WordsModel, where: Where, *, needed: bool = True
    ) -> dict[Language, str]:
        """Plain names in all three languages: one given in a single language serves them all."""
        given = model.given()
        if not given and not needed:
            return dict.fromkeys(Language, "")
        if not given:
            self.fault(where, "a name in at least one language is missing")
            return dict.fromkeys(Language, "")
        hans = given.get(Language.ZH_HANS) or given.get(Language.EN) or next(iter(given.values()))
        return {
            Language.ZH_HANS: hans,
            Language.ZH_HANT: given.get(Language.ZH_HANT) or to_hant(hans),
            Language.EN: given.get(Language.EN) or hans,
        }

    def _follows_from_refused(self, fact_id: str) -> bool:
        """Whether it is a refused fact, or by its name one derived from such: revenue_prior."""
        return any(fact_id == one or fact_id.startswith(f"{one}_") for one in self.refused)
