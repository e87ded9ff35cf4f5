"""The sort of time that concepts are measured in."""

from __future__ import annotations

from reporter import paths
from reporter.extract.moments import When, when_of
from reporter.terms import load_glossary
from reporter.wordlists import WordList


def test_every_concept_with_a_time_of_its_own_is_in_the_glossary() -> None:
    known = {term.concept for term in load_glossary()}
    rows = WordList(paths.assets() / "moments.csv", ("concept", "when")).rows()
    assert {row["concept"] for row in rows} <= known


def test_balances_are_struck_and_income_flows() -> None:
    whens = {term.concept: when_of(term) for term in load_glossary()}
    assert whens["total_assets"] is whens["employees"] is When.BALANCE
    assert whens["revenue"] is When.FLOW
    assert whens["share_price"] is When.SESSION
    assert when_of(None) is When.ANY
