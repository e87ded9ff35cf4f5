"""The HTML of a message: fit for mail clients, and no number in it that is not a fact's."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from composed_sample import SETTINGS, letter
from editions import press

from reporter.exchange import facts_json
from reporter.languages import Edition
from reporter.mail.compose import Composer
from reporter.mail.html import _inlined
from reporter.mail.letter import Letter
from reporter.mail.pictures import WIDTH
from reporter.view import Desk

MOST = 90_000
"""Bytes, below the 102 kB at which Gmail cuts a message off."""
ALLOWED = frozenset(
    "html head meta title style body div table thead tbody tr td th h1 h2 p span br img a".split()
)
VOID = frozenset(("meta", "br", "img"))
FETCHING = re.compile(r"@import|@font-face|url\(|expression\(|javascript:|https?://", re.IGNORECASE)


class Elements(HTMLParser):
    """Every element with its attributes, and whether all are closed as they were opened."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.is_balanced = True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.is_balanced = self.is_balanced and bool(self.open) and self.open.pop() == tag

    def of(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.found if name == tag)


@pytest.fixture(params=Edition, ids=str)
def written(request: pytest.FixtureRequest) -> Letter:
    return letter(request.param)


def test_it_is_smaller_than_what_is_cut_off(written: Letter) -> None:
    assert len(written.html.encode()) < MOST


def test_a_correction_of_everything_is_smaller_too() -> None:
    document = json.loads(facts_json(press().brief))
    for fact in document["facts"]:
        if fact["value"] is not None:
            fact["value"] = str(Decimal(fact["value"]) * 2)
    correcting = Composer(press(), SETTINGS, before=json.dumps(document).encode())
    corrected = correcting.letter((Edition.BILINGUAL,))
    assert len(corrected.html.encode()) < MOST
    total = corrected.text.partition("=" * 40)[0].count("  →  ")
    assert total > 60
    assert f"{total - 60} more figures have changed" in corrected.html


def test_it_is_made_of_what_mail_clients_show(written: Letter) -> None:
    elements = Elements(written.html)
    assert {tag for tag, _ in elements.found} <= ALLOWED
    assert elements.is_balanced
    assert not elements.open
    assert not any(name.startswith("on") for _, given in elements.found for name in given)


def test_nothing_is_fetched(written: Letter) -> None:
    html = written.html.replace("https://unsubscribe.invalid/", "")
    assert not FETCHING.search(html)
    assert [image["src"] for image in Elements(html).of("img")] == [
        f"cid:{written.pictures[0].cid}"
    ]


def test_every_cell_is_styled_in_place_and_says_what_its_table_is(written: Letter) -> None:
    elements = Elements(written.html)
    for cell in elements.of("td"):
        assert "font-family" in (cell["style"] or "")
    assert all(table.get("role") == "presentation" for table in elements.of("table"))
    assert "class" not in (next(elements.of("html")))


def test_its_chart_has_a_size_twice_its_pixels_and_words_for_it(written: Letter) -> None:
    (image,) = Elements(written.html).of("img")
    content = written.pictures[0].content
    width, height = struct.unpack(">II", content[16:24])
    assert (image["width"], width) == (str(WIDTH), 2 * WIDTH)
    assert abs(int(image["height"] or "") * 2 - height) <= 1
    assert len(image["alt"] or "") > 20
    assert content.startswith(b"\x89PNG")


def test_it_can_be_dark(written: Letter) -> None:
    elements = Elements(written.html)
    schemes = [
        meta.get("content") for meta in elements.of("meta") if meta.get("name") == "color-scheme"
    ]
    assert schemes == ["light dark"]
    assert "@media (prefers-color-scheme: dark)" in written.html


def test_its_languages_are_marked(written: Letter) -> None:
    elements = Elements(written.html)
    edition = written.editions[0]
    assert next(elements.of("html"))["lang"] == edition.leading
    marked = {given["lang"] for tag, given in elements.found if tag != "html" and given.get("lang")}
    assert marked == set(edition.languages[1:])


def test_it_begins_with_what_an_inbox_shows_beside_the_subject(written: Letter) -> None:
    (hidden,) = re.findall('<div class="hidden"[^>]*>([^<]*)', written.html)
    standfirst = press().brief.standfirst[written.editions[0].leading]
    speaker = Desk.of(press().brief, press().glossary, written.editions[0]).leading
    assert hidden.startswith(speaker.text(standfirst).replace("&", "&amp;"))
    assert written.html.index(hidden) < written.html.index("<table")


def test_no_file_of_this_machine_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("p { color: green }")
    link = f'<link rel="stylesheet" href="{(tmp_path / "x.css").as_uri()}">'
    html = _inlined(f"<html><head>{link}</head><body><p>a</p></body></html>", "p { margin: 0 }")
    assert "green" not in html
    assert '<p style="margin: 0;">' in html
