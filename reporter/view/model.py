"""The page as data: what a template sets, word for word and figure for figure.

Every text is HTML that is ready to be set. A template arranges; it neither computes nor words.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from reporter.typography import Html


@dataclass(frozen=True, slots=True)
class Line:
    """Words in one language: a BCP 47 tag and HTML."""

    lang: str
    html: Html


Label: TypeAlias = tuple[Line, ...]
"""The same words in each language of the edition, the leading one first; empty for none."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """Who, what, when and in which unit; `ended` is empty where the period says it."""

    issuer: Label
    codes: str
    kind: Label
    period: Label
    ended: Label
    published: Label
    basis: Label


@dataclass(frozen=True, slots=True)
class Kpi:
    """One figure of the strip: its number large, its unit small, and how it stands to before.

    `trend` is up, down or none; `same` is the figure in the other language or a year ago;
    `unit_name` is the unit in words of its own where it does not stand at the number.
    """

    name: Label
    unit_name: Html
    before: Html
    number: str
    unit: Html
    after: Html
    same: Label
    trend: str
    change: Html
    change_is_derived: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class FigureView:
    """A chart on the page; sizes in points."""

    name: str
    title: Label
    subtitle: Label
    source: Label
    alt: str
    width: float
    height: float
    slot: str


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A line of the results table; `bar` is the length of its change in points, 0 for none."""

    name: Label
    now: str
    prior: str
    now_is_derived: bool
    prior_is_derived: bool
    change: Html
    change_unit: Label
    bar: float
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ResultsTable:
    """This period, a year ago, and the change, in groups of one unit."""

    caption: Label
    unit: Label
    now: Label
    prior: Label
    change: Label
    groups: tuple[tuple[ResultRow, ...], ...]


@dataclass(frozen=True, slots=True)
class HistoryCell:
    """A figure of a history table; `is_now` for the brief's own period."""

    text: Html
    is_now: bool = False
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A measure over the periods of its table."""

    name: Label
    cells: tuple[HistoryCell, ...]


@dataclass(frozen=True, slots=True)
class HistoryTable:
    """Measures by period; the unit is that of rows which name none, periods in the leading
    language alone."""

    unit: Label
    periods: tuple[Html, ...]
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product, what it does, and its one figure."""

    name: Label
    role: Label
    text: Label
    figure: Html
    caption: Label
    leads: bool = False


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One tie-out as printed."""

    name: Label
    formula: Label
    stated: str
    recomputed: str
    outcome: Label
    holds: bool


@dataclass(frozen=True, slots=True)
class SectionView:
    """A part of the page."""

    id: str
    title: Label
    lead: Label = ()
    side: tuple[Label, ...] = ()
    text: tuple[Label, ...] = ()
    tables: tuple[ResultsTable, ...] = ()
    histories: tuple[HistoryTable, ...] = ()
    products: tuple[ProductRow, ...] = ()
    points: tuple[Label, ...] = ()
    figures: tuple[FigureView, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    opens_page: bool = False
    heads: dict[str, Label] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyPointView:
    """A sentence of page 1 and the word beside it."""

    about: Label
    text: Label


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything a template may set."""

    title: str
    lang: str
    edition: str
    languages: tuple[str, ...]
    is_bilingual: bool
    accent: str
    rise: str
    fall: str
    running_head: str
    running_period: str
    running_foot: str
    reading_note: Label
    masthead: Masthead
    headline: Label
    standfirst: Label
    kpis: tuple[Kpi, ...]
    hero: FigureView | None
    key_points: tuple[KeyPointView, ...]
    sections: tuple[SectionView, ...]
    notes: tuple[Label, ...]
    words: dict[str, Label] = field(default_factory=dict)
