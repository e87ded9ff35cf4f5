from __future__ import annotations

from pathlib import Path

import pytest

from reporter import paths
from reporter.errors import BadInput
from reporter.render import TEMPLATES
from reporter.template_text import check_template


def faults(folder: Path, text: str, *names: str) -> list[str]:
    """What is said against a page, as line:column and the words between quotation marks."""
    (folder / "page.html.j2").write_text(text, "utf-8")
    try:
        check_template(folder, names)
    except BadInput as error:
        return [f"{fault.line}:{fault.column} {fault.message}" for fault in error.faults]
    return []


@pytest.mark.parametrize(
    ("text", "place", "about"),
    [
        ("<p>\nRevenue rose 12%</p>", "2:14", "numeral 12 "),
        ("<p>利润翻倍，{{ page.title }}</p>", "1:6", "“翻倍”"),
        ("<p>About a third of it</p>", "1:10", "“a third”"),
        ('<img class="n" alt="Up 5">', "1:24", "numeral 5 "),
        ("<img title='Since 2019'/>", "1:19", "numeral 2019 "),
    ],
)
def test_a_number_in_a_page_of_ones_own_is_a_fault_at_its_place(
    tmp_path: Path, text: str, place: str, about: str
) -> None:
    (said,) = faults(tmp_path, text)
    assert said.startswith(f"{place} ")
    assert about in said


def test_every_page_of_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "foot.html.j2").write_text("<p>24 hours</p>")
    with pytest.raises(BadInput, match=r"foot\.html\.j2:1:4: the numeral 24"):
        check_template(tmp_path, ())


@pytest.mark.parametrize(
    "text",
    [
        '<td colspan="2" style="width:12pt">{{ page.kpis[0].number }}</td>',
        "{# 3 rows #}{% if page.kpis|length > 1 %}<!-- 4 -->{% endif %}&#8201;",
        "<style>p { margin: 4pt }</style><h1>Results</h1>",
        "<p>Kling 1.6</p>",
    ],
)
def test_code_markup_and_declared_names_are_no_figures(tmp_path: Path, text: str) -> None:
    assert faults(tmp_path, text, "Kling 1.6") == []


@pytest.mark.parametrize("template", ["shared", *TEMPLATES])
def test_the_built_in_pages_say_no_number(template: str) -> None:
    check_template(paths.templates() / template, ())
