from __future__ import annotations

import pytest
from chart_cases import EDITIONS, canvas, draws_cleanly, lead, roles, say

from reporter.charts import plot
from reporter.charts.checking import shape_boxes
from reporter.charts.marks import Mark
from reporter.charts.waterfall import Step, Waterfall
from reporter.errors import ChartFault
from reporter.languages import Edition


def _bridge(edition: Edition) -> Waterfall:
    def text(hundred_millions: str, billions: str) -> tuple[str, ...]:
        return lead(edition, hundred_millions, hundred_millions, billions)

    return Waterfall(
        (
            Step(("FY2023",), Mark(103, text("103", "10.3"), derived=True), is_level=True),
            Step(
                say(edition, "营收增长", "營收增長", "Revenue"),
                Mark(12, text("+12", "+1.2"), derived=True),
            ),
            Step(
                say(edition, "利润率", "利潤率", "Margin"),
                Mark(62, text("+62", "+6.2"), derived=True, emphasis=True),
            ),
            Step(("FY2024",), Mark(177, text("177", "17.7")), is_level=True),
        )
    )


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("width", "height"), [(375, 180), (246, 132), (181, 130)])
def test_every_edition_fits_every_slot(edition: Edition, width: float, height: float) -> None:
    draws_cleanly(_bridge(edition), canvas(width, height, edition))


def test_each_change_starts_where_the_level_before_it_ends() -> None:
    figure = plot(_bridge(Edition.EN), canvas(246, 132, Edition.EN))
    first, second, third = shape_boxes(figure, "hollow")
    assert first.top == pytest.approx(second.bottom, abs=1)
    assert second.top == pytest.approx(third.bottom, abs=1)


def test_levels_stand_on_zero() -> None:
    figure = plot(_bridge(Edition.EN), canvas(246, 132, Edition.EN))
    (now,), (before, *_) = shape_boxes(figure, "bar"), shape_boxes(figure, "hollow")
    assert now.bottom == pytest.approx(before.bottom, abs=0.5)
    assert (before.top - now.bottom) / (now.top - now.bottom) == pytest.approx(103 / 177, abs=0.01)


def test_derived_steps_are_hollow() -> None:
    drawn = roles(plot(_bridge(Edition.EN), canvas(246, 132, Edition.EN)))
    assert (drawn.count("hollow"), drawn.count("bar")) == (3, 1)


def test_a_loss_hangs_below_zero() -> None:
    steps = (
        Step(("2022",), Mark(-58, "−58"), is_level=True),
        Step(("Change",), Mark(161, "+161", emphasis=True)),
        Step(("2023",), Mark(103, "103"), is_level=True),
    )
    figure = draws_cleanly(Waterfall(steps), canvas(246, 132, Edition.EN))
    loss, _, profit = shape_boxes(figure, "bar")
    assert loss.top == pytest.approx(profit.bottom)


def test_too_long_a_name_is_a_fault_that_says_so() -> None:
    step = Step(("A change with a very long name",), Mark(1, "+1"))
    steps = (*_bridge(Edition.EN).steps[:1], step, *_bridge(Edition.EN).steps[-1:])
    with pytest.raises(ChartFault, match="very long name"):
        plot(Waterfall(steps), canvas(181, 130, Edition.EN))
