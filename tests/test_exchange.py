from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from brief_sample import brief

from reporter.exchange import decimal_text, facts_csv, facts_json
from reporter.facts import FactSet


def records() -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in json.loads(facts_json(brief()))["facts"]}


def rows() -> dict[str, dict[str, str]]:
    text = facts_csv(brief()).decode("utf-8-sig")
    return {row["id"]: row for row in csv.DictReader(io.StringIO(text, newline=""))}


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.269E+11", "126900000000"), ("11.80", "11.8"), ("-0.5", "-0.5"), ("100", "100")],
)
def test_a_number_is_written_out(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == text


def test_an_amount_is_in_base_units_with_its_precision() -> None:
    revenue = records()["revenue"]
    assert (revenue["value"], revenue["unit"]) == ("126900000000", "CNY")
    assert revenue["precision"] == "100000000"


def test_a_range_has_ends_and_no_value() -> None:
    valuation = records()["kling_valuation"]
    ends = (valuation["value"], valuation["low"], valuation["high"])
    assert ends == (None, "4000000000", "6000000000")


def test_how_firmly_and_by_whom_a_figure_is_said_is_kept() -> None:
    cut = records()["drama_cost"]
    said = [cut[key] for key in ("bound", "fraction", "direction", "said_by", "against")]
    assert said == ["at_least", "1/4", "down", "director_chen_kun", "conventional_production"]


def test_a_stated_figure_has_its_place_and_a_derived_one_its_formula() -> None:
    stated, derived = records()["revenue"], records()["revenue_prior"]
    place = {"document": "article", "paragraph": 10, "start": 589, "end": 595}
    assert (stated["source"], stated["derivation"]) == (place, None)
    assert derived["source"] is None
    assert derived["derivation"]["formula"] == "revenue ÷ (1 + revenue_yoy)"
    assert derived["derivation"]["inputs"] == ["revenue", "revenue_yoy"]


def test_the_table_says_what_the_records_say() -> None:
    table = rows()
    for fact_id, record in records().items():
        source, derivation = record.pop("source") or {}, record.pop("derivation") or {}
        flat = {**record, "source": source.get("document"), "formula": derivation.get("formula")}
        flat |= {key: source.get(key) for key in ("paragraph", "start", "end")}
        flat["inputs"] = " ".join(derivation.get("inputs", ()))
        assert table[fact_id] == {
            key: "" if value is None else str(value) for key, value in flat.items()
        }


def test_every_fact_stands_in_both_in_the_same_order() -> None:
    assert list(records()) == list(rows()) == [fact.id for fact in brief().facts]


def test_a_spreadsheet_knows_the_table_for_utf_8() -> None:
    table = facts_csv(brief())
    assert table.startswith(b"\xef\xbb\xbfid,concept,")
    assert table.count(b"\r\n") == len(brief().facts) + 1


def test_the_records_name_the_brief_and_its_sources() -> None:
    document = json.loads(facts_json(brief()))
    assert (document["brief"], document["period"]) == ("kuaishou-2024q4", "FY2024")
    assert document["sources"]["article"]["sha256"] == brief().sources[0].sha256


def test_a_brief_without_facts_has_an_empty_table() -> None:
    empty = replace(brief(), facts=FactSet(()))
    assert facts_csv(empty).decode("utf-8-sig") == "id\r\n"
    assert json.loads(facts_json(empty))["facts"] == []
