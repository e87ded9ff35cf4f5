from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.languages import Language
from reporter.periods import (
    UNSPECIFIED,
    Period,
    PeriodError,
    PeriodForm,
    PeriodKind,
    parse_period,
    print_period,
    with_year_end,
)

HANS, HANT, EN = Language


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("FY2024", "FY2024"),
        ("2024财年", "FY2024"),
        ("2024年全年", "FY2024"),
        ("2024年度", "FY2024"),
        ("fiscal 2024", "FY2024"),
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024Q4", "2024Q4"),
        ("Q4 2024", "2024Q4"),
        ("2024年第四季度", "2024Q4"),
        ("2024年四季度", "2024Q4"),
        ("2024年第四季", "2024Q4"),
        ("the fourth quarter of 2024", "2024Q4"),
        ("FY2025Q4", "FY2025Q4"),
        ("Q4 FY2025", "FY2025Q4"),
        ("2025財年第四季", "FY2025Q4"),
        ("2024H1", "2024H1"),
        ("2024年上半年", "2024H1"),
        ("2024 9M", "2024 9M"),
        ("2024Q1-Q3", "2024 9M"),
        ("2024年首三季", "2024 9M"),
        ("2025-02", "2025-02"),
        ("2025年2月", "2025-02"),
        ("Feb 2025", "2025-02"),
        ("2025-03-20", "2025-03-20"),
        ("20 March 2025", "2025-03-20"),
        ("March 20, 2025", "2025-03-20"),
        ("from 2025", "from 2025"),
        ("2025年起", "from 2025"),
        ("since 2024-06", "since 2024-06"),
        ("2024年6月以來", "since 2024-06"),
        ("through 2025-02", "through 2025-02"),
        ("截至2025年2月", "through 2025-02"),
        ("2025 Spring Festival", "2025 Spring Festival"),
        ("2025年春節", "2025 Spring Festival"),
        ("2025-04..2025-09", "2025-04..2025-09"),
        ("FY2023-FY2024", "FY2023..FY2024"),
        ("unspecified", "unspecified"),
    ],
)
def test_reads_a_period_in_many_spellings(text: str, canonical: str) -> None:
    assert str(parse_period(text)) == canonical
    assert parse_period(canonical) == parse_period(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "nothing"),
        ("soon", "not a period"),
        ("2024-13", "not a period"),
        ("2024Q5", "not a period"),
        ("2025-02-30", "day"),
        ("2025-09..2025-04", "later"),
    ],
)
def test_says_why_a_text_names_no_period(text: str, reason: str) -> None:
    with pytest.raises(PeriodError, match=reason) as fault:
        parse_period(text)
    assert fault.value.exit_code == 65


@pytest.mark.parametrize(
    ("text", "year_end", "start", "end"),
    [
        ("FY2024", 12, "2024-01-01", "2024-12-31"),
        ("FY2025", 3, "2024-04-01", "2025-03-31"),
        ("FY2025Q4", 3, "2025-01-01", "2025-03-31"),
        ("FY2025", 1, "2024-02-01", "2025-01-31"),
        ("2024Q4", 3, "2024-10-01", "2024-12-31"),
        ("FY2025H1", 3, "2024-04-01", "2024-09-30"),
        ("FY2025 9M", 3, "2024-04-01", "2024-12-31"),
        ("2024-02", 12, "2024-02-01", "2024-02-29"),
        ("2025-04..2025-09", 12, "2025-04-01", "2025-09-30"),
        ("from 2025", 12, "2025-01-01", None),
        ("through 2025-02", 12, None, "2025-02-28"),
        ("unspecified", 12, None, None),
    ],
)
def test_has_its_first_and_last_day(
    text: str, year_end: int, start: str | None, end: str | None
) -> None:
    period = parse_period(text, year_end)
    assert period.start == (start and date.fromisoformat(start))
    assert period.end == (end and date.fromisoformat(end))


@pytest.mark.parametrize(
    ("text", "year_ago", "prior"),
    [
        ("FY2024", "FY2023", "FY2023"),
        ("2024Q1", "2023Q1", "2023Q4"),
        ("2024H2", "2023H2", "2024H1"),
        ("2024-01", "2023-01", "2023-12"),
        ("2024-02-29", "2023-02-28", "2024-02-28"),
        ("2024 9M", "2023 9M", None),
        ("since 2024-06", "since 2023-06", None),
        ("2025-04..2025-09", "2024-04..2024-09", None),
        ("2025 Spring Festival", "2024 Spring Festival", None),
        ("unspecified", None, None),
    ],
)
def test_knows_what_it_is_compared_with(text: str, year_ago: str | None, prior: str | None) -> None:
    period = parse_period(text)
    assert period.year_ago() == (year_ago and parse_period(year_ago))
    assert period.prior() == (prior and parse_period(prior))


def test_sorts_by_first_day_and_then_by_length() -> None:
    texts = ["2023Q4", "2024-01", "2024Q1", "2024H1", "2024Q2", "unspecified"]
    in_order = [parse_period(text) for text in texts]
    assert sorted(parse_period(text) for text in reversed(texts)) == in_order


@pytest.mark.parametrize(
    ("text", "form", "hans", "hant", "en"),
    [
        ("2024Q4", "long", "2024年第四季度", "2024年第四季", "fourth quarter of 2024"),
        ("2024Q4", "short", "2024年四季度", "2024年第四季", "Q4 2024"),
        ("2024Q4", "prose", "2024年第四季度", "2024年第四季", "the fourth quarter of 2024"),
        ("FY2024", "long", "2024年全年", "2024年全年", "full year 2024"),
        ("FY2024", "short", "2024年", "2024年", "FY2024"),
        ("FY2024", "prose", "2024年", "2024年", "2024"),
        ("2025-03-20", "prose", "2025年3月20日", "2025年3月20日", "20 March 2025"),
        ("since 2024-06", "prose", "2024年6月以来", "2024年6月以來", "since June 2024"),
        ("2025 Spring Festival", "prose", "2025年春节", "2025年春節", "the 2025 Spring Festival"),
        ("2024H1", "short", "2024年上半年", "2024年上半年", "H1 2024"),
    ],
)
def test_prints_in_each_language(
    text: str, form: PeriodForm, hans: str, hant: str, en: str
) -> None:
    period = parse_period(text)
    assert [print_period(period, language, form) for language in Language] == [hans, hant, en]


def test_a_fiscal_year_of_its_own_is_called_one() -> None:
    period = parse_period("FY2025", 3)
    assert [print_period(period, language, "prose") for language in Language] == [
        "2025财年",
        "2025財年",
        "fiscal 2025",
    ]


def test_a_year_end_reaches_the_periods_inside() -> None:
    period = with_year_end(parse_period("since FY2025"), 3)
    assert period.start == date(2024, 4, 1)


years = st.integers(1990, 2060)
calendar_periods = st.one_of(
    st.builds(Period, st.just(PeriodKind.QUARTER), years, st.integers(1, 4), fiscal=st.booleans()),
    st.builds(Period, st.just(PeriodKind.HALF), years, st.integers(1, 2), fiscal=st.booleans()),
    st.builds(Period, st.just(PeriodKind.NINE_MONTHS), years, fiscal=st.booleans()),
    st.builds(Period, st.just(PeriodKind.MONTH), years, st.integers(1, 12)),
    st.dates(date(1990, 1, 1), date(2060, 12, 31)).map(
        lambda day: Period(PeriodKind.DAY, day.year, day.month, day.day)
    ),
    st.builds(Period, st.just(PeriodKind.YEAR), years),
)
open_periods = st.builds(
    Period,
    st.sampled_from([PeriodKind.FROM, PeriodKind.SINCE, PeriodKind.THROUGH]),
    first=calendar_periods,
)
periods = st.one_of(calendar_periods, open_periods, st.just(UNSPECIFIED))
forms = st.sampled_from(["long", "short", "prose"])


@given(periods, st.sampled_from(Language), forms)
def test_what_is_printed_reads_back(period: Period, language: Language, form: PeriodForm) -> None:
    assert parse_period(print_period(period, language, form)) == period
    assert parse_period(str(period)) == period


@given(calendar_periods)
def test_the_prior_period_ends_the_day_before(period: Period) -> None:
    prior = period.prior()
    if prior and prior.end and period.start:
        assert (period.start - prior.end).days == 1
