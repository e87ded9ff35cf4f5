"""A finished PDF proved against the facts inside it, with nothing but the PDF."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

import pikepdf
import pypdfium2

from reporter.checks import Finding
from reporter.errors import NotOurs
from reporter.formats import print_quantity
from reporter.languages import Language
from reporter.pdf_contents import read_contents
from reporter.quantity import Bound
from reporter.verify import checking
from reporter.verify.about import Told, read_about
from reporter.verify.attached import Attached, FactRecord, open_attached
from reporter.verify.fonts import UsedFont, read_fonts
from reporter.verify.furniture import furniture_of, spoken_words
from reporter.verify.inventory import count_blocks, count_margins, count_told
from reporter.verify.layer import PageLayer, read_layer
from reporter.verify.matching import Leave
from reporter.verify.numbers import Numbers
from reporter.verify.report import Report
from reporter.verify.structure import Tagged, read_structure
from reporter.verify.wording import wording_check

_NUMERAL = re.compile(r"(?<![\w.])\d+(?![\w.])")
_HAS_DIGIT = re.compile("[0-9]")
_BROKEN = (
    *(pypdfium2.PdfiumError, pikepdf.PdfError),
    *(AttributeError, LookupError, TypeError, ValueError, RecursionError),
)
"""What the two readers raise where an object is missing, is of another type, or holds itself."""


def verify_pdf(pdf: bytes, shown: str = "the PDF") -> Report:
    """Everything that can be checked of a brief's PDF; raises NotOurs for any other file."""
    contents = read_contents(pdf, shown)
    attached = open_attached(contents, shown)
    layers, tagged, told, fonts = _read(pdf, shown)
    reader = numbers_of(attached)
    counted = count_blocks(tagged, attached.languages, reader)
    numbers = (
        *(number for one in counted for found in (*one.numbers, one.alt) for number in found),
        *count_margins(layers, len(layers), reader),
        *count_told(told, reader),
    )
    return Report(
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        pages=len(layers),
        manifest=contents.manifest,
        numbers=numbers,
        checks=(
            checking.numbers_check(numbers),
            checking.pairs_check(counted, attached.languages),
            checking.promises_check(attached, numbers),
            wording_check(attached, tagged, layers, told),
            checking.facts_check(attached),
            checking.manifest_check(attached),
            checking.fonts_check(fonts, layers),
            checking.shapes_check(fonts, attached),
            checking.tags_check(told, tagged, layers, attached),
        ),
    )


def _read(
    pdf: bytes, shown: str
) -> tuple[tuple[PageLayer, ...], Tagged, Told, tuple[UsedFont, ...]]:
    """The text, the structure, the claims and the fonts of a PDF; raises NotOurs."""
    try:
        layers = read_layer(pdf)
        return layers, read_structure(pdf, layers), read_about(pdf), read_fonts(pdf)
    except _BROKEN as error:
        raise NotOurs(shown, f"it is broken: {error}") from error


def numbers_of(attached: Attached) -> Numbers:
    """What finds the numbers of a PDF and knows what they may be."""
    findings = attached.press.findings if attached.press else ()
    return Numbers(
        facts=attached.facts,
        checked=tuple(record for finding in findings for record in _recomputed(finding)),
        constants=frozenset(
            numeral for finding in findings for numeral in _NUMERAL.findall(finding.formula)
        ),
        worded=_worded(attached),
        furniture=furniture_of(attached),
        leave=Leave(_unbound(attached)),
    )


def _recomputed(finding: Finding) -> list[FactRecord]:
    """The figures of a check, which stand in its table and in no list of facts."""
    return [
        FactRecord(f"check {finding.rule} {finding.facts[0]}", "", "", "", "", quantity)
        for quantity in (finding.stated, finding.recomputed)
        if quantity is not None
    ]


def _unbound(attached: Attached) -> frozenset[str]:
    """The facts whose bound the words around them say: a measure that is itself the most there is,
    and a figure that the brief asks for without its bound."""
    if attached.press is None:
        return frozenset()
    brief, glossary = attached.press.brief, attached.press.glossary
    limits = {
        fact.id
        for fact in brief.facts
        if fact.quantity.bound is Bound.AT_MOST and glossary[fact.concept].is_limit
    }
    bare = {
        call.arguments[0]
        for words in spoken_words(brief)
        for prose in words.values()
        for call in prose.calls("fact")
        if call.arguments[1:] == ("bare",)
    }
    return frozenset(limits | bare)


def _worded(attached: Attached) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The prints of facts in words, by language: 第一 and first, 两倍 and twice."""
    prints: dict[str, dict[str, tuple[str, ...]]] = {}
    for language in attached.languages:
        said = prints.setdefault(language, {})
        for fact in attached.facts:
            text = print_quantity(fact.quantity, Language(language))
            if not _HAS_DIGIT.search(text):
                said[text] = (*said.get(text, ()), fact.id)
    return prints
