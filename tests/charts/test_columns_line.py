from __future__ import annotations

from dataclasses import replace

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, say, words
from matplotlib.text import Text

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.columns_line import ColumnsLine
from reporter.charts.foot import Periods
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition

_MARGINS = (20.8, 20.3, 19.8, 16.4, 13.7, 13.9, 20.5, 22.6)


def _years(edition: Edition) -> ColumnsLine:
    return ColumnsLine(
        Periods((("FY2022",), ("FY2023",), ("FY2024",))),
        (Mark(94.2, "94.2"), Mark(113.5, "113.5", derived=True), Mark(126.9, "126.9")),
        say(edition, "营业收入", "營業收入", "Revenue, RMB bn"),
        (Mark(-5.8, "−5.8"), Mark(10.3, "10.3", derived=True), Mark(17.7, "17.7", emphasis=True)),
        say(edition, "经调整净利润", "經調整淨利潤", "Adjusted net profit"),
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 170), (246, 160), (181, 150)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_years(edition), canvas(width, height, edition))


def _quarters(edition: Edition) -> ColumnsLine:
    revenue = (1462.3, 1560.4, 1620.6, 1678.3, 1750.2, 1901.3, 2171.2, 2207.3)
    return ColumnsLine(
        Periods(tuple((f"Q{n}",) for n in (1, 2, 3, 4) * 2), (("2023", 4), ("2024", 4))),
        tuple(Mark(each, f"{each:,}") for each in revenue),
        say(edition, "收入，亿美元", "收入，億美元", "Revenue, US$ bn"),
        tuple(Mark(each, f"{each}%") for each in _MARGINS),
        say(edition, "毛利率", "毛利率", "Gross margin"),
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_eight_quarters_say_their_years_once(edition: Edition) -> None:
    figure = draws_cleanly(_quarters(edition), canvas(375, 210, edition))
    assert [text for text in words(figure) if text[:2] in ("Q1", "20") and "%" not in text] == [
        *("Q1", "Q1"),
        *("2023", "2024"),
    ]


def test_a_value_in_a_bend_of_the_line_stands_below_it() -> None:
    figure = plot(_quarters(Edition.EN), canvas(375, 210, Edition.EN))
    heights = {
        text.get_text(): text.get_position()[1] for text in figure.artists if isinstance(text, Text)
    }
    ends = zip(_MARGINS, dots(figure), strict=True)
    assert [heights[f"{margin}%"] > y for margin, (_, y) in ends] == [
        True,
        True,
        True,
        False,
        False,
        False,
        True,
        True,
    ]


def test_columns_start_at_zero() -> None:
    figure = plot(_years(Edition.EN), canvas(246, 160, Edition.EN))
    first, last = shape_boxes(figure, "bar")
    assert first.bottom == last.bottom
    ratio = (first.top - first.bottom) / (last.top - last.bottom)
    assert ratio == pytest.approx(94.2 / 126.9)


def test_the_line_stands_in_a_panel_below_the_columns() -> None:
    figure = plot(_years(Edition.EN), canvas(246, 160, Edition.EN))
    columns = shape_boxes(figure, "bar")
    assert max(y for _, y in dots(figure)) < min(column.bottom for column in columns)


def test_dots_and_columns_share_their_periods() -> None:
    figure = plot(_years(Edition.EN), canvas(246, 160, Edition.EN))
    centres = [(column.left + column.right) / 2 for column in shape_boxes(figure, "bar")]
    assert [x for x, _ in dots(figure)] == pytest.approx(centres)


def test_derived_years_are_hollow_in_both_panels() -> None:
    figure = plot(_years(Edition.EN), canvas(246, 160, Edition.EN))
    assert len(shape_boxes(figure, "hollow")) == len(dots(figure, "hollow")) == 1


def test_panels_of_different_length_are_a_fault() -> None:
    spec = _years(Edition.EN)
    with pytest.raises(ChartFault, match="differ in number"):
        plot(replace(spec, line=spec.line[:2]), canvas(246, 160, Edition.EN))
