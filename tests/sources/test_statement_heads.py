"""Heads of columns in the many ways that analysts and filings write them."""

from __future__ import annotations

from datetime import date

import pytest

from reporter.facts import Basis, Status
from reporter.sources.statement_heads import Head, joined, months_between, read_head


def period(text: str, year_end: int = 12) -> str:
    head = read_head(text)
    assert head is not None, text
    return str(head.period(year_end))


@pytest.mark.parametrize(
    "text",
    (
        "4Q24|2024Q4|Q4 2024|Q4'24|24Q4|2024-Q4|4Q2024|FY2024Q4|Q4 FY2024|4Q24A|2024年第四季度"
        "|2024年四季度|24年四季度|2024第四季|2024年第四季度（单季）|2024年10-12月"
        "|fourth quarter 2024|the fourth quarter of 2024|Three months ended December 31, 2024"
        "|quarter ended 31 Dec 2024|截至2024年12月31日止三个月|2024年四季度（未经审核）"
        "|截至二零二四年十二月三十一日止三個月"
    ).split("|"),
)
def test_a_quarter(text: str) -> None:
    assert period(text) == "2024Q4"


@pytest.mark.parametrize(
    "text",
    (
        "FY2024|FY24|2024|2024A|2024年|2024年度|二零二四年|12M2024|2024年年报|2024年全年"
        "|截至2024年12月31日止年度|Year ended 31 December 2024|2024 (unaudited)|fiscal year 2024"
    ).split("|"),
)
def test_a_year(text: str) -> None:
    assert period(text) == "FY2024"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1H24", "2024H1"),
        ("H2 2024", "2024H2"),
        ("2024年上半年", "2024H1"),
        ("2024年中报", "2024H1"),
        ("first half of 2024", "2024H1"),
        ("9M24", "2024 9M"),
        ("2024年前三季度", "2024 9M"),
        ("2024年1-9月", "2024 9M"),
        ("截至2024年9月30日止九个月", "2024 9M"),
        ("As at 31 December 2024", "2024-12-31"),
        ("于2024年12月31日", "2024-12-31"),
    ],
)
def test_other_periods(text: str, expected: str) -> None:
    assert period(text) == expected


def test_a_year_that_ends_in_march_has_quarters_of_its_own() -> None:
    assert period("1Q25", 3) == "FY2025Q1"
    assert period("截至2024年6月30日止三个月", 3) == "FY2025Q1"
    assert period("Year ended 31 March 2025", 3) == "FY2025"


@pytest.mark.parametrize(
    "text",
    "Dec-24|Dec 2024|31-Dec-24|2024-12-31|2024/12/31|2024.12.31|31 December 2024|12/31/2024"
    "|31/12/2024|2024年12月31日|2024年12月|2024-12|December 31, 2024".split("|"),
)
def test_a_day_ends_a_period_of_some_length(text: str) -> None:
    head = read_head(text)
    assert head is not None
    assert (head.ends, head.period(12)) == (date(2024, 12, 31), None)


def test_days_tell_the_length_of_periods_that_follow_upon_each_other() -> None:
    quarters = [date(2024, 9, 30), date(2024, 12, 31), date(2024, 6, 30), date(2024, 12, 31)]
    assert months_between(quarters) == 3
    assert months_between([date(2023, 12, 31), date(2024, 12, 31)]) == 12
    assert months_between([date(2023, 12, 31), date(2024, 9, 30)]) is None
    assert months_between([date(2024, 9, 30)]) is None


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("同比", Basis.YOY),
        ("同比(%)", Basis.YOY),
        ("同比增长率", Basis.YOY),
        ("YoY", Basis.YOY),
        ("Growth (YoY, %)", Basis.YOY),
        ("按年", Basis.YOY),
        ("环比增幅", Basis.QOQ),
        ("QoQ growth", Basis.QOQ),
        ("增减(%)", Basis.CHANGE),
        ("Change", Basis.CHANGE),
    ],
)
def test_changes(text: str, basis: Basis) -> None:
    assert read_head(text) == Head(change=basis)


def test_a_change_may_name_its_period_and_a_period_its_standing() -> None:
    assert read_head("4Q24 同比") == Head(2024, read_head("4Q24").part, change=Basis.YOY)  # type: ignore[union-attr]
    assert [read_head(text).status for text in ("2025E", "4Q24", "2025F")] == [  # type: ignore[union-attr]
        Status.FORECAST,
        Status.ACTUAL,
        Status.FORECAST,
    ]


@pytest.mark.parametrize(
    "text", ["Revenue", "附注", "CAGR", "45657", "2024 12", "合计", "Q5 2024", "abc"]
)
def test_other_words_are_no_head(text: str) -> None:
    assert read_head(text) is None


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Three months ended", "December 31,", "2024"], "2024Q4"),
        (["截至十二月三十一日止年度", "二零二四年"], "FY2024"),
        (["2024", "Q1"], "2024Q1"),
        (["2024年", "", "第四季度"], "2024Q4"),
        (["SMIC", "4Q24"], "2024Q4"),
    ],
)
def test_cells_above_each_other_make_one_head(parts: list[str], expected: str) -> None:
    head = joined(parts)
    assert head is not None
    assert str(head.period(12)) == expected


def test_words_that_make_no_head_together_or_alone_make_none() -> None:
    assert joined(["Revenue", "mix"]) is None
