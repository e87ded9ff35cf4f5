"""What happened, and what somebody expects."""

from __future__ import annotations

import pytest

from reporter.extract import extract
from reporter.facts import Status


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("2024年营收为1269亿元。", Status.ACTUAL),
        ("公司预计2025年一季度营收为234亿元。", Status.GUIDANCE),
        ("毛利率指引为19%至21%。", Status.GUIDANCE),
        ("市场预期营收为398亿元。", Status.CONSENSUS),
        ("营收为412亿元，高于市场预期的398亿元。", Status.CONSENSUS),
        ("营收好于市场预期，达412亿元。", Status.ACTUAL),
        ("估值有望达40亿美元。", Status.POTENTIAL),
        ("目标价93.0元。", Status.TARGET),
        ("集团预期将录得亏损，预计净亏损约5亿元。", Status.FORECAST),
        ("The company expects revenue of $405 million.", Status.GUIDANCE),
        ("Outlook\nRevenue: $405 million", Status.GUIDANCE),
        ("Analysts had expected a profit of $1.5 billion.", Status.CONSENSUS),
        ("Revenue of $1.5 billion was better than expected at $2 billion.", Status.ACTUAL),
        ("Sales are projected to reach $2 billion.", Status.FORECAST),
    ],
)
def test_the_status_follows_the_words(raw: str, status: Status) -> None:
    assert extract(raw, published="2025-03-26")[-1].status is status
