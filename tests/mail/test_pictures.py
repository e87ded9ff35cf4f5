from __future__ import annotations

from dataclasses import replace

import pytest
from editions import press

from reporter.languages import Edition
from reporter.mail.pictures import _drawn, draw_hero
from reporter.view import Desk


def desk(edition: Edition) -> Desk:
    return Desk.of(press().brief, press().glossary, edition)


@pytest.mark.parametrize("edition", Edition, ids=str)
def test_a_chart_says_what_it_says_on_the_page(edition: Edition) -> None:
    """The page's numbers are proved one by one; the same words here are proved with them."""
    of_page = press().exhibits(edition, "flash")["hero"].drawing
    plan = press().brief.hero
    assert plan
    ours = _drawn(desk(edition), plan).drawing
    assert sorted(run.text for run in ours.texts) == sorted(run.text for run in of_page.texts)
    assert ours.width < of_page.width


def test_it_is_known_by_its_bytes() -> None:
    one, other = draw_hero(desk(Edition.EN)), draw_hero(desk(Edition.ZH_HANS))
    assert one
    assert other
    assert one == draw_hero(desk(Edition.EN))
    assert one.cid != other.cid


def test_a_brief_without_a_chart_has_none() -> None:
    english = desk(Edition.EN)
    assert draw_hero(replace(english, brief=replace(english.brief, hero=None))) is None
