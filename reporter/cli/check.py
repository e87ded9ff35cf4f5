"""reporter check: the faults of a brief and the tie-outs of its facts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from reporter.errors import ReporterError

if TYPE_CHECKING:
    from reporter.brief import Brief
    from reporter.checks import Finding

_FAILED = 1
_SHOWN = 6


@click.command("check")
@click.argument(
    "briefs",
    metavar="BRIEF...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
def command(briefs: tuple[Path, ...], as_json: bool) -> None:
    """Check each BRIEF and hold its facts against each other; nothing is made."""
    from reporter.build import checked

    records: list[dict[str, object]] = []
    codes = [0]
    for path in briefs:
        try:
            brief, findings = checked(path)
        except ReporterError as error:
            click.echo(str(error), err=True)
            codes.append(error.exit_code)
            continue
        codes += [_FAILED for finding in findings if finding.fails]
        if as_json:
            records.append({"brief": brief.id, "findings": [_record(f) for f in findings]})
        else:
            _print(brief, findings)
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    raise SystemExit(max(codes))


def _print(brief: Brief, findings: Sequence[Finding]) -> None:
    stated = sum(not fact.is_derived for fact in brief.facts)
    click.echo(f"{brief.id}: {stated} facts, {len(brief.facts) - stated} derived")
    for finding in findings:
        said = f"  {finding.outcome.replace('_', ' '):<15} {_names(finding.facts)}"
        if finding.formula:
            said += f": {finding.formula}"
        click.echo(said + _numbers(finding))


def _names(facts: Sequence[str]) -> str:
    """The facts of a finding; one that is about nearly all of them is not a list to read."""
    rest = len(facts) - _SHOWN
    return ", ".join(facts[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _numbers(finding: Finding) -> str:
    from reporter.formats import print_quantity
    from reporter.languages import Language

    pairs = (("recomputed", finding.recomputed), ("stated", finding.stated))
    said = [f"{name} {print_quantity(q, Language.EN)}" for name, q in pairs if q is not None]
    return f" ({', '.join(said)})" if said else ""


def _record(finding: Finding) -> dict[str, object]:
    from reporter.exchange import quantity_record

    return {
        "rule": finding.rule.value,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "facts": list(finding.facts),
        "formula": finding.formula,
        "stated": quantity_record(finding.stated) if finding.stated else None,
        "recomputed": quantity_record(finding.recomputed) if finding.recomputed else None,
        "accepted": finding.accepted,
    }
