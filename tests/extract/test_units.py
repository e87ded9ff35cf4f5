"""Units that a figure does not name itself."""

from __future__ import annotations

import pytest

from reporter.extract import extract


def units(raw: str) -> list[str]:
    return [f"{c.value:f} {c.unit}" for c in extract(raw) if c.value is not None]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("期內淨利潤為1.08億元(美元.下同)。", "108000000 USD"),
        ("收入為73億港元。毛利20億元。", "2000000000 HKD"),
        ("合併營收2.76兆元，年增36%。", "2760000000000 TWD"),
        ("营收20亿元。", "2000000000 CNY"),
        ("平均月活跃用户为7.36亿。", "736000000 person"),
        ("毛利率同比上升1.2pct。", "1.2 percentage_point"),
        ("恒生指数升512点。", "512 points"),
        ("Tokyo: net sales were ¥312.4 billion.", "312400000000 JPY"),
        ("Revenue was S$3 billion. The dividend is 44 cents per share.", "0.44 SGD"),
        ("The quarter had 166 million diluted shares.", "166000000 share"),
    ],
)
def test_the_unit_comes_from_the_text(raw: str, expected: str) -> None:
    assert expected in units(raw)


def test_a_number_within_a_name_is_no_figure() -> None:
    assert units("沪深300指数涨0.8%。") == ["0.8 percent"]
