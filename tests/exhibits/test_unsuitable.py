"""What a chart answers that is asked for with facts it cannot show."""

from __future__ import annotations

import pytest
from brief_sample import speakers

from reporter.brief import ChartPlan
from reporter.errors import UnsuitableFact
from reporter.exhibits import Colours, draw_exhibit
from reporter.languages import Edition

COLOURS = Colours("#c9470b", "#c4161c", "#1b7a4b")
CASES = [
    ("columns_line", "dau", "needs two measures"),
    ("columns_line", "dau kling_customers", "“kling_customers” is known for one period only"),
    ("dumbbell", "revenue dau", "“dau” is in person, revenue in CNY"),
    ("durations", "kling_clip revenue", "“revenue” is not a length of time"),
    ("guided", "revenue", "needs ranges of one measure"),
    ("guided", "kling_valuation revenue", "“revenue” is in CNY"),
    ("level_growth", "kling_customers", "“kling_customers” has no value a year ago"),
    ("level_growth", "xiaomi_ytd", "“xiaomi_ytd” is a change whose level is not known"),
    ("margin_area", "revenue adjusted_net_margin", "needs the level of a profit"),
    ("margin_area", "dau mau", "needs the level of revenue"),
    ("nested_bars", "dau", "needs two levels of one period"),
    ("range_scale", "kling_valuation revenue", "“revenue” is in CNY"),
    ("ranked_bars", "alibaba_ytd", "ranks two facts at least"),
    ("ranked_bars", "alibaba_ytd revenue", "“revenue” is in CNY"),
    ("ranked_bars", "kling15_rank kling_claimed_rank", "“kling15_rank” is a rank already"),
    ("share_bar", "dau_yoy", "“dau_yoy” is not a share"),
    ("sparkline", "dau mau", "shows one measure alone"),
    ("timeline", "revenue drama_plays", "“drama_plays” has no date"),
    ("waterfall", "dau", "“dau” is not known to owe its change"),
    ("waterfall", "dau_yoy mau_yoy", "needs a level, or growth rates"),
]


@pytest.mark.parametrize(("kind", "facts", "reason"), CASES)
def test_unfit_facts_are_refused_by_name(kind: str, facts: str, reason: str) -> None:
    plan = ChartPlan(kind, tuple(facts.split()))
    with pytest.raises(UnsuitableFact, match=reason) as refused:
        draw_exhibit(
            plan, "market-1", speakers(Edition.EN), Colours("#000000", "#000000", "#000000")
        )
    assert f"chart “market-1” ({kind})" in str(refused.value)
    assert refused.value.exit_code == 65
