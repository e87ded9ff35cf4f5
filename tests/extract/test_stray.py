"""Nouns for measures that the glossary does not have."""

from __future__ import annotations

import pytest

from reporter.extract.stray import noun_behind, stray_noun


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("单店平均客诉量", "单店平均客诉量"),
        ("其中车位去化率同比提升至约", "车位去化率"),
        ("较去年同期增长", None),
        ("海川银行", None),
        ("建材业年增率", None),
        ("the quarter included litigation charges of ", "litigation charges"),
        ("profit before exceptional items of ", None),
    ],
)
def test_a_noun_for_a_measure_stands_before_the_words_that_link(
    before: str, expected: str | None
) -> None:
    found = stray_noun(before, 0, len(before))
    assert (before[slice(*found)] if found else None) == expected


def test_a_noun_for_a_measure_stands_behind_its_figure() -> None:
    said = "a loss that includes $1.8 billion in reorganization items"
    found = noun_behind(said, said.index(" in "))
    assert found
    assert said[slice(*found)] == "reorganization items"
