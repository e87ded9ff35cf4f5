from __future__ import annotations

import pytest
from chart_cases import canvas

from reporter.charts.checking import check
from reporter.charts.sheet import Sheet
from reporter.errors import ChartFault


def test_text_over_the_edge_is_named() -> None:
    sheet = Sheet(canvas(60, 30), "trial")
    sheet.text((30, 10), "经调整净利润")
    with pytest.raises(ChartFault, match=r"trial.*经调整净利润.*cut"):
        check(sheet.figure)


def test_texts_over_one_another_are_both_named() -> None:
    sheet = Sheet(canvas(60, 30), "trial")
    sheet.text((0, 10), "营收")
    sheet.text((10, 12), "利润")
    with pytest.raises(ChartFault, match=r"营收.*利润"):
        check(sheet.figure)


def test_text_across_the_end_of_a_bar_is_named() -> None:
    sheet = Sheet(canvas(60, 30), "trial")
    sheet.shape([(0, 5), (20, 5), (20, 20), (0, 20)], fill="#000000", role="bar")
    sheet.text((10, 10), "60.9%")
    with pytest.raises(ChartFault, match=r"60\.9%.*bar"):
        check(sheet.figure)


def test_text_inside_a_bar_and_beside_it_is_fine() -> None:
    sheet = Sheet(canvas(80, 30), "trial")
    sheet.shape([(0, 5), (40, 5), (40, 20), (0, 20)], fill="#000000", role="bar")
    sheet.text((4, 10), "60.9%")
    sheet.text((44, 10), "其余")
    check(sheet.figure)
