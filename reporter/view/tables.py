"""The results table: this period, a year ago, the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from reporter.brief import TablePlan
from reporter.facts import Basis, Direction, Fact
from reporter.formats import Scale, choose_scale, legible, print_change, print_in_scale, print_scale
from reporter.languages import Language
from reporter.quantity import UnitKind, unit_kind
from reporter.related import year_ago
from reporter.typography import Html, typeset_text
from reporter.view.labels import Desk, capitalised, joined, short_period
from reporter.view.model import Label, ResultRow, ResultsTable

LONGEST_BAR = 62.0
"""The length in points of the largest change in a table."""
_NONE = "—"


@dataclass(frozen=True, slots=True)
class _Line:
    """The facts of a row before they are printed."""

    fact: Fact
    prior: Fact | None
    change: Fact | None


def results_table(plan: TablePlan, desk: Desk) -> ResultsTable:
    """The table of those facts; rows of one period and one kind of unit form a group."""
    lines = [_line(desk, desk.brief.facts[fact_id]) for fact_id in plan.facts]
    longest = max((_size(line.change) for line in lines), default=0.0)
    groups = [list(group) for _, group in groupby(lines, key=lambda line: line.fact.period)]
    head = groups[0][0].fact if groups else None
    scale = _scale(groups[0], desk.language) if groups else None
    before = desk.brief.period.year_ago()
    return ResultsTable(
        caption=desk.word("results"),
        unit=_head_unit(desk, head, scale),
        now=desk.each(lambda s: short_period(desk.brief.period, s.language)),
        prior=desk.each(lambda s: short_period(before, s.language) if before else _NONE),
        change=desk.word("change"),
        groups=tuple(
            tuple(_row(desk, line, group, scale, longest) for line in group) for group in groups
        ),
    )


def _line(desk: Desk, fact: Fact) -> _Line:
    facts = desk.brief.facts
    if fact.is_change:
        return _Line(fact, None, fact)
    change = facts.first(
        concept=fact.concept, entity=fact.entity, period=fact.period, basis=Basis.YOY
    ) or facts.get(f"{fact.id}_change")
    return _Line(fact, year_ago(facts, fact), change)


def _row(
    desk: Desk, line: _Line, group: Sequence[_Line], head: Scale | None, longest: float
) -> ResultRow:
    scale = _scale(group, desk.language)
    if scale is None or _is_alone(line.fact) or line.fact.quantity.unit != scale.unit:
        scale = _scale([line], desk.language)
    in_points = line.change is not None and line.change.quantity.unit == "percentage_point"
    return ResultRow(
        name=_name(desk, line.fact, group, scale, head),
        now=_NONE if line.fact.is_change else _figure(line.fact, desk.language, scale),
        prior=_figure(line.prior, desk.language, scale) if line.prior else _NONE,
        now_is_derived=line.fact.is_derived,
        prior_is_derived=line.prior is not None and line.prior.is_derived,
        change=_change(line.change, in_points, desk),
        change_unit=desk.word("percentage_points", capital=False) if in_points else (),
        bar=0.0 if in_points else _bar(line.change, longest),
        leads=longest > 0 and not in_points and _size(line.change) == longest,
    )


def _is_alone(fact: Fact) -> bool:
    """Whether a figure carries its own unit in its row, whatever the group is in."""
    is_amount = unit_kind(fact.quantity.unit) in (UnitKind.MONEY, UnitKind.COUNT)
    return fact.per is not None or not is_amount


def _scale(lines: Sequence[_Line], language: Language) -> Scale | None:
    levels = [line.fact for line in lines if not line.fact.is_change]
    scaled = [fact for fact in levels if not _is_alone(fact)]
    first = [fact.quantity for fact in scaled or levels]
    same = [q for q in first if q.unit == first[0].unit]
    return choose_scale(same, language) if same else None


def _figure(fact: Fact, language: Language, scale: Scale | None) -> str:
    """The number in its column's scale; a ratio in its own, as finely as it was stated."""
    quantity = legible(fact.quantity, language) if _is_alone(fact) else fact.quantity
    if scale is None or quantity.unit != scale.unit or _is_alone(fact):
        scale = choose_scale([quantity], language)
    text = print_in_scale(quantity, language, scale)
    return f"{text}%" if fact.quantity.unit == "percent" and not text.endswith("%") else text


def _name(
    desk: Desk, fact: Fact, group: Sequence[_Line], scale: Scale | None, head: Scale | None
) -> Label:
    """The concept, or whose it is where several have it; and its unit, if the head has another."""
    same = [line for line in group if line.fact.concept == fact.concept]
    label = desk.term(fact)
    if len({line.fact.entity for line in same}) > 1:
        label = desk.each(lambda s: capitalised(s.name(fact.entity)))
    if fact.is_change or scale is None or scale == head or fact.quantity.unit == "percent":
        return label
    unit = desk.each(lambda s: print_scale(scale, s.language))
    return joined(label, unit, between=("，", ", ")) if any(u.html for u in unit) else label


def _head_unit(desk: Desk, head: Fact | None, scale: Scale | None) -> Label:
    if head is None or scale is None:
        return desk.word("item")
    return desk.each(lambda s: print_scale(scale, s.language))


def _change(change: Fact | None, in_points: bool, desk: Desk) -> Html:
    """The signed change; points without their unit, which has a column of its own."""
    if change is None:
        return Html(_NONE)
    quantity, direction = legible(change.quantity, desk.language), change.direction.value
    text = print_change(quantity, direction, change.basis.value, desk.language, form="signed")
    if in_points:
        text = text.rstrip("个個百分點点 \u00a0pt")
    return typeset_text(text, desk.language)


def _bar(change: Fact | None, longest: float) -> float:
    return round(LONGEST_BAR * _size(change) / longest, 2) if change and longest else 0.0


def _size(change: Fact | None) -> float:
    """The magnitude of a change in percent, 0 where it falls or is in another unit."""
    if change is None or change.quantity.unit != "percent" or change.direction is Direction.DOWN:
        return 0.0
    return float(change.quantity.ends[-1])
