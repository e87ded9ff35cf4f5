from __future__ import annotations

import pytest
from editions import EVERY, Editions, named

from reporter.languages import Edition

MOST_PAGES = {"brief": 5, "flash": 1}


@pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))
def test_nothing_overflows_overlaps_or_stands_alone(
    editions: Editions, edition: Edition, template: str
) -> None:
    assert editions.get(edition, template).faults == ()


@pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))
def test_it_has_the_pages_it_may_have(editions: Editions, edition: Edition, template: str) -> None:
    assert len(editions.get(edition, template).fills) <= MOST_PAGES[template]


@pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))
def test_the_last_page_is_at_least_a_third_full(
    editions: Editions, edition: Edition, template: str
) -> None:
    assert editions.get(edition, template).fills[-1] >= 1 / 3
