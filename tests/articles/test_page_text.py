"""Web pages: the words of the article, in paragraphs, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.articles.page_text import is_html, page_text

BODY = "<p>Revenue rose 11.8% to RMB126.9 billion in the year, the company said on Wednesday.</p>"
SAID = "Revenue rose 11.8% to RMB126.9 billion in the year, the company said on Wednesday.\n"


@pytest.mark.parametrize(
    "beside",
    [
        "<script>var x = '99%'</script>",
        "<style>p { width: 99% }</style>",
        "<!-- 99% -->",
        "<nav><a href=1>99 stocks</a></nav>",
        "<aside>Up 99%</aside>",
        "<div class='nav'><a>99</a></div>",
        "<div id='comments'>99% agree</div>",
        "<div class='x post-comments'>99% agree</div>",
        "<ul><li><a>Up 99%</a></li><li><a>Down 99%</a></li><li><a>99</a></li></ul>",
        "<div role='navigation'>99</div>",
        "<p hidden>99%</p>",
        "<p style='display: none'>99%</p>",
        "<select><option>99</select>",
        "<footer>99</footer>",
    ],
)
def test_what_is_not_the_article_is_left_out(beside: str) -> None:
    assert page_text(f"<body>{beside}{BODY}</body>") == SAID
    assert page_text(f"<body>{BODY}{beside}") == SAID


def test_an_article_among_others_is_the_one_with_most_text() -> None:
    page = f"<h1>Head</h1><main>{BODY}</main><article>Another, up 99%</article>"
    assert page_text(page) == f"Head\n{SAID}"


def test_what_holds_most_of_the_page_is_no_furniture_whatever_it_is_called() -> None:
    assert page_text(f"<form class='sidebar'>{BODY}</form>") == SAID
    assert page_text(f"<nav><a>Home</a>{BODY}") == f"Home\n{SAID}"


def test_blocks_end_paragraphs_and_inline_tags_do_not() -> None:
    page = "<div>营收<b>1269</b><span>亿元</span><br>净利润<i>177亿元</i><h2>用户</h2>4.01亿</div>"
    assert page_text(page) == "营收1269亿元\n净利润177亿元\n用户\n4.01亿\n"


def test_cells_of_a_table_are_parted_and_rows_are_paragraphs() -> None:
    page = "<table><tr><th>营收<td>1,269<tr><th>利润<td>177</table>"
    assert page_text(page) == "营收\t1,269\n利润\t177\n"


def test_a_footnote_mark_is_no_digit_of_the_number_before_it() -> None:
    assert page_text("<p>增长11.8%<sup>1</sup>，收入12.5<sup>[2]</sup>") == "增长11.8%，收入12.5\n"
    assert page_text("<p>面积30万m<sup>2</sup>，CO<sub>2</sub>") == "面积30万m²，CO2\n"


def test_characters_by_name_and_number_are_read() -> None:
    assert page_text("<p>&#36;5&nbsp;million&#x2014;up&gt;4%") == "$5 million—up>4%\n"


def test_source_lines_are_no_paragraphs() -> None:
    assert page_text("<p>Revenue\n  rose\n5%</p>") == "Revenue rose 5%\n"


@given(st.text(alphabet="<>/!-pbdivtable &;#\"'=x1%\n", max_size=200))
def test_no_markup_is_too_broken(page: str) -> None:
    assert "\n\n" not in page_text(f"<p>{page}")


@pytest.mark.parametrize("piece", ["<div>", "<b><p>", "<table><b>", "<!--", "<a>", "&", "<p "])
def test_markup_that_nests_without_end_is_read_to_its_end(piece: str) -> None:
    assert len(page_text(piece * 20_000)) <= 20_001


def test_a_page_begins_with_a_tag() -> None:
    assert is_html("\n<!-- x --><!DOCTYPE html><html>")
    assert is_html("<DIV class=x>")
    assert not is_html("<3 months to go")
    assert not is_html("Revenue <b>5</b>")
