"""Messages laid out by Chromium at the widths of a phone and of a desktop, light and dark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import chromium
import pytest
from composed_sample import composed

from reporter.languages import Edition
from reporter.mail.colours import LEAST_CONTRAST, contrast
from reporter.mail.preview import in_dark, in_light, with_pictures

PHONE, SMALLEST, DESKTOP = 375, 320, 800
LARGE, LARGE_BOLD, LEAST_OF_LARGE = 24, 18.5, 3.0
"""Pixels from which WCAG 2.2, 1.4.3, takes text for large, and what it asks of such."""

MEASURE = """(view) => {
  const page = view.document, root = page.documentElement;
  const opaque = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = view.getComputedStyle(each).backgroundColor;
      if (color !== "rgba(0, 0, 0, 0)") return color;
    }
    return "rgb(255, 255, 255)";
  };
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, style = view.getComputedStyle(node.parentElement);
    const range = page.createRange();
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (!node.data.trim() || !box.width) continue;
    texts.push({
      text: node.data.trim(), color: style.color, paper: opaque(node.parentElement),
      size: parseFloat(style.fontSize), weight: parseInt(style.fontWeight),
      left: box.left, right: box.right, mark: !!node.parentElement.closest("[aria-hidden]"),
    });
  }
  const cells = [...page.querySelectorAll(".kpi")].map((cell) => {
    const box = cell.getBoundingClientRect();
    return [Math.round(box.left), Math.round(box.top), Math.round(box.width)];
  });
  const image = page.querySelector("img"), sheet = page.querySelector(".sheet");
  const box = (element) => element.getBoundingClientRect();
  return {
    width: root.scrollWidth, texts, cells,
    image: [box(image).width, image.naturalWidth, box(image).height, image.naturalHeight],
    sheet: [box(sheet).left, box(sheet).width],
    filter: view.getComputedStyle(image).filter,
    paper: view.getComputedStyle(page.body).backgroundColor,
  };
}"""


@dataclass(frozen=True, slots=True)
class Window:
    """What one window shows of a message."""

    width: int
    is_dark: bool
    found: dict[str, Any]


@pytest.fixture(scope="module", params=Edition, ids=str)
def html(request: pytest.FixtureRequest) -> str:
    """The HTML part of a message with its chart in it."""
    if chromium.program() is None:
        pytest.skip("Chromium is not installed (make tools)")
    message = message_from_bytes(composed(request.param).raw, policy=policy.default)
    body = message.get_body(("html",))
    assert body
    return with_pictures(body.get_content(), message)


@pytest.fixture(scope="module")
def windows(html: str, tmp_path_factory: pytest.TempPathFactory) -> list[Window]:
    shown = [
        (width, is_dark, (in_dark if is_dark else in_light)(html))
        for width in (SMALLEST, PHONE, DESKTOP)
        for is_dark in (False, True)
    ]
    folder = tmp_path_factory.mktemp("chromium")
    found = chromium.measured([(width, page) for width, _, page in shown], MEASURE, folder)
    return [Window(*one[:2], measured) for one, measured in zip(shown, found, strict=True)]


def color(text: str) -> str:
    """rgb(22, 24, 26) as #16181a."""
    return "#" + bytes(int(part) for part in text[4:-1].split(",")).hex()


def test_nothing_runs_over_the_edge(windows: list[Window]) -> None:
    for window in windows:
        assert window.found["width"] <= window.width
        for text in window.found["texts"]:
            assert 0 <= text["left"] <= text["right"] <= window.width, text


def test_a_client_that_drops_the_styles_of_the_head_shows_it_whole(
    html: str, tmp_path: Path
) -> None:
    bare = re.sub("<style>.*?</style>", "", html, flags=re.DOTALL)
    (found,) = chromium.measured([(PHONE, bare)], MEASURE, tmp_path)
    assert found["width"] <= PHONE
    assert all(text["right"] <= PHONE for text in found["texts"])


def test_everything_can_be_read_in_both_schemes(windows: list[Window]) -> None:
    for window in windows:
        for text in window.found["texts"]:
            is_large = text["size"] >= (LARGE_BOLD if text["weight"] >= 700 else LARGE)
            least = LEAST_OF_LARGE if is_large or text["mark"] else LEAST_CONTRAST
            assert contrast(color(text["color"]), color(text["paper"])) >= least, (
                window.is_dark,
                text,
            )
            assert text["size"] >= 11, text


def test_dark_is_dark_and_turns_the_chart_with_it(windows: list[Window]) -> None:
    for window in windows:
        paper, filtered = window.found["paper"], window.found["filter"]
        assert paper == ("rgb(20, 20, 20)" if window.is_dark else "rgb(255, 255, 255)")
        assert filtered == ("invert(0.9216) hue-rotate(180deg)" if window.is_dark else "none")


def test_the_column_is_600_pixels_or_the_window(windows: list[Window]) -> None:
    for window in windows:
        left, width = window.found["sheet"]
        assert width == min(600, window.width)
        assert left == (window.width - width) / 2


def test_figures_stand_in_threes_and_on_a_phone_in_twos(windows: list[Window]) -> None:
    for window in windows:
        lefts = [left for left, _, _ in window.found["cells"]]
        tops = [top for _, top, _ in window.found["cells"]]
        in_row = 3 if window.width == DESKTOP else 2
        assert len(set(lefts)) == in_row
        assert len(set(tops)) == len(tops) / in_row


def test_the_chart_is_as_wide_as_the_text_and_sharp(windows: list[Window]) -> None:
    for window in windows:
        width, natural, height, natural_height = window.found["image"]
        assert natural >= 2 * width
        assert width >= window.width - 48 or width == 552
        assert height / width == pytest.approx(natural_height / natural, rel=0.01)
