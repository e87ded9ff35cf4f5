"""The words that name periods, and what they stand for."""

from __future__ import annotations

import re
from datetime import date

import pytest

from reporter.extract.prepared import prepare
from reporter.extract.reference import Reference
from reporter.extract.time_words import Role, forms
from reporter.extract.times import Named, find_named
from reporter.periods import Period, PeriodKind

MARCH = Reference(date(2025, 3, 26))
QUARTER = Period(PeriodKind.QUARTER, 2024, 4)


def named(raw: str) -> tuple[Named, ...]:
    return find_named(prepare(raw).text)


def periods(raw: str, reference: Reference = MARCH) -> list[str]:
    return [str(name.period(reference)) for name in named(raw)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("截至2024年12月31日止年度", "FY2024"),
        ("截至二零二五年六月三十日止六個月", "2025H1"),
        ("截至9月30日止三个月", "2024Q3"),
        ("截至今年2月底止两月", "2025-01..2025-02"),
        ("截至2025年9月30日止六个月", "2025-04..2025-09"),
        ("2025年1月1日至3月31日", "2025Q1"),
        ("2025财年第三财季", "FY2025Q3"),
        ("2024/25财年", "FY2025"),
        ("2026财年前九个月", "FY2026 9M"),
        ("24Q4", "2024Q4"),
        ("1Q25", "2025Q1"),
        ("Q3'24", "2024Q3"),
        ("Q4 FY25", "FY2025Q4"),
        ("1H25", "2025H1"),
        ("9M24", "2024 9M"),
        ("25年前三季度", "2025 9M"),
        ("2025年三季報", "2025 9M"),
        ("去年第四季度", "2024Q4"),
        ("今年1-8月", "2025-01..2025-08"),
        ("首九個月", "2024 9M"),
        ("前2月", "2025-01..2025-02"),
        ("三季度末", "2024-09-30"),
        ("去年底", "2024-12-31"),
        ("年初", "2025-01"),
        ("六月底", "2024-06-30"),
        ("12月", "2024-12"),
        ("2月11日", "2025-02-11"),
        ("今日(26日)", "2025-03-26"),
        ("昨日", "2025-03-25"),
        ("周一", "2025-03-24"),
        ("今年春節假期", "2025 Spring Festival"),
        ("未來三年", "from 2025"),
        ("十四五期間", "unspecified"),
        ("the three months ended September 30, 2024", "2024Q3"),
        ("the six months to June", "2024H1"),
        ("13 weeks ended May 3, 2025", "2025-02..2025-04"),
        ("the fourth quarter of fiscal 2023", "FY2023Q4"),
        ("last year's second quarter", "2024Q2"),
        ("the October-December quarter", "2024Q4"),
        ("the first 11 months of 2024", "2024-01..2024-11"),
        ("the end of December", "2024-12-31"),
        ("year-end 2023", "2023-12-31"),
        ("so far this year", "2025Q1"),
        ("去年6月上線後", "since 2024-06"),
        ("2015年成立以来", "since 2015"),
        ("in 2023-24", "FY2024"),
        ("as at end-June", "2024-06-30"),
        ("at end-2024", "2024-12-31"),
    ],
)
def test_words_name_a_period(raw: str, expected: str) -> None:
    assert periods(raw) == [expected]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("上年同期", "2023Q4"),
        ("2022年同期", "2022Q4"),
        ("上個季度", "2024Q3"),
        ("一年前", "2023Q4"),
        ("in the prior-year period", "2023Q4"),
        ("the same quarter of 2022", "2022Q4"),
        ("the previous quarter", "2024Q3"),
        ("three months earlier", "2024Q3"),
        ("報告期內", "2024Q4"),
        ("全年", "FY2024"),
        ("期末", "2024-12-31"),
    ],
)
def test_words_are_reckoned_from_the_period_in_force(raw: str, expected: str) -> None:
    assert periods(raw, Reference(date(2025, 3, 26), QUARTER)) == [expected]


@pytest.mark.parametrize(
    "raw", ["连续四个季度", "一千二百年", "每季度", "may exceed 3.5 times", "中期票据", "约5年期"]
)
def test_spans_of_no_one_time_are_not_periods(raw: str) -> None:
    assert [name for name in named(raw) if name.role is Role.MAIN] == []


def test_a_quarter_looked_forward_to_is_the_nearest() -> None:
    ahead = Reference(date(2025, 2, 11), QUARTER, ahead=True)
    assert periods("一季度", ahead) == ["2025Q1"]
    assert periods("一季度", Reference(date(2025, 2, 11), QUARTER)) == ["2024Q1"]


def test_each_year_of_a_list_is_named() -> None:
    assert periods("25/26/27年") == ["FY2025", "FY2026", "FY2027"]
    assert periods("2022年至2024年") == ["FY2022", "FY2024"]


def test_a_day_that_no_month_has_is_none() -> None:
    assert periods("2025年2月30日") == ["None"]


def test_without_a_day_or_a_year_nothing_is_told() -> None:
    assert periods("去年第四季度和12月", Reference(None)) == ["None", "None"]


def test_a_period_split_by_spaces_or_in_wide_figures_is_read() -> None:
    assert periods("２０２５ 年第 三 季度") == ["2025Q3"]


def test_no_form_stands_within_a_longer_number_or_word() -> None:
    assert periods("12024Q4 aq3b") == []


def test_a_form_needs_the_script_it_says() -> None:
    for form in forms():
        source = re.sub(r"\(\?P<\w+>", "(", form.pattern.pattern)
        if form.script == "zh":
            assert re.search("[\u3400-\u9fff]", source), source
        if form.script == "en":
            assert re.search("[a-z]", source), source
