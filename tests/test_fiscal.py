"""Stretches of days are named as the fiscal periods they are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.periods import parse_period
from reporter.periods.fiscal import fiscal_period, is_end_of, month_of_year_end


@pytest.mark.parametrize(
    ("start", "end", "year_end", "name"),
    [
        ("2024-01-01", "2024-12-31", 12, "FY2024"),
        ("2024-10-01", "2024-12-31", 12, "2024Q4"),
        ("2024-01-01", "2024-09-30", 12, "2024 9M"),
        ("2024-07-01", "2024-12-31", 12, "2024H2"),
        ("2024-12-29", "2026-01-03", 12, "FY2025"),
        ("2024-01-29", "2025-01-26", 1, "FY2025"),
        ("2024-07-29", "2024-10-27", 1, "FY2025Q3"),
        ("2024-04-01", "2024-09-30", 3, "FY2025H1"),
        ("2024-09-02", "2024-11-24", 8, "FY2025Q1"),
        ("2025-05-12", "2025-08-31", 8, "FY2025Q4"),
        ("2024-03-01", "2025-02-28", 2, "FY2025"),
    ],
)
def test_days_have_a_period(start: str, end: str, year_end: int, name: str) -> None:
    period = fiscal_period(date.fromisoformat(start), date.fromisoformat(end), year_end)
    assert period == parse_period(name, year_end)


@pytest.mark.parametrize(
    ("start", "end", "year_end"),
    [
        ("2024-11-01", "2024-12-31", 12),
        ("2024-01-29", "2025-01-26", 12),
        ("2024-04-01", "2024-12-31", 12),
        ("2024-04-01", "2024-09-30", 12),
        ("2024-01-01", "2025-12-31", 12),
    ],
)
def test_other_days_have_none(start: str, end: str, year_end: int) -> None:
    assert fiscal_period(date.fromisoformat(start), date.fromisoformat(end), year_end) is None


@given(
    st.sampled_from(["FY2024", "FY2024Q1", "FY2024Q4", "FY2024H2", "FY2024 9M"]),
    st.integers(1, 11),
    st.integers(-6, 3),
)
def test_a_period_is_known_by_its_days_and_by_those_near_them(
    name: str, year_end: int, shift: int
) -> None:
    period = parse_period(name, year_end)
    assert period.start
    assert period.end
    days = timedelta(days=shift)
    assert fiscal_period(period.start + days, period.end + days, year_end) == period
    assert is_end_of(period.end + days, period)


def test_a_year_that_ends_in_the_first_days_of_a_month_belongs_to_the_one_before() -> None:
    days = [date(2026, 1, 3), date(2025, 1, 26), date(2025, 1, 31), date(2025, 2, 1)]
    assert [month_of_year_end(day) for day in days] == [12, 1, 1, 1]
