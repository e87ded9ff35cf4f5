from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, roles, say, words

from reporter.charts import plot
from reporter.charts.level_growth import GrowthMeasure, LevelGrowth
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound


def _results(edition: Edition) -> LevelGrowth:
    revenue = GrowthMeasure(
        say(edition, "营业收入", "營業收入", "Revenue"),
        Mark(1135, say(edition, "1135亿元", "1,135億元", "RMB113.5 bn"), derived=True),
        Mark(1269, say(edition, "1269亿元", "1,269億元", "RMB126.9 bn")),
        Mark(11.8, "+11.8%"),
    )
    profit = GrowthMeasure(
        say(edition, "经调整净利润", "經調整淨利潤", "Adjusted net profit"),
        Mark(103, say(edition, "103亿元", "103億元", "RMB10.3 bn"), derived=True),
        Mark(177, say(edition, "177亿元", "177億元", "RMB17.7 bn")),
        Mark(72.5, "+72.5%", emphasis=True),
    )
    return LevelGrowth((revenue, profit), ("FY2023 = 100",), ("FY2024",))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 170), (290, 170), (246, 140)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_results(edition), canvas(width, height, edition))


def test_height_above_the_common_base_is_growth() -> None:
    figure = plot(_results(Edition.EN), canvas(290, 170, Edition.EN))
    ((_, base),) = dots(figure, "hollow")
    profit, revenue = (y - base for _, y in dots(figure))
    assert profit / revenue == pytest.approx(72.5 / 11.8)


def test_the_implied_base_is_hollow() -> None:
    figure = plot(_results(Edition.EN), canvas(290, 170, Edition.EN))
    assert roles(figure).count("hollow") == 1


def test_levels_stand_at_the_ends_in_words() -> None:
    drawn = words(plot(_results(Edition.BILINGUAL), canvas(290, 170)))
    assert {"103亿元 → 177亿元", "RMB10.3 bn → RMB17.7 bn"} <= set(drawn)


def test_growth_that_is_more_than_stated_has_an_arrow_up() -> None:
    measure = GrowthMeasure(("Kling",), Mark(1, "1"), Mark(2, "2"), Mark(99, "+99%", Bound.OVER))
    figure = plot(LevelGrowth((measure,), ("then",), ("now",)), canvas(246, 140, Edition.EN))
    assert "arrow" in roles(figure)


def test_lines_that_end_together_keep_their_words_apart() -> None:
    measures = tuple(
        GrowthMeasure((name,), Mark(1, "1"), Mark(2, "2"), Mark(growth, f"+{growth}%"))
        for name, growth in (("HSTECH", 22), ("HSI", 20), ("Third", 21))
    )
    draws_cleanly(LevelGrowth(measures, ("Jan",), ("Mar",)), canvas(246, 140, Edition.EN))


def test_words_that_leave_no_room_for_the_lines_are_a_fault() -> None:
    with pytest.raises(ChartFault, match="no room"):
        plot(_results(Edition.EN), canvas(110, 140, Edition.EN))
