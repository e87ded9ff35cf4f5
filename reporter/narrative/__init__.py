"""Facts to sentences: one plan, a realiser for each language, and templates as the result.

What is composed is a template like an editor's own, so that both are printed by the same code and
a composed sentence can be taken over into the brief and changed there.
"""

from __future__ import annotations

from dataclasses import replace

from reporter.brief import Brief, ChartPlan, KeyPoint, Section, TablePlan, Words
from reporter.facts import Fact
from reporter.languages import Language
from reporter.narrative.chinese import Chinese
from reporter.narrative.english import English
from reporter.narrative.messages import Listed, Message
from reporter.narrative.plan import Planner
from reporter.prose import Call, Literal, Prose, prose
from reporter.terms import Glossary, hant_wording, to_hant

__all__ = ["complete"]


def complete(brief: Brief, glossary: Glossary) -> Brief:
    """The brief with everything that it leaves unsaid composed from its facts."""
    return _Composer(brief, glossary).brief()


class _Composer:
    def __init__(self, brief: Brief, glossary: Glossary) -> None:
        self.given = brief
        self.plan = Planner(brief, glossary)
        issuer = brief.issuer.entity
        self.chinese, self.english = Chinese(issuer), English(issuer)
        self.hant_wording = hant_wording((*brief.wording.values(), *brief.terms.values()))

    def brief(self) -> Brief:
        given = self.given
        sections = given.sections or self.sections()
        return replace(
            given,
            headline=given.headline or self.heading(self.plan.headline()),
            standfirst=given.standfirst or self.sentence(self.plan.standfirst()),
            key_points=given.key_points or self.key_points(),
            kpis=given.kpis or self.plan.kpis(),
            hero=self.chart(given.hero or self.plan.hero()),
            sections=tuple(self.section(section) for section in sections),
        )

    def key_points(self) -> tuple[KeyPoint, ...]:
        """A sentence for each of the first three parts of the page."""
        points = []
        for name, facts in self.plan.sections()[:3]:
            message = Listed(tuple(self.plan.statements(facts)[:2]))
            points.append(KeyPoint(self.sentence(message), section=name))
        return tuple(points)

    def sections(self) -> tuple[Section, ...]:
        """The page of a brief that says nothing of its sections."""
        return tuple(
            Section(
                name,
                text=tuple(self.sentence(m) for m in self.plan.statements(facts)),
                tables=(TablePlan("results", tuple(f.id for f in facts if not f.is_change)),)
                if name in ("results", "users")
                else (),
                charts=self.plan.charts(facts),
            )
            for name, facts in self.plan.sections()
        )

    def section(self, section: Section) -> Section:
        facts = self.facts_of(section)
        title = section.title or (self.heading(self.plan.finding(facts)) if facts else {})
        charts = tuple(chart for plan in section.charts if (chart := self.chart(plan)) is not None)
        return replace(section, title=title, charts=charts)

    def facts_of(self, section: Section) -> list[Fact]:
        ids = [fact_id for words in section.text for fact_id in _fact_ids(words)]
        ids += [fact_id for plan in (*section.charts, *section.tables) for fact_id in plan.facts]
        return [self.given.facts[fact_id] for fact_id in dict.fromkeys(ids)]

    def chart(self, plan: ChartPlan | None) -> ChartPlan | None:
        """The chart with its title, subtitle and description said."""
        if plan is None:
            return None
        facts = [self.given.facts[fact_id] for fact_id in plan.facts]
        finding = self.plan.finding(facts)
        return replace(
            plan,
            title=plan.title or self.heading(finding),
            alt=plan.alt or self.description(plan.title or self.heading(finding), facts),
        )

    def description(self, title: Words, facts: list[Fact]) -> Words:
        """Alternative text: the finding, then every number in order."""
        numbers = self.sentence(Listed(tuple(self.plan.statements(facts))))
        return {
            language: Prose((*title[language].segments, *_pause(language), *words.segments))
            for language, words in numbers.items()
            if language in title
        }

    def heading(self, message: Message | None) -> Words:
        if message is None:
            return {}
        return self.words(self.chinese.heading(message), self.english.heading(message))

    def sentence(self, message: Message | None) -> Words:
        if message is None:
            return {}
        return self.words(self.chinese.sentence(message), self.english.sentence(message))

    def words(self, chinese: str, english: str) -> Words:
        hans = prose(chinese)
        return {
            Language.ZH_HANS: hans,
            Language.ZH_HANT: hans.map_literals(lambda text: to_hant(text, self.hant_wording)),
            Language.EN: prose(english),
        }


def _fact_ids(words: Words) -> tuple[str, ...]:
    return next(iter(words.values())).fact_ids if words else ()


def _pause(language: Language) -> tuple[Call | Literal, ...]:
    return prose("。" if language.is_chinese else ". ").segments
