from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from brief_sample import brief, glossary

from reporter.errors import BadConfiguration, TemplateFault
from reporter.languages import Edition, Language
from reporter.prose import prose
from reporter.render import TEMPLATES, css_text, figure_rows, render
from reporter.template_files import template_files
from reporter.view import PageView, page_view
from reporter.view.model import FigureView


@cache
def page() -> PageView:
    return page_view(brief(), glossary(), Edition.EN, {}, ())


def own(folder: Path, text: str) -> str:
    """A folder with a page of its own."""
    (folder / "page.html.j2").write_text(text, "utf-8")
    return str(folder)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_built_in_template_sets_the_page(template: str) -> None:
    html = render(page(), template)
    assert html.startswith("<!doctype html>")
    assert '<html lang="en"' in html
    assert "RMB billion" in html


def test_a_page_of_ones_own_goes_first(tmp_path: Path) -> None:
    assert render(page(), own(tmp_path, "<h1>{{ page.title }}</h1>")) == f"<h1>{page().title}</h1>"


def test_a_folder_without_a_page_takes_the_built_in_one(tmp_path: Path) -> None:
    assert render(page(), str(tmp_path)) == render(page(), "brief")


def test_the_shared_style_may_be_replaced_alone(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "page.css").write_text("h1 { color: teal }")
    html = render(page(), str(tmp_path))
    assert "h1 { color: teal }" in html
    assert page().title in html


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("\n{{ page.titel }}", 2, "titel"),
        ("{{ brief }}", 1, "undefined"),
        ("\n\n{% if %}", 3, "Expected an expression"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("{{ page.title.__class__.__mro__ }}", 1, "unsafe"),
    ],
)
def test_a_template_that_fails_is_named_with_its_line(
    tmp_path: Path, text: str, line: int, problem: str
) -> None:
    with pytest.raises(TemplateFault, match=rf"line {line}: .*{problem}"):
        render(page(), own(tmp_path, text))


def test_a_part_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match=r"has no footer\.j2"):
        render(page(), own(tmp_path, '{% include "footer.j2" %}'))


def test_an_unknown_template_is_refused_with_the_known_ones() -> None:
    with pytest.raises(BadConfiguration, match="“breif”: name one of brief, flash, or a folder"):
        render(page(), "breif")


def test_markup_in_prose_and_names_is_printed_and_not_obeyed() -> None:
    own_words = {Language.EN: prose("<script>alert</script> & <b>")}
    issuer = replace(brief().issuer, names={**brief().issuer.names, Language.EN: '<i>"Q"</i>'})
    marked = replace(brief(), headline=own_words, issuer=issuer)
    html = render(page_view(marked, glossary(), Edition.EN, {}, ()), "brief")
    assert "&lt;script&gt;alert&lt;/script&gt; &amp; &lt;b&gt;" in html
    assert "<script" not in html
    assert "<i>" not in html.partition("</h1>")[0]


def test_the_running_head_cannot_leave_its_string() -> None:
    assert css_text('快手 A1"}\\\n') == "快手 A1\\22 \\7d \\5c \\a "


def test_every_file_that_shapes_a_page_is_known(tmp_path: Path) -> None:
    own(tmp_path, "mine")
    assert b"mine" in template_files(str(tmp_path)).values()
    assert len(template_files(str(tmp_path))) == len(template_files("brief")) + 1


def drawn(name: str, slot: str) -> FigureView:
    return FigureView(name, (), (), (), "", 100, 50, slot)


@pytest.mark.parametrize(
    ("slots", "rows"),
    [
        ("half half half", ["ab", "c"]),
        ("third third third third", ["abc", "d"]),
        ("full full", ["a", "b"]),
        ("half full half wide", ["a", "b", "c", "d"]),
        ("third half half", ["a", "bc"]),
        ("", []),
    ],
)
def test_charts_stand_beside_each_other_where_there_is_room(slots: str, rows: list[str]) -> None:
    figures = [drawn(name, slot) for name, slot in zip("abcd", slots.split(), strict=False)]
    assert ["".join(figure.name for figure in row) for row in figure_rows(figures)] == rows
