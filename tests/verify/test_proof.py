"""A brief as it is shipped is proved, in every edition, and the report says how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from proof_sample import attachment, misprinted, pdf, press, report

from reporter.cli import cli
from reporter.languages import Edition
from reporter.pdf_contents import read_contents
from reporter.verify import certificate, show, verify_pdf
from reporter.verify.attached import open_attached
from reporter.verify.numbers import Spot
from reporter.verify.proof import numbers_of


@pytest.mark.parametrize(
    ("edition", "template"),
    [
        *((edition, "brief") for edition in Edition),
        (Edition.BILINGUAL, "flash"),
        (Edition.EN, "flash"),
    ],
)
def test_every_edition_is_proved(edition: Edition, template: str) -> None:
    found = report(edition, template)
    assert not found.failures
    assert not [check for check in found.checks if check.skipped and check.name != "pairs"]


def test_every_digit_of_a_page_is_in_a_number_of_the_report() -> None:
    found = report()
    headline = [number.text for number in found.numbers if number.place == "H1"]
    assert headline == ["72.5%", "11.8%"]
    assert all(number.facts or number.furniture for number in found.numbers)


def test_numbers_name_the_facts_that_they_are_prints_of() -> None:
    printed = {number.text: number.facts for number in report().numbers}
    assert printed["RMB126.9 billion"] == ("revenue",)
    assert (
        printed["超1亿元"] == printed["more than RMB100 million"] == ("kling_cumulative_revenue",)
    )


def test_a_word_may_be_the_print_of_several_facts() -> None:
    numbers = numbers_of(open_attached(read_contents(pdf(), ""), ""))
    assert numbers.worded["en"]["first"] == ("kling_claimed_rank", "kling_target_rank")
    (first,) = numbers.read("It claims to be first in video.", Spot(1, "P", "en"))
    assert first.facts == ("kling_claimed_rank", "kling_target_rank")


def test_a_table_is_read_in_the_unit_of_its_head() -> None:
    found = report(Edition.EN, "brief")
    cells = {number.text: number.facts for number in found.numbers if number.place == "TD"}
    assert "revenue" in cells["126.9"]
    assert "dau" in cells["401"]


def test_every_stated_fact_is_promised_by_a_brief() -> None:
    promises = next(c for c in report(Edition.BILINGUAL, "brief").checks if c.name == "promises")
    stated = sum(not fact.is_derived for fact in press().brief.facts)
    assert promises.said == f"{stated} facts"


def test_the_report_is_the_same_every_time() -> None:
    assert verify_pdf(pdf()) == report()


def test_the_table_says_each_check_and_each_page() -> None:
    text = show(report(), "out.pdf")
    assert text.startswith("out.pdf: proved")
    assert text.count("✓") == len(report().checks)
    assert "✗" not in text


def test_the_certificate_names_the_pdf_and_its_attachments() -> None:
    found = certificate(report(), "out.pdf")
    assert found["passed"] is True
    assert found["pdf"]["sha256"] == report().sha256
    assert found["counts"]["numbers"] == len(report().numbers)
    assert set(found["attachments"]) == set(json.loads(attachment("manifest.json"))["files"])


def test_the_command_proves_a_pdf_and_writes_its_certificate(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(pdf())
    answer = CliRunner().invoke(cli, ["verify", str(path), "--certificate", "--json"])
    assert answer.exit_code == 0
    told = json.loads(answer.stdout)
    kept = json.loads((tmp_path / "out.certificate.json").read_text("utf-8"))
    assert told[0]["pdf"] == kept["pdf"]
    assert len(told[0]["numbers"]) == kept["counts"]["numbers"]


def test_the_command_fails_with_page_text_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(misprinted(lambda html: html.replace("RMB126.9", "RMB126.8")))
    answer = CliRunner().invoke(cli, ["verify", str(path)])
    assert answer.exit_code == 1
    assert "page 1: “RMB126.8 billion”" in answer.stdout


@pytest.mark.parametrize("content", [b"no PDF", b"%PDF-1.7\n%%EOF"])
def test_a_file_that_is_no_brief_is_bad_input(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "out.pdf"
    path.write_bytes(content)
    answer = CliRunner().invoke(cli, ["verify", str(path)])
    assert answer.exit_code == 65
