"""Files of company facts: what is wrong in them is told at its place, all of it at once."""

from __future__ import annotations

import json

import pytest
from filing_sample import figure, filings, read, told

REVENUES = "us-gaap:Revenues"


def broken(*figures: object) -> tuple[list[str], dict[str, str]]:
    document = json.loads(filings({REVENUES: []}))
    document["facts"]["us-gaap"]["Revenues"]["units"]["USD"] = list(figures)
    rows, faults = read(json.dumps(document, indent=1))
    return faults, told(rows)


def test_every_figure_that_is_ill_formed_is_told_at_its_place() -> None:
    good = figure(7_000_000, "2024-12-31", "2024-01-01")
    faults, values = broken(
        {"val": "7", "end": "2024-12-31"},
        {"end": "31.12.2024"},
        good,
        figure(1, "2024-01-01", "2024-12-31"),
        5,
    )
    assert values == {"revenue_fy2024": "7 million"}
    assert faults == [
        "acme.json:11:15: us-gaap:Revenues: “val” must be a number",
        "acme.json:14:7: us-gaap:Revenues: “val” is missing",
        "acme.json:15:15: us-gaap:Revenues: “end” must be a day such as 2025-01-26",
        "acme.json:28:17: us-gaap:Revenues: “start” is after “end”",
        "acme.json:37:7: us-gaap:Revenues: a figure must be an object",
    ]


@pytest.mark.parametrize("val", [float("nan"), 10**30, 1e-40, True, [1]])
def test_only_a_number_of_some_length_is_a_figure(val: object) -> None:
    faults, _ = broken({"val": val, "end": "2024-12-31"})
    assert any("“val” must be a number" in fault for fault in faults)


def test_a_figure_that_is_null_was_not_stated() -> None:
    faults, values = broken(
        figure(None, "2024-12-31", "2024-01-01"), figure(7, "2023-12-31", "2023-01-01")
    )
    assert values == {}
    assert faults == [
        "brief.yaml:1:1: concepts.0: revenue is not stated for FY2024; it is for FY2023"
    ]


def test_what_a_filing_leaves_out_of_itself_is_no_fault() -> None:
    faults, values = broken({"val": 7, "start": "2024-01-01", "end": "2024-12-31", "fy": None})
    assert (faults, values) == ([], {"revenue_fy2024": "7"})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'{"facts": \xff}', "acme.json:1:11: not UTF-8"),
        (b'{"facts": {}', "acme.json:1:13: not JSON: “,” is expected"),
        (b'{"facts": {}} x', "acme.json:1:14: not JSON: something follows its end"),
        (b'{"cik": 1}', "acme.json:1:1: not company facts: “facts” is missing"),
        (b"[]", "acme.json:1:1: not company facts: “facts” is missing"),
        (b'{"facts": ' + b"[" * 100_000, "acme.json:1:1: not company facts: nested too deep"),
    ],
)
def test_a_file_that_is_something_else_is_refused(content: bytes, fault: str) -> None:
    assert read(content) == ([], [fault])


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        ({}, "acme.json:1:36: us-gaap:Revenues: “units” is missing"),
        ([], "acme.json:1:36: us-gaap:Revenues: “units” is missing"),
        ({"units": {"USD": 3}}, "acme.json:1:54: us-gaap:Revenues: “[” is expected"),
        ({"units": {"USD": {"a": 3}}}, "acme.json:1:54: us-gaap:Revenues: “[” is expected"),
    ],
)
def test_an_element_that_is_something_else_is_told(element: object, fault: str) -> None:
    content = json.dumps({"facts": {"us-gaap": {"Revenues": element}}})
    assert read(content) == ([], [fault])


def test_other_elements_may_be_anything() -> None:
    document = json.loads(filings({REVENUES: [figure(7, "2024-12-31", "2024-01-01")]}))
    document["facts"]["us-gaap"] |= {"Odd": 3, "Odder": {"units": [{"accn": []}]}}
    document["facts"]["dei"] = []
    assert told(read(json.dumps(document))[0]) == {"revenue_fy2024": "7"}


def test_a_byte_order_mark_does_not_matter() -> None:
    content = filings({REVENUES: [figure(7, "2024-12-31", "2024-01-01")]})
    assert told(read(b"\xef\xbb\xbf" + content)[0]) == {"revenue_fy2024": "7"}
