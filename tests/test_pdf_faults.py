from __future__ import annotations

import pytest
from pdf_sample import BODY, DRAWING, METADATA, STYLE, page

from reporter.pdf import lay_out


def faults(body: str, style: str = "") -> tuple[str, ...]:
    laid_out = lay_out(page(body, STYLE + style), metadata=METADATA, drawings={"revenue": DRAWING})
    return laid_out.faults()


FILLER = "<p>One line</p>"
FIGURE = '<figure style="margin: 0"><figcaption>题</figcaption>{}</figure>'
IMAGE = '<img src="chart:revenue" alt="图">'


def test_a_sound_page_has_no_faults() -> None:
    assert faults(BODY) == ()


@pytest.mark.parametrize(
    ("body", "style", "words"),
    [
        ("<p>1234567890123456789</p>", "p { width: 30pt }", "wider than its column"),
        ("<p>甲</p><p>乙</p>", "p + p { margin-top: -10pt }", "“甲” overlaps “乙”"),
        ("<p>甲</p>", "p { margin-left: 180mm; width: 80pt }", "into the margin"),
        (IMAGE, "img { width: 100pt; height: 40pt }", "50% of the size"),
        (f"{IMAGE}<p>甲</p>", "p { margin-top: -20pt }", "overlaps"),
    ],
)
def test_what_a_reader_would_see_is_found(body: str, style: str, words: str) -> None:
    (fault,) = faults(body, style)
    assert fault.startswith("page 1: ")
    assert words in fault


def test_a_heading_at_the_foot_of_a_page_is_found() -> None:
    heading = '<h2 style="break-after: auto; margin: 0">标题</h2>'
    body = FILLER * 52 + heading + FILLER * 9
    assert faults(body, "h2 { font-size: 9pt }") == (
        "page 1: the heading “标题” is left at its foot",
    )


def test_a_heading_beside_its_text_is_none_left_alone() -> None:
    heading = '<h2 style="margin: 0; display: table-cell">标题</h2>'
    beside = f'<div style="display: table">{heading}<p style="display: table-cell">文</p></div>'
    after = '<p style="break-before: page">文</p>'
    assert faults(FILLER * 3 + beside + after, "h2 { font-size: 9pt }") == ()


def test_a_caption_parted_from_its_figure_is_found() -> None:
    apart = FIGURE.format(f'<div style="break-before: page">{IMAGE}</div>')
    assert faults(apart) == ("page 1: the caption “题” stands alone",)
    assert faults(FIGURE.format(IMAGE)) == ()


def test_a_table_row_on_two_pages_is_found() -> None:
    tall = "<br>".join("字" * 5 for _ in range(20))
    rows = f"<tr><td>{tall}</td></tr>" * 3
    assert faults(f"<table><tbody>{rows}</tbody></table>") == ()
    (fault,) = faults(f"<table><tbody>{rows}</tbody></table>", "tr { break-inside: auto }")
    assert "cut in two" in fault


def test_pages_tell_how_full_they_are() -> None:
    laid_out = lay_out(page(FILLER * 60), metadata=METADATA)
    first, last = laid_out.pages
    assert first.fill > 0.95
    assert 0.05 < last.fill < 0.3
    assert [text.text for text in last.texts if text.in_margin] == ["快手科技 1024.HK", "2 / 2"]
