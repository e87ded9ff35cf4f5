from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, lead, roles, say

from reporter.charts import plot
from reporter.charts.checking import shape_boxes, text_boxes
from reporter.charts.marks import Mark
from reporter.charts.share_bar import Share, ShareBar
from reporter.errors import ChartFault
from reporter.languages import Edition
from reporter.quantity import Bound


def _cities(edition: Edition) -> ShareBar:
    users = say(edition, "快手新线城市用户", "快手新線城市用戶", "Users in lower-tier cities")
    growth = say(edition, "消费增量来自新线", "消費增量來自新線", "Growth from those cities")
    over = lead(edition, "超66%", "逾66%", "over 66%")
    return ShareBar(
        (
            (Share(users, Mark(60.9, "60.9%", emphasis=True)),),
            (Share(growth, Mark(66, over, Bound.OVER)),),
        )
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(375, 90), (246, 90), (181, 112), (150, 110)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_cities(edition), canvas(width, height, edition))


def test_the_sheet_is_a_hundred_per_cent_wide() -> None:
    figure = plot(_cities(Edition.EN), canvas(200, 90, Edition.EN))
    whole, part, *_ = shape_boxes(figure, "bar")
    assert (whole.left, whole.right) == (0, 200)
    assert part.right == pytest.approx(0.609 * 200, abs=1)


def test_a_share_that_is_more_than_stated_has_an_arrow() -> None:
    assert roles(plot(_cities(Edition.EN), canvas(200, 90, Edition.EN))).count("arrow") == 1


def test_a_part_too_small_for_its_figure_has_it_beside_its_end() -> None:
    figure = plot(ShareBar(((Share(("Few",), Mark(3, "3.0%")),),)), canvas(200, 40, Edition.EN))
    (_, few), (_, figures) = shape_boxes(figure, "bar"), text_boxes(figure)
    assert figures[1].left > few.right


def test_parts_too_small_for_their_figures_side_by_side_are_a_fault() -> None:
    few = Share(("",), Mark(3, "3.0%"))
    with pytest.raises(ChartFault, match=r"overlaps|crosses"):
        plot(ShareBar(((few, few, few),)), canvas(200, 40, Edition.EN))
