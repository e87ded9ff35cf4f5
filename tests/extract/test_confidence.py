"""How sure a reading is, and why it is not surer."""

from __future__ import annotations

import pytest

from reporter.extract import Candidate, extract
from reporter.extract.confidence import DOUBTFUL, Doubt, confidence_of


def last(text: str) -> Candidate:
    """The last figure of a text."""
    return extract(text, published="2025-03-26")[-1]


NAMED = last("快手2024年全年经营利润152.9亿元。")


def test_what_is_named_in_its_clause_leaves_no_doubt() -> None:
    assert NAMED.doubts == ()
    assert NAMED.confidence == confidence_of(()) > DOUBTFUL


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("快手2024年在大楼里摆放展品1.5万件。", Doubt.NO_CONCEPT),
        ("2024年全年经营利润152.9亿元。", Doubt.NO_ENTITY),
        ("快手2024年业绩。经营利润152.9亿元。", Doubt.ENTITY_CARRIED),
        ("快手公布业绩。很好。很稳。很快。2024年经营利润152.9亿元。", Doubt.ENTITY_DEFAULT),
        ("快手和小米2024年公布业绩，快手经营利润152.9亿元。", Doubt.SEVERAL_ENTITIES),
        ("快手经营利润152.9亿元。", Doubt.NO_PERIOD),
        ("快手2024年业绩稳健。快手经营利润152.9亿元。", Doubt.PERIOD_CARRIED),
        ("快手2024年业绩。很好。很稳。很快。快手经营利润152.9亿元。", Doubt.PERIOD_FAR),
        ("快手2024年经营利润同比增长约3%。", Doubt.BOUNDED),
        ("快手预计2025年经营利润为200亿元。", Doubt.NOT_ACTUAL),
        ("快手2024年经营利润增长3%。", Doubt.NO_BASIS),
        ("快手2024年第四季度的日活跃用户为4.01亿。", Doubt.UNIT_GUESSED),
    ],
)
def test_what_is_left_open_is_said_and_makes_it_less_sure(text: str, doubt: Doubt) -> None:
    found = last(text)
    assert doubt.words in found.doubts
    assert found.confidence < NAMED.confidence


def test_nothing_is_less_sure_than_what_nothing_binds() -> None:
    others = [doubt for doubt in Doubt if doubt is not Doubt.NO_CONCEPT]
    assert confidence_of([Doubt.NO_CONCEPT]) < min(confidence_of([doubt]) for doubt in others)
    assert 0 <= confidence_of(Doubt) < 0.01


def test_every_doubt_counts_and_says_why_in_words_of_its_own() -> None:
    assert all(doubt.weight < 0 for doubt in Doubt)
    assert len({doubt.words for doubt in Doubt}) == len(Doubt)
