"""Facts from filings: the concepts and periods that a plan asks for, found in SEC company facts.

Periods are told by the days of a figure alone. A concept is looked for under its elements in order,
period by period; the latest filing holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reporter.concepts import UnitKind
from reporter.errors import Fault, PeriodError
from reporter.fact_schema import SecPlan
from reporter.facts import Status
from reporter.periods import Period, parse_period
from reporter.sources.company_facts import CompanyFacts, Stated, read_company_facts
from reporter.sources.filings import Holding, holding, written
from reporter.sources.rows import PlanFault, Row, Vocabulary, unknown_word
from reporter.sources.sec_periods import not_stated, of_period, other_year
from reporter.sources.series import Series, find_series


def read_filings(
    content: bytes, shown: str, plan: SecPlan, words: Vocabulary, fault: PlanFault
) -> tuple[list[Row], list[Fault]]:
    """A row for every concept and period of the plan, or the fault that says why there is none."""
    facts, broken = read_company_facts(content, shown)
    if facts is None:
        return [], [broken] if broken else []
    reading = _Reading(facts, plan, words, fault)
    return reading.rows(), reading.faults


class _Reading:
    """One plan on its way through one file; faults are gathered, never raised."""

    def __init__(
        self, facts: CompanyFacts, plan: SecPlan, words: Vocabulary, fault: PlanFault
    ) -> None:
        self.facts, self.plan, self.words, self.fault = facts, plan, words, fault
        self.faults: list[Fault] = []

    def rows(self) -> list[Row]:
        found = ((place, self.series(place)) for place in range(len(self.plan.concepts)))
        placed = [(place, series) for place, series in found if series]
        periods = list(self.periods([stated for _, series in placed for stated in series]))
        return [
            row
            for place, series in placed
            for period in periods
            for row in self.rows_of(place, series, period)
        ]

    def series(self, place: int) -> Series | None:
        """The figures of the concept at that place of the plan."""
        concept = self.plan.concepts[place]
        term = self.words.glossary.get(concept)
        if term is None:
            known = (term.concept for term in self.words.glossary)
            self.refuse(place, unknown_word("concept", concept, known))
            return None
        series, missing, faults = find_series(self.facts, self.plan, term)
        self.faults += faults
        if missing:
            self.refuse(place, missing)
        return series

    def refuse(self, place: int, message: str) -> None:
        self.faults.append(self.fault(("concepts", place), message))

    def periods(self, figures: Sequence[Stated]) -> Iterator[Period]:
        """The periods asked for, in fiscal years that are those of the file."""
        for place, text in enumerate(self.plan.periods):
            try:
                period = parse_period(text, self.words.year_end)
                wrong = other_year(figures, period)
            except PeriodError as error:
                wrong = error.reason
            if wrong:
                self.faults.append(self.fault(("periods", place), wrong))
            else:
                yield period

    def rows_of(self, place: int, series: Series, period: Period) -> Iterator[Row]:
        """The figure of a concept for a period, under the first of its elements that has one.

        What it was before it was restated follows as a figure of its own.
        """
        found = ((e, of_period(figures, period)) for e, figures in series.figures.items())
        element, figures = next(((e, figures) for e, figures in found if figures), ("", []))
        held = holding(figures, self.facts) if figures else None
        if isinstance(held, Holding):
            yield self.row(series, element, period, held.stated)
            if held.was:
                yield self.row(series, element, period, held.was, superseded=True)
        else:
            wrong = f"for {period} {self.twice(*held)}" if held else not_stated(series, period)
            self.refuse(place, f"{series.term.concept} {wrong}")

    def twice(self, one: Stated, other: Stated) -> str:
        """Why a figure cannot be told: a filing says it twice, and differently."""
        said = " and ".join(written(stated, self.facts) for stated in (one, other))
        return f"is both {said} in the {one.filing.form} filed {one.filing.filed}"

    def row(
        self,
        series: Series,
        element: str,
        period: Period,
        stated: Stated,
        *,
        superseded: bool = False,
    ) -> Row:
        term = series.term
        is_percent = term.unit is UnitKind.PERCENT
        cells = {
            "id": f"{self.id(term.concept, period)}{'_was' if superseded else ''}",
            "concept": term.concept,
            "entity": self.plan.entity,
            "period": str(period),
            "basis": "ratio" if is_percent else "level",
            "value": written(stated, self.facts, percent=is_percent),
            "unit": series.unit,
            "per": "share" if term.unit is UnitKind.MONEY_PER_SHARE else "",
            "status": Status.SUPERSEDED if superseded else Status.ACTUAL,
        }
        at = self.facts.json.place(stated.index)
        return Row(self.facts.json.path, cells, {"value": at}, at, {"value": element})

    def id(self, concept: str, period: Period) -> str:
        """The concept itself in the brief's own period, else with the period behind it."""
        if period == self.words.period:
            return concept
        return f"{concept}_{str(period).lower().replace('..', '_to_').translate(_JOINTS)}"


_JOINTS = str.maketrans(" -", "__")
