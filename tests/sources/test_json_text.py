"""JSON keeps its digits and its places, and is read in one pass."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.sources.json_text import At, JsonText, Tree

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def read(text: str, depth: int) -> Any:
    return plain(JsonText(text, "f.json").tree(0, depth)[0])


def plain(found: Tree) -> Any:
    return found.value if isinstance(found, At) else {k: plain(v) for k, v in found.items()}


@given(VALUES, st.integers(0, 3))
def test_it_reads_what_was_written_to_any_depth(value: object, depth: int) -> None:
    assert read(json.dumps(value), depth) == value


def test_a_number_keeps_its_digits() -> None:
    assert [str(value) for value in read("[1.10, 3, 1e400]", 0)] == ["1.10", "3", "1E+400"]


def test_a_value_has_its_place() -> None:
    text = JsonText('{\n  "a":\n [7, {"b": 8}]\n}', "f.json")
    found, end = text.tree(0, 1)
    assert isinstance(found, dict)
    assert isinstance(found["a"], At)
    places = [text.place(index) for index, _ in text.items(found["a"].index, 1)]
    assert (places, text.ends(end)) == ([(3, 3), (3, 6)], True)
    assert str(text.fault(found["a"].index, "here")) == "f.json:3:2: here"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": 1,}', (1, 9), "Expecting value"),
        ('{"a" 1}', (1, 6), "“:” is expected"),
        ('{"a": 1\n "b": 2}', (2, 2), "“,” is expected"),
        ('{"a": 1, "a": 2}', (1, 10), "“a” is given twice"),
        ("{1: 2}", (1, 2), "“1” is no key"),
        ('{"a": [1, 2', (1, 12), "Expecting ',' delimiter"),
    ],
)
def test_what_is_no_json_is_told_where_it_stops_being_so(
    text: str, place: tuple[int, int], message: str
) -> None:
    source = JsonText(text, "f.json")
    with pytest.raises(json.JSONDecodeError) as error:
        source.tree(0, 1)
    assert source.place(error.value.pos) == place
    assert error.value.msg.startswith(message)


def test_an_exponent_beyond_any_figure_is_no_number() -> None:
    assert [str(value) for value in read("[1e99999999999999999999, NaN]", 0)] == ["NaN", "NaN"]
