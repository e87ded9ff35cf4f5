"""Facts to sentences: one plan, a realiser for each language, and templates as the result.

What is composed is a template like an editor's own, so that both are printed by the same code and
a composed sentence can be taken over into the brief and changed there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reporter.brief import Brief, ChartPlan, KeyPoint, Section, TablePlan, Words
from reporter.facts import Fact
from reporter.languages import Language
from reporter.narrative.chinese import Chinese
from reporter.narrative.drawn import caption, drawn
from reporter.narrative.english import English
from reporter.narrative.messages import Listed, Message, Passage, Profile, When
from reporter.narrative.plan import ABREAST, Planner
from reporter.prose import Call, Literal, Prose, prose
from reporter.terms import Glossary, hant_wording, to_hant
from reporter.terms import words as word

__all__ = ["complete"]

KEY_POINTS = 3
_SERIES = 3
"""So many periods, and a description says of each figure which one it is of."""


def complete(brief: Brief, glossary: Glossary) -> Brief:
    """The brief with everything that it leaves unsaid composed from its facts."""
    return _Composer(brief, glossary).brief()


class _Composer:
    def __init__(self, brief: Brief, glossary: Glossary) -> None:
        self.given = brief
        self.plan = Planner(brief, glossary)
        self.realisers = {
            among_others: (
                Chinese(brief, glossary, among_others=among_others),
                English(brief, glossary, among_others=among_others),
            )
            for among_others in (False, True)
        }
        self.chinese, self.english = self.realisers[False]
        names = (*brief.wording.values(), *brief.terms.values())
        self.hant_wording = hant_wording(names, brief.facts.stated_bases)

    def brief(self) -> Brief:
        given = self.given
        sections = given.sections or self.sections()
        hero = given.hero or self.plan.hero()
        return replace(
            given,
            headline=_filled(given.headline, lambda: self.heading(self.plan.headline())),
            standfirst=_filled(given.standfirst, lambda: self.sentence(self.plan.standfirst())),
            key_points=given.key_points or self.key_points(),
            kpis=given.kpis or self.plan.kpis(),
            hero=self.chart(hero) if hero else None,
            sections=tuple(self.section(section) for section in sections),
        )

    def key_points(self) -> tuple[KeyPoint, ...]:
        """The first thing to say of each of the first three parts of the page."""
        points = []
        for name, facts in self.plan.sections()[:KEY_POINTS]:
            message = self.plan.finding(facts)
            if name in ("results", "users"):
                message = _first(self.plan.paragraphs(facts)[0])
            points.append(KeyPoint(self.sentence(message), section=name))
        return tuple(points)

    def sections(self) -> tuple[Section, ...]:
        """The page of a brief that says nothing of its sections."""
        return tuple(self.composed(name, facts) for name, facts in self.plan.sections())

    def composed(self, name: str, facts: list[Fact]) -> Section:
        """A section with its table, and in words what the table does not show as a year ago."""
        rows = self.plan.rows(facts) if name in ("results", "users") else ()
        priors = self.plan.priors(rows)
        said = self.plan.paragraphs([fact for fact in facts if fact not in priors])
        return Section(
            name,
            text=tuple(map(self.sentence, said)),
            tables=(TablePlan("results", rows),) if rows else (),
            charts=self.plan.charts(facts),
        )

    def section(self, section: Section) -> Section:
        facts = self.facts_of(section)
        title = _filled(section.title, lambda: self.title(section.id, facts))
        charts = tuple(map(self.chart, section.charts))
        return replace(section, title=title, charts=charts)

    def title(self, section_id: str, facts: list[Fact]) -> Words:
        """The finding of a section; what is only expected is what to watch."""
        if section_id == "outlook":
            said = {language: word("what_to_watch", language) for language in Language}
            return {language: prose(text[:1].upper() + text[1:]) for language, text in said.items()}
        return self.heading(self.plan.finding(facts)) if facts else {}

    def facts_of(self, section: Section) -> list[Fact]:
        ids = [fact_id for words in section.text for fact_id in _fact_ids(words)]
        ids += [fact_id for chart in section.charts for fact_id in chart.facts]
        ids += [fact_id for table in section.tables for fact_id in table.facts]
        return [self.given.facts[fact_id] for fact_id in dict.fromkeys(ids)]

    def chart(self, plan: ChartPlan) -> ChartPlan:
        """The chart with its title, subtitle and description said."""
        known = self.given.facts
        shown = drawn(plan, known)
        asked = [known[fact_id] for fact_id in plan.facts]
        title = _filled(plan.title, lambda: self.heading(self.plan.finding(asked, plan.kind)))
        marks = caption(plan, shown, known)
        return replace(
            plan,
            title=title,
            subtitle=_filled(
                plan.subtitle,
                lambda: self.words(self.chinese.caption(marks), self.english.caption(marks)),
            ),
            alt=_filled(plan.alt, lambda: self.description(plan, title, shown)),
        )

    def description(self, plan: ChartPlan, title: Words, shown: Sequence[Fact]) -> Words:
        """Alternative text: the finding, then every number in order."""
        said = self.plan.statements(shown, before=True)
        if plan.kind == "timeline" or len({fact.period for fact in shown}) >= _SERIES:
            said = [When(fact, self.plan.about(fact)) for fact in shown]
        among_others = plan.kind == "ranked_bars"
        numbers = self.sentence(Listed(tuple(said)), among_others=among_others)
        if len(shown) == 1 or title == self.heading(said[0]):
            return numbers
        return {
            language: Prose((*title[language].segments, *_pause(language), *words.segments))
            for language, words in numbers.items()
            if language in title
        }

    def heading(self, message: Message | None) -> Words:
        if message is None:
            return {}
        return self.words(self.chinese.heading(message), self.english.heading(message))

    def sentence(self, message: Message | None, *, among_others: bool = False) -> Words:
        if message is None:
            return {}
        chinese, english = self.realisers[among_others]
        return self.words(chinese.sentence(message), english.sentence(message))

    def words(self, chinese: str, english: str) -> Words:
        if not chinese:
            return {}
        hans = prose(chinese)
        return {
            Language.ZH_HANS: hans,
            Language.ZH_HANT: hans.map_literals(lambda text: to_hant(text, self.hant_wording)),
            Language.EN: prose(english),
        }


def _first(message: Message) -> Message:
    """The first sentence of a passage, and of several things in it the first few."""
    match message:
        case Passage((first, *_)):
            return _first(first)
        case When(fact, Listed(messages)):
            return When(fact, Listed(messages[:ABREAST]))
        case Profile(facts):
            return Profile(facts[:ABREAST])
    return message


def _filled(given: Words, compose: Callable[[], Words]) -> Words:
    """What an editor wrote, composed in the languages in which nothing is written."""
    return given if set(Language) <= given.keys() else {**compose(), **given}


def _fact_ids(words: Words) -> tuple[str, ...]:
    return next(iter(words.values())).fact_ids if words else ()


def _pause(language: Language) -> tuple[Call | Literal, ...]:
    return prose("。" if language.is_chinese else ". ").segments
