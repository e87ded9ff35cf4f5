"""A brief file into a Brief: every fault of every file it names, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path, PurePath
from typing import Any

from reporter import brief_schema as schema
from reporter.brief import (
    CHART_KINDS,
    Audit,
    Brief,
    ChartPlan,
    Files,
    Issuer,
    KeyPoint,
    Look,
    Product,
    Section,
    Slot,
    Source,
    TablePlan,
    Words,
)
from reporter.derive import derived_facts
from reporter.errors import BadInput, Fault, ReporterError
from reporter.facts import Entity, FactSet
from reporter.languages import Language
from reporter.periods import Period, parse_period
from reporter.prose import Call, literal_numerals, parse_prose
from reporter.sources.rows import COLUMNS, Row, Vocabulary, facts_of
from reporter.sources.table import read_table
from reporter.sources.yaml_file import Document, read_yaml
from reporter.terms import Glossary, hant_wording, load_glossary, to_hant

Where = tuple[str | int, ...]


@dataclass(slots=True)
class BriefFiles:
    """The bytes a brief is read from, by file name, each read once: what is built is what is kept."""

    name: str
    read: Callable[[str], bytes]
    folder: str = ""
    contents: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def beside(cls, path: Path) -> BriefFiles:
        return cls(path.name, lambda name: (path.parent / name).read_bytes(), str(path.parent))

    @classmethod
    def kept(cls, name: str, contents: Mapping[str, bytes], shown: str) -> BriefFiles:
        """Files held in memory, such as a PDF's attachments."""
        return cls(name, contents.__getitem__, shown)

    def shown(self, name: str) -> str:
        """How messages name a file."""
        return str(PurePath(self.folder) / name)

    def content(self, name: str) -> bytes:
        """The bytes of a file; raises OSError or KeyError where there is none."""
        if name not in self.contents:
            self.contents[name] = self.read(name)
        return self.contents[name]


def load_brief(path: Path) -> Brief:
    """The brief of a file; raises BadInput with every fault found."""
    return brief_of(BriefFiles.beside(path))


def brief_of(files: BriefFiles) -> Brief:
    """The brief of those files; raises BadInput with every fault found."""
    brief, faults = read_brief(files)
    if faults or brief is None:
        raise BadInput(faults)
    return brief


def read_brief(files: BriefFiles) -> tuple[Brief | None, list[Fault]]:
    """The brief, stated and derived facts together, and every fault in its files."""
    shown = files.shown(files.name)
    try:
        text = files.content(files.name).decode("utf-8-sig")
    except (OSError, KeyError) as error:
        reason = getattr(error, "strerror", None) or "no such file"
        return None, [Fault(shown, 1, 1, f"cannot be read: {reason}")]
    except UnicodeDecodeError as error:
        return None, [Fault(shown, 1, error.start + 1, "not UTF-8")]
    document, faults = read_yaml(text, shown)
    if document is None:
        return None, faults
    model, more = schema.validate(document)
    if model is None:
        return None, [*faults, *more]
    assembly = _Assembly(document, files, faults)
    brief = assembly.brief(model)
    return (None if assembly.faults else brief), assembly.faults


@dataclass(slots=True)
class _Assembly:
    """One brief being put together; faults are gathered on the way, never raised."""

    document: Document
    files: BriefFiles
    faults: list[Fault]
    names: tuple[str, ...] = ()
    facts: FactSet = field(default_factory=lambda: FactSet(()))
    entities: Mapping[str, Entity] = field(default_factory=dict)
    glossary: Glossary | None = None
    hant_wording: Mapping[str, str] = field(default_factory=dict)

    def fault(self, where: Where, message: str) -> None:
        self.faults.append(self.document.fault(where, message))

    def brief(self, model: schema.BriefModel) -> Brief | None:
        self.names = tuple(model.names)
        self.entities = {
            key: Entity(key, self.labels(value, ("entities", key)))
            for key, value in model.entities.items()
        }
        terms = {key: value.given() for key, value in model.terms.items()}
        wording = {key: value.given() for key, value in model.wording.items()}
        self.hant_wording = hant_wording((*terms.values(), *wording.values()))
        self.glossary = self.load_terms(terms)
        self.facts = self.read_facts(model)
        period, published = self.period(model.period), self.date(model.published, ("published",))
        issuer = self.issuer(model.issuer)
        sources = tuple(self.source(key, value) for key, value in model.sources.items())
        sections = tuple(self.section(s, ("sections", i)) for i, s in enumerate(model.sections))
        self.known_facts(model.kpis, ("kpis",))
        hero = self.chart(model.hero, ("hero",)) if model.hero else None
        headline = self.words(model.headline, ("headline",))
        standfirst = self.words(model.standfirst, ("standfirst",))
        key_points = self.each(model.key_points, ("key_points",), self.key_point)
        notes = self.each(model.notes, ("notes",), self.words)
        disclaimer = self.words(model.disclaimer, ("disclaimer",))
        if period is None or published is None:
            return None
        return Brief(
            id=model.brief,
            issuer=issuer,
            period=period,
            published=published,
            currency=model.currency,
            facts=self.facts,
            entities=self.entities,
            audit=Audit(model.audit),
            sources=sources,
            names=self.names,
            terms=terms,
            wording=wording,
            look=Look(model.look.accent, model.look.rise),
            headline=headline,
            standfirst=standfirst,
            key_points=key_points,
            kpis=tuple(model.kpis),
            hero=hero,
            sections=sections,
            notes=notes,
            disclaimer=disclaimer,
            files=Files(self.files.name, dict(self.files.contents)),
        )

    def load_terms(self, terms: Mapping[str, Mapping[Language, str]]) -> Glossary:
        try:
            return load_glossary(terms)
        except ReporterError as error:
            self.fault(("terms",), str(error))
            return load_glossary()

    def read_facts(self, model: schema.BriefModel) -> FactSet:
        """The stated facts, inline or from the table beside the brief, and what follows from them."""
        rows = self.rows(model.facts)
        glossary = self.glossary or load_glossary()
        words = Vocabulary(glossary, frozenset(model.entities), frozenset(model.sources))
        facts, faults = facts_of(rows, words)
        self.faults += faults
        stated = FactSet(tuple(facts))
        return stated.joined(derived_facts(stated))

    def rows(self, given: str | list[schema.FactModel]) -> list[Row]:
        if isinstance(given, str):
            try:
                content = self.files.content(given)
            except (OSError, KeyError):
                self.fault(("facts",), f"there is no file “{given}” beside the brief")
                return []
            rows, faults = read_table(given, content, self.files.shown(given))
            self.faults += faults
            return rows
        return [self.row(index, fact) for index, fact in enumerate(given)]

    def row(self, index: int, fact: schema.FactModel) -> Row:
        marks, where = self.document.marks, ("facts", index)
        places = {c: marks[(*where, c)] for c in COLUMNS if (*where, c) in marks}
        return Row(self.document.path, fact.model_dump(), places, marks[where])

    def period(self, text: str) -> Period | None:
        try:
            return parse_period(text)
        except ReporterError as error:
            self.fault(("period",), str(error))
            return None

    def date(self, text: str, where: Where) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fault(where, f"“{text}” is not a date: write 2025-03-26")
            return None

    def issuer(self, model: schema.IssuerModel) -> Issuer:
        where = ("issuer",)
        if model.entity not in self.entities:
            self.fault((*where, "entity"), f"“{model.entity}” is not among the entities")
        return Issuer(model.entity, self.labels(model.name, (*where, "name")), tuple(model.codes))

    def source(self, key: str, model: schema.SourceModel) -> Source:
        where = ("sources", key)
        return Source(
            id=key,
            kind=model.kind,
            language=model.language,
            publisher=self.labels(model.publisher, (*where, "publisher")),
            description=self.labels(model.description, (*where, "description")),
            sha256=model.sha256,
            url=model.url,
            published=self.date(model.published, (*where, "published"))
            if model.published
            else None,
        )

    def section(self, model: schema.SectionModel, where: Where) -> Section:
        return Section(
            id=model.section,
            title=self.words(model.title, (*where, "title")),
            lead=self.words(model.lead, (*where, "lead")),
            text=self.each(model.text, (*where, "text"), self.words),
            tables=self.each(model.tables, (*where, "tables"), self.table),
            products=self.each(model.products, (*where, "products"), self.product),
            points=self.each(model.points, (*where, "points"), self.words),
            charts=self.each(model.charts, (*where, "charts"), self.chart),
            new_page=model.new_page == "yes",
        )

    def key_point(self, model: schema.KeyPointModel, where: Where) -> KeyPoint:
        return KeyPoint(self.words(model, where), self.words(model.about, (*where, "about")))

    def table(self, model: schema.TableModel, where: Where) -> TablePlan:
        self.known_facts(model.facts, (*where, "facts"))
        return TablePlan(model.table, tuple(model.facts))

    def product(self, model: schema.ProductModel, where: Where) -> Product:
        self.known_facts(model.facts, (*where, "facts"))
        if model.entity not in self.entities:
            self.fault((*where, "entity"), f"“{model.entity}” is not among the entities")
        return Product(
            model.entity,
            self.words(model.role, (*where, "role")),
            self.words(model.text, (*where, "text")),
            tuple(model.facts),
        )

    def chart(self, model: schema.ChartModel, where: Where) -> ChartPlan:
        self.known_facts(model.facts, (*where, "facts"))
        if model.chart not in CHART_KINDS:
            near = ", ".join(get_close_matches(model.chart, CHART_KINDS) or CHART_KINDS)
            self.fault((*where, "chart"), f"no kind of chart “{model.chart}”; there is {near}")
        return ChartPlan(
            kind=model.chart,
            facts=tuple(model.facts),
            slot=Slot(model.slot),
            title=self.words(model.title, (*where, "title")),
            subtitle=self.words(model.subtitle, (*where, "subtitle")),
            alt=self.words(model.alt, (*where, "alt")),
        )

    def known_facts(self, ids: Iterable[str], where: Where) -> None:
        for index, fact_id in enumerate(ids):
            self.known(fact_id, (*where, index))

    def known(self, fact_id: str, where: Where, offset: int = 0) -> None:
        try:
            self.facts[fact_id]
        except ReporterError as error:
            self.fault_at(where, offset, str(error))

    def each(
        self, models: list[Any], where: Where, build: Callable[[Any, Where], Any]
    ) -> tuple[Any, ...]:
        return tuple(build(model, (*where, index)) for index, model in enumerate(models))

    def words(self, model: schema.Words, where: Where) -> Words:
        """The templates of each language; Traditional Chinese converted where it is not given."""
        templates = {}
        for language, text in model.given().items():
            template, problems = parse_prose(text)
            problems += literal_numerals(template, self.names)
            for problem in problems:
                self.fault_at((*where, language.value), problem.offset, problem.message)
            for call in template.calls():
                self.check_call(call, (*where, language.value))
            templates[language] = template
        if Language.ZH_HANS in templates and Language.ZH_HANT not in templates:
            templates[Language.ZH_HANT] = templates[Language.ZH_HANS].map_literals(
                lambda text: to_hant(text, self.hant_wording)
            )
        return templates

    def check_call(self, call: Call, where: Where) -> None:
        """A call must speak of a fact, an entity, a concept or a date that there is."""
        subject = call.arguments[0]
        match call.function:
            case "fact" | "change" | "period":
                self.known(subject, where, call.offset)
            case "name" if subject not in self.entities:
                self.fault_at(where, call.offset, f"“{subject}” is not among the entities")
            case "term" if self.glossary is not None and subject not in self.glossary:
                self.fault_at(where, call.offset, f"“{subject}” is not in the glossary")
            case "date":
                self.date(subject, where)

    def fault_at(self, where: Where, offset: int, message: str) -> None:
        """A fault inside a text: the offset counts where the text stands on one line."""
        line, column = self.document.marks.get(where, (0, 0))
        if line:
            self.faults.append(Fault(self.document.path, line, column + offset, message))
        else:
            self.fault(where, message)

    def labels(self, model: schema.Words, where: Where) -> dict[Language, str]:
        """Plain names in all three languages: one given in a single language serves them all."""
        given = model.given()
        if not given:
            self.fault(where, "a name in at least one language is missing")
            return {language: "" for language in Language}
        hans = given.get(Language.ZH_HANS) or given.get(Language.EN) or next(iter(given.values()))
        return {
            Language.ZH_HANS: hans,
            Language.ZH_HANT: given.get(Language.ZH_HANT) or to_hant(hans),
            Language.EN: given.get(Language.EN) or hans,
        }
