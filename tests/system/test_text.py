"""The text layer, read by a library that the writer does not use, says every fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest
from editions import Editions, press

from reporter.facts import Fact
from reporter.formats import parts, print_compact
from reporter.languages import Edition, Language
from reporter.quantity import find_quantities
from reporter.speech import Speaker

CASES = [(edition, language) for edition in Edition for language in edition.languages]
CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uff5e]")
LATIN = re.compile("[A-Za-z]")
NO_BOUND = r"(?<![\d.,]\n)(?<![\d.,>＞<＜≈≥≤超逾近约約])(?<!than)(?<!nearly)(?<!about)"


def squeezed(text: str) -> str:
    """Without the spaces of any width that tell gaps rather than words; a line's end stays."""
    return re.sub(r"[\r\n]+", "\n", re.sub(r"[^\S\r\n]|[\u00ad\u200b\ufffe]", "", text))


@cache
def prints(fact: Fact, language: Language) -> frozenset[str]:
    """The fact as sentences, charts and the figures of page 1 print it in the language.

    Without its bound only where the name of the measure says it: the longest clip.
    """
    speaker = Speaker(press().brief, press().glossary, language)
    quantity, figure = fact.quantity, parts(fact.quantity, language)
    said = {speaker.figure(fact), f"{figure.before}{figure.unit}{figure.number}{figure.after}"}
    said |= {print_compact(quantity, language), print_compact(quantity, language, bound="word")}
    if press().glossary[fact.concept].is_limit:
        said |= {speaker.figure(fact, bound=False), print_compact(quantity, language, bound="none")}
    if fact.is_change:
        said |= {speaker.change(fact, form) for form in ("phrase", "verb", "signed")}
    return frozenset(map(squeezed, said))


def occurrences(text: str, said: str) -> Iterator[re.Match[str]]:
    """Where it stands as a whole: no part of a longer number, and without a bound of its own."""
    broken = r"\n?".join(map(re.escape, said))
    before = NO_BOUND if said[0].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if said[-1].isdigit() else ""
    yield from re.finditer(f"{before}{broken}{after}", text, re.IGNORECASE)


def is_in(language: Language, text: str, found: re.Match[str]) -> bool:
    """Whether the words beside a figure are in that language; a figure alone is in all."""
    before = text[max(0, found.start() - 3) : found.start()].rpartition("\n")[2]
    beside = found[0] + text[found.end() : found.end() + 3].partition("\n")[0] + before
    if language.is_chinese:
        return bool(CHINESE.search(beside)) or not LATIN.search(beside)
    return bool(LATIN.search(beside)) or not CHINESE.search(beside)


def is_said(fact: Fact, language: Language, pages: list[str]) -> bool:
    text = squeezed("\n".join(pages))
    return any(
        is_in(language, text, found)
        for said in prints(fact, language)
        for found in occurrences(text, said)
    ) or is_read(fact, pages)


def is_read(fact: Fact, pages: list[str]) -> bool:
    """Whether the figure, in whatever form, reads back as the very same quantity."""
    lines = (squeezed(page).replace("\n", "") for page in pages)
    plain = (re.sub(r"\s+", " ", page) for page in pages)
    return any(
        found.quantity == fact.quantity
        for text in (*lines, *plain)
        for found in find_quantities(text)
    )


def stated() -> list[Fact]:
    return [fact for fact in press().brief.facts if not fact.is_derived]


def test_the_brief_states_all_facts_of_its_source() -> None:
    assert len(stated()) == 58


@pytest.mark.parametrize(("edition", "language"), CASES)
def test_every_fact_is_said_in_every_language(
    editions: Editions, edition: Edition, language: Language
) -> None:
    pages = editions.get(edition, "brief").texts()
    missing = [fact.id for fact in stated() if not is_said(fact, language, pages)]
    assert not missing


@pytest.mark.parametrize(("edition", "language"), CASES)
def test_a_flash_says_what_page_1_says(
    editions: Editions, edition: Edition, language: Language
) -> None:
    brief, pages = press().brief, editions.get(edition, "flash").texts()
    spoken = [fact_id for point in brief.key_points for fact_id in point.text[language].fact_ids]
    facts = [brief.facts[fact_id] for fact_id in (*brief.kpis, *spoken)]
    assert not [fact.id for fact in facts if not is_said(fact, language, pages)]


@pytest.mark.parametrize(
    ("text", "language", "is_there"),
    [
        ("收入同比增长11.8%，", Language.ZH_HANS, True),
        ("收入同比增长111.8%，", Language.ZH_HANS, False),
        ("收入同比增长11.85%，", Language.ZH_HANS, False),
        ("收入同比增长超11.8%，", Language.ZH_HANS, False),
        ("收入同比增长11.8%，", Language.EN, False),
        ("revenue up 11.8% year on year", Language.EN, True),
    ],
)
def test_a_figure_is_found_whole_and_in_its_own_language(
    text: str, language: Language, is_there: bool
) -> None:
    tight = squeezed(text)
    found = [f for f in occurrences(tight, "11.8%") if is_in(language, tight, f)]
    assert bool(found) is is_there
