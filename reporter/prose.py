"""Prose as templates over facts: every figure in a sentence is printed from a fact.

    全年营收{{ fact("revenue") }}，{{ change("revenue_yoy") }}。

The grammar is a call or plain text, nothing else: no expressions, no loops, nothing to escape from.
A numeral in the plain text is a fault unless it belongs to a declared name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

FUNCTIONS: dict[str, tuple[str, ...]] = {
    "fact": ("bare",),
    "change": ("phrase", "bare", "verb", "clause", "signed"),
    "period": ("short",),
    "date": (),
    "name": (),
    "term": ("short",),
}
"""The functions that prose may call, each with the forms that its second argument may name."""

_BRACES = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CALL = re.compile(r"\s*(\w+)\(\s*(.*?)\s*\)\s*", re.DOTALL)
_ARGUMENTS = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)')\s*(,|$)""")
_STRAY = re.compile(r"\{\{|\}\}|\{%|\{#")
_NUMERAL = re.compile(r"[0-9０-９]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Call:
    """A function of FUNCTIONS with its arguments, at a character offset of the template."""

    function: str
    arguments: tuple[str, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Literal:
    """Words that stand as they are, at a character offset of the template."""

    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A parsed template."""

    segments: tuple[Call | Literal, ...]

    def calls(self, *functions: str) -> Iterator[Call]:
        """The calls in reading order, of those functions alone where any is named."""
        for segment in self.segments:
            if isinstance(segment, Call) and (not functions or segment.function in functions):
                yield segment

    def literals(self) -> Iterator[Literal]:
        for segment in self.segments:
            if isinstance(segment, Literal):
                yield segment

    def map_literals(self, convert: Callable[[str], str]) -> Prose:
        """The same template with its words converted and its calls untouched."""
        return Prose(
            tuple(
                Literal(convert(segment.text), segment.offset)
                if isinstance(segment, Literal)
                else segment
                for segment in self.segments
            )
        )

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts printed, in reading order."""
        return tuple(call.arguments[0] for call in self.calls("fact", "change"))


@dataclass(frozen=True, slots=True)
class ProseProblem:
    """What is wrong with a template, at a character offset."""

    offset: int
    message: str


def parse_prose(text: str) -> tuple[Prose, list[ProseProblem]]:
    """The template of a text, and what is wrong with it."""
    segments: list[Call | Literal] = []
    problems: list[ProseProblem] = []
    position = 0
    for match in _BRACES.finditer(text):
        segments += _literal(text[position : match.start()], position, problems)
        call = _call(match[1], match.start())
        if isinstance(call, Call):
            segments.append(call)
        else:
            problems.append(call)
        position = match.end()
    segments += _literal(text[position:], position, problems)
    return Prose(tuple(segments)), problems


def prose(text: str) -> Prose:
    """The template of a text that the project itself wrote; a fault in it is a bug."""
    template, problems = parse_prose(text)
    if problems:
        raise ValueError(f"{problems[0].message} in “{text}”")
    return template


def literal_numerals(template: Prose, names: Iterable[str]) -> list[ProseProblem]:
    """The numerals that no fact stands behind and no declared name covers."""
    problems = []
    for literal in template.literals():
        covered = _covered(literal.text, names)
        problems += [
            ProseProblem(
                literal.offset + match.start(),
                f"the numeral {match[0]} is printed from no fact: use fact(…), or declare the name "
                "it belongs to under names",
            )
            for match in _NUMERAL.finditer(literal.text)
            if not any(start <= match.start() and match.end() <= end for start, end in covered)
        ]
    return problems


def _covered(text: str, names: Iterable[str]) -> list[tuple[int, int]]:
    return [match.span() for name in names for match in re.finditer(re.escape(name), text)]


def _literal(text: str, offset: int, problems: list[ProseProblem]) -> list[Call | Literal]:
    stray = _STRAY.search(text)
    if stray:
        problems.append(ProseProblem(offset + stray.start(), f"a stray {stray[0]}"))
    return [Literal(text, offset)] if text else []


def _call(inside: str, offset: int) -> Call | ProseProblem:
    match = _CALL.fullmatch(inside)
    if not match:
        return ProseProblem(offset, f"not a call: {{{{{inside}}}}}")
    function, given = match.groups()
    if function not in FUNCTIONS:
        near = get_close_matches(function, FUNCTIONS) or FUNCTIONS
        return ProseProblem(offset, f"no function “{function}”; there is {', '.join(near)}")
    arguments, forms = _arguments(given), FUNCTIONS[function]
    most = 2 if forms else 1
    if arguments is None or not 1 <= len(arguments) <= most:
        count = "one or two arguments" if forms else "one argument"
        return ProseProblem(offset, f"{function}(…) takes {count} in quotation marks")
    for form in arguments[1:]:
        if form not in forms:
            known = ", ".join(forms)
            return ProseProblem(offset, f"{function}(…) has no form “{form}”; there is {known}")
    return Call(function, arguments, offset)


def _arguments(given: str) -> tuple[str, ...] | None:
    found: list[str] = []
    position = 0
    while position < len(given):
        match = _ARGUMENTS.match(given, position)
        if not match:
            return None
        found.append(match[1] if match[1] is not None else match[2])
        position = match.end()
    return tuple(found)
