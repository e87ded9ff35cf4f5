from __future__ import annotations

import pytest
from brief_sample import brief, facts_alone, glossary, speakers

from reporter.brief import CHART_KINDS, ChartPlan, Slot
from reporter.charts import KINDS
from reporter.charts.durations import Durations
from reporter.charts.range_scale import RangeScale
from reporter.errors import ChartFault
from reporter.exhibits import Colours, Exhibit, draw_exhibit
from reporter.exhibits.bridge import waterfall
from reporter.exhibits.draft import Draft
from reporter.exhibits.kinds import EXHIBITS
from reporter.exhibits.ranking import ranked_bars
from reporter.exhibits.shares import nested_bars
from reporter.languages import Edition
from reporter.narrative import complete

COLOURS = Colours("#c9470b", "#c4161c", "#1b7a4b")
ASKED = {
    "columns_line": "revenue adjusted_net_profit",
    "dumbbell": "dau mau",
    "durations": "kling_clip kling_clip_extended sora_clip",
    "guided": "kling_valuation",
    "level_growth": "revenue adjusted_net_profit",
    "margin_area": "revenue adjusted_net_profit adjusted_net_margin",
    "nested_bars": "dau mau",
    "range_scale": "kling_valuation",
    "ranked_bars": "alibaba_ytd kuaishou_ytd hsi_ytd nasdaq_ytd tesla_ytd",
    "share_bar": "lower_tier_share automated_share lower_tier_growth_share",
    "sparkline": "dau",
    "timeline": "kling_release_interval kling_visitors_mom kling_cumulative_revenue",
    "waterfall": "dau_yoy time_per_dau_yoy total_time_yoy",
}


def draw(kind: str, edition: Edition, facts: str = "", slot: Slot = Slot.FULL) -> Exhibit:
    plan = ChartPlan(kind, tuple((facts or ASKED[kind]).split()), slot)
    return draw_exhibit(plan, kind, speakers(edition), COLOURS)


def draft(kind: str, facts: str = "") -> Draft:
    plan = ChartPlan(kind, tuple((facts or ASKED[kind]).split()), Slot.FULL)
    return Draft(plan, kind, tuple(speakers(Edition.EN)))


def words(exhibit: Exhibit) -> str:
    """All that is written on a chart, without the thin spaces of its typesetting."""
    texts = [run.text for run in exhibit.drawing.texts]
    return "\n".join(texts).replace("\u2009", "").replace("\u00a0", " ")


def test_every_kind_that_a_brief_may_ask_for_has_a_builder() -> None:
    assert set(EXHIBITS) == set(CHART_KINDS) == set(ASKED)
    assert len(KINDS) == len(EXHIBITS)


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("kind", ASKED)
def test_every_kind_is_drawn_in_every_edition(kind: str, edition: Edition) -> None:
    exhibit = draw(kind, edition)
    assert (exhibit.kind, exhibit.width) == (kind, 375)
    assert exhibit.drawing.faults() == ()


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("facts", ["revenue adjusted_net_profit", "dau mau"])
def test_growth_is_drawn_in_half_a_column(facts: str, edition: Edition) -> None:
    assert draw("level_growth", edition, facts, Slot.HALF).drawing.faults() == ()


@pytest.mark.parametrize("edition", Edition)
def test_the_charts_of_the_brief_are_drawn(edition: Edition) -> None:
    plans = tuple(brief().charts())
    drawn = [draw_exhibit(plan, plan.kind, speakers(edition), COLOURS) for plan in plans]
    assert len(drawn) == len(plans) > 5


@pytest.mark.parametrize("edition", Edition)
def test_the_charts_that_facts_alone_suggest_are_drawn(edition: Edition) -> None:
    for plan in complete(facts_alone(), glossary()).charts():
        assert draw_exhibit(plan, plan.kind, speakers(edition), COLOURS).drawing.items


@pytest.mark.parametrize(
    ("kind", "edition", "figures"),
    [
        ("margin_area", Edition.ZH_HANS, "14% 177亿元 1269亿元"),
        ("margin_area", Edition.ZH_HANT, "14% 177億元 1,269億元"),
        ("margin_area", Edition.EN, "14% RMB17.7bn RMB126.9bn"),
        ("margin_area", Edition.BILINGUAL, "177亿元 RMB17.7bn"),
        ("nested_bars", Edition.BILINGUAL, "4.01亿 401m 7.36亿 736m"),
        ("range_scale", Edition.BILINGUAL_HANT, "40–60億美元 US$4–6bn"),
        ("ranked_bars", Edition.ZH_HANS, "+73% >60% 近20% ≈−5% ≈−1/3"),
        ("durations", Edition.ZH_HANS, "20秒 2分钟 约3分钟"),
        ("timeline", Edition.ZH_HANT, "約2週 按月增長113% 逾1億元"),
        ("waterfall", Edition.EN, "+4.8% +1.0% +5.8%"),
    ],
)
def test_figures_are_printed_as_each_language_has_them(
    kind: str, edition: Edition, figures: str
) -> None:
    printed = words(draw(kind, edition))
    assert [figure for figure in figures.split() if figure not in printed] == []


@pytest.mark.parametrize(
    ("kind", "facts", "places", "labels"),
    [
        ("durations", "kling_clip sora_clip", (0, 30, 60, 90, 120), "0|0.5|1|1.5|2 min"),
        ("range_scale", "kling_valuation", (0, 2e9, 4e9, 6e9, 8e9), "0|2|4|6|US$8bn"),
    ],
)
def test_an_axis_says_where_its_ticks_are(
    kind: str, facts: str, places: tuple[float, ...], labels: str
) -> None:
    spec = EXHIBITS[kind](draft(kind, facts))
    assert isinstance(spec, Durations | RangeScale)
    ticks = spec.ticks
    assert tuple(tick.value for tick in ticks) == places
    assert "|".join(tick.label[0] for tick in ticks).replace("\u00a0", " ") == labels


def test_a_rise_with_a_bound_has_one_label_in_both_languages() -> None:
    assert words(draw("ranked_bars", Edition.BILINGUAL)).count(">60%") == 1


def test_the_issuer_takes_the_accent_among_others() -> None:
    spec = ranked_bars(draft("ranked_bars"))
    assert [row.mark.emphasis for row in spec.rows] == [False, True, False, False, False]


def test_the_steps_of_a_profit_add_up_to_it() -> None:
    spec = waterfall(draft("waterfall", "adjusted_net_profit"))
    before, *steps, now = [step.mark.value for step in spec.steps]
    assert before + sum(steps) == pytest.approx(now, rel=0.001)


def test_a_derived_year_ago_is_marked_as_one() -> None:
    now, before = nested_bars(draft("nested_bars")).rows
    assert (now.part.derived, before.part.derived) == (False, True)
    assert before.label == ("Q4 2023, implied",)


def test_a_fault_names_the_chart_on_the_page() -> None:
    plan = ChartPlan("ranked_bars", tuple(ASKED["ranked_bars"].split()), Slot.FULL)
    with pytest.raises(ChartFault, match="chart “market-1”"):
        draw_exhibit(plan, "market-1", speakers(Edition.BILINGUAL), COLOURS, size=(60, 30))
