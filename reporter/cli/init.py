"""reporter init: a small brief to start from."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Write a small brief of an invented company and its facts into DIR, ready to be built."""
    from reporter.example import start_brief

    brief, *others = start_brief(folder)
    for path in (brief, *others):
        click.echo(path)
    click.echo(f"Next: reporter build {brief}", err=True)
