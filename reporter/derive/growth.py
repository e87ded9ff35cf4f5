"""Levels a year ago, growth, and increases, each from the two of them that are known."""

from __future__ import annotations

from collections.abc import Iterator

from reporter.derive.figure import HUNDRED, ONE
from reporter.derive.known import Known, Result, directed, rests_on_change, result
from reporter.facts import Basis, Direction, Fact
from reporter.periods import PeriodKind
from reporter.quantity import UnitKind, unit_kind
from reporter.relations import PRODUCTS, Product, company_of


def growth_of_each(known: Known) -> Iterator[Result]:
    """each_yoy = (1 + total_yoy) ÷ (1 + count_yoy) − 1, where total = count × each."""
    for product in PRODUCTS:
        for total in known.facts.where(concept=product.total, basis=Basis.YOY):
            yield from _growth_of_each(known, product, total)


def _growth_of_each(known: Known, product: Product, said: Fact) -> Iterator[Result]:
    entity, period = said.entity, said.period
    total = known.growth(product.total, entity, period)
    count = known.growth(product.count, entity, period) or known.growth(
        product.count, company_of(entity), period
    )
    if not total or not count or known.growth(product.each, entity, period):
        return
    level = known.level(product.each, entity, period)
    figure, direction = directed((total.factor / count.factor - ONE) * HUNDRED)
    yield result(
        f"{level.id if level else product.each}_yoy",
        figure,
        "percent",
        f"{_factor(total.said)} ÷ {_factor(count.said)} − 1",
        (total.said, count.said),
        total.said,
        concept=product.each,
        direction=direction,
    )


def prior_levels(known: Known) -> Iterator[Result]:
    """level_prior = level ÷ (1 + level_yoy)."""
    for level in known.levels():
        growth = known.growth(level.concept, level.entity, level.period)
        period = level.period.year_ago()
        figure = known.figure(level)
        if not growth or not period or not figure or known.year_ago(level):
            continue
        yield result(
            f"{level.id}_prior",
            figure / growth.factor,
            level.quantity.unit,
            f"{level.id} ÷ {_factor(growth.said)}",
            (level, growth.said),
            level,
            period=period,
        )


def prior_levels_by_difference(known: Known) -> Iterator[Result]:
    """level_prior = level − level_yoy, the change in points or in the level's own unit."""
    for level in known.levels():
        own = level.quantity.unit
        said = known.change(level, "percentage_point" if own == "percent" else own)
        period = level.period.year_ago()
        figure, change = known.figure(level), said and known.figure(said)
        if not said or not period or not figure or not change or known.year_ago(level):
            continue
        is_fall = said.direction is Direction.DOWN
        prior = figure + change if is_fall else figure - change
        if prior.is_positive:
            formula = f"{level.id} {'+' if is_fall else '−'} {said.id}"
            yield result(
                f"{level.id}_prior", prior, own, formula, (level, said), level, period=period
            )


def growth_from_levels(known: Known) -> Iterator[Result]:
    """level_yoy = level ÷ level_prior − 1; of a percentage, the difference in points."""
    for level in known.levels():
        prior = known.year_ago(level)
        now, then = known.figure(level), prior and known.figure(prior)
        if not prior or not now or not then or _rest_on_change(known, level, prior):
            continue
        in_points = level.quantity.unit == "percent"
        unit = "percentage_point" if in_points else "percent"
        if level.quantity.unit != prior.quantity.unit or known.change(level, unit):
            continue
        signed = now - then if in_points else (now / then - ONE) * HUNDRED
        figure, direction = directed(signed)
        formula = f"{level.id} − {prior.id}" if in_points else f"{level.id} ÷ {prior.id} − 1"
        yield result(
            f"{level.id}_yoy",
            figure,
            unit,
            formula,
            (level, prior),
            level,
            basis=Basis.YOY,
            direction=direction,
        )


def growth_since_quarter(known: Known) -> Iterator[Result]:
    """level_qoq = level ÷ level of the quarter before − 1, of levels that rest on no change."""
    for level in known.levels():
        before = known.level(level.concept, level.entity, level.period.prior(), level.per)
        now, then = known.figure(level), before and known.figure(before)
        if level.period.kind is not PeriodKind.QUARTER or level.quantity.unit == "percent":
            continue
        if not before or not now or not then or _rest_on_change(known, level, before):
            continue
        if level.quantity.unit != before.quantity.unit or known.said(level, Basis.QOQ):
            continue
        figure, direction = directed((now / then - ONE) * HUNDRED)
        formula = f"{level.id} ÷ {before.id} − 1"
        yield result(
            f"{level.id}_qoq",
            figure,
            "percent",
            formula,
            (level, before),
            level,
            basis=Basis.QOQ,
            direction=direction,
        )


def _rest_on_change(known: Known, *levels: Fact) -> bool:
    return any(rests_on_change(known.facts, level) for level in levels)


def increases(known: Known) -> Iterator[Result]:
    """level_increase = level − level_prior, for amounts of money.

    Worked out as level × (1 − 1 ÷ (1 + level_yoy)): each rounded figure comes in once, so the
    interval is no wider than it must be.
    """
    for level in known.levels():
        prior = known.year_ago(level)
        growth = known.growth(level.concept, level.entity, level.period)
        now = known.figure(level)
        if not prior or not growth or not now or not is_money(level):
            continue
        figure, direction = directed(now * (ONE - ONE / growth.factor))
        yield result(
            f"{level.id}_increase",
            figure,
            level.quantity.unit,
            f"{level.id} − {prior.id}",
            (level, prior),
            level,
            basis=Basis.CHANGE,
            direction=direction,
        )


def is_money(fact: Fact) -> bool:
    return unit_kind(fact.quantity.unit) is UnitKind.MONEY


def _factor(change: Fact) -> str:
    return f"(1 {'−' if change.direction is Direction.DOWN else '+'} {change.id})"
