"""When a text came out, by its own dates."""

from __future__ import annotations

import pytest

from reporter.extract.dating import Published, publication_day
from reporter.extract.prepared import prepare
from reporter.extract.times import find_named


def dated(raw: str) -> Published:
    text = prepare(raw).text
    return publication_day(text, find_named(text))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2025-11-18 19:42 来源：财视网\n橙光电子公布第三季度业绩。", "2025-11-18"),
        ("3月26日，灵犀视频发布2024年第四季度业绩。", "2025-03-26"),
        ("1月17日晚，天衡公告业绩预告：预计2024年净亏损31亿元，2023年净利55亿元。", "2025-01-17"),
        ("MUNICH, 12 November – Krantz raised its targets for 2024.", "2024-11-12"),
        ("LONDON, April 29 – Thornbury reported profit. For 2025 it still expects output to rise.",
         "2025-04-29"),
        ("7月21日，市场探底回升。机构预计2026年销售额增长，2028年将达22亿元。", "2026-07-21"),
        ("For the year ended 31 December 2024 revenue fell.\nHong Kong, 28 February 2025",
         "2025-02-28"),
        ("8月20日，公司公布2025年上半年业绩。截至8月21日收盘，股价上涨2%。", "2025-08-21"),
    ],
)  # fmt: skip
def test_a_text_says_when_it_came_out(raw: str, expected: str) -> None:
    assert str(dated(raw).day) == expected
    assert dated(raw).exact


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("公司2024年第三季度营收5亿元，预计2025年全年增长。", "2024-11-14"),
        ("截至2024年12月31日，现金为3亿元。", "2025-02-14"),
        ("24Q4毛利率高于指引。25Q1指引：毛利率23%。", "2025-02-14"),
        ("Second-quarter profit rose. It now expects revenue to grow in 2021.", "2021-08-14"),
        ("上半年营收5亿元，较2024年的水平增长3%。", "2025-08-14"),
        ("截至6月底止中期溢利5亿元。负债比率由2024年底的21%降至17%。", "2025-08-14"),
        (
            "Fourth-quarter profit rose. It expects 2025 capex of $2m, up from $1m in 2024.",
            "2025-02-14",
        ),
        (
            "Sales fell in the second quarter, the most since 2023. For 2025 it expects no rise.",
            "2025-08-14",
        ),
        (
            "It lifts 2025 targets after first-half profit rose. Debt fell from $9m at end-2024.",
            "2025-08-14",
        ),
        ("The first-half loss was $4m against $1m in the same period of 2023.", "2024-08-14"),
        (
            "Nine-month sales rose. Gearing was 8 percent, from 9 percent at the end of 2023.",
            "2024-11-14",
        ),
        ("首季营收5亿元。2024年至2028年，市场预计年复合增长15%。2024年亏损3亿元。", "2025-05-15"),
        (
            "Second-quarter sales rose. It still aims for a margin of 33 percent in 2022.",
            "2022-08-14",
        ),
    ],
)
def test_else_it_is_some_weeks_after_what_the_text_reports(raw: str, expected: str) -> None:
    assert str(dated(raw).day) == expected
    assert not dated(raw).exact


def test_a_text_without_a_year_does_not_say() -> None:
    assert dated("第三季度营收5亿元，同比增长3%。") == Published(None, exact=False)
    assert dated("上半年营收5亿元。公司计划到2027年底机队超过1000架。").day is None
    assert dated("10月收入5亿元，已恢复至2019年同期的八成。") == Published(None, exact=False)


def test_the_day_a_period_ended_is_not_the_text_s_own() -> None:
    assert not dated("截至2025年6月30日，集团公布现金为5亿元。").exact
