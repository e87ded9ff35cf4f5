"""The relations of concepts, and the words for figures, speak of concepts that there are."""

from __future__ import annotations

from reporter import paths
from reporter.extract import kinship
from reporter.terms import load_glossary
from reporter.wordlists import WordList


def test_every_relation_is_between_concepts_of_the_glossary() -> None:
    glossary = load_glossary()
    rows = WordList(paths.assets() / "kin.csv", ("concept", *kinship.RELATIONS)).rows()
    named = {
        concept
        for row in rows
        for cell in (row["concept"], *(row[name] for name in kinship.RELATIONS))
        for concept in cell.split("|")
        if concept
    }
    assert {concept for concept in named if concept not in glossary} == set()


def test_every_cue_is_of_a_concept_of_the_glossary() -> None:
    glossary = load_glossary()
    rows = WordList(paths.assets() / "cues.csv", ("concept", "words")).rows()
    assert [row["concept"] for row in rows if row["concept"] not in glossary] == []


def test_a_margin_is_a_percentage_and_a_loss_what_its_profit_is() -> None:
    glossary = load_glossary()
    for concept in ("gross_profit", "operating_profit", "ebit", "selling_expenses"):
        found = kinship.margin(glossary[concept])
        assert found is not None
        assert found.unit == "percent"
    for term in glossary:
        other = kinship.loss(term)
        assert other is None or other.unit is term.unit


def test_a_profit_and_its_loss_lead_to_each_other() -> None:
    profit = load_glossary()["net_profit_attributable"]
    loss = kinship.loss(profit)
    assert loss is not None
    assert kinship.profit(loss) == profit


def test_revenue_of_a_business_is_revenue() -> None:
    glossary = load_glossary()
    assert kinship.whole(glossary["cloud_revenue"]).concept == "revenue"
    assert kinship.whole(glossary["passenger_revenue"]).concept == "passenger_revenue"
