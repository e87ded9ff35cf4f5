"""Prose is words and calls; whatever else stands in it is told by its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.prose import FUNCTIONS, Call, Literal, literal_numerals, parse_prose, prose


def problems(text: str) -> list[tuple[int, str]]:
    return [(problem.offset, problem.message) for problem in parse_prose(text)[1]]


def test_words_and_calls_come_in_order_with_their_places() -> None:
    assert prose('营收{{ fact("revenue") }}。').segments == (
        Literal("营收", 0),
        Call("fact", ("revenue",), 2),
        Literal("。", 23),
    )


def test_a_call_may_break_over_lines_and_use_either_quotation_mark() -> None:
    template = prose("{{\n  change('revenue_yoy',\n \"verb\") }}")
    assert template.segments == (Call("change", ("revenue_yoy", "verb"), 0),)


def test_the_facts_are_those_printed() -> None:
    text = '{{ term("dau") }}{{ fact("dau") }}{{ period("mau") }}{{ change("dau_yoy") }}'
    assert prose(text).fact_ids == ("dau", "dau_yoy")
    assert [call.function for call in prose(text).calls("term", "period")] == ["term", "period"]


def test_words_convert_and_calls_stay() -> None:
    converted = prose('收入{{ fact("revenue") }}').map_literals(lambda text: text[::-1])
    assert converted.segments == (Literal("入收", 0), Call("fact", ("revenue",), 2))


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("a {{ revenue }}", 2, "not a call: {{ revenue }}"),
        ('a {{ fct("x") }}', 2, "no function “fct”; there is fact"),
        ("a {{ fact() }}", 2, "fact(…) takes one or two arguments in quotation marks"),
        ("a {{ fact(x) }}", 2, "fact(…) takes one or two arguments in quotation marks"),
        ('{{ date("a", "b") }}', 0, "date(…) takes one argument in quotation marks"),
        ('{{ fact("a" "b") }}', 0, "fact(…) takes one or two arguments in quotation marks"),
        ('{{ fact("a", "loud") }}', 0, "fact(…) has no form “loud”; there is bare"),
        ("a {{ b", 2, "a stray {{"),
        ("a }} b", 2, "a stray }}"),
        ("a {% if x %}", 2, "a stray {%"),
    ],
)
def test_what_is_no_prose_is_told(text: str, offset: int, message: str) -> None:
    assert problems(text) == [(offset, message)]


def test_all_problems_of_a_text_are_told_at_once() -> None:
    assert [offset for offset, _ in problems("{{ a }} {{ b }} {%")] == [0, 8, 16]


def test_prose_of_the_project_itself_has_no_fault() -> None:
    with pytest.raises(ValueError, match="not a call"):
        prose("{{ x }}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("增长11.8%", ["11.8"]),
        ("1,269亿与２", ["1,269", "２"]),
        ("可灵1.6发布", []),
        ("可灵1.65发布", ["1.65"]),
        ("两成", []),
    ],
)
def test_a_numeral_belongs_to_a_fact_or_to_a_name(text: str, found: list[str]) -> None:
    template = prose(f'{{{{ fact("x") }}}}{text}')
    numerals = literal_numerals(template, ["可灵1.6"])
    start = len('{{ fact("x") }}')
    assert [problem.offset for problem in numerals] == [start + text.index(n) for n in found]
    assert all(n in problem.message for n, problem in zip(found, numerals, strict=True))


@given(st.text())
def test_any_text_is_parsed_without_loss(text: str) -> None:
    template, problems = parse_prose(text)
    if not problems and not list(template.calls()):
        assert "".join(literal.text for literal in template.literals()) == text


@given(st.sampled_from([*FUNCTIONS]), st.text(alphabet="abc_ 数1", min_size=1))
def test_a_call_keeps_its_argument(function: str, argument: str) -> None:
    (call,) = prose(f'{{{{ {function}("{argument}") }}}}').calls()
    assert call.arguments == (argument,)
