"""reporter verify: proves a finished PDF against the facts inside it."""

from __future__ import annotations

from pathlib import Path

import click

from reporter.errors import NotOurs

_FAILED = 1


@click.command("verify")
@click.argument(
    "pdfs",
    metavar="PDF...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@click.option("--certificate", is_flag=True, help="Write PDF.certificate.json beside each PDF.")
def command(pdfs: tuple[Path, ...], as_json: bool, certificate: bool) -> None:
    """Prove each PDF: its numbers, languages, fonts, tags and attachments; nothing else is read."""
    from reporter import verify
    from reporter.archive import write_whole

    records, codes = [], [0]
    for path in pdfs:
        try:
            report = verify.verify_pdf(path.read_bytes(), str(path))
        except NotOurs as error:
            click.echo(str(error), err=True)
            codes.append(error.exit_code)
            continue
        codes.append(0 if report.passed else _FAILED)
        if certificate:
            text = verify.as_json(verify.certificate(report, path.name))
            write_whole(path.with_suffix(".certificate.json"), text.encode())
        if as_json:
            records.append(verify.report_record(report, path.name))
        else:
            click.echo(verify.show(report, path.name))
    if as_json:
        click.echo(verify.as_json(records), nl=False)
    raise SystemExit(max(codes))
