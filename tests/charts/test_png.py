"""A chart as pixels is the chart of the page."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import numpy as np
import pypdfium2
import pytest
from brief_sample import brief, speakers
from numpy.typing import NDArray
from pdf_sample import METADATA
from PIL import Image

from reporter.charts.png import png
from reporter.display_list import Drawing, Shape
from reporter.exhibits import Colours, draw_exhibit
from reporter.languages import Edition
from reporter.pdf import write_pdf

WIDTH = 750
BLOCK = 12
MOST_APART = 32
"""How much the mean of a block may differ, of 255: by half a pixel at an edge, by no word."""


def hero(edition: Edition) -> Drawing:
    plan = brief().hero
    assert plan
    return draw_exhibit(
        plan, "hero", speakers(edition), Colours("#d4380d", "#c4161c", "#1b7a4b")
    ).drawing


def pixels(content: bytes) -> NDArray[np.int64]:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).astype(int)


def blocks(picture: NDArray[np.int64]) -> NDArray[np.float64]:
    """The means of the colours of squares; what is left at the edges is not looked at."""
    height, width = (size // BLOCK for size in picture.shape[:2])
    whole = picture[: height * BLOCK, : width * BLOCK]
    means: NDArray[np.float64] = whole.reshape(height, BLOCK, width, BLOCK, 3).mean(axis=(1, 3))
    return means


def on_a_page(drawing: Drawing) -> NDArray[np.int64]:
    """The drawing as the page has it, at the same size in pixels."""
    size = f"{drawing.width}pt {drawing.height}pt"
    box = f"width:{drawing.width}pt;height:{drawing.height}pt"
    style = f"@page {{ size: {size}; margin: 0 }} body {{ margin: 0 }} img {{ display: block }}"
    head = f'<html lang="zh-Hans"><head><title>t</title><style>{style}</style></head>'
    html = f'{head}<body><img src="chart:hero" alt="a" style="{box}"></body></html>'
    pdf = write_pdf(html, metadata=METADATA, drawings={"hero": drawing})
    with pypdfium2.PdfDocument(pdf) as document:
        bitmap = document[0].render(scale=WIDTH / drawing.width)
        return np.asarray(bitmap.to_pil().convert("RGB")).astype(int)


@pytest.mark.parametrize("edition", [Edition.ZH_HANS, Edition.BILINGUAL_HANT])
def test_it_looks_as_it_does_on_the_page(edition: Edition) -> None:
    drawing = hero(edition)
    ours, page = pixels(png(drawing, WIDTH)), on_a_page(drawing)
    assert ours.shape == page.shape
    assert np.abs(blocks(ours) - blocks(page)).max() < MOST_APART
    wordless = replace(drawing, items=tuple(i for i in drawing.items if isinstance(i, Shape)))
    assert np.abs(blocks(pixels(png(wordless, WIDTH))) - blocks(page)).max() > MOST_APART


def test_it_is_the_same_every_time_and_small() -> None:
    content = png(hero(Edition.EN), WIDTH)
    assert content == png(hero(Edition.EN), WIDTH)
    assert Image.open(io.BytesIO(content)).mode == "P"
    assert len(content) < 40_000


def test_its_main_colours_are_exact() -> None:
    found = pixels(png(hero(Edition.EN), WIDTH)).reshape(-1, 3)
    colours, counts = np.unique(found, axis=0, return_counts=True)
    commonest = {tuple(colour) for colour in colours[np.argsort(-counts)][:3]}
    assert {(255, 255, 255), (0xD4, 0x38, 0x0D), (0xE6, 0xE7, 0xE8)} == commonest


def test_every_kind_of_shape_is_painted() -> None:
    shapes = (
        Shape("10 10 20 20 re", fill=(1.0, 0.0, 0.0)),
        Shape("40 10 m 60 10 l 60 30 l 40 30 l h", fill=(0.0, 0.0, 1.0), clip="40 10 10 20 re"),
        Shape("70 20 m 90 20 l", stroke=(0.0, 0.5, 0.0), line_width=4, dash=(5.0, 5.0)),
        Shape("10 40 m 10 60 40 60 40 40 c h", fill=(0.0, 0.0, 0.0), fill_alpha=0.5),
    )
    found = pixels(png(Drawing(100.0, 70.0, shapes), 100))

    def at(x: int, y: int) -> tuple[int, ...]:
        return tuple(int(part) for part in found[70 - 1 - y, x])

    assert at(20, 20) == (255, 0, 0)
    assert (at(45, 20), at(55, 20)) == ((0, 0, 255), (255, 255, 255))
    assert (at(72, 20), at(77, 20)) == ((0, 128, 0), (255, 255, 255))
    assert at(25, 45) == (127, 127, 127)


def test_it_is_whole() -> None:
    content = png(Drawing(10.0, 10.0, ()), 10)
    Image.open(io.BytesIO(content)).verify()
    assert zlib.crc32(content[12:29]) == int.from_bytes(content[29:33])
