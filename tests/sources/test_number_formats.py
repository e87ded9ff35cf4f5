"""Numbers are read as their cells show them."""

from __future__ import annotations

import pytest

from reporter.sources.number_formats import shown


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.118, "0.0%", "11.8%"),
        (-0.031, "0.0%;(0.0%)", "(3.1%)"),
        (1462.34, "#,##0.0", "1462.3"),
        (2.25, "0.0", "2.3"),
        (2, "0.##", "2"),
        (1.5, "0.##", "1.5"),
        (-54.5, "#,##0.0_);(#,##0.0)", "(54.5)"),
        (0, '#,##0;(#,##0);"-"', "-"),
        (-3, "0;;", ""),
        (1750.2, '_(* #,##0.0_);_(* (#,##0.0);_(* "-"??_);_(@_)', "1750.2"),
        (-2.5, "0.0;[Red]-0.0", "-2.5"),
        (1.5, "0.0x", "1.5x"),
        (6.2, '0.0"个百分点"', "6.2个百分点"),
        (5, "\\+0.0;\\-0.0", "+5.0"),
        (12.5, "[$HK$-3C04]#,##0.00", "HK$12.50"),
        (700, "0000", "0700"),
        (1234567, "0.00E+00", "1230000"),
        (0, "0.00E+00", "0.00"),
    ],
)
def test_a_number_is_written_to_the_digit_that_its_format_shows(
    value: float, code: str, text: str
) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1462300000, "#,##0.0,,", "1462.3百万"),
        (1462300000, '#,##0.0,,"M"', "1462.3M"),
        (1462300000, '#,##0.0,,"美元"', "1462.3百万美元"),
        (1251715, "#,##0,", "1252千"),
        (12.69, '0.00"亿"', "12.69亿"),
    ],
)
def test_thousands_that_a_format_leaves_out_are_named(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize("code", ["General", "", "@", "[Red]General", "# ?/?"])
def test_without_a_format_a_number_has_fifteen_digits_and_no_exponent(code: str) -> None:
    assert [shown(value, code) for value in (0.1 + 0.2, 126900000000, 1e20, 700)] == [
        "0.3",
        "126900000000",
        "1" + "0" * 20,
        "700",
    ]
