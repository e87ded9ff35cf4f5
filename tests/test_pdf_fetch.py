from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pdf_sample import METADATA, STYLE, page

from reporter.errors import PageFault
from reporter.pdf import write_pdf

SECRET = "a line that must never leave its file"

REQUESTS = {
    "image": '<img src="{url}" alt="x">',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import url({url});</style>",
    "background": '<p style="background: url({url})">x</p>',
    "list marker": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "generated content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "typeface": "<style>@font-face {{ font-family: f; src: url({url}) }}</style><p>x</p>",
    "attachment": '<link rel="attachment" href="{url}">',
    "attachment link": '<a rel="attachment" href="{url}">x</a>',
    "object": '<object data="{url}" type="image/png">x</object>',
    "embed": '<embed src="{url}" type="image/png">',
    "svg image": '<svg xmlns="http://www.w3.org/2000/svg"><image href="{url}"/></svg>',
}


@pytest.fixture
def hits() -> Iterator[tuple[str, list[str]]]:
    """A server's address, and what was asked of it."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SECRET[:6]}", asked
        server.shutdown()


@pytest.mark.parametrize("markup", REQUESTS.values(), ids=REQUESTS.keys())
@pytest.mark.parametrize("scheme", ["file", "http", "ftp", "data"])
def test_nothing_is_fetched(
    markup: str, scheme: str, tmp_path: Path, hits: tuple[str, list[str]]
) -> None:
    address, asked = hits
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    url = {
        "file": secret.as_uri(),
        "http": address,
        "ftp": address.replace("http", "ftp", 1),
        "data": "data:text/plain,secret",
    }[scheme]
    with pytest.raises(PageFault):
        write_pdf(page(markup.format(url=url)), metadata=METADATA)
    assert asked == []


def test_a_base_address_opens_no_door(hits: tuple[str, list[str]]) -> None:
    address, asked = hits
    with pytest.raises(PageFault):
        write_pdf(
            page(f'<base href="{address}"><p style="background: url(x.png)">x</p>', STYLE),
            metadata=METADATA,
        )
    assert asked == []


def test_a_link_is_not_followed(hits: tuple[str, list[str]]) -> None:
    address, asked = hits
    assert write_pdf(page(f'<p><a href="{address}">x</a></p>'), metadata=METADATA)
    assert asked == []
