from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
from matplotlib.figure import Figure
from pdf_sample import METADATA, STYLE, page

from reporter import fonts
from reporter.charts.drawing import record
from reporter.display_list import Drawing, Shape, TextRun
from reporter.languages import Language
from reporter.pdf import write_pdf

STACK = fonts.families(Language.ZH_HANS)


def draw(*items: Shape | TextRun, width: float = 200, height: float = 80) -> bytes:
    """A PDF with the drawing at its own size in the page's top left corner."""
    size = f"img {{ width: {width}pt; height: {height}pt }}"
    style = f"{STYLE} @page {{ margin: 0 }} body {{ margin: 0 }} {size}"
    body = page('<img src="chart:it" alt="图">', style)
    return write_pdf(body, metadata=METADATA, drawings={"it": Drawing(width, height, items)})


def letters(pdf: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each character with its ink (left, bottom, right, top), y counted from the drawing's foot."""
    (first,) = pypdfium2.PdfDocument(pdf)
    text, foot = first.get_textpage(), first.get_height() - 80
    found = []
    for index in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(index)
        found.append((text.get_text_range(index, 1), (left, bottom - foot, right, top - foot)))
    return found


def pixel(pdf: bytes, x: float, y: float) -> tuple[int, ...]:
    """The colour at a point of the drawing."""
    (first,) = pypdfium2.PdfDocument(pdf)
    image = first.render(scale=4).to_pil()
    color: Any = image.getpixel((round(x * 4), round((80 - y) * 4)))
    return tuple(color)


@pytest.mark.parametrize(
    ("words", "weight"),
    [
        ("收入1269亿元，同比增长11.8%", 400),
        ("可灵 Kling 1.6 “万” ＞60%", 700),
        ("RMB126.9 billion, up 11.8%: AVATAR To", 300),
        ("−3.1% · 1,111,111 · 12月", 600),
    ],
)
@pytest.mark.parametrize("size", [6.5, 7.6, 20])
def test_the_page_sets_text_as_wide_as_the_chart_measured(
    words: str, weight: int, size: float
) -> None:
    figure = Figure(figsize=(8, 1), frameon=False)
    for line, text in ((0.6, f"|{words}|"), (0.2, "|")):
        figure.text(0.1, line, text, family=list(STACK), size=size, weight=weight)
    run, bar = record(figure).texts
    lefts = [box[0] for letter, box in letters(draw(run, width=576, height=72)) if letter == "|"]
    # Layout takes a space from the face of the word before it, measuring from the leading one.
    spaces = words.count("灵 ") * 0.03 * size
    assert lefts[1] - lefts[0] == pytest.approx(run.width - bar.width, abs=0.1 + spaces)


def test_text_stands_where_and_how_it_was_put() -> None:
    turned = TextRun("I", 50, 20, 20, 400, (0, 0, 0), STACK, angle=90)
    upright = TextRun("I", 100, 20, 20, 400, (0, 0, 0), STACK)
    found = [box for letter, box in letters(draw(turned, upright)) if letter == "I"]
    (_, _, _, lying_top), (left, bottom, _, top) = found
    assert bottom == pytest.approx(20, abs=0.1)
    assert 100 < left < 103
    assert top - bottom > 12
    assert lying_top < 27


def test_shapes_are_painted_in_order_and_cut_by_their_clip() -> None:
    square = "{0} {0} m\n{1} {0} l\n{1} {1} l\n{0} {1} l\nh"
    red = Shape(square.format(10, 60), fill=(1, 0, 0))
    blue = Shape(square.format(20, 70), fill=(0, 0, 1), clip="0 0 40 80 re")
    pdf = draw(red, blue)
    assert pixel(pdf, 15, 15) == (255, 0, 0)
    assert pixel(pdf, 30, 30) == (0, 0, 255)
    assert pixel(pdf, 50, 30) == (255, 0, 0)
    assert pixel(pdf, 65, 65) == (255, 255, 255)


def test_opacity_is_kept_for_fill_and_stroke_alike() -> None:
    half = Shape("10 10 m\n60 10 l\n60 60 l\nh", fill=(1, 0, 0), fill_alpha=0.5)
    line = Shape("100 40 m\n180 40 l", stroke=(0, 0, 1), stroke_alpha=0.25, line_width=10)
    pdf = draw(half, line)
    assert pixel(pdf, 50, 20)[1] == pytest.approx(128, abs=2)
    assert pixel(pdf, 140, 40)[0] == pytest.approx(191, abs=2)


def test_a_dashed_line_has_gaps() -> None:
    line = Shape("0 40 m\n200 40 l", stroke=(0, 0, 0), line_width=4, dash=(20.0, 20.0))
    pdf = draw(line)
    assert pixel(pdf, 10, 40) == (0, 0, 0)
    assert pixel(pdf, 30, 40) == (255, 255, 255)


def test_what_follows_a_chart_keeps_its_colour_and_opacity() -> None:
    pale = Shape("0 0 m\n200 0 l\n200 80 l\nh", fill=(1, 0, 0), fill_alpha=0.2)
    style = STYLE + "img { width: 200pt; height: 80pt } p { font-size: 90pt; line-height: 1 }"
    body = page('<img src="chart:it" alt="图"><p>■</p>', style)
    pdf = write_pdf(body, metadata=METADATA, drawings={"it": Drawing(200, 80, (pale,))})
    (first,) = pypdfium2.PdfDocument(pdf)
    darkest = min(first.render(scale=1).to_pil().convert("L").tobytes())
    assert darkest == 0


def test_chart_and_page_share_their_fonts() -> None:
    run = TextRun("收入 Revenue", 10, 10, 9, 400, (0, 0, 0), STACK)
    style = STYLE + "img { width: 200pt; height: 80pt }"
    body = page('<p>收入 Revenue</p><img src="chart:it" alt="图">', style)
    content = write_pdf(body, metadata=METADATA, drawings={"it": Drawing(200, 80, (run,))})
    with pikepdf.open(BytesIO(content)) as pdf:
        names = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert len(names) == 2
    assert len(set(names)) == 2
