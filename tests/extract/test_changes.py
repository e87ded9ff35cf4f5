"""Levels and changes, which way and against what."""

from __future__ import annotations

import pytest

from reporter.extract import extract


def changes(raw: str) -> list[str]:
    """Surface, direction and basis of each figure."""
    return [f"{c.surface} {c.direction} {c.basis}" for c in extract(raw, published="2025-03-26")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("营收1269亿元，同比增长11.8%。", ["1269亿元 none none", "11.8% up yoy"]),
        ("收入按年升31.5%，按季跌1.7%。", ["31.5% up yoy", "1.7% down qoq"]),
        ("营收同比增长11.8%至1269亿元。", ["11.8% up yoy", "1269亿元 none none"]),
        ("DAU和MAU分别同比增长4.8%和5.0%。", ["4.8% up yoy", "5.0% up yoy"]),
        ("营收同/环比+20.4%/-3.8%。", ["+20.4% up yoy", "-3.8% down qoq"]),
        ("毛利率由22.2%降至20.5%。", ["22.2% none none", "20.5% none none"]),
        ("较2023年的421亿元增长15.3%。", ["421亿元 none none", "15.3% up yoy"]),
        ("营收环比持平至增长2%。", ["2% up qoq"]),
        ("营收年增24.1%、月减3%。", ["24.1% up yoy", "3% down mom"]),
        ("股价今年以来累计上涨66%，对手涨73%。", ["66% up ytd", "73% up ytd"]),
        ("资本开支是去年同期的3.1倍。", ["3.1倍 none yoy"]),
        ("资本开支较去年同期翻番。", ["翻番 up yoy"]),
        ("旅客起降40278架次。", ["40278架次 none none"]),
        ("净资产收益率为-24.4%。", ["-24.4% none none"]),
        ("亏损额同比收窄45%。", ["45% down yoy"]),
        ("Revenue rose 12% to $5 billion from $4.5 billion a year ago.",
         ["12% up yoy", "$5 billion none none", "$4.5 billion none none"]),
        ("Revenue was $39.3 billion, up 12% from the previous quarter and up 78% from a year ago.",
         ["$39.3 billion none none", "12% up qoq", "78% up yoy"]),
        ("Gross margin of 41.8% was up 210bps YoY and 60bps QoQ.",
         ["41.8% none none", "210bps up yoy", "60bps up qoq"]),
        ("The company reported 12% year-over-year growth.", ["12% up yoy"]),
        ("Sales fell 17.4% and operating profit 41% to $48 million.",
         ["17.4% down none", "41% down none", "$48 million none none"]),
        ("Revenue more than doubled to $92 million.", ["doubled up none", "$92 million none none"]),
        ("公司营收19.3亿元/-22.1%，毛利率61.4%/-1.7个百分点。",
         ["19.3亿元 none none", "-22.1% down none", "61.4% none none", "-1.7个百分点 down none"]),
        ("Q3 sales: $35 billion (15% YoY).", ["$35 billion none none", "15% up yoy"]),
        ("The bank lost $0.12 a share.", ["$0.12 none none"]),
        ("The decision reduced net sales by $4.8 million.", ["$4.8 million down none"]),
        ("Profit was $1 billion, 3% above a year ago.", ["$1 billion none none", "3% up yoy"]),
    ],
)  # fmt: skip
def test_the_change_is_read_as_stated(raw: str, expected: list[str]) -> None:
    assert changes(raw) == expected


def test_a_ratio_of_costs_that_improves_goes_down() -> None:
    assert changes("The cost-to-income ratio improved 0.4 percentage points.") == [
        "0.4 percentage points down none"
    ]


def test_a_change_of_a_month_on_the_one_before_is_by_month() -> None:
    assert changes("1月交付31,408辆，环比下降48.7%。")[-1] == "48.7% down mom"
