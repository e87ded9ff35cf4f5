"""Our own way from finished HTML and charts to the PDF: layout, tags, fonts, attachments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from reporter.brief_files import BriefFiles
from reporter.exchange import facts_json
from reporter.languages import Edition
from reporter.pdf import Attachment, Metadata, lay_out
from reporter.press import Press
from reporter.render import TEMPLATES, render
from reporter.view import page_view


@contextmanager
def opened(_once: bool) -> Iterator[object]:
    yield lambda brief, edition: _printer(brief, edition)()


@cache
def _printer(brief: Path, edition: Edition) -> Callable[[], bytes]:
    press = Press(BriefFiles.beside(brief))
    exhibits = press.exhibits(edition, TEMPLATES[0])
    page = page_view(press.brief, press.glossary, edition, exhibits, press.findings)
    html = render(page, TEMPLATES[0])
    drawings = {name: exhibit.drawing for name, exhibit in exhibits.items()}
    facts = facts_json(press.brief)
    attached = Attachment("facts.json", facts, "application/json", "Data", "facts")
    created = datetime(2025, 1, 1, tzinfo=UTC)
    metadata = Metadata(page.title, page.lang, "reporter", page.title, (), created)
    return lambda: lay_out(html, metadata=metadata, drawings=drawings).write([attached])
