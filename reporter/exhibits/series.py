"""One measure over several periods, or two."""

from __future__ import annotations

from reporter.charts.columns_line import ColumnsLine
from reporter.charts.marks import Mark
from reporter.charts.sparkline import Sparkline
from reporter.exhibits.draft import Draft
from reporter.exhibits.marking import mark, signed
from reporter.facts import Fact
from reporter.related import year_ago


def columns_line(draft: Draft) -> ColumnsLine:
    """The first measure as columns, the second as a line, over the same periods."""
    concepts = list(dict.fromkeys(fact.concept for fact in draft.facts))
    if len(concepts) != 2:
        raise draft.unfit(f"needs two measures, not {len(concepts)}")
    columns, line = (_over_time(draft, concept) for concept in concepts)
    if [fact.period for fact in columns] != [fact.period for fact in line]:
        raise draft.unfit("is not known for the periods of the columns", line[0])
    return ColumnsLine(
        tuple(draft.period(fact.period) for fact in columns),
        _marks(draft, columns),
        _marks(draft, line),
        draft.term(columns[0]),
        draft.term(line[0]),
    )


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


def _marks(draft: Draft, facts: tuple[Fact, ...]) -> tuple[Mark, ...]:
    return tuple(mark(fact, draft.said(fact), emphasis=fact is facts[-1]) for fact in facts)
