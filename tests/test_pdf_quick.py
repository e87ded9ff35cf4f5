from __future__ import annotations

import subprocess
import sys

import pytest

ORDINARY = "<h1>Results</h1><p>Revenue <b>rose</b> 23.5% to 1269亿元.</p><ul><li>one<li>two</ul>"
STYLES = {
    "logical": "p { margin-inline-start: 20pt; padding-block: 3pt; direction: rtl }",
    "calculated": "p { width: calc(50% + 20pt); min-height: 10%; line-height: calc(1em * 1.5) }",
    "percent": "p { margin: 5% 10%; padding: 2%; width: 40% } body { height: 300pt; width: 80% }",
    "boxes": "p, li { box-sizing: border-box; border: 2pt solid; padding: 4pt; height: 40pt }",
    "backgrounds": "p { background: #eee; border-radius: 5pt } b { background: red }",
    "shadows": "p { box-shadow: 2pt 2pt 2pt #999 } li { border-radius: 10% }",
    "decorated": "b { text-decoration: underline } li { text-decoration: line-through }",
    "justified": "p { text-align: justify; width: 90pt } p::after { content: ' and more of it' }",
    "spaced": "p { letter-spacing: 2pt; word-spacing: 4pt } b { font-variant-caps: small-caps }",
    "featured": "p { font-feature-settings: 'tnum', 'halt'; text-transform: uppercase }",
    "lists": "ul { list-style: lower-roman outside } li::marker { color: red }",
    "variables": "p { --wide: 30pt; margin-left: var(--wide); color: var(--none, blue) }",
    "first": "p::first-letter { font-size: 200% } p::first-line { color: red }",
    "collapsed": "ul { display: table; border-collapse: collapse } li { display: table-cell }",
    "footnotes": "b { float: footnote }",
    "anonymous": "ul { display: table } li { display: inline-block; vertical-align: middle }",
}
_PRINTED = """
import hashlib, sys
from datetime import UTC, datetime
from reporter import fonts, pdf_quick

if sys.argv[1] == "stock":
    pdf_quick.make_quick = lambda: None
    fonts.activate()
    from reporter import pdf_engine
    del pdf_engine._Source._ua_stylesheets
from reporter.pdf import Metadata, write_pdf
metadata = Metadata("t", "en", "a", "s", (), datetime(2025, 1, 1, tzinfo=UTC))
for html in sys.argv[2:]:
    try:
        print(hashlib.sha256(write_pdf(html, metadata=metadata)).hexdigest())
    except Exception as fault:
        print(repr(fault))
"""


def start(how: str, pages: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _PRINTED, how, *pages]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture(scope="module")
def printed() -> dict[str, tuple[tuple[str, str], ...]]:
    """The digest of a page in each style, made by the engine's own functions and by ours."""
    head = '<!doctype html><html lang="en"><title>t</title><style>{}</style>'
    long = "em { margin: 1pt }" * 300
    pages = [head.format(style + long) + ORDINARY for style in ("", *STYLES.values())]
    pages = [page for page in pages for _ in range(2)]  # a sheet that was read is kept
    answers = []
    for process in [start("stock", pages), start("quick", pages)]:
        out, errors = process.communicate()
        assert process.returncode == 0, errors
        answers.append(out.splitlines())
    made = list(
        zip(*(zip(answer[::2], answer[1::2], strict=True) for answer in answers), strict=True)
    )
    return dict(zip(("plain", *STYLES), made, strict=True))


@pytest.mark.parametrize("style", ["plain", *STYLES])
def test_a_page_is_the_same_as_without(
    printed: dict[str, tuple[tuple[str, str], ...]], style: str
) -> None:
    stock, quick = printed[style]
    assert quick == stock


def test_styles_make_a_difference(printed: dict[str, tuple[tuple[str, str], ...]]) -> None:
    assert len(set(printed.values())) == len(printed)


def test_every_function_stands_in_for_one_of_the_engine() -> None:
    program = (
        "import sys; from reporter import fonts; fonts.activate()\n"
        "from reporter import pdf_engine, pdf_quick\n"
        "for stock in pdf_quick._INSTEAD:\n"
        "    name = stock.__name__\n"
        "    left = [m for m in sys.modules.values() if vars(m).get(name) is stock]\n"
        "    assert all(m.__name__ == 'reporter.pdf_quick' for m in left), left\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_a_sheet_that_is_complained_of_is_complained_of_again() -> None:
    head = '<!doctype html><html lang="en"><title>t</title><style>p {{ colour: red }}{}</style>'
    page = head.format("em { margin: 1pt }" * 300) + ORDINARY
    out, _ = start("quick", [page, page]).communicate()
    first, second = out.splitlines()
    assert "colour" in first
    assert second == first
