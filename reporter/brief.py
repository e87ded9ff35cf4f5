"""The brief: who reports what for which period, in which words, on which page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from reporter.facts import Entity, FactSet
from reporter.languages import Language
from reporter.periods import Period
from reporter.prose import Prose

Words: TypeAlias = Mapping[Language, Prose]
"""The same thing said in each language."""


class Audit(StrEnum):
    """Whether the period's figures were audited, as far as the sources say."""

    AUDITED = "audited"
    UNAUDITED = "unaudited"
    UNSTATED = "unstated"


class Slot(StrEnum):
    """How wide a chart stands on the page's grid: the whole block, its body, or a part of that."""

    WIDE = "wide"
    FULL = "full"
    HALF = "half"
    THIRD = "third"


CHART_KINDS = (
    "columns_line",
    "dumbbell",
    "durations",
    "guided",
    "level_growth",
    "margin_area",
    "nested_bars",
    "range_scale",
    "ranked_bars",
    "share_bar",
    "sparkline",
    "timeline",
    "waterfall",
)
"""The kinds of chart that a plan may ask for."""


RESULTS, HISTORY = "results", "history"
TABLE_KINDS = (HISTORY, RESULTS)
"""The kinds of table: this period beside a year ago, or every period that is asked for."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """Whose results these are; `codes` are listing codes as printed.

    `year_end` is the month that its fiscal years end with.
    """

    entity: str
    names: Mapping[Language, str]
    codes: tuple[str, ...]
    year_end: int = 12


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts were read from; `sha256` is of its bytes."""

    id: str
    kind: str
    language: str
    publisher: Mapping[Language, str]
    description: Mapping[Language, str]
    sha256: str | None = None
    url: str | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A chart asked for: its kind, the facts it draws, and words that replace the composed ones."""

    kind: str
    facts: tuple[str, ...]
    slot: Slot = Slot.HALF
    title: Words = field(default_factory=dict)
    subtitle: Words = field(default_factory=dict)
    alt: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One of the sentences that page 1 ends with, and the word for what it is about.

    `section` names the section whose title word it takes where it has no `about`.
    """

    text: Words
    about: Words = field(default_factory=dict)
    section: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """A row of the product table: what it is, what it does, and its figures."""

    entity: str
    role: Words
    text: Words
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page; what the brief leaves out is composed from the facts."""

    id: str
    title: Words = field(default_factory=dict)
    lead: Words = field(default_factory=dict)
    text: tuple[Words, ...] = ()
    tables: tuple[TablePlan, ...] = ()
    products: tuple[Product, ...] = ()
    points: tuple[Words, ...] = ()
    charts: tuple[ChartPlan, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A table asked for: its kind and the facts that make its rows."""

    kind: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What a brief may choose of its appearance; colours as #rrggbb."""

    accent: str = "#c8330f"
    rise: str | None = None


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """What a brief says of its tie-outs.

    `severities` are by rule; `accepted` gives reasons by rule or by id of the fact that is judged.
    """

    severities: Mapping[str, str] = field(default_factory=dict)
    accepted: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes a brief was read from, by file name; `name` is the brief's own file."""

    name: str
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything a page is made from; `facts` are the stated ones and those derived from them."""

    id: str
    issuer: Issuer
    period: Period
    published: date
    currency: str
    facts: FactSet
    entities: Mapping[str, Entity]
    audit: Audit = Audit.UNSTATED
    sources: tuple[Source, ...] = ()
    names: tuple[str, ...] = ()
    terms: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    wording: Mapping[str, Mapping[Language, str]] = field(default_factory=dict)
    look: Look = Look()
    checks: CheckPlan = CheckPlan()
    headline: Words = field(default_factory=dict)
    standfirst: Words = field(default_factory=dict)
    key_points: tuple[KeyPoint, ...] = ()
    kpis: tuple[str, ...] = ()
    hero: ChartPlan | None = None
    sections: tuple[Section, ...] = ()
    notes: tuple[Words, ...] = ()
    disclaimer: Words = field(default_factory=dict)
    period_end: date | None = None
    files: Files = Files("", {})

    def entity(self, entity_id: str) -> Entity:
        return self.entities[entity_id]

    def charts(self) -> Iterator[ChartPlan]:
        """Every chart asked for, in page order."""
        if self.hero:
            yield self.hero
        for section in self.sections:
            yield from section.charts
