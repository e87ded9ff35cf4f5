"""Parts and their wholes."""

from __future__ import annotations

from decimal import Decimal

from reporter.brief import Slot
from reporter.charts.nested_bars import NestedBars, NestedRow
from reporter.charts.share_bar import Share, ShareBar
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, size
from reporter.facts import Basis, Fact, Status
from reporter.related import year_ago

_WHOLE = Decimal(100)


def share_bar(draft: Draft) -> ShareBar:
    """A bar for each share in per cent; shares that several have in one whole bear their names."""
    for fact in draft.facts:
        if fact.quantity.unit != "percent" or fact.is_change or size(fact) > _WHOLE:
            raise draft.unfit("is not a share in per cent", fact)
    rows = ((Share(_named(draft, fact), mark(fact, draft.figure(fact))),) for fact in draft.facts)
    return ShareBar(tuple(rows))


def _named(draft: Draft, fact: Fact) -> tuple[str, ...]:
    """What it is a share of; whose, where it is not the issuer's own; whether it is to come.

    Of one measure alone: whose each share is, or when it was.
    """
    if len(draft.facts) > 1 and len({other.concept for other in draft.facts}) == 1:
        is_one = len({other.entity for other in draft.facts}) == 1
        return draft.period(fact.period) if is_one else draft.entity(fact)
    is_own = fact.entity == draft.issuer
    is_roomy = draft.plan.slot in (Slot.FULL, Slot.WIDE)
    what = draft.each(lambda s: s.glossary[fact.concept].label(s.language))
    what = what if is_roomy else draft.term(fact)
    name = what if is_own else draft.whose(fact, what)
    return name if fact.status is Status.ACTUAL else draft.phrase("chart_forecast", what=name)


def nested_bars(draft: Draft) -> NestedBars:
    """Two levels, the smaller inside the larger; a year ago below, where both are known."""
    levels = draft.of_one_unit(tuple(fact for fact in draft.facts if fact.basis is Basis.LEVEL))
    now = [fact for fact in levels if fact.period == levels[0].period]
    if len(now) != 2:
        raise draft.unfit("needs two levels of one period, a whole and its part")
    part, whole = sorted(now, key=size)
    rows = [_row(draft, whole, part)]
    before = year_ago(draft.known, whole), year_ago(draft.known, part)
    if before[0] and before[1]:
        rows.append(_row(draft, before[0], before[1]))
    return NestedBars(tuple(rows), draft.term(whole), draft.term(part))


def _row(draft: Draft, whole: Fact, part: Fact) -> NestedRow:
    period = draft.period(part.period)
    if part.is_derived:
        period = draft.phrase("chart_implied", what=period)
    return NestedRow(
        period,
        mark(whole, draft.figure(whole)),
        mark(part, draft.figure(part)),
    )
