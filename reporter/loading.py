"""A brief file into a Brief: every fault of every file it names, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from reporter import brief_schema as schema
from reporter.brief import (
    CHART_KINDS,
    TABLE_KINDS,
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
)
from reporter.brief_files import BriefFiles
from reporter.check_plan import check_plan
from reporter.derive import derived_facts
from reporter.errors import BadInput, CannotRead, Fault, PeriodError, UnknownConcept
from reporter.fact_reading import read_rows
from reporter.fact_schema import FactItem
from reporter.facts import Entity, FactSet
from reporter.periods import Period, parse_period
from reporter.periods.fiscal import is_end_of
from reporter.proofing import Proofreader
from reporter.quantity import UNITS, UnitKind
from reporter.sources.rows import Vocabulary, facts_of
from reporter.sources.table import place_of_byte
from reporter.sources.yaml_file import Document, Where, read_yaml
from reporter.terms import Glossary, Overrides, hant_wording, load_glossary


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
        content = files.content(files.name)
    except CannotRead as error:
        return None, [Fault(shown, 1, 1, f"cannot be read: {error.reason}")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [Fault(shown, *place_of_byte(content, error.start), "not UTF-8")]
    document, faults = read_yaml(text, shown)
    if document is None:
        return None, faults
    model, more = schema.validate(document)
    loader = _Loader(document, files, [*faults, *more])
    if model is None:
        loader.check_facts_alone()
        return None, loader.faults
    brief = loader.brief(model)
    return (None if loader.faults else brief), loader.faults


class _Loader:
    """One brief being put together; faults are gathered on the way, never raised."""

    def __init__(self, document: Document, files: BriefFiles, faults: list[Fault]) -> None:
        self.document = document
        self.files = files
        self.reader = Proofreader(document, load_glossary(), faults=faults)

    @property
    def faults(self) -> list[Fault]:
        return self.reader.faults

    def check_facts_alone(self) -> None:
        """The faults of the facts table of a brief that is not in the right shape itself."""
        given = self.document.data
        if isinstance(given, dict) and isinstance(given.get("facts"), str):
            self.facts(given["facts"])

    def written(self, key: str) -> frozenset[str]:
        """The keys of a group as the file has them, those with a fault of their own too."""
        group = self.document.data.get(key)
        return frozenset(group if isinstance(group, dict) else ())

    def brief(self, model: schema.BriefModel) -> Brief | None:
        reader = self.reader
        entities = {
            key: Entity(key, reader.labels(names, ("entities", key)))
            for key, names in model.entities.items()
        }
        terms, wording = self.own_words(model)
        period = self.period(model.period, year_end := int(model.issuer.year_end))
        period_end = self.period_end(model.period_end, period)
        facts = self.facts(model.facts, year_end, period)
        reader.hant_wording = hant_wording((*terms.values(), *wording.values()), facts.stated_bases)
        published = reader.day(model.published, ("published",))
        self.check_currency(model.currency)
        issuer = self.issuer(model.issuer)
        sources = tuple(self.source(key, value) for key, value in model.sources.items())
        headline = reader.words(model.headline, ("headline",))
        standfirst = reader.words(model.standfirst, ("standfirst",))
        key_points = reader.each(model.key_points, ("key_points",), self.key_point)
        kpis = reader.facts_of(model.kpis, ("kpis",))
        hero = self.chart(model.hero, ("hero",)) if model.hero else None
        sections = reader.each(model.sections, ("sections",), self.section)
        notes = reader.each(model.notes, ("notes",), reader.words)
        disclaimer = reader.words(model.disclaimer, ("disclaimer",))
        if period is None or published is None:
            return None
        return Brief(
            id=model.brief,
            issuer=issuer,
            period=period,
            published=published,
            currency=model.currency,
            facts=facts,
            entities=entities,
            audit=Audit(model.audit),
            sources=sources,
            names=tuple(model.names),
            terms=terms,
            wording=wording,
            look=Look(model.look.accent, model.look.rise),
            checks=check_plan(model.checks, reader),
            headline=headline,
            standfirst=standfirst,
            key_points=key_points,
            kpis=kpis,
            hero=hero,
            sections=sections,
            notes=notes,
            disclaimer=disclaimer,
            period_end=period_end,
            files=Files(self.files.name, dict(self.files.contents)),
        )

    def own_words(self, model: schema.BriefModel) -> tuple[Overrides, Overrides]:
        """The issuer's terms and wording, by which the rest is read."""
        terms = {key: value.given() for key, value in model.terms.items()}
        wording = {key: value.given() for key, value in model.wording.items()}
        self.reader.entities, self.reader.names = self.written("entities"), model.names
        self.reader.glossary = self.reworded(terms)
        return terms, wording

    def reworded(self, terms: Overrides) -> Glossary:
        """The glossary in the issuer's wording, as far as it knows the concepts."""
        glossary = self.reader.glossary
        for concept in terms:
            try:
                glossary = glossary.reworded({concept: terms[concept]})
            except UnknownConcept as error:
                self.reader.fault(("terms", concept), str(error))
        return glossary

    def facts(
        self, given: str | Sequence[FactItem], year_end: int = 12, period: Period | None = None
    ) -> FactSet:
        """The stated facts, inline or read by plans, and what follows from them."""
        known = self.written("entities"), self.written("sources")
        words = Vocabulary(self.reader.glossary, *known, year_end, period)
        read = read_rows(given, self.document, self.files, words)
        facts, faults = facts_of(read.rows, words)
        self.faults.extend((*read.faults, *faults))
        stated = FactSet(tuple(facts))
        whole = stated.joined(derived_facts(stated))
        if read.is_whole:
            self.reader.facts = whole
            self.reader.refused = frozenset(row.get("id") for row in read.rows)
            self.reader.refused -= {fact.id for fact in facts}
        return whole

    def period(self, text: str, year_end: int) -> Period | None:
        try:
            return parse_period(text, year_end)
        except PeriodError as error:
            self.reader.fault(("period",), error.reason, error.column - 1)
            return None

    def period_end(self, text: str | None, period: Period | None) -> date | None:
        """The last day of the brief's period, which is near the end of a month."""
        day = self.reader.day(text, ("period_end",)) if text else None
        if day and period and not is_end_of(day, period):
            self.reader.fault(("period_end",), f"{day} is not the end of {period}")
        return day

    def check_currency(self, code: str) -> None:
        known = [unit.code for unit in UNITS.values() if unit.kind is UnitKind.MONEY]
        if code not in known:
            message = f"no currency “{code}”; there is {', '.join(known)}"
            self.reader.fault(("currency",), message)

    def issuer(self, model: schema.IssuerModel) -> Issuer:
        self.reader.entity(model.entity, ("issuer", "entity"))
        names = self.reader.labels(model.name, ("issuer", "name"))
        return Issuer(model.entity, names, tuple(model.codes), int(model.year_end))

    def source(self, key: str, model: schema.SourceModel) -> Source:
        where = ("sources", key)
        dated = model.published
        return Source(
            id=key,
            kind=model.kind,
            language=model.language,
            publisher=self.reader.labels(model.publisher, (*where, "publisher")),
            description=self.reader.labels(
                model.description, (*where, "description"), needed=False
            ),
            sha256=model.sha256,
            url=model.url,
            published=self.reader.day(dated, (*where, "published")) if dated else None,
        )

    def section(self, model: schema.SectionModel, where: Where) -> Section:
        reader = self.reader
        return Section(
            id=model.section,
            title=reader.words(model.title, (*where, "title")),
            lead=reader.words(model.lead, (*where, "lead")),
            text=reader.each(model.text, (*where, "text"), reader.words),
            tables=reader.each(model.tables, (*where, "tables"), self.table_plan),
            products=reader.each(model.products, (*where, "products"), self.product),
            points=reader.each(model.points, (*where, "points"), reader.words),
            charts=reader.each(model.charts, (*where, "charts"), self.chart),
            new_page=model.new_page == "yes",
        )

    def key_point(self, model: schema.KeyPointModel, where: Where) -> KeyPoint:
        about = self.reader.words(model.about, (*where, "about"))
        return KeyPoint(self.reader.words(model, where), about)

    def table_plan(self, model: schema.TableModel, where: Where) -> TablePlan:
        self.check_kind("table", model.table, TABLE_KINDS, where)
        return TablePlan(model.table, self.reader.facts_of(model.facts, (*where, "facts")))

    def product(self, model: schema.ProductModel, where: Where) -> Product:
        self.reader.entity(model.entity, (*where, "entity"))
        return Product(
            model.entity,
            self.reader.words(model.role, (*where, "role")),
            self.reader.words(model.text, (*where, "text")),
            self.reader.facts_of(model.facts, (*where, "facts")),
        )

    def chart(self, model: schema.ChartModel, where: Where) -> ChartPlan:
        self.check_kind("chart", model.chart, CHART_KINDS, where)
        return ChartPlan(
            kind=model.chart,
            facts=self.reader.facts_of(model.facts, (*where, "facts")),
            slot=Slot(model.slot),
            title=self.reader.words(model.title, (*where, "title")),
            subtitle=self.reader.words(model.subtitle, (*where, "subtitle")),
            alt=self.reader.words(model.alt, (*where, "alt")),
        )

    def check_kind(self, what: str, kind: str, known: Sequence[str], where: Where) -> None:
        if kind not in known:
            near = ", ".join(get_close_matches(kind, known) or known)
            self.reader.fault((*where, what), f"no kind of {what} “{kind}”; there is {near}")
