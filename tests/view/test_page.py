from __future__ import annotations

from dataclasses import replace

import pytest
from brief_sample import brief, glossary
from desk_sample import press, said, told

from reporter.brief import Look
from reporter.facts import FactSet
from reporter.languages import Edition
from reporter.view import PageView, chart_names, page_view, rise_and_fall

RED, GREEN = "#c4161c", "#1b7a4b"


def page(edition: Edition) -> PageView:
    return page_view(press().brief, press().glossary, edition, {}, press().findings)


@pytest.mark.parametrize(
    ("edition", "colours"),
    [
        (Edition.ZH_HANS, (RED, GREEN)),
        (Edition.BILINGUAL, (RED, GREEN)),
        (Edition.ZH_HANT, (GREEN, RED)),
        (Edition.BILINGUAL_HANT, (GREEN, RED)),
        (Edition.EN, (GREEN, RED)),
    ],
)
def test_red_rises_on_the_mainland_and_falls_elsewhere(
    edition: Edition, colours: tuple[str, str]
) -> None:
    assert rise_and_fall(brief(), edition) == colours
    assert (page(edition).rise, page(edition).fall) == colours


@pytest.mark.parametrize("edition", Edition)
def test_a_brief_may_say_the_colour_of_a_rise(edition: Edition) -> None:
    assert rise_and_fall(replace(brief(), look=Look(rise="red")), edition) == (RED, GREEN)
    assert rise_and_fall(replace(brief(), look=Look(rise="green")), edition) == (GREEN, RED)


@pytest.mark.parametrize("edition", Edition)
def test_a_page_speaks_the_languages_of_its_edition(edition: Edition) -> None:
    view = page(edition)
    languages = tuple(language.value for language in edition.languages)
    assert (view.lang, view.languages) == (languages[0], languages)
    for label in (view.headline, view.standfirst, view.masthead.kind, *view.notes):
        assert tuple(line.lang for line in label) == languages


def test_sections_stand_in_order_and_the_checks_last() -> None:
    ids = [section.id for section in page(Edition.EN).sections]
    assert ids == [*(section.id for section in brief().sections), "checks"]


def test_a_section_without_a_title_has_the_word_for_it() -> None:
    bare = replace(brief().sections[0], title={})
    view = page_view(replace(brief(), sections=(bare,)), glossary(), Edition.EN, {}, ())
    assert told(view.sections[0].title) == ("Results",)


def test_a_product_has_its_figure_as_it_is_said() -> None:
    section = next(s for s in page(Edition.EN).sections if s.products)
    by_name = {told(product.name)[0]: product for product in section.products}
    assert by_name["Kling"].figure == "+113%"
    assert said(by_name["Nuwa Digital Humans"].figure) == "more than 2,200"
    assert (by_name["KwaiYii"].figure, by_name["KwaiYii"].caption) == ("", ())


def test_charts_are_named_by_section_and_place() -> None:
    names = list(chart_names(brief()))
    assert names[:4] == ["hero", "users-1", "users-2", "ai_strategy-1"]
    assert list(chart_names(brief(), "flash")) == ["hero"]
    assert chart_names(replace(brief(), hero=None), "flash") == {}


def test_a_drawn_chart_stands_with_its_words_and_its_source() -> None:
    hero = press().exhibits(Edition.BILINGUAL, "flash")
    view = page_view(press().brief, press().glossary, Edition.BILINGUAL, hero, ()).hero
    assert view is not None
    assert (view.name, view.slot, view.width) == ("hero", "full", hero["hero"].width)
    assert told(view.source) == ("来源：凤凰网科技", "Source: ifeng.com Tech")
    assert "126.9" in view.alt


def test_a_publisher_of_two_sources_is_named_once() -> None:
    shipped = press().brief
    (source,) = shipped.sources
    hero = shipped.hero
    assert hero
    moved = tuple(
        replace(fact, source=replace(fact.source, document="again"))
        if fact.source and fact.id == hero.facts[-1]
        else fact
        for fact in shipped.facts
    )
    two = (source, replace(source, id="again"))
    given = replace(shipped, facts=FactSet(moved), sources=two)
    view = page_view(given, press().glossary, Edition.EN, press().exhibits(Edition.EN, "flash"), ())
    assert view.hero
    assert told(view.hero.source) == ("Source: ifeng.com Tech",)


def test_a_chart_that_was_not_drawn_leaves_no_place() -> None:
    view = page(Edition.EN)
    assert view.hero is None
    assert all(section.figures == () for section in view.sections)
