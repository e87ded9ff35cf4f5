"""What every kind of chart draws on: the facts asked for, their labels, and what is unfit.

Labels have a string for each language of the edition; a label that reads the same in all of them
is drawn once. Figures come from the formats of each language, never from here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from reporter.brief import ChartPlan
from reporter.errors import UnsuitableFact
from reporter.facts import Direction, Fact, FactSet
from reporter.formats import (
    BoundForm,
    choose_scale,
    legible,
    print_compact,
    print_in_scale,
    print_quantity,
    print_scale,
)
from reporter.periods import Period, print_period
from reporter.quantity import Bound, Quantity, UnitKind, unit_kind
from reporter.speech import Speaker
from reporter.terms import words

Label = tuple[str, ...]

_HALF_WIDTH = str.maketrans("＞＜", "><")
"""Beside a figure, a full-width sign leaves a hole."""
_ALIKE = frozenset({UnitKind.RATIO, UnitKind.LEVEL})
"""Kinds of unit whose figures look the same in every language."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A chart in the making; `chart` is the name it goes by on the page."""

    plan: ChartPlan
    chart: str
    speakers: tuple[Speaker, ...]

    @property
    def known(self) -> FactSet:
        return self.speakers[0].brief.facts

    @property
    def issuer(self) -> str:
        return self.speakers[0].brief.issuer.entity

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts asked for, in the order of the plan."""
        return tuple(self.known[fact_id] for fact_id in self.plan.facts)

    def unfit(self, reason: str, fact: Fact | None = None) -> UnsuitableFact:
        """What to raise where the facts do not suit the kind."""
        return UnsuitableFact(self.chart, self.plan.kind, reason, fact.id if fact else None)

    def need(self, fact: Fact | None, what: str) -> Fact:
        """The fact; raises UnsuitableFact naming what is missing where there is none."""
        if fact is None:
            raise self.unfit(f"needs {what}")
        return fact

    def of_one_unit(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts, all in the first one's unit; raises UnsuitableFact else."""
        for fact in facts:
            if fact.quantity.unit != facts[0].quantity.unit:
                raise self.unfit(
                    f"is in {fact.quantity.unit}, {facts[0].id} in {facts[0].quantity.unit}", fact
                )
        return facts

    def each(self, say: Callable[[Speaker], str]) -> Label:
        """The same thing said in every language."""
        return tuple(say(speaker) for speaker in self.speakers)

    def word(self, key: str) -> Label:
        return self.each(lambda speaker: words(key, speaker.language))

    def phrase(self, key: str, **parts: Label) -> Label:
        """The words of that key with these parts in them, language by language."""
        return tuple(
            words(key, speaker.language).format(
                **{name: part[index] for name, part in parts.items()}
            )
            for index, speaker in enumerate(self.speakers)
        )

    def term(self, fact: Fact) -> Label:
        """What is measured, in few words."""
        return self.each(lambda speaker: speaker.glossary[fact.concept].short(speaker.language))

    def name(self, fact: Fact) -> Label:
        """What is measured, in full."""
        return self.each(lambda speaker: speaker.glossary[fact.concept].name(speaker.language))

    def is_limit(self, fact: Fact) -> bool:
        """Whether the measure is the most there can be, so that its name says the bound."""
        return self.speakers[0].glossary[fact.concept].is_limit

    def entity(self, fact: Fact) -> Label:
        """Whose figure it is, as the first word of a label."""
        return self.each(lambda speaker: first(speaker.name(fact.entity)))

    def whose(self, fact: Fact, what: Label) -> Label:
        """What it is, after whose it is: Kling, longest clip."""
        return self.phrase("chart_whose", whose=self.entity(fact), what=tuple(map(small, what)))

    def period(self, period: Period) -> Label:
        return self.each(lambda speaker: print_period(period, speaker.language, "short"))

    def figure(self, fact: Fact, bound: BoundForm = "sign") -> Label:
        """A level as it stands: 177亿元, RMB17.7bn; 超60% is >60% on a chart, in any language."""
        return self.each(lambda speaker: _figure(speaker, fact, bound))

    def change(self, fact: Fact) -> Label:
        """A change with its sign; a rise with a bound has the bound in its place: >60%."""
        if fact.quantity.close and fact.direction is Direction.DOWN:
            return self.each(lambda speaker: speaker.change(fact, "verb"))
        if fact.quantity.bound is not Bound.EXACT and fact.direction is Direction.UP:
            return self.figure(fact)
        return self.each(lambda speaker: speaker.change(fact, "signed").translate(_HALF_WIDTH))

    def bare(self, quantities: Sequence[Quantity], decimals: int = 0) -> tuple[Label, ...]:
        """Figures in one scale of the leading language, the last alone with its unit.

        For axes and narrow columns: a companion's figures would be in another scale. They are as
        fine as the last one, or down to so many decimals as far as each has them.
        """
        leading = self.speakers[0].language
        scale = choose_scale(quantities[-1:], leading)
        scale = replace(scale, decimals=max(scale.decimals, decimals))
        numbers = [print_in_scale(quantity, leading, scale) for quantity in quantities[:-1]]
        return tuple((text,) for text in (*numbers, print_compact(quantities[-1], leading)))

    def column(self, facts: Sequence[Fact]) -> tuple[tuple[Label, ...], Label]:
        """Levels in one scale of the leading language without their unit, and that unit."""
        leading = self.speakers[0].language
        quantities = [legible(fact.quantity, leading) for fact in facts]
        scale = choose_scale(quantities, leading)
        numbers = tuple((print_in_scale(q, leading, scale),) for q in quantities)
        return numbers, self.each(lambda speaker: print_scale(scale, speaker.language))

    def said(self, fact: Fact) -> Label:
        """A level or a change, whichever it is."""
        return self.change(fact) if fact.is_change else self.figure(fact)


def _figure(speaker: Speaker, fact: Fact, bound: BoundForm) -> str:
    quantity = legible(fact.quantity, speaker.language)
    if quantity.vague:
        return speaker.figure(fact)
    if quantity.close or (speaker.language.is_chinese and unit_kind(quantity.unit) not in _ALIKE):
        return print_quantity(quantity, speaker.language, bound=bound != "none")
    compact = print_compact(quantity, speaker.language, bound=bound)
    return compact.translate(_HALF_WIDTH)


def small(words: str) -> str:
    """The words of a label within another: Automated ad share, but DAU as it is."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def first(words: str) -> str:
    """Words at the start of a label; lower-tier cities begins with a capital, vivo does not."""
    is_name = " " not in words or not words.split()[0].islower()
    return words if is_name else words[:1].upper() + words[1:]
