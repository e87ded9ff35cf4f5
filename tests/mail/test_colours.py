from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.mail.colours import (
    DARK_PAPER,
    LEAST_CONTRAST,
    Palette,
    contrast,
    for_dark,
    readable,
    turned,
)

colours = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: "#" + bytes(parts).hex())


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)]
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_white_turns_into_the_dark_paper_and_grey_stays_grey() -> None:
    assert turned("#ffffff") == DARK_PAPER
    assert turned("#808080") == "#7f7f7f"


def test_a_colour_that_can_be_read_is_left_alone() -> None:
    assert readable("#ff8a66") == "#ff8a66"


@given(colours, colours, colours)
def test_every_colour_can_be_read_on_dark_paper(accent: str, rise: str, fall: str) -> None:
    dark = for_dark(Palette(accent, rise, fall))
    for color in (dark.accent, dark.rise, dark.fall):
        assert contrast(color, DARK_PAPER) >= LEAST_CONTRAST
