"""Margins and other proportions, their change, and what of a profit's rise they account for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporter.derive.figure import HUNDRED, ONE, Figure
from reporter.derive.growth import is_money
from reporter.derive.known import Known, Result, directed, rests_on_change, result
from reporter.facts import Basis, Direction, Fact
from reporter.relations import MARGINS, PROPORTIONS, Proportion

_ONE_DECIMAL = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A part and its whole for one entity and period, and the ratio as it is stated, if it is."""

    relation: Proportion
    part: Fact
    whole: Fact
    stated: Fact | None

    @property
    def name(self) -> str:
        """What the ids of its derived ratios start with."""
        if self.stated:
            return self.stated.id
        if self.relation.is_margin:
            return f"{self.part.id}_margin"
        return f"{self.part.id}_{self.whole.id}_ratio"

    @property
    def now(self) -> str:
        return f"{self.name}_computed" if self.stated else self.name


def _pairs(known: Known, relations: tuple[Proportion, ...]) -> Iterator[_Pair]:
    """The pairs that are stated; those of a year ago belong to them."""
    for relation in relations:
        for part in known.levels(relation.part):
            entity, period = part.entity, part.period
            whole = known.level(relation.whole, entity, period, part.per)
            if not whole or whole.quantity.unit != part.quantity.unit:
                continue
            if not rests_on_change(known.facts, part):
                yield _Pair(relation, part, whole, _stated(known, relation.ratio, part))


def _stated(known: Known, ratio: str, part: Fact) -> Fact | None:
    level = known.level(ratio, part.entity, part.period)
    return None if level is None or level.is_derived else level


def ratios(known: Known) -> Iterator[Result]:
    """ratio = part ÷ whole, in per cent."""
    for pair in _pairs(known, PROPORTIONS):
        yield from _ratio(known, pair, pair.now, pair.part, pair.whole)


def prior_ratios(known: Known) -> Iterator[Result]:
    """ratio_prior = part_prior ÷ whole_prior, in per cent."""
    for pair in _pairs(known, PROPORTIONS):
        part, whole = known.year_ago(pair.part), known.year_ago(pair.whole)
        ratio = known.facts.get(pair.now)
        if part and whole and ratio and not (pair.stated and _stated_prior(known, pair.stated)):
            yield from _ratio(known, pair, f"{pair.name}_prior", part, whole)


def _stated_prior(known: Known, ratio: Fact) -> bool:
    prior = known.year_ago(ratio)
    return prior is not None and prior.derivation is None


def _ratio(known: Known, pair: _Pair, fact_id: str, part: Fact, whole: Fact) -> Iterator[Result]:
    over, under = known.figure(part), known.figure(whole)
    if over and under:
        yield result(
            fact_id,
            over / under * HUNDRED,
            "percent",
            f"{part.id} ÷ {whole.id}",
            (part, whole),
            part,
            concept=pair.relation.ratio,
            basis=Basis.RATIO,
            direction=Direction.NONE,
        )


@dataclass(frozen=True, slots=True)
class _Shift:
    """A ratio now and a year ago, with the factors by which its two sides grew."""

    pair: _Pair
    now: Fact
    prior: Fact
    part: Figure
    whole: Figure

    @property
    def widening(self) -> Figure:
        """The change of the ratio as a proportion of it: 1 − whole's factor ÷ part's factor."""
        return ONE - self.whole / self.part


def _shifts(known: Known, relations: tuple[Proportion, ...]) -> Iterator[_Shift]:
    for pair in _pairs(known, relations):
        entity, period = pair.part.entity, pair.part.period
        now, prior = known.facts.get(pair.now), known.facts.get(f"{pair.name}_prior")
        part = known.growth(pair.relation.part, entity, period)
        whole = known.growth(pair.relation.whole, entity, period)
        if now and prior and part and whole:
            yield _Shift(pair, now, prior, part.factor, whole.factor)


def ratio_changes(known: Known) -> Iterator[Result]:
    """ratio_change = ratio − ratio_prior, in percentage points.

    Worked out as ratio × (1 − whole's growth ÷ part's growth), each rounded figure once.
    """
    for shift in _shifts(known, PROPORTIONS):
        ratio = known.figure(shift.now)
        if ratio is None or known.change(shift.now, "percentage_point"):
            continue
        figure, direction = directed(ratio * shift.widening)
        yield result(
            f"{shift.pair.name}_change",
            figure,
            "percentage_point",
            f"{shift.now.id} − {shift.prior.id}",
            (shift.now, shift.prior),
            shift.now,
            basis=Basis.YOY,
            direction=direction,
        )


def profit_bridge(known: Known) -> Iterator[Result]:
    """A profit's increase in two: (margin − margin_prior) × revenue, revenue's rise × margin_prior.

    The two add up to the increase; worked out as profit × (1 − revenue's growth ÷ profit's growth)
    and profit_prior × (revenue's growth − 1), each rounded figure once.
    """
    for shift in _shifts(known, MARGINS):
        part, whole = shift.pair.part, shift.pair.whole
        prior, before = known.year_ago(part), known.year_ago(whole)
        profit, profit_prior = known.figure(part), prior and known.figure(prior)
        if not before or not profit or not profit_prior or not is_money(part):
            continue
        yield _contribution(
            shift,
            "margin",
            profit * shift.widening,
            f"({shift.now.id} − {shift.prior.id}) × {whole.id}",
            (shift.now, shift.prior, whole),
        )
        yield _contribution(
            shift,
            "revenue",
            profit_prior * (shift.whole - ONE),
            f"({whole.id} − {before.id}) × {shift.prior.id}",
            (whole, before, shift.prior),
        )


def _contribution(
    shift: _Shift, cause: str, signed: Figure, formula: str, inputs: tuple[Fact, ...]
) -> Result:
    figure, direction = directed(signed)
    part = shift.pair.part
    return result(
        f"{part.id}_from_{cause}",
        figure,
        part.quantity.unit,
        formula,
        inputs,
        part,
        concept=f"profit_from_{cause}",
        basis=Basis.CHANGE,
        direction=direction,
    )


def growth_multiples(known: Known) -> Iterator[Result]:
    """growth_multiple = profit_yoy ÷ revenue_yoy, where both rose; to one decimal."""
    for pair in _pairs(known, MARGINS):
        entity, period = pair.part.entity, pair.part.period
        part = known.growth(pair.relation.part, entity, period)
        whole = known.growth(pair.relation.whole, entity, period)
        if not part or not whole:
            continue
        faster, slower = known.figure(part.said), known.figure(whole.said)
        both_rose = {part.said.direction, whole.said.direction} == {Direction.UP}
        if faster and slower and both_rose and slower.is_positive:
            yield result(
                f"{pair.part.id}_growth_multiple",
                faster / slower,
                "multiple",
                f"{part.said.id} ÷ {whole.said.id}",
                (part.said, whole.said),
                pair.part,
                concept="growth_multiple",
                basis=Basis.RATIO,
                finest=_ONE_DECIMAL,
            )
