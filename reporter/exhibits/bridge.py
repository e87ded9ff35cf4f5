"""What a rise was made of, step by step."""

from __future__ import annotations

from reporter.charts.waterfall import Step, Waterfall
from reporter.exhibits.draft import Draft, Label
from reporter.exhibits.marking import mark, signed
from reporter.facts import Basis, Fact
from reporter.formats import sign_of
from reporter.related import contribution, year_ago

_CAUSES = ("revenue", "margin")


def waterfall(draft: Draft) -> Waterfall:
    """A profit's way from a year ago, or growth rates of which the last is what the others make."""
    first = draft.facts[0]
    if first.basis is Basis.LEVEL:
        return _profit(draft, first)
    return _growth(draft)


def _profit(draft: Draft, profit: Fact) -> Waterfall:
    before = year_ago(draft.known, profit)
    parts = [contribution(draft.known, profit, cause) for cause in _CAUSES]
    if before is None or not all(parts):
        raise draft.unfit("is not known to owe its change to revenue and margin", profit)
    facts = (before, *(part for part in parts if part), profit)
    strongest = max(facts[1:-1], key=signed)
    names = (
        draft.period(before.period),
        *(draft.word(f"chart_step_{cause}") for cause in _CAUSES),
        draft.period(profit.period),
    )
    figures = draft.bare([fact.quantity for fact in facts])
    steps = (
        Step(name, mark(fact, _with_sign(figure, fact), emphasis=fact is strongest), fact in ends)
        for name, fact, figure in zip(names, facts, figures, strict=True)
        for ends in [(before, profit)]
    )
    return Waterfall(tuple(steps))


def _with_sign(figure: Label, fact: Fact) -> Label:
    if not fact.is_change:
        return figure
    return tuple(f"{sign_of(signed(fact))}{text}" for text in figure)


def _growth(draft: Draft) -> Waterfall:
    facts = draft.of_one_unit(draft.facts)
    if len(facts) < 3 or not all(fact.is_change for fact in facts):
        raise draft.unfit("needs a level, or growth rates and last the growth that they make")
    steps = (
        Step(
            draft.term(fact),
            mark(fact, draft.change(fact)),
            is_level=index in (0, len(facts) - 1),
        )
        for index, fact in enumerate(facts)
    )
    return Waterfall(tuple(steps))
