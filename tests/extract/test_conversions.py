"""Amounts said again in another currency."""

from __future__ import annotations

import pytest

from reporter.extract import extract


@pytest.mark.parametrize(
    "text",
    [
        "轻舟2024年营收12.69亿元（1.81亿美元）。",
        "轻舟2024年营收12.69亿元（约合1.81亿美元）。",
        "輕舟2024年收入12.69億港元（折合約1.81億美元）。",
        "Revenue was RMB1,269 million (US$180.8 million) in 2024.",
        "Revenue was RMB1,269 million (equivalent to approximately US$180.8 million) in 2024.",
    ],
)
def test_the_second_amount_converts_the_first(text: str) -> None:
    assert [candidate.conversion for candidate in extract(text)] == [False, True]


@pytest.mark.parametrize(
    "text",
    [
        "轻舟2024年营收12.69亿元（上年10.7亿元）。",
        "轻舟2024年营收12.69亿元，回购1.15亿美元。",
        "Revenue was RMB1,269 million (2023: US$150 million).",
        "Revenue was RMB1,269 million. Cash (in US dollars) was US$2.0 billion.",
    ],
)
def test_another_amount_is_no_conversion(text: str) -> None:
    assert not any(candidate.conversion for candidate in extract(text))
