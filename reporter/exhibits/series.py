"""One measure over several periods, or two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reporter.charts.columns_line import ColumnsLine
from reporter.charts.foot import Periods
from reporter.charts.guided import Guided, GuidedPeriod
from reporter.charts.marks import Mark
from reporter.charts.sparkline import Sparkline
from reporter.exhibits.draft import Draft, Label
from reporter.exhibits.marking import mark, signed
from reporter.facts import Fact
from reporter.periods import Period, PeriodKind, parse_period
from reporter.quantity import unit_of
from reporter.related import year_ago

_ROOMY = 4
"""So many columns have room for the unit of each figure and the year of each period."""


def columns_line(draft: Draft) -> ColumnsLine:
    """The first measure as columns, the second as a line, over the same periods."""
    concepts = list(dict.fromkeys(fact.concept for fact in draft.facts))
    if len(concepts) != 2:
        raise draft.unfit(f"needs two measures, not {len(concepts)}")
    columns, line = (_over_time(draft, concept) for concept in concepts)
    if [fact.period for fact in columns] != [fact.period for fact in line]:
        raise draft.unfit("is not known for the periods of the columns", line[0])
    periods = _periods(draft, [fact.period for fact in columns])
    return ColumnsLine(periods, *_panel(draft, columns), *_panel(draft, line))


def guided(draft: Draft) -> Guided:
    """Ranges that a measure was guided to, and its levels in the periods that have come."""
    facts = draft.of_one_unit(tuple(fact for fact in draft.facts if not fact.is_change))
    ranges = sorted((f for f in facts if f.quantity.is_range), key=lambda fact: fact.period)
    levels = {fact.period: fact for fact in facts if not fact.quantity.is_range}
    if not ranges or len({fact.concept for fact in draft.facts}) > 1:
        raise draft.unfit("needs ranges of one measure, and its levels in the same periods")
    for period, fact in levels.items():
        if period not in {each.period for each in ranges}:
            raise draft.unfit("was guided to no range in its period", fact)
    return Guided(
        _periods(draft, [fact.period for fact in ranges]),
        tuple(_guided_period(draft, each, levels.get(each.period)) for each in ranges),
        draft.word("chart_guided"),
        draft.word("chart_came"),
    )


def _guided_period(draft: Draft, guidance: Fact, level: Fact | None) -> GuidedPeriod:
    low, high = guidance.quantity.ends
    actual = mark(level, draft.figure(level)) if level else None
    return GuidedPeriod(float(low), float(high), draft.figure(guidance), actual)


def _periods(draft: Draft, periods: Sequence[Period]) -> Periods:
    """The labels of periods; of quarters that are many, the year is said once for all of it."""
    if len(periods) <= _ROOMY or any(p.kind is not PeriodKind.QUARTER for p in periods):
        return Periods(tuple(map(draft.period, periods)))
    named = (_year(draft, period) for period in periods)
    years = tuple((year, len(list(each))) for year, each in groupby(named))
    return Periods(tuple((f"Q{period.number}",) for period in periods), years)


def _year(draft: Draft, period: Period) -> str:
    """The year of a quarter: 2024, or 2024财年 FY2024 where it is the issuer's own."""
    if not period.fiscal:
        return str(period.year)
    said = draft.period(parse_period(f"FY{period.year}", period.year_end))
    return " ".join(dict.fromkeys(said))


def _panel(draft: Draft, facts: Sequence[Fact]) -> tuple[tuple[Mark, ...], Label]:
    """The marks of a measure and its name; of many amounts, the name has the unit of all."""
    labels, name = tuple(map(draft.said, facts)), draft.term(facts[0])
    if len(facts) > _ROOMY and unit_of(facts[0].quantity.unit).is_scaled:
        labels, unit = draft.column(facts)
        name = draft.phrase("chart_in_unit", what=name, unit=unit)
    marks = (
        mark(fact, label, emphasis=fact is facts[-1])
        for fact, label in zip(facts, labels, strict=True)
    )
    return tuple(marks), name


def sparkline(draft: Draft) -> Sparkline:
    """One measure in the order of its periods."""
    if len({fact.concept for fact in draft.facts}) > 1:
        raise draft.unfit("shows one measure alone")
    facts = _over_time(draft, draft.facts[0].concept)
    return Sparkline(tuple(float(signed(fact)) for fact in facts))


def _over_time(draft: Draft, concept: str) -> tuple[Fact, ...]:
    """The facts of a measure by period; a single one with its value a year ago."""
    facts = tuple(fact for fact in draft.facts if fact.concept == concept)
    if len(facts) == 1 and (before := year_ago(draft.known, facts[0])):
        facts = (before, *facts)
    if len({fact.period for fact in facts}) < 2:
        raise draft.unfit("is known for one period only", facts[0])
    return draft.of_one_unit(tuple(sorted(facts, key=lambda fact: fact.period)))
