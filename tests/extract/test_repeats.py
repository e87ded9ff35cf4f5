"""Figures that a text gives again."""

from __future__ import annotations

from reporter.extract import extract


def test_a_figure_said_again_has_the_period_that_was_named_for_it() -> None:
    raw = "目前甲公司月活跃用户超7亿。\n甲公司2024年营收5亿元。\n新客来自超7亿月活的流量池。"
    assert str(extract(raw, published="2025-03-26")[-1].period) == "2025-03"


def test_a_change_of_few_digits_may_be_another() -> None:
    raw = "第四季度毛利率提升5个百分点。\n2024年营收8亿元，毛利率提升5个百分点。"
    assert [str(c.period) for c in extract(raw, published="2025-03-26")] == [
        "2024Q4",
        "FY2024",
        "FY2024",
    ]
