from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, roles, say, words
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from reporter.charts import plot
from reporter.charts.checking import Box, shape_boxes
from reporter.charts.marks import Mark
from reporter.charts.ranked_bars import RankedBars
from reporter.charts.rows import NamedMark
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound


def _market(edition: Edition) -> RankedBars:
    return RankedBars(
        (
            NamedMark(say(edition, "阿里", "阿里", "Alibaba"), Mark(73, "+73%")),
            NamedMark(say(edition, "小米", "小米", "Xiaomi"), Mark(66, "+66%")),
            NamedMark(
                say(edition, "快手", "快手", "Kuaishou"),
                Mark(
                    60,
                    say(edition, "超60%", "逾60%", "more than 60%"),
                    Bound.OVER,
                    emphasis=True,
                ),
            ),
            NamedMark(
                say(edition, "恒生指数", "恒生指數", "Hang Seng Index"),
                Mark(20, say(edition, "近20%", "近20%", "nearly 20%"), Bound.UNDER),
            ),
            NamedMark(
                say(edition, "特斯拉", "特斯拉", "Tesla"),
                Mark(-33.3, say(edition, "约−1/3", "約−1/3", "about −1/3"), Bound.ABOUT),
            ),
        )
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(504, 110), (375, 120), (246, 120)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_market(edition), canvas(width, height, edition))


def test_bars_start_at_one_zero_on_both_sides() -> None:
    bars = _bars(_market(Edition.EN))
    assert len({round(bar.left, 6) for bar in bars[:4]}) == 1
    assert bars[4].right == pytest.approx(bars[0].left)


def test_lengths_are_proportional_to_values() -> None:
    alibaba, xiaomi, *_ = _bars(_market(Edition.EN))
    ratio = (xiaomi.right - xiaomi.left) / (alibaba.right - alibaba.left)
    assert ratio == pytest.approx(66 / 73)


def test_each_bound_ends_its_bar_in_its_own_way() -> None:
    drawn = roles(plot(_market(Edition.EN), canvas(375, 120, Edition.EN)))
    assert [drawn.count(role) for role in ("arrow", "under", "about")] == [1, 1, 1]


def test_an_open_end_points_beyond_the_value() -> None:
    figure = plot(_market(Edition.EN), canvas(375, 120, Edition.EN))
    (arrow,) = shape_boxes(figure, "arrow")
    assert arrow.left > shape_boxes(figure, "bar")[2].right


def test_both_languages_are_drawn_in_a_bilingual_edition() -> None:
    drawn = words(plot(_market(Edition.BILINGUAL), canvas(375, 120)))
    assert {"快手", "Kuaishou", "超60%", "more than 60%"} <= set(drawn)


def test_a_value_that_is_the_same_in_both_languages_is_drawn_once() -> None:
    drawn = words(plot(_market(Edition.BILINGUAL), canvas(375, 120)))
    assert drawn.count("+73%") == 1


def test_a_range_is_drawn_from_its_low_to_its_high_end() -> None:
    spec = RankedBars((NamedMark(("A",), Mark(5, "4–6", low=4, high=6)),))
    figure = plot(spec, canvas(246, 40, Edition.EN))
    (sure,), (possible,) = shape_boxes(figure, "bar"), shape_boxes(figure, "range")
    assert (sure.right - sure.left) / (possible.right - sure.left) == pytest.approx(4 / 6)


def test_too_long_a_name_is_a_fault_that_says_so() -> None:
    spec = RankedBars((NamedMark(("Hang Seng Tech Index " * 4,), Mark(22, "+22%")),))
    with pytest.raises(ChartFault, match="Hang Seng Tech Index"):
        plot(spec, canvas(246, 40, Edition.EN))


def test_rows_too_low_for_their_words_are_a_fault() -> None:
    with pytest.raises(ChartFault, match=r"cut|overlaps"):
        plot(_market(Edition.EN), canvas(375, 38, Edition.EN))


def test_a_label_with_a_language_too_few_is_a_fault() -> None:
    spec = RankedBars((NamedMark(("a", "b"), Mark(22, "+22%")),))
    with pytest.raises(ChartFault, match="2 languages of 1"):
        plot(spec, canvas(246, 40, Edition.EN))


def test_the_specification_is_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        _market(Edition.EN).rows = ()  # type: ignore[misc]


def _fills(figure: Figure) -> set[str]:
    shapes = (artist for artist in figure.artists if isinstance(artist, Polygon))
    return {to_hex(shape.get_facecolor()) for shape in shapes}


def _bars(spec: RankedBars) -> list[Box]:
    return shape_boxes(plot(spec, canvas(375, 120, Edition.EN)), "bar")


def test_directions_take_the_colours_of_rise_and_fall() -> None:
    on = canvas(375, 120, Edition.EN)
    figure = plot(replace(_market(Edition.EN), by_direction=True), on)
    fills = {fill for fill in _fills(figure) if fill in (on.rise, on.fall, on.accent)}
    assert fills == {on.rise, on.fall}


def test_a_parting_sets_groups_apart() -> None:
    figure = plot(replace(_market(Edition.EN), parted_after=(2,)), canvas(375, 140, Edition.EN))
    first, second, third, fourth, _ = shape_boxes(figure, "bar")
    assert third.bottom - fourth.top > second.bottom - third.top
    assert first.bottom - second.top == pytest.approx(second.bottom - third.top)
