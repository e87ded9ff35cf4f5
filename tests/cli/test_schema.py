"""reporter schema: JSON Schemas by which an editor takes and refuses what the readers do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from reporter.cli.schema import command

DATA = Path(__file__).parents[2] / "data"
MAILING = """\
recipients: {li: {address: li@example.com, editions: [en]}}
send: {to: [li], if: [{fact: revenue, at_least: 1%}], quiet: {from: "22:00", to: "07:00"}}
"""
SETTINGS = """\
mail:
  sender: {address: ir@example.com}
  servers: [{host: smtp.example.com, password: {env: SMTP_PASSWORD}}]
"""
SCHEDULE = (DATA / "schedule.yaml").read_text("utf-8")
BRIEF = (DATA.parent / "assets" / "example" / "brief.yaml").read_text("utf-8")


def faults(text: str, *kind: str) -> list[str]:
    """What an editor would underline."""
    schema = json.loads(CliRunner().invoke(command, kind).stdout)
    Draft202012Validator.check_schema(schema)
    given: Any = yaml.safe_load(text)
    return [error.message for error in Draft202012Validator(schema).iter_errors(given)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("schedule", SCHEDULE), ("mailing", MAILING), ("settings", SETTINGS), ("brief", BRIEF)],
)
def test_what_is_right_is_taken_and_a_wrong_key_is_not(kind: str, text: str) -> None:
    assert not faults(text, kind)
    assert faults(f"{text}\nother: 1\n", kind)


def test_a_brief_is_meant_where_nothing_is_named() -> None:
    assert not faults(BRIEF)


@pytest.mark.parametrize(
    ("when", "right"),
    [
        ("{trading_days: XNYS, nth: -1, of: quarter, at: close}", True),
        ("{trading_days: XNYS, nth: last, of: quarter, at: close}", True),
        ("{trading_days: XNYS, nth: 99, at: close}", False),
        ("{trading_days: NYSE, at: close}", False),
        ("{results: results.csv, exchange: XHKG, days_after: 1, at: open}", True),
        ("{results: results.csv, exchange: XHKG, days_after: '-1', at: open}", False),
        ("{cron: 0 8 * * *}", True),
        ("{cron: 0 8 * * *, at: close}", False),
        ("{cron: 0 8 * * *, changed: briefs}", False),
        ("{at: close}", False),
    ],
)
def test_when_a_job_runs_is_held_to_what_goes_together(when: str, right: bool) -> None:
    text = f"zone: UTC\njobs: {{one: {{briefs: [a.yaml], when: {when}}}}}"
    assert (not faults(text, "schedule")) is right
