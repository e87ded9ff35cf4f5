"""Every page beside its picture; `make golden` takes the pictures anew, after a look at them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from editions import EVERY, Editions, named
from numpy.typing import NDArray
from PIL import Image

from reporter.languages import Edition

GOLDEN = Path(__file__).parent.parent / "golden"
DPI = 45
GREYS = 16
BLOCK = 8
TOLERANCE = 12
"""How much the mean grey of a block may differ, of 255: less than for another digit."""
AGAIN = os.environ.get("REPORTER_GOLDEN") == "write"

Grey = NDArray[np.int16]


def pictures(pdf: bytes) -> list[Image.Image]:
    """Each page small and in few greys."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=DPI / 72, grayscale=True).to_pil() for page in document]
    step = 256 // GREYS
    return [page.convert("L").point([grey // step * step for grey in range(256)]) for page in pages]


def difference(golden: Image.Image, picture: Image.Image) -> Grey:
    """By how much each block differs in the mean."""
    one, other = (np.asarray(image.convert("L"), dtype=np.int16) for image in (golden, picture))
    height, width = (size // BLOCK * BLOCK for size in one.shape)
    apart = np.abs(one - other)[:height, :width]
    blocks = apart.reshape(height // BLOCK, BLOCK, width // BLOCK, BLOCK)
    mean: Grey = blocks.mean(axis=(1, 3)).astype(np.int16)
    return mean


def show(golden: Image.Image, picture: Image.Image, target: Path) -> Path:
    """What was there in red, what is there now in cyan, and what has not changed in grey."""
    now = picture.convert("L")
    Image.merge("RGB", (now, golden.convert("L"), golden.convert("L"))).save(target)
    return target


def write(edition: Edition, template: str, made: list[Image.Image]) -> None:
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob(f"{edition}.{template}-*.png"):
        old.unlink()
    for number, picture in enumerate(made, start=1):
        path = GOLDEN / f"{edition}.{template}-{number}.png"
        picture.quantize(GREYS).save(path, optimize=True)


def complaints(
    golden: Mapping[int, Image.Image], made: Mapping[int, Image.Image], name: str, folder: Path
) -> list[str]:
    """A sentence for every page that is not as its picture."""
    found = []
    for number in sorted(golden.keys() | made.keys()):
        page = f"{name}, page {number}"
        if number not in golden or number not in made:
            found.append(f"{page}: {'new' if number in made else 'gone'}")
        elif golden[number].size != made[number].size:
            found.append(f"{page}: another size")
        elif (apart := difference(golden[number], made[number])).max() > TOLERANCE:
            row, column = np.argwhere(apart > TOLERANCE)[0] * BLOCK * 72 // DPI
            seen = show(golden[number], made[number], folder / f"{name}-{number}.png")
            found.append(f"{page}: changed from {row} pt down, {column} pt across; see {seen}")
    return found


@pytest.mark.parametrize(("edition", "template"), EVERY, ids=named(EVERY))
def test_no_page_has_changed(
    editions: Editions, tmp_path: Path, edition: Edition, template: str
) -> None:
    made = pictures(editions.get(edition, template).content)
    if AGAIN:
        write(edition, template, made)
    name = f"{edition}.{template}"
    files = {int(path.stem.rpartition("-")[2]): path for path in GOLDEN.glob(f"{name}-*.png")}
    golden = {number: Image.open(path) for number, path in files.items()}
    found = complaints(golden, dict(enumerate(made, start=1)), name, tmp_path)
    assert not found, "\n".join([*found, "If that is meant: make golden"])


def sheet(*, digit: str = "") -> Image.Image:
    picture = Image.new("L", (80, 80), 255)
    if digit == "1":
        picture.paste(0, (41, 41, 43, 47))
    if digit == "8":
        picture.paste(0, (41, 41, 45, 47))
    return picture


def test_a_digit_is_a_change_and_its_edge_is_none(tmp_path: Path) -> None:
    softer = sheet(digit="1").point([max(grey, 24) for grey in range(256)])
    assert not complaints({1: sheet(digit="1")}, {1: softer}, "x", tmp_path)
    (found,) = complaints({1: sheet(digit="1")}, {1: sheet(digit="8")}, "x", tmp_path)
    assert found.startswith("x, page 1: changed from 64 pt down, 64 pt across; see ")
    assert (tmp_path / "x-1.png").exists()


def test_a_page_more_is_a_change(tmp_path: Path) -> None:
    assert complaints({}, {1: sheet()}, "x", tmp_path) == ["x, page 1: new"]
    assert complaints({1: sheet()}, {}, "x", tmp_path) == ["x, page 1: gone"]
