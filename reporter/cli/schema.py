"""reporter schema: what an editor needs to complete and check a brief file."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of a brief file."""
    from reporter.brief_schema import BriefModel

    click.echo(json.dumps(BriefModel.model_json_schema(), ensure_ascii=False, indent=1))
