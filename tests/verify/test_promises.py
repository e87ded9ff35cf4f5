"""What a page must print, and what may stand for it."""

from __future__ import annotations

from reporter.verify.promises import unprinted
from reporter.verify.report import Number

BOTH = ("zh-Hans", "en")
LEFT = {"nine_months": ("fourth_quarter",)}


def number(fact_id: str, lang: str = "") -> Number:
    return Number(1, "P", lang, "39.33", "", (fact_id,))


def test_a_fact_that_one_language_lacks_is_named_with_it() -> None:
    (failure,) = unprinted(["revenue"], [number("revenue", "en")], BOTH)
    assert (failure.text, failure.reason) == ("revenue", "is promised, and not printed in zh-Hans")


def test_the_last_quarter_stands_for_the_months_that_were_taken_from_the_year() -> None:
    assert not list(unprinted(["nine_months"], [number("fourth_quarter")], BOTH, LEFT))
    assert len(list(unprinted(["nine_months"], [number("year")], BOTH, LEFT))) == 1


def test_months_stand_for_no_quarter() -> None:
    assert len(list(unprinted(["fourth_quarter"], [number("nine_months")], BOTH, LEFT))) == 1
