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
    from reporter.facts import Fact

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
@click.option(
    "--source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="ARTICLE",
    help="Look every fact up in the text it was read from.",
)
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="OTHER",
    help="Hold the facts against another brief's, or a table's.",
)
@click.option("--markdown", is_flag=True, help="With --against: print Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
def command(
    briefs: tuple[Path, ...],
    source: Path | None,
    against: Path | None,
    markdown: bool,
    as_json: bool,
) -> None:
    """Check each BRIEF and hold its facts against each other; nothing is made.

    With --against, each BRIEF (or table of facts) is compared with OTHER instead.
    """
    if against and source:
        raise click.UsageError("--source and --against are two checks: ask for one at a time")
    if markdown and (as_json or not against):
        raise click.UsageError("--markdown goes with --against, and without --json")
    records: list[dict[str, object]] = []
    codes = [0]
    for path in briefs:
        try:
            if against:
                held, record = _compare(path, against, as_json=as_json, markdown=markdown)
            else:
                held, record = _check(path, source, as_json=as_json)
        except ReporterError as error:
            click.echo(str(error), err=True)
            codes.append(error.exit_code)
            continue
        codes.append(0 if held else _FAILED)
        records.append(record)
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=1))
    raise SystemExit(max(codes))


def _check(path: Path, source: Path | None, *, as_json: bool) -> tuple[bool, dict[str, object]]:
    """Whether a brief holds, and the record of what was found."""
    from reporter.build import checked
    from reporter.exchange import fact_record

    brief, findings = checked(path)
    held = not any(finding.fails for finding in findings)
    record: dict[str, object] = {
        "brief": brief.id,
        "findings": [_record(f) for f in findings],
        "derived": [fact_record(fact) for fact in brief.facts.where(derived=True)],
    }
    if not as_json:
        _print(brief, findings)
    if source:
        from reporter.source_text import source_lines, source_record, sourced

        read = sourced(brief, path, source)
        held = held and read.check.holds
        record["source"] = source_record(read)
        if not as_json:
            click.echo("\n".join(source_lines(read)))
    return held, record


def _compare(
    path: Path, against: Path, *, as_json: bool, markdown: bool
) -> tuple[bool, dict[str, object]]:
    """Whether two sets of facts say the same, and the record of the comparison."""
    from reporter.comparison import compare
    from reporter.comparison_text import comparison_lines, comparison_markdown, comparison_record
    from reporter.fact_sources import fact_source
    from reporter.terms import load_glossary

    comparison = compare(fact_source(path), fact_source(against))
    if not as_json:
        lines = comparison_markdown if markdown else comparison_lines
        click.echo("\n".join(lines(comparison, load_glossary())))
    return not comparison.differs, comparison_record(comparison)


def _print(brief: Brief, findings: Sequence[Finding]) -> None:
    stated = sum(not fact.is_derived for fact in brief.facts)
    click.echo(f"{brief.id}: {stated} facts, {len(brief.facts) - stated} derived")
    for finding in findings:
        said = f"  {finding.outcome.replace('_', ' '):<15} {_names(finding.facts)}"
        about = finding.formula or finding.rule.value.replace("_", " ")
        click.echo(f"{said}: {about}{_numbers(finding)}")
        if finding.accepted:
            click.echo(f"  {'':<15} accepted: {finding.accepted}")
    for fact in brief.facts:
        if fact.derivation:
            click.echo(f"  {'derived':<15} {fact.id}: {fact.derivation.formula} ({_figure(fact)})")


def _figure(fact: Fact) -> str:
    from reporter.formats import print_change, print_quantity
    from reporter.languages import Language

    quantity, way = fact.quantity, fact.direction.value
    if fact.is_change:
        return print_change(quantity, way, fact.basis.value, Language.EN, form="signed")
    return print_quantity(quantity, Language.EN)


def _names(facts: Sequence[str]) -> str:
    """The facts of a finding; one that is about nearly all of them is not a list to read."""
    rest = len(facts) - _SHOWN
    return ", ".join(facts[:_SHOWN]) + (f" and {rest} more" if rest > 0 else "")


def _numbers(finding: Finding) -> str:
    from reporter.formats import print_quantity
    from reporter.languages import Language

    other = "was" if finding.outcome == "restated" else "recomputed"
    pairs = ((other, finding.recomputed), ("stated", finding.stated))
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
