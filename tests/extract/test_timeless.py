"""Figures of no period that results are given for."""

from __future__ import annotations

import pytest

from reporter.extract import extract


def last_period(raw: str) -> str:
    """The period of the last figure of a text about 2024, published in March 2025."""
    return str(extract(f"公司2024年营收5亿元。\n{raw}", published="2025-03-26")[-1].period)


@pytest.mark.parametrize(
    "raw",
    [
        "新款打印机支持60小时连续打印。",
        "该模型最长可生成8分钟的音频。",
        "门店的小程序可同时服务400人。",
        "线上渠道的订单占比已达55%。",
    ],
)
def test_what_can_be_done_and_has_been_reached_is_of_the_present(raw: str) -> None:
    assert last_period(raw) == "2025-03"


@pytest.mark.parametrize(
    "raw",
    [
        "在智能客服的技术支持下，客户的运营成本降低三成。",
        "一位店主说，用上点单机后，他的人工成本降低两成。",
        "该系统预计可以把仓库的拣货成本降低40%。",
        "公司计划投资12亿元。",
        "原材料价格每上涨10%。",
    ],
)
def test_what_a_tool_brings_and_what_is_planned_has_no_time(raw: str) -> None:
    assert last_period(raw) == "unspecified"


def test_results_are_of_the_period_in_force_whatever_reached_them() -> None:
    assert last_period("公司实现净利润3亿元。") == "FY2024"
