from __future__ import annotations

from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
import tinyhtml5
from editions import EVERY, named, press

from reporter.brief_files import BriefFiles
from reporter.languages import Edition
from reporter.pdf_source import read_strict
from reporter.press import Press

HEAD = '<!doctype html>\n<html lang="en">\n<head>\n<title>t &amp; t</title></head>\n'
STRICT = [
    "<body><p>one<br>two <b>three</b> four</p></body></html>\n",
    "<body>\n<ul><li>a<ul><li>b</li></ul></li>\n</ul> </body>\n</html>\n",
    '<body><table><colgroup><col style="width:1pt"></colgroup><tbody><tr><td>a</td></tr></tbody>'
    "</table></body></html>",
    '<body><img src="chart:a" alt="1 &lt; 2 &#34;x&#34;"></body></html>',
    "<body></body></html>",
]
NOT_ALIKE = [
    "<body><p>one<p>two</body></html>",
    "<body><p><div>one</div></p></body></html>",
    "<body><table><tr><td>a</td></tr></table></body></html>",
    "<body><table><tbody>text<tr><td>a</td></tr></tbody></table></body></html>",
    "<body><!-- said --><p>one</p></body></html>",
    "<body><p>a&nbsp;b &copy;</p></body></html>",
    '<body><p title="a\nb">one</p></body></html>',
    "<body><p title='a\tb'>one</p></body></html>",
    "<body><p hidden>one</p></body></html>",
    "<body><P>one</P></body></html>",
    '<body><p LANG="zh">one</p></body></html>',
    "<body><style>p::before { content: '&amp;' }</style></body></html>",
    '<body><a href="#x">a<span><a href="#y">b</a></span></a></body></html>',
    "<body><svg><p>one</p></svg></body></html>",
    "<body><p>one</b></p></body></html>",
    "<body><h1>a<h2>b</h2></h1></body></html>",
    "<body><p>&#150;</p></body></html>",
    "<body><p>one</p></body></html><p>two</p>",
    "<p>no body</p></html>",
]


def read_html(text: str) -> Element:
    root: Element = tinyhtml5.parse(StringIO(text), namespace_html_elements=False)
    return root


def tree(element: Element) -> object:
    """All that is in an element; that it has no text is the same as that its text is empty."""
    inside = [tree(child) for child in element]
    return element.tag, dict(element.attrib), element.text or "", element.tail or "", inside


@pytest.mark.parametrize("body", STRICT)
def test_what_is_strict_is_read_as_html(body: str) -> None:
    root = read_strict(HEAD + body)
    assert root is not None
    assert tree(root) == tree(read_html(HEAD + body))


@pytest.mark.parametrize("body", NOT_ALIKE)
def test_what_html_reads_in_another_way_is_left_to_it(body: str) -> None:
    assert read_strict(HEAD + body) is None


@pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))
@pytest.mark.parametrize("brief", ["kuaishou-2024q4", "smic-2024q4"])
def test_the_templates_are_strict(brief: str, edition: Edition, template: str) -> None:
    path = Path("data", f"{brief}.yaml")
    made = press() if brief == "kuaishou-2024q4" else Press(BriefFiles.beside(path))
    html = made.copy(edition, template, made.blanks(edition, template)).html
    root = read_strict(html)
    assert root is not None
    assert tree(root) == tree(read_html(html))
