"""Bars from the highest to the lowest."""

from __future__ import annotations

from reporter.charts.ranked_bars import RankedBars
from reporter.charts.rows import NamedMark
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, signed
from reporter.facts import Fact
from reporter.quantity import UnitKind, unit_kind


def ranked_bars(draft: Draft) -> RankedBars:
    """One measure of several entities, or several of one; the issuer's own take the accent."""
    facts = draft.of_one_unit(draft.facts)
    if len(facts) < 2:
        raise draft.unfit("ranks two facts at least")
    if unit_kind(facts[0].quantity.unit) is UnitKind.RANK:
        raise draft.unfit("is a rank already, and a longer bar would be a worse one", facts[0])
    rows = (
        NamedMark(
            _name(draft, fact), mark(fact, draft.said(fact), emphasis=_stands_out(draft, fact))
        )
        for fact in sorted(facts, key=signed, reverse=True)
    )
    return RankedBars(tuple(rows))


def _name(draft: Draft, fact: Fact) -> tuple[str, ...]:
    """Whose it is among several; of the issuer's own, the measure that none of the others has."""
    entities = {other.entity for other in draft.facts}
    same = [other for other in draft.facts if other.concept == fact.concept]
    if len(entities) == 1 or (len(same) == 1 and fact.entity == draft.issuer):
        return draft.term(fact)
    return draft.entity(fact)


def _stands_out(draft: Draft, fact: Fact) -> bool:
    """The issuer among others; among its own measures, the first that was asked for."""
    if len({other.entity for other in draft.facts}) > 1:
        return fact.entity == draft.issuer
    return fact == draft.facts[0]
