"""reporter build: make the PDF of a brief."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli import tell, verbosity
from reporter.errors import ReporterError
from reporter.languages import Edition

if TYPE_CHECKING:
    from reporter.archive import Place
    from reporter.build import Artifact


class _Out(click.Path):
    """A folder, or the URL of a store."""

    name = "folder or url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        from reporter.stores import is_url, wrong_with

        if not is_url(str(value)):
            return super().convert(value, param, ctx)
        if reason := wrong_with(value):
            self.fail(reason, param, ctx)
        return value


@click.command("build")
@click.argument(
    "briefs",
    metavar="BRIEF...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--edition",
    "editions",
    multiple=True,
    type=click.Choice([edition.value for edition in Edition]),
    help="May be given several times; bilingual where it is not given.",
)
@click.option("--template", default="brief", metavar="NAME|DIR", help="brief, flash, or a folder.")
@click.option(
    "--out",
    default="out",
    type=_Out(file_okay=False, path_type=Path),
    metavar="DIR|URL",
    help="The folder to write to, or the URL of one.",
)
@click.option("--force", is_flag=True, help="Make again what was made from the same before.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@verbosity
def command(
    briefs: tuple[Path, ...],
    editions: tuple[str, ...],
    template: str,
    out: Place,
    force: bool,
    as_json: bool,
    verbose: bool,
    quiet: bool,
) -> None:
    """Make the PDF of each BRIEF: a YAML file, or a finished PDF to be made again from itself."""
    from reporter.brief_files import BriefFiles
    from reporter.build import print_editions, reprint

    tell(verbose, quiet)
    wanted = [Edition(edition) for edition in dict.fromkeys(editions)] or [Edition.BILINGUAL]
    made: list[tuple[Place, Artifact]] = []
    failures: list[ReporterError] = []
    for brief in briefs:
        again = brief.suffix.lower() == ".pdf"
        steps = (
            reprint(brief, out)
            if again
            else print_editions(BriefFiles.beside(brief), wanted, template, out, force=force)
        )
        try:
            for path, artifact in steps:
                made.append((path, artifact))
                _show(path, artifact, as_json=as_json, quiet=quiet)
        except ReporterError as error:
            click.echo(str(error), err=True)
            failures.append(error)
    if as_json:
        click.echo(json.dumps([_record(path, artifact) for path, artifact in made], indent=1))
    if failures:
        raise SystemExit(max(error.exit_code for error in failures))


def _show(path: Place, artifact: Artifact, *, as_json: bool, quiet: bool) -> None:
    """The path as a result; what it is as a message, where a person is looking."""
    if not as_json:
        click.echo(path)
    if artifact.cached and not quiet:
        click.echo(f"  {artifact.edition}: unchanged, from the cache", err=True)
    elif sys.stderr.isatty() and not quiet:
        size = len(artifact.content) / 1024
        click.echo(f"  {artifact.edition}: {artifact.pages} pages, {size:.0f} KB", err=True)


def _record(path: Place, artifact: Artifact) -> dict[str, object]:
    return {
        "path": str(path),
        "edition": artifact.edition.value,
        "template": artifact.template,
        "pages": artifact.pages,
        "bytes": len(artifact.content),
        "sha256": artifact.sha256,
        "build_key": artifact.build_key,
        "cached": artifact.cached,
    }
