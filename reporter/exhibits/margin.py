"""Profit as revenue times margin, now and a year ago."""

from __future__ import annotations

from reporter.charts.margin_area import MarginArea, Side
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, size
from reporter.facts import Basis, Fact
from reporter.quantity import UnitKind, unit_kind
from reporter.related import contribution, year_ago


def margin_area(draft: Draft) -> MarginArea:
    """Needs the levels of revenue, a profit and its margin, each with its year-ago value."""
    revenue = draft.need(_revenue(draft), "the level of revenue")
    profit = draft.need(_profit(draft), "the level of a profit")
    margin = draft.need(_margin(draft), "the profit's margin")
    before = [_year_ago(draft, fact) for fact in (revenue, profit, margin)]
    for now, then in zip((revenue, margin), (before[0], before[2]), strict=True):
        if size(now) <= size(then):
            raise draft.unfit("has not grown: a waterfall would tell it", now)
    return MarginArea(
        revenue=_side(draft, before[0], revenue),
        margin=_side(draft, before[2], margin),
        before=draft.period(before[1].period),
        after=draft.period(profit.period),
        profit_before=draft.phrase(
            "chart_profit_then",
            period=draft.period(before[1].period),
            figure=draft.figure(before[1]),
        ),
        profit_after=draft.figure(profit),
        from_margin=_contribution(draft, profit, "margin"),
        from_revenue=_contribution(draft, profit, "revenue"),
    )


def _revenue(draft: Draft) -> Fact | None:
    return next((f for f in draft.facts if f.concept == "revenue" and not f.is_change), None)


def _profit(draft: Draft) -> Fact | None:
    levels = (f for f in draft.facts if f.basis is Basis.LEVEL and f.concept != "revenue")
    return next((f for f in levels if unit_kind(f.quantity.unit) is UnitKind.MONEY), None)


def _margin(draft: Draft) -> Fact | None:
    return next((f for f in draft.facts if f.basis is Basis.RATIO), None)


def _year_ago(draft: Draft, fact: Fact) -> Fact:
    before = year_ago(draft.known, fact)
    if before is None:
        raise draft.unfit("has no value a year ago to be seen against", fact)
    return before


def _side(draft: Draft, before: Fact, after: Fact) -> Side:
    """The figures on the axes in the leading language alone: the page gives them in both."""
    return Side(
        draft.term(after),
        mark(before, draft.figure(before)[:1]),
        mark(after, draft.figure(after)[:1]),
    )


def _contribution(draft: Draft, profit: Fact, cause: str) -> tuple[str, ...]:
    part = contribution(draft.known, profit, cause)
    if part is None:
        raise draft.unfit(f"is not known to owe anything to {cause}", profit)
    return draft.phrase(f"chart_from_{cause}", figure=draft.figure(part))
