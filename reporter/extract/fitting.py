"""Whether a figure can be one of a concept: by its unit, its size, and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reporter.concepts import UnitKind as ConceptUnit
from reporter.extract.model import Kind
from reporter.extract.sentences import Place
from reporter.extract.term_book import TermPhrase
from reporter.quantity import UnitKind, unit_kind
from reporter.terms import Term

_POINTS = re.compile(
    r"(?:百分点|pct|pcts|pp|ppts?|ppt|个?点子?|bps?|basis points?|percentage points?)\Z"
)
_SCALED = re.compile(r"[万亿兆千百十]|illion|thousand|\d ?(?:[mbt]n?|k)(?![a-z])")
_BARE = re.compile(r"(?:[\d十百千万亿兆bmk]|illion|thousand|[mbt]n)\Z")
_PRODUCT = (
    "吨|桶|公斤|千克|克|盎司|瓦|平方米|平方呎|呎|件|票|箱|度|立方米|千瓦时|片|瓶|台|wh|kwh"
)  # fmt: skip
_BY_UNIT = re.compile(
    r" ?(?:/|an? |per |每)(?:metric )?"
    r"(?:tonnes?|tons?|t|barrels?|boe|bbl|kilograms?|kgs?|ounces?|oz|watts?|w|mwh|unit|parcel"
    rf"|sq(?:uare)?\.? (?:foot|ft|metre|meter|m)|{_PRODUCT})(?![a-z])"
)
_EACH = re.compile(rf"每(?:{_PRODUCT})\Z")
_MEASURES = {
    "tonne": ConceptUnit.TONNE,
    "kg": ConceptUnit.TONNE,
    "km": ConceptUnit.KILOMETRE,
    "square_metre": ConceptUnit.SQUARE_METRE,
    "square_foot": ConceptUnit.SQUARE_METRE,
    "MWh": ConceptUnit.WATT_HOUR,
    "kWh": ConceptUnit.WATT_HOUR,
    "kW": ConceptUnit.WATT,
    "MW": ConceptUnit.WATT,
    "barrel": ConceptUnit.BARREL,
    "cubic_metre": ConceptUnit.CUBIC_METRE,
    "GB": ConceptUnit.BYTE,
    "passenger_km": ConceptUnit.PASSENGER_KILOMETRE,
    "seat_km": ConceptUnit.SEAT_KILOMETRE,
}
_DURATIONS = frozenset(
    {
        *(ConceptUnit.SECOND, ConceptUnit.MINUTE, ConceptUnit.HOUR, ConceptUnit.DAY),
        *(ConceptUnit.WEEK, ConceptUnit.MONTH, ConceptUnit.YEAR),
    }
)
_COUNTS = frozenset({ConceptUnit.COUNT, ConceptUnit.PERSON})
_ALIKE = ("家个间店座处所", "台部辆架艘", "人名位户", "次笔单件票份", "套间户")
_COUNTERS = {"vehicle": ("", "辆", "台", "部"), "wafer": ("", "片")}
_RATES = frozenset({"exchange_rate", "bond_yield", "policy_rate", "freight_rate"})
_STOCKS = frozenset({"limit_up_stocks", "advancing_stocks", "declining_stocks"})
OF_ANYTHING = frozenset(
    {"production_volume", "production_capacity", "sales_volume", "unit_shipments", "inventories"}
)
"""Quantities of whatever the company makes, in whatever unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """What is known of a figure before its concept is; `value` is its size, without a sign."""

    unit: str
    kind: Kind
    words: str
    value: Decimal
    by_unit: bool = False

    @property
    def is_change(self) -> bool:
        return self.kind is Kind.CHANGE

    @property
    def is_points(self) -> bool:
        """Whether it is in points of a percentage, so that its concept is one."""
        return self.unit in ("percentage_point", "basis_point") or (
            self.unit in ("percent", "count") and bool(_POINTS.search(self.words))
        )

    @property
    def is_scaled(self) -> bool:
        """Whether it is written with a magnitude: 61.2亿, 3 million."""
        return bool(_SCALED.search(self.words)) or self.value >= 10_000_000

    @property
    def is_bare(self) -> bool:
        """Whether it is a number alone, or with a magnitude."""
        return self.unit == "count" and bool(_BARE.search(self.words))


def figure_of(place: Place, kind: Kind) -> Figure:
    """The figure at a place."""
    quantity, mention = place.mention.quantity, place.mention
    before = place.text[max(0, mention.outer_start - 8) : mention.outer_start]
    by_unit = _BY_UNIT.match(place.text, mention.end) or _EACH.search(before)
    value = max((abs(value) for value in quantity.ends), default=Decimal(0))
    return Figure(quantity.unit, kind, place.surface, value, bool(by_unit))


def next_figure(place: Place) -> Figure | None:
    """The next figure of the sentence, taken as a level, as it has not been read."""
    if place.index + 1 >= len(place.sentence.mentions):
        return None
    return figure_of(Place(place.sentence, place.index + 1), Kind.LEVEL)


def fits(term: Term, figure: Figure) -> bool:
    """Whether the figure can be one of the concept, or a change or multiple of it."""
    return fitness(term, figure) > 0


def fitness(term: Term, figure: Figure) -> int:
    """2 where the figure's unit is the concept's own, 1 where it can be, 0 where it cannot."""
    kind = unit_kind(figure.unit)
    if term.concept in _STOCKS and figure.is_change:
        return 0
    if term.concept == "exchange_rate":
        return int(not figure.is_scaled)
    if term.concept == "pmi":
        return int(kind in (UnitKind.RATIO, UnitKind.LEVEL, UnitKind.COUNT))
    if figure.is_points:
        return 2 * (term.unit is ConceptUnit.PERCENT or term.concept in _RATES)
    match kind:
        case UnitKind.MONEY:
            return 2 * _fits_money(term, figure)
        case UnitKind.RATIO:
            own = term.unit is ConceptUnit.PERCENT and not figure.is_change
            return 2 if own else int(figure.is_change)
        case UnitKind.MULTIPLE:
            if term.unit is ConceptUnit.PERCENT and re.search(r"\d", figure.words):
                return int("gearing" in term.concept)
            return 2 if term.unit is ConceptUnit.MULTIPLE else 1
        case UnitKind.LEVEL:
            rate = figure.is_change and term.unit is ConceptUnit.PERCENT
            return 2 if term.unit is ConceptUnit.POINTS else int(rate)
        case UnitKind.DURATION:
            return 2 * (term.unit in _DURATIONS)
        case UnitKind.MEASURE:
            return 2 if _is_measured_in(term, figure.unit) else int(term.concept in OF_ANYTHING)
    return 2 * _fits_count(term, figure)


def _is_measured_in(term: Term, unit: str) -> bool:
    return term.unit is _MEASURES.get(unit) or (unit == "TEU" and term.counter_zh == "标准箱")


def _fits_money(term: Term, figure: Figure) -> bool:
    """Amounts are large, prices and amounts per share are not."""
    match term.unit:
        case ConceptUnit.MONEY:
            large = figure.is_scaled or figure.value >= 1000 or not figure.value
            return large and not figure.by_unit
        case ConceptUnit.MONEY_PER_SHARE:
            return not figure.is_scaled and not figure.by_unit
        case ConceptUnit.MONEY_PER_UNIT:
            return not figure.is_scaled or figure.value < 10_000_000
    return False


def _fits_count(term: Term, figure: Figure) -> bool:
    if not figure.is_scaled and figure.value % 1 and term.unit is not ConceptUnit.POINTS:
        return False
    if figure.unit == "share":
        return term.counter_zh == "股" or term.concept in {"shareholding", *_STOCKS}
    if term.concept in OF_ANYTHING:
        return True
    if figure.unit == "person":
        return term.unit is ConceptUnit.PERSON or (
            term.unit is ConceptUnit.COUNT and term.counter_zh in ("", "家", "个")
        )
    if counters := _COUNTERS.get(figure.unit):
        return term.unit is ConceptUnit.COUNT and term.counter_zh in counters
    if figure.is_bare:
        amount = figure.is_scaled and term.unit.is_money
        return term.unit in (*_COUNTS, ConceptUnit.POINTS) or amount
    return term.unit in _COUNTS and _counted_alike(term.counter_zh[-1:], figure.words[-1:])


def _counted_alike(one: str, other: str) -> bool:
    """Whether two counters can stand for one another; 个 and no counter go with everything."""
    if not one or not other or other.isascii() or one == other or other in "个多余":
        return True
    return any(one in group and other in group for group in _ALIKE)


def meanings(phrase: TermPhrase, figure: Figure) -> tuple[Term, ...]:
    """The terms of a phrase that the figure fits best, the likelier first."""
    ranked = [(fitness(term, figure), term) for term in phrase.meaning.terms]
    best = max((rank for rank, _ in ranked), default=0)
    return tuple(term for rank, term in ranked if rank == best > 0)
