"""A completed brief and its drawn charts into the page that a template sets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reporter.brief import HISTORY, Brief, ChartPlan, Product, Section, Source
from reporter.checks import Finding
from reporter.exhibits import Exhibit
from reporter.facts import Fact
from reporter.languages import Edition, Language
from reporter.speech import Speaker
from reporter.terms import Glossary
from reporter.typography import Html, typeset_text
from reporter.view import front
from reporter.view.closing import checks_section, notes
from reporter.view.history import history_table
from reporter.view.labels import FRONT, PLOT, RAIL, Desk
from reporter.view.model import FigureView, Label, PageView, ProductRow, SectionView
from reporter.view.tables import results_table

__all__ = ["Desk", "PageView", "chart_names", "page_view", "rise_and_fall"]

_RED, _GREEN = "#c4161c", "#1b7a4b"


def rise_and_fall(brief: Brief, edition: Edition) -> tuple[str, str]:
    """The colours of a rise and a fall: red rises on the mainland, green elsewhere."""
    red_rises = edition.leading is Language.ZH_HANS
    if brief.look.rise:
        red_rises = brief.look.rise == "red"
    return (_RED, _GREEN) if red_rises else (_GREEN, _RED)


def page_view(
    brief: Brief,
    glossary: Glossary,
    edition: Edition,
    exhibits: Mapping[str, Exhibit],
    findings: Sequence[Finding],
) -> PageView:
    """The page of a brief; `exhibits` by name as chart_names gives them."""
    desk = Desk.of(brief, glossary, edition)
    rise, fall = rise_and_fall(brief, edition)
    head, period, foot = front.running(desk)
    return PageView(
        title=front.language_title(desk),
        lang=edition.leading.value,
        edition=edition.value,
        languages=tuple(language.value for language in edition.languages),
        is_bilingual=edition.is_bilingual,
        accent=brief.look.accent,
        rise=rise,
        fall=fall,
        running_head=head,
        running_period=period,
        running_foot=foot,
        reading_note=front.reading_note(desk),
        masthead=front.masthead(desk),
        headline=desk.head(brief.headline, FRONT),
        standfirst=desk.say(brief.standfirst),
        kpis=front.kpis(desk),
        hero=_figure(desk, brief.hero, exhibits.get("hero")),
        key_points=front.key_points(desk),
        sections=(
            *(_section(desk, section, exhibits) for section in brief.sections),
            checks_section(desk, findings),
        ),
        notes=notes(desk, findings),
        words={key: desk.word(key) for key in _WORDS},
    )


_WORDS = (
    "product",
    "what_it_does",
    "figure",
    "check",
    "stated",
    "recomputed",
    "outcome",
    "sources_and_notes",
    "no_figure_note",
)


def chart_names(brief: Brief, template: str = "brief") -> dict[str, ChartPlan]:
    """Every chart of a brief by the name it goes by on the page, in page order.

    A flash has page 1 alone.
    """
    named = {"hero": brief.hero} if brief.hero else {}
    if template == "flash":
        return named
    for section in brief.sections:
        for index, plan in enumerate(section.charts, start=1):
            named[f"{section.id}-{index}"] = plan
    return named


def _section(desk: Desk, section: Section, exhibits: Mapping[str, Exhibit]) -> SectionView:
    figures = (
        _figure(desk, plan, exhibits.get(f"{section.id}-{index}"))
        for index, plan in enumerate(section.charts, start=1)
    )
    return SectionView(
        id=section.id,
        title=desk.head(section.title, RAIL) or front.section_title(desk, section.id),
        lead=desk.say(section.lead),
        text=tuple(desk.say(words) for words in section.text),
        tables=tuple(results_table(t, desk) for t in section.tables if t.kind != HISTORY),
        histories=tuple(history_table(t, desk) for t in section.tables if t.kind == HISTORY),
        products=tuple(_product(desk, product) for product in section.products),
        points=tuple(desk.say(words) for words in section.points),
        figures=tuple(figure for figure in figures if figure is not None),
        opens_page=section.new_page,
    )


def _figure(desk: Desk, plan: ChartPlan | None, exhibit: Exhibit | None) -> FigureView | None:
    if plan is None or exhibit is None:
        return None
    return FigureView(
        name=exhibit.name,
        title=desk.head(plan.title, RAIL if exhibit.name == "hero" else PLOT),
        subtitle=desk.say(plan.subtitle),
        source=_source(desk, plan),
        alt=" ".join(filter(None, (speaker.tell(plan.alt) for speaker in desk.speakers))),
        width=exhibit.width,
        height=exhibit.height,
        slot=plan.slot.value,
    )


def _source(desk: Desk, plan: ChartPlan) -> Label:
    """Who the figures of a chart come from, each publisher once."""
    spans = (desk.brief.facts[fact_id].source for fact_id in plan.facts)
    used = {span.document for span in spans if span}
    sources = [source for source in desk.brief.sources if source.id in used]
    return desk.each(lambda s: _sources(s, sources)) if sources else ()


def _sources(speaker: Speaker, sources: Sequence[Source]) -> str:
    between = "、" if speaker.language.is_chinese else ", "
    publishers = dict.fromkeys(source.publisher[speaker.language] for source in sources)
    return f"{_FROM[speaker.language]}{between.join(publishers)}"


_FROM = {Language.ZH_HANS: "来源：", Language.ZH_HANT: "來源：", Language.EN: "Source: "}


def _product(desk: Desk, product: Product) -> ProductRow:
    facts = [desk.brief.facts[fact_id] for fact_id in product.facts]
    return ProductRow(
        name=desk.name(product.entity),
        role=desk.say(product.role),
        text=desk.say(product.text),
        figure=_headline_figure(desk, facts[0]) if facts else Html(),
        caption=desk.term(facts[0]) if facts else (),
    )


def _headline_figure(desk: Desk, fact: Fact) -> Html:
    """The one figure of a product: a change with its sign, anything else as in a sentence."""
    speaker = desk.leading
    text = speaker.change(fact, "signed") if fact.is_change else speaker.figure(fact)
    return typeset_text(text, speaker.language)
