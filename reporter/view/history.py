"""The history table: a row for each measure, a column for each period."""

from __future__ import annotations

from collections.abc import Sequence

from reporter.brief import TablePlan
from reporter.facts import Fact
from reporter.formats import Scale, choose_scale, print_in_scale, print_scale
from reporter.periods import Period
from reporter.quantity import UnitKind, unit_kind
from reporter.typography import Html, typeset_text
from reporter.view.labels import Desk, joined, short_period
from reporter.view.model import HistoryCell, HistoryRow, HistoryTable

_NONE = HistoryCell(Html("—"))


def history_table(plan: TablePlan, desk: Desk) -> HistoryTable:
    """The table of those facts by measure, in the order of the plan, and by period.

    Amounts of the currency of the first stand in one scale, that of the head; other rows name
    their own.
    """
    facts = [desk.brief.facts[fact_id] for fact_id in plan.facts]
    rows: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in facts:
        rows.setdefault((fact.concept, fact.entity, fact.basis), []).append(fact)
    periods = sorted({fact.period for fact in facts})
    unit = facts[0].quantity.unit
    of_first = [fact for fact in facts if fact.quantity.unit == unit and not fact.is_change]
    head = _scale(of_first, desk) if unit_kind(unit) is UnitKind.MONEY else None
    return HistoryTable(
        unit=desk.each(lambda s: print_scale(head, s.language)) if head else desk.word("item"),
        periods=tuple(Html(short_period(period, desk.language)) for period in periods),
        rows=tuple(_row(row, periods, head, desk) for row in rows.values()),
    )


def _scale(facts: Sequence[Fact], desk: Desk) -> Scale | None:
    """The scale of levels in one unit; none for changes."""
    levels = [fact.quantity for fact in facts if not fact.is_change]
    return choose_scale(levels, desk.language) if levels else None


def _row(
    facts: Sequence[Fact], periods: Sequence[Period], head: Scale | None, desk: Desk
) -> HistoryRow:
    is_of_head = head is not None and facts[0].quantity.unit == head.unit
    scale = head if is_of_head else _scale(facts, desk)
    name = desk.term(facts[0])
    if scale and not is_of_head and facts[0].quantity.unit != "percent":
        unit = desk.each(lambda s: print_scale(scale, s.language))
        name = joined(name, unit, between=("，", ", "))
    cells = {fact.period: _cell(fact, scale, desk) for fact in facts}
    return HistoryRow(name, tuple(cells.get(period, _NONE) for period in periods))


def _cell(fact: Fact, scale: Scale | None, desk: Desk) -> HistoryCell:
    if fact.is_change or scale is None:
        text = desk.leading.change(fact, "signed")
    else:
        text = print_in_scale(fact.quantity, desk.language, scale)
        text += "%" if fact.quantity.unit == "percent" else ""
    is_now = fact.period == desk.brief.period
    return HistoryCell(typeset_text(text, desk.language), is_now, fact.is_derived)
