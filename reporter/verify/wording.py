"""Every word of a PDF held against the words of its own brief, printed again from its attachments.

This finds what no number by itself can tell: two figures of a sentence swapped, another period, a
word of direction turned round. It needs the version that made the PDF; the check of the numbers
does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from reporter.display_list import Drawing
from reporter.errors import ReporterError
from reporter.languages import Edition
from reporter.press import Press
from reporter.render import TEMPLATES, render
from reporter.verify.about import Told
from reporter.verify.attached import Attached
from reporter.verify.layer import PageLayer, in_lines, runs
from reporter.verify.markup import Expected, expected_blocks
from reporter.verify.report import Check, Failure
from reporter.verify.structure import Block, Tagged
from reporter.view import PageView, page_view

_UNSEEN = re.compile("[\\s\u00ad\u200b\u2009\u200a\u2010\u2060]+")
_PAGE_NUMBER = re.compile("[0-9]+(/[0-9]+)?")
_TRENDS = frozenset("▲▼")
_TREND = re.compile('aria-hidden="true">([▲▼])<')
_SHOWN = 70
_TITLE = "every word is that of the attached brief"


def wording_check(
    attached: Attached, tagged: Tagged, layers: Sequence[PageLayer], told: Told
) -> Check:
    """The words of every block, chart, alt text, margin and title, block by block."""
    press, edition = attached.press, attached.edition
    if press is None or edition is None:
        return Check("wording", _TITLE, "", skipped="the brief cannot be read")
    if reason := _unable(attached):
        return Check("wording", _TITLE, "", skipped=reason)
    try:
        page, drawings = _printed_again(press, edition, attached.template)
        html = render(page, attached.template)
    except ReporterError as error:
        return Check("wording", _TITLE, "", (Failure(0, "the brief", str(error)),))
    expected = expected_blocks(html)
    failures = (
        *_blocks(tagged.blocks, expected, drawings),
        *_margins(layers, page),
        *_trends(layers, html),
        *_titles(told, page, expected),
    )
    return Check("wording", _TITLE, f"{len(expected)} blocks", failures)


def _unable(attached: Attached) -> str:
    """Why the words cannot be printed again, or nothing."""
    if attached.template not in TEMPLATES:
        return "the template is not one of the built-in ones, and is not attached"
    return attached.other_version


def _printed_again(
    press: Press, edition: Edition, template: str
) -> tuple[PageView, Mapping[str, Drawing]]:
    exhibits = press.exhibits(edition, template)
    page = page_view(press.brief, press.glossary, edition, exhibits, press.findings)
    return page, {name: exhibit.drawing for name, exhibit in exhibits.items()}


def squeezed(text: str) -> str:
    """The text without spaces, which lines and typography move about."""
    return _UNSEEN.sub("", text)


def _blocks(
    blocks: Sequence[Block], expected: Sequence[Expected], drawings: Mapping[str, Drawing]
) -> Iterator[Failure]:
    shown = [block for block in blocks if block.kind != "Lbl" and _of_block(block)]
    ours = [_of_block(block) for block in shown]
    theirs = [_of_expected(one, drawings) for one in expected]
    matcher = SequenceMatcher(a=ours, b=theirs, autojunk=False)
    page = 1
    for operation, low, high, first, last in matcher.get_opcodes():
        if operation == "equal":
            page = shown[high - 1].page
            continue
        for offset in range(max(high - low, last - first)):
            ours_here = ours[low + offset] if low + offset < high else ""
            theirs_here = theirs[first + offset] if first + offset < last else ""
            page = shown[low + offset].page if ours_here else page
            yield _difference(page, ours_here, theirs_here)


def _of_block(block: Block) -> str:
    if block.kind == "Figure":
        drawn = ((run.text, run.left, run.baseline) for run in block.runs)
        return _figure(in_lines(drawn), block.alt)
    return "".join(f"[{s.lang}]{text}" for s in block.segments if (text := squeezed(s.text)))


def _of_expected(block: Expected, drawings: Mapping[str, Drawing]) -> str:
    if block.chart:
        texts = drawings[block.chart].texts if block.chart in drawings else ()
        return _figure(in_lines((run.text, run.x, run.y) for run in texts), block.alt)
    return "".join(f"[{lang}]{squeezed(text)}" for lang, text in block.segments)


def _figure(drawn: str, alt: str) -> str:
    return f"[chart]{squeezed(drawn)}[alt]{squeezed(alt)}"


def _difference(page: int, ours: str, theirs: str) -> Failure:
    """Where two texts part: what the page says there, and what the brief says."""
    if not ours or not theirs:
        text = ours or theirs
        reason = "is on the page, and not in the brief" if ours else "is missing from the page"
        return Failure(page, text[:_SHOWN], reason)
    start = next(
        (i for i, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b),
        min(len(ours), len(theirs)),
    )
    start = max(0, start - 12)
    return Failure(
        page, ours[start : start + _SHOWN], f"the brief says “{theirs[start : start + _SHOWN]}”"
    )


def _margins(layers: Sequence[PageLayer], page: PageView) -> Iterator[Failure]:
    """Running heads and feet, page numbers, and the marks of trends, which are not tagged."""
    known = "\n".join(map(squeezed, (page.running_head, page.running_period, page.running_foot)))
    for layer in layers:
        for run in runs(layer.artifacts):
            text = squeezed(run.text)
            if text in known or text in _TRENDS or _PAGE_NUMBER.fullmatch(text):
                continue
            yield Failure(layer.number, run.text, "stands in the margin, and not in the brief")


def _trends(layers: Sequence[PageLayer], html: str) -> Iterator[Failure]:
    """The marks of rise and fall, page by page in their order."""
    wanted = list(_TREND.findall(html))
    for layer in layers:
        for glyph in layer.artifacts:
            if glyph.text in _TRENDS:
                expected = wanted.pop(0) if wanted else "nothing"
                if glyph.text != expected:
                    yield Failure(layer.number, glyph.text, f"the brief has {expected} here")


def _titles(told: Told, page: PageView, expected: Sequence[Expected]) -> Iterator[Failure]:
    heads = {
        squeezed("".join(text for _, text in block.segments))
        for block in expected
        if block.kind.startswith("H")
    }
    for place, text in told.texts:
        if "title" in place and squeezed(text) != squeezed(page.title):
            yield Failure(0, text, f"is not the title of the brief: “{page.title}”")
        if place == "bookmark" and squeezed(text) not in heads:
            yield Failure(0, text, "is a bookmark that no heading of the brief has")
