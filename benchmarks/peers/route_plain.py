"""Plain WeasyPrint on the same HTML, the charts ready as SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from front import front
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reporter import fonts
from reporter.languages import Edition
from reporter.render import TEMPLATES, render


class _Charts(URLFetcher):  # type: ignore[misc]
    def __init__(self, charts: dict[str, bytes]) -> None:
        super().__init__()
        self._charts = charts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        svg = self._charts[url.removeprefix("chart:")]
        return URLFetcherResponse(url, svg, {"Content-Type": "image/svg+xml"})


@contextmanager
def opened(_once: bool) -> Iterator[object]:
    fonts.activate()
    yield lambda brief, edition: _printer(brief, edition)()


@cache
def _printer(brief: Path, edition: Edition) -> Callable[[], bytes]:
    made = front(brief, edition)
    html = render(made.page, TEMPLATES[0])
    fetcher = _Charts(dict(made.charts))
    return lambda: bytes(HTML(string=html, url_fetcher=fetcher).write_pdf(pdf_tags=True))
