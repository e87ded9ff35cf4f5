"""The figures of a text, and what looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporter.extract.mention import Mention
from reporter.extract.mentions import find_mentions
from reporter.extract.prepared import prepare
from reporter.extract.times import find_named


def figures(raw: str, *, weak: bool = False) -> list[tuple[str, str]]:
    """Surface and canonical value with unit of each figure, the weak ones only where asked for."""
    prepared = prepare(raw)
    mentions = find_mentions(prepared.text, find_named(prepared.text))
    return [(prepared.surface(m.start, m.end), stated(m)) for m in mentions if weak or not m.weak]


def stated(mention: Mention) -> str:
    ends = "..".join(f"{end.normalize():f}" for end in mention.quantity.ends)
    return f"{ends} {mention.quantity.unit} {mention.quantity.bound}"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("盈利三十億四千八百萬元", [("三十億四千八百萬元", "3048000000 CNY exact")]),
        ("a 31-percent jump", [("31-percent", "31 percent exact")]),
        ("a margin of (4) %", [("(4) %", "-4 percent exact")]),
        ("earned $.57 a share", [("$.57", "0.57 USD exact")]),
        ("今日下午3点收市", []),
        (
            "净利率改善4.22个百分点至7.97%",
            [("4.22个百分点", "4.22 percentage_point exact"), ("7.97%", "7.97 percent exact")],
        ),
        ("回购2兆3,476億元", [("2兆3,476億元", "2347600000000 CNY exact")]),
        ("占六成五", [("六成五", "65 percent exact")]),
        ("升一成半", [("一成半", "15 percent exact")]),
        (
            "分别为6.5、7.2和8.1亿元",
            [
                ("6.5", "650000000 CNY exact"),
                ("7.2", "720000000 CNY exact"),
                ("8.1亿元", "810000000 CNY exact"),
            ],
        ),
        (
            "同比+3.5/+0.9pct",
            [("+3.5", "3.5 percent exact"), ("+0.9pct", "0.9 percent exact")],
        ),
        (
            "slid to 57 from 69 percent",
            [("57", "57 percent exact"), ("69 percent", "69 percent exact")],
        ),
        ("百分之五至百分之八", [("百分之五至百分之八", "5..8 percent exact")]),
        ("output of 1.31 million boe/d", [("1.31 million boe", "1310000 barrel exact")]),
        ("约为2022年的3倍", [("3倍", "3 multiple about")]),
        ("yoy+23.5%", [("+23.5%", "23.5 percent exact")]),
        ("a new $1 billion share buyback", [("$1 billion", "1000000000 USD exact")]),
        ("edged up to S$6.03 billion", [("S$6.03 billion", "6030000000 SGD exact")]),
    ],
)
def test_a_figure_is_found_whole(raw: str, expected: list[tuple[str, str]]) -> None:
    assert figures(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "截至2024年12月31日",
            "Q4 FY25",
            "连续9个季度",
            "每10股",
            "过去五年",
            "三年后",
            "两家公司",
        ),
        *("可灵1.6", "a 10-K", "1美元兑7.2", "数百亿元", "billions of dollars", "四年来首次"),
        *("nine months ended September 30, 2024", "全球第二", "1080p", "in 2024"),
    ],
)
def test_what_measures_nothing_is_left_out(raw: str) -> None:
    assert not figures(raw)


def test_a_change_and_the_level_it_leads_to_are_no_range() -> None:
    found = figures("load factor dropped 0.5 percent to 84.2 percent")
    assert [value for _, value in found] == ["0.5 percent exact", "84.2 percent exact"]


def test_a_range_of_guidance_stays_one() -> None:
    assert figures("revenue to grow 6 percent to 8 percent") == [
        ("6 percent to 8 percent", "6..8 percent exact")
    ]


def test_a_bare_number_is_weak() -> None:
    assert figures("deliveries of 158,696") == []
    assert figures("deliveries of 158,696", weak=True) == [("158,696", "158696 count exact")]


def test_a_sum_of_parts_is_as_fine_as_its_last_part() -> None:
    prepared = prepare("三十億四千八百萬元")
    (mention,) = find_mentions(prepared.text)
    assert mention.quantity.precision == Decimal(1_000_000)


def test_pence_are_money_where_a_text_is_in_pounds() -> None:
    assert figures("EPS of 39.5p on profit of £3 million") == [
        ("39.5p", "0.395 GBP exact"),
        ("£3 million", "3000000 GBP exact"),
    ]
    assert figures("1080p video at £3 million a year")[0][0] == "£3 million"
