"""Words of direction are found, and only where something went somewhere."""

from __future__ import annotations

import pytest

from reporter.facts import Direction
from reporter.movement import clause_of, movements

UP, DOWN = Direction.UP, Direction.DOWN


@pytest.mark.parametrize(
    ("text", "word", "direction"),
    [
        ("收入同比增长", "增长", UP),
        ("收入按年上漲", "上漲", UP),
        ("成本降至新低", "降至", DOWN),
        ("股价跌了", "跌", DOWN),
        ("跌幅收窄", "跌幅", DOWN),
        ("Revenue rose again", "rose", UP),
        ("the decline narrowed", "decline", DOWN),
        ("up 12% on the year", "up", UP),
    ],
)
def test_a_word_of_direction(text: str, word: str, direction: Direction) -> None:
    (found,) = movements(text)
    assert (text[found.start : found.end].lower(), found.direction) == (word, direction)


@pytest.mark.parametrize(
    "text",
    ["全面升级", "没有下降", "增速回落", "up to 60%", "it did not fall", "lower-tier", "set up"],
)
def test_no_word_of_direction(text: str) -> None:
    assert not list(movements(text))


def test_a_clause_ends_at_a_comma_but_not_within_a_number() -> None:
    text = "收入1,269亿元增长11.8%,利润下降"
    start, end = clause_of(text, text.index("1,2"))
    assert text[start:end] == "收入1,269亿元增长11.8%"
