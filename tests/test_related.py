from __future__ import annotations

from dataclasses import replace

import pytest
from brief_sample import brief
from fact_sample import fact

from reporter.facts import FactSet, Status
from reporter.related import change_of, contribution, level_of, made_of, start_of_year, year_ago

FACTS = brief().facts


@pytest.mark.parametrize(
    ("level", "change"), [("revenue", "revenue_yoy"), ("hsi_now", "hsi_ytd"), ("hsi_start", None)]
)
def test_a_level_has_the_change_of_its_own_period(level: str, change: str | None) -> None:
    found = change_of(FACTS, FACTS[level])
    assert (found and found.id) == change


def test_what_was_guided_did_not_change_as_what_came_out() -> None:
    guided = replace(FACTS["revenue"], id="guided", status=Status.GUIDANCE)
    facts = FactSet((guided, *FACTS))
    assert change_of(facts, guided) is None
    assert level_of(facts, FACTS["revenue_yoy"]) == FACTS["revenue"]


def test_what_revenue_grew_by_is_no_change_of_a_share() -> None:
    share = fact("share", "57.1%", concept="revenue", basis="share")
    grew = fact("grew", "20.1%", concept="revenue", basis="yoy")
    points = fact("points", "3.9个百分点", concept="revenue", basis="yoy")
    assert change_of(FactSet((share, grew)), share) is None
    assert level_of(FactSet((share, grew)), grew) is None
    assert change_of(FactSet((share, points)), share) == points


def test_a_change_led_to_the_level_of_its_period() -> None:
    assert level_of(FACTS, FACTS["dau_yoy"]) == FACTS["dau"]
    assert level_of(FACTS, FACTS["xiaomi_ytd"]) is None


def test_a_change_since_the_turn_of_the_year_began_from_a_level() -> None:
    assert start_of_year(FACTS, FACTS["hsi_ytd"]) == FACTS["hsi_start"]
    assert start_of_year(FACTS, FACTS["xiaomi_ytd"]) is None


def test_what_was_worked_out_is_found_by_what_it_was_worked_out_from() -> None:
    assert year_ago(FACTS, FACTS["revenue"]) == FACTS["revenue_prior"]
    assert made_of(FACTS, FACTS["dau"], FACTS["mau"]) == FACTS["dau_mau_ratio"]
    assert made_of(FACTS, FACTS["mau"], FACTS["dau"]) is None
    part = contribution(FACTS, FACTS["adjusted_net_profit"], "margin")
    assert part == FACTS["adjusted_net_profit_from_margin"]
