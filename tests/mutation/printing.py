"""The shipped brief printed with its HTML or its charts changed, what is attached left right."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from unittest.mock import patch

from brief_sample import PATH

from reporter import press as press_module
from reporter.brief_files import BriefFiles
from reporter.errors import BuildFailed
from reporter.exhibits import Exhibit
from reporter.languages import Edition
from reporter.press import Press
from reporter.render import render
from reporter.verify import Report, verify_pdf
from reporter.view import page_view

Page = tuple[Edition, str]
"""An edition and a template."""
_SPAN = re.compile(r"<(/?)span\b([^>]*)>")
_GLUE = re.compile(r' class="(?:g|nw|hw|h)"')


@cache
def press() -> Press:
    return Press(BriefFiles.beside(PATH))


@cache
def exhibits(page: Page) -> Mapping[str, Exhibit]:
    return press().exhibits(*page)


@cache
def html(page: Page) -> str:
    """The page, without the spans that only say where a line may break."""
    edition, template = page
    brief, glossary, findings = press().brief, press().glossary, press().findings
    whole = render(page_view(brief, glossary, edition, exhibits(page), findings), template)
    return _unglued(whole).replace("\u00a0", " ")


def _unglued(text: str) -> str:
    open_: list[bool] = []

    def kept(match: re.Match[str]) -> str:
        if match[1]:
            return "" if open_.pop() else match[0]
        open_.append(bool(_GLUE.fullmatch(match[2])))
        return "" if open_[-1] else match[0]

    return _SPAN.sub(kept, text)


@cache
def pdf(page: Page) -> bytes:
    """The PDF as it should be."""
    return press().make(*page).content


def printed(page: Page, text: str, charts: Mapping[str, Exhibit] | None = None) -> bytes:
    """The PDF of other HTML, or of other charts."""
    drawn = exhibits(page) if charts is None else charts
    with (
        patch.object(press_module, "render", lambda *_: text),
        patch.object(Press, "exhibits", lambda *_: drawn),
    ):
        return press().make(*page).content


def failing(report: Report) -> tuple[str, ...]:
    """The names of the checks that failed."""
    return tuple(check.name for check in report.checks if not check.passed)


def proof_of(page: Page, text: str, charts: Mapping[str, Exhibit] | None = None) -> tuple[str, ...]:
    """What finds that a page is not as it should be."""
    try:
        return failing(verify_pdf(printed(page, text, charts)))
    except BuildFailed:
        return ("build",)
