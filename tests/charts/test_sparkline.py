from __future__ import annotations

import pytest
from chart_cases import canvas, curves, dots, draws_cleanly, words

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.sparkline import Sparkline
from reporter.errors import ChartFault


def test_a_line_as_wide_as_its_cell_ends_in_a_dot() -> None:
    figure = draws_cleanly(Sparkline((81.1, 94.2, 113.5, 126.9)), canvas(60, 12))
    (line,), (end,) = curves(figure), dots(figure)
    assert line.get_xydata()[-1] == pytest.approx(end)  # type: ignore[index]
    assert words(figure) == []


def test_a_band_lies_on_the_scale_of_the_line() -> None:
    figure = plot(Sparkline((0, 100), band=(0, 50)), canvas(60, 12))
    (band,) = shape_boxes(figure, "band")
    assert band.top - band.bottom == pytest.approx(4, abs=0.01)


def test_a_flat_line_is_drawn() -> None:
    draws_cleanly(Sparkline((5, 5, 5)), canvas(60, 12))


def test_one_value_is_no_line() -> None:
    with pytest.raises(ChartFault, match="two values"):
        plot(Sparkline((1,)), canvas(60, 12))
