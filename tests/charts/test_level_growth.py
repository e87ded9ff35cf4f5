from __future__ import annotations

from dataclasses import replace

import pytest
from chart_cases import EDITIONS, canvas, dots, draws_cleanly, roles, say, words

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.level_growth import GrowthMeasure, LevelGrowth
from reporter.charts.marks import Mark
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound

YEARS = ("FY2023 = 100",), ("FY2024",)


def _grown(*growths: Mark) -> LevelGrowth:
    """Measures of these growths and no level to speak of."""
    names = ("HSTECH", "HSI", "Nasdaq")
    measures = (
        GrowthMeasure((name,), Mark(1, "1"), Mark(2, "2"), growth)
        for name, growth in zip(names, growths, strict=False)
    )
    return LevelGrowth(tuple(measures), *YEARS)


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
    return LevelGrowth((revenue, profit), *YEARS)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 170), (290, 170), (246, 140), (181, 170)])
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


@pytest.mark.parametrize("growth", [99, -20])
@pytest.mark.parametrize(("width", "height"), [(375, 170), (246, 140), (181, 140)])
def test_growth_that_is_more_than_stated_has_a_head_on_the_sheet(
    growth: float, width: float, height: float
) -> None:
    spec = _grown(Mark(growth, f"{growth}%", Bound.OVER))
    figure = draws_cleanly(spec, canvas(width, height, Edition.EN))
    (head,), ((_, end),) = shape_boxes(figure, "arrow"), dots(figure)
    assert 0 < head.bottom < head.top < height
    assert (head.bottom > end) == (growth > 0)


def test_lines_that_end_together_keep_their_words_apart() -> None:
    growths = [Mark(growth, f"+{growth}%") for growth in (22, 20, 21)]
    draws_cleanly(_grown(*growths), canvas(246, 140, Edition.EN))


@pytest.mark.parametrize("growths", [(12, -30), (-5, -35), (-95,)])
def test_a_fall_ends_below_the_common_base(growths: tuple[int, ...]) -> None:
    figure = draws_cleanly(
        _grown(*(Mark(growth, f"{growth}%") for growth in growths)), canvas(375, 170, Edition.EN)
    )
    ((_, base),) = dots(figure, "hollow")
    drawn = sorted(y - base for _, y in dots(figure))
    assert [height > 0 for height in drawn] == [growth > 0 for growth in sorted(growths)]
    assert drawn[0] / min(growths) == pytest.approx(drawn[-1] / max(growths))


def test_growth_of_nothing_is_a_level_line() -> None:
    figure = draws_cleanly(_grown(Mark(0, "0%")), canvas(375, 170, Edition.EN))
    assert dots(figure)[0][1] == dots(figure, "hollow")[0][1]


@pytest.mark.parametrize("edition", EDITIONS)
def test_periods_that_do_not_fit_below_the_lines_are_written_beyond_them(edition: Edition) -> None:
    before = say(edition, "2024年第一季度＝100", "2024年第一季度＝100", "Q1 2024 = 100")
    after = say(edition, "2025年第一季度", "2025年第一季度", "Q1 2025")
    spec = replace(_results(edition), before=before, after=after)
    drawn = words(draws_cleanly(spec, canvas(181, 170, edition)))
    assert {*before, *after} <= set(drawn)


def test_words_that_leave_no_room_for_the_lines_are_a_fault() -> None:
    with pytest.raises(ChartFault, match="no room"):
        plot(_results(Edition.EN), canvas(110, 140, Edition.EN))
