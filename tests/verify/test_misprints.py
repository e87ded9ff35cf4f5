"""What a page says wrongly is found, and named where it stands."""

from __future__ import annotations

import pytest
from proof_sample import Edit, failing, misdrawn, misprinted

from reporter.verify import verify_pdf


def swap(old: str, new: str) -> Edit:
    """Replaces one text that the page has, wherever it stands."""
    return lambda html: html.replace("\u00a0", " ").replace(old, new)


def exchange(one: str, other: str) -> Edit:
    """Puts two texts of the page in each other's place."""
    return lambda html: (
        html.replace("\u00a0", " ").replace(one, "\0").replace(other, one).replace("\0", other)
    )


MISPRINTS: dict[str, tuple[Edit, set[str]]] = {
    "a digit in one language": (swap("growth of 11.8%", "growth of 11.9%"), {"numbers", "pairs"}),
    "another figure of the brief in one language": (
        swap("growth of 11.8%", "growth of 72.5%"),
        {"pairs"},
    ),
    "亿 for 万": (swap("亿人", "万人"), {"numbers"}),
    "million for billion": (swap("RMB126.9 billion", "RMB126.9 million"), {"numbers"}),
    "a dropped bound": (swap("more than RMB100", "RMB100"), {"numbers"}),
    "a bound that nobody stated": (swap("reached 401", "reached about 401"), {"numbers"}),
    "more digits than were stated": (swap("rose to 14%", "rose to 14.0%"), {"numbers"}),
    "a period of another fact": (swap("the fourth quarter", "the third quarter"), {"pairs"}),
    "a period of no fact": (swap("February 2025", "May 2025"), {"numbers"}),
    "a fall for a rise": (swap("profit rose 72.5%", "profit fell 72.5%"), {"numbers"}),
    "a minus for a plus": (swap("+4.8%", "−4.8%"), {"numbers"}),
    "points for per cent": (swap("up 4.8% year", "up 4.8 percentage points year"), {"numbers"}),
    "another unit of money": (swap("RMB17.7 billion", "US$17.7 billion"), {"numbers"}),
    "two figures in each other's place": (exchange("401 million", "736 million"), {"wording"}),
    "a word turned round": (swap("wider margin", "narrower margin"), {"wording"}),
    "▼ for ▲": (swap("▲", "▼"), {"wording"}),
    "a sentence left out of one language": (
        swap("Time spent grew 5.8%, faster than users.", ""),
        {"pairs", "promises"},
    ),
}


@pytest.mark.parametrize(("edit", "checks"), MISPRINTS.values(), ids=MISPRINTS)
def test_a_misprint_is_found(edit: Edit, checks: set[str]) -> None:
    assert checks | {"wording"} <= failing(verify_pdf(misprinted(edit)))


def test_a_misprint_is_named_with_its_page_and_text() -> None:
    report = verify_pdf(misprinted(swap("growth of 11.8%", "growth of 11.9%")))
    numbers = next(check for check in report.checks if check.name == "numbers")
    assert [(one.page, one.text) for one in numbers.failures if one.page] == [(1, "11.9%")]
    assert "revenue_yoy" in numbers.failures[0].reason


@pytest.mark.parametrize(
    ("old", "new", "checks"),
    [
        pytest.param("RMB17.7bn", "RMB17.8bn", {"numbers"}, id="a digit"),
        pytest.param("亿元", "万元", {"numbers"}, id="亿 for 万"),
        pytest.param("9.04%", "11.8%", {"wording"}, id="another figure of the brief"),
    ],
)
def test_a_wrong_label_of_a_chart_is_found(old: str, new: str, checks: set[str]) -> None:
    assert checks | {"wording"} <= failing(verify_pdf(misdrawn(old, new)))
