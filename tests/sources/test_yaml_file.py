"""YAML as it was written: strings alone, and the place of every character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.sources.yaml_file import MAX_DEPTH, MAX_EVENTS, Document, read_yaml


def read(text: str) -> Document:
    document, faults = read_yaml(text, "b.yaml")
    assert not faults
    assert document
    return document


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_yaml(text, "b.yaml")[1]]


def test_every_scalar_is_the_text_that_was_written() -> None:
    text = "a: 0700\nb: no\nc: 1e3\nd: ~\ne: 2025-03-26\nf:\n"
    assert read(text).data == {
        "a": "0700",
        "b": "no",
        "c": "1e3",
        "d": "~",
        "e": "2025-03-26",
        "f": "",
    }


def test_a_fault_stands_at_its_node_or_the_nearest_one_there_is() -> None:
    document = read("甲:\n  - 乙: x\n    丙: y\n")
    assert str(document.fault(("甲", 0, "丙"), "m")) == "b.yaml:3:8: m"
    assert str(document.fault(("甲", 0, "丁"), "m")) == "b.yaml:2:5: m"
    assert str(document.fault(("戊",), "m")) == "b.yaml:1:1: m"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 营收 X", (1, 7)),
        ('a: "营收 X"', (1, 8)),
        ("a: 'it''s X'", (1, 11)),
        ('a: "say \\"X\\""', (1, 11)),
        ("a: >-\n  营收\n  与 X\n", (3, 5)),
        ("a: |\n  营收\n\n  X\n", (4, 3)),
        ("a: 营收\n   X", (2, 4)),
    ],
)
def test_a_character_of_a_text_is_found_however_it_is_written(
    text: str, place: tuple[int, int]
) -> None:
    document = read(text)
    assert document.place(("a",), document.data["a"].index("X")) == place


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "b.yaml:1:1: the file is empty"),
        ("a: 1\nb: 2\na: 3", "b.yaml:3:1: “a” is given twice"),
        ("a: &x 1\nb: *x", "b.yaml:2:4: aliases are not allowed: write the value again"),
        ("[1, 2]: x", "b.yaml:1:1: a key must be a plain word"),
        ("a: [1\nb: 2", "b.yaml:2:2: not YAML: did not find expected ',' or ']'"),
        ("甲: \x07", "b.yaml:1:4: not YAML: control characters are not allowed"),
        ("a: 1\n---\nb: 2", "b.yaml:2:1: not YAML: but found another document"),
        ("[" * (MAX_DEPTH + 1), f"b.yaml:1:{MAX_DEPTH + 1}: nested deeper than 40 levels"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_a_flood_is_refused_before_anything_is_built() -> None:
    assert f"more than {MAX_EVENTS} items in one file" in faults("[" + "a," * MAX_EVENTS + "]")[0]


def test_repeated_keys_are_all_told_and_the_first_of_each_is_kept() -> None:
    document, found = read_yaml("a: 1\nb: {c: 1, c: 2}\na: 3", "b.yaml")
    assert [(fault.line, fault.column) for fault in found] == [(2, 11), (3, 1)]
    assert document is not None
    assert document.data == {"a": "1", "b": {"c": "1"}}


def test_a_tag_makes_no_object() -> None:
    assert read("a: !!python/object/apply:os.system [ls]").data == {"a": ["ls"]}


@given(st.text())
def test_any_text_is_read_or_faulted(text: str) -> None:
    document, found = read_yaml(text, "b.yaml")
    assert document is not None or found
