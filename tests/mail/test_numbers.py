"""Every number of a message is the print of a fact of the PDF that comes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pytest
from composed_sample import letter

from reporter.languages import Edition
from reporter.mail.letter import Letter
from reporter.mail.words import unset
from reporter.pdf_contents import read_contents
from reporter.quantity import find_quantities
from reporter.verify.attached import open_attached
from reporter.verify.inventory import alt_texts
from reporter.verify.labels import UnitLabel, label_in, label_of
from reporter.verify.numbers import Numbers, Spot
from reporter.verify.proof import numbers_of
from reporter.verify.report import Number

_PREHEADER = re.compile('<div class="hidden"[^>]*>([^<]*)')
_CELL = re.compile("<td[^>]*>((?:(?!<td|</td|<table).)*)</td", re.DOTALL)
_PARAGRAPH = re.compile(r"<(p|h1|h2)\b(?P<with>[^>]*)>(?P<html>.*?)</\1>", re.DOTALL)
_SPAN = re.compile(r'<span[^>]* lang="(?P<lang>[^"]*)"[^>]*>(?P<html>(?:(?!<span|</span).)*)</span')
_LANG = re.compile(r'\blang="([^"]*)"')
_ALT = re.compile(r'\balt="([^"]*)"')


@cache
def reader(edition: Edition) -> Numbers:
    pdf = letter(edition).documents[0].content
    return numbers_of(open_attached(read_contents(pdf, "the PDF"), "the PDF"))


def units(texts: Iterable[str]) -> tuple[UnitLabel, ...]:
    """What a bare number beside these texts may be in: 亿元 of 1269亿元, RMB billion."""
    found: list[UnitLabel | None] = []
    for text in texts:
        found.append(label_of(text))
        found += [label_in(one.surface, one.quantity) for one in find_quantities(text)]
    return tuple(dict.fromkeys(label for label in found if label))


def read(texts: Sequence[tuple[str, str]], numbers: Numbers) -> Iterator[Number]:
    """The numbers of texts that stand together, each with its language."""
    labels = units(text for _, text in texts)
    for lang, text in texts:
        yield from numbers.read(text, Spot(0, "P", lang, labels))


def in_html(html: str, edition: Edition, numbers: Numbers) -> Iterator[Number]:
    """The numbers of the preheader, of every cell, and of the chart's alt text."""
    for text in _PREHEADER.findall(html):
        yield from read([(edition.leading, unset(text))], numbers)
    for cell in _CELL.findall(html):
        yield from read(list(paragraphs(cell, edition)), numbers)
    langs = {str(language): language.is_chinese for language in edition.languages}
    for alt in _ALT.findall(html):
        for one in alt_texts(unset(alt), langs):
            yield from read([one], numbers)


def paragraphs(cell: str, edition: Edition) -> Iterator[tuple[str, str]]:
    for match in _PARAGRAPH.finditer(cell):
        own = _LANG.search(match["with"])
        for span in _SPAN.finditer(match["html"]):
            yield span["lang"], unset(span["html"])
        rest = unset(_SPAN.sub(" ", match["html"]))
        yield (own[1] if own else edition.leading), rest


def in_text(text: str, edition: Edition, numbers: Numbers) -> Iterator[Number]:
    blocks = text.split(f"\n{'=' * 40}\n")
    for language, block in zip(edition.languages, blocks, strict=True):
        for line in block.splitlines():
            yield from read([(language, cell) for cell in line.split("  ")], numbers)


def in_subject(subject: str, edition: Edition, numbers: Numbers) -> Iterator[Number]:
    for language, line in zip(edition.languages, subject.split(" | "), strict=False):
        yield from read([(language, line)], numbers)


def every_number(written: Letter) -> list[Number]:
    edition = written.editions[0]
    numbers = reader(edition)
    return [
        *in_subject(written.subject, edition, numbers),
        *in_text(written.text, edition, numbers),
        *in_html(written.html, edition, numbers),
    ]


def faults(numbers: Iterable[Number]) -> list[str]:
    return [f"{one.text}: {one.fault} in “{one.context}”" for one in numbers if one.fault]


@pytest.mark.parametrize("edition", Edition, ids=str)
def test_every_number_is_bound(edition: Edition) -> None:
    found = every_number(letter(edition))
    assert not faults(found)
    printed = {fact for number in found for fact in number.facts}
    assert {"revenue", "revenue_yoy", "adjusted_net_profit", "dau", "kling_visitors_mom"} <= printed
    assert len(found) > 90


@pytest.mark.parametrize("edition", Edition, ids=str)
def test_all_digits_are_looked_at(edition: Edition) -> None:
    """No digit of the HTML stands outside of what the test above reads."""
    html = letter(edition).html
    body = html[html.index("<body") :]
    seen = "".join((*_PREHEADER.findall(body), *_CELL.findall(body)))
    digits = re.compile("[0-9]")
    assert len(digits.findall(unset(seen))) == len(digits.findall(unset(body)))


@pytest.mark.parametrize(
    ("edition", "old", "new"),
    [
        (Edition.ZH_HANS, ">1269<", ">1296<"),
        (Edition.ZH_HANS, ">177<", ">17.7<"),
        (Edition.EN, "401 million", "410 million"),
        (Edition.BILINGUAL, "RMB126.9 billion", "RMB126.9 million"),
        (Edition.BILINGUAL, "超1亿元", "1亿元"),
    ],
)
def test_a_number_that_is_none_is_found(edition: Edition, old: str, new: str) -> None:
    numbers, html = reader(edition), letter(edition).html.replace("\u00a0", " ")
    html = html.replace("&nbsp;", " ")
    bare = re.sub("<span[^>]*>|</span>", "", html) if "亿" in old else html
    assert old in bare
    assert faults(in_html(bare.replace(old, new), edition, numbers))
    assert not faults(in_html(bare, edition, numbers))
