"""reporter schema: what an editor needs to complete and check a file."""

from __future__ import annotations

import json
from importlib import import_module

import click

_SHAPES = {
    "brief": "reporter.brief_schema:BriefModel",
    "mailing": "reporter.mail.mailing:MailingModel",
    "schedule": "reporter.schedule.schedule_schema:ScheduleModel",
    "settings": "reporter.mail.settings_file:SettingsModel",
}


@click.command("schema")
@click.argument("kind", default="brief", type=click.Choice(list(_SHAPES)))
def command(kind: str) -> None:
    """Print the JSON Schema of a kind of file; of a brief where none is named."""
    module, _, name = _SHAPES[kind].partition(":")
    shape = getattr(import_module(module), name)
    click.echo(json.dumps(shape.model_json_schema(), ensure_ascii=False, indent=1))
