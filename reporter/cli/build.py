"""reporter build: make the PDF of a brief, or of many."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reporter.cli import tell, verbosity
from reporter.errors import ReporterError
from reporter.languages import Edition

if TYPE_CHECKING:
    from reporter.archive import Place
    from reporter.batch_item import Item, Made, Printing
    from reporter.cli.many import Form

_RETRIES, _TIMEOUT, _MEMORY = 2, 300.0, 2**30


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


class _Size(click.ParamType[int]):
    """A size of memory in bytes: 800M, 2G."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        found = re.fullmatch(r"([1-9]\d*)([KMG])B?", str(value).strip().upper())
        if found is None:
            self.fail(f"“{value}” is no size such as 800M or 2G", param, ctx)
        return int(found[1]) << {"K": 10, "M": 20, "G": 30}[found[2]]


@click.command("build")
@click.argument(
    "briefs",
    metavar="BRIEF...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
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
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Make a brief of each row of a table of issuers; BRIEF is their template.",
)
@click.option(
    "--database", metavar="NAME", help="Where --table is a query: the database that it asks."
)
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="N", help="Briefs at once; one a processor."
)
@click.option(
    "--cluster", metavar="ADDRESS", help="The Dask cluster that builds them: tls://HOST:PORT."
)
@click.option("--resume", is_flag=True, help="Leave what is done already, go on with the rest.")
@click.option(
    "--retries",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"More attempts at what may yet succeed; {_RETRIES}.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help=f"What one brief may take; {_TIMEOUT:g}.",
)
@click.option("--memory", type=_Size(), metavar="SIZE", help="What one brief may hold; 1G.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON on stdout.")
@verbosity
def command(
    briefs: tuple[Path, ...],
    editions: tuple[str, ...],
    template: str,
    out: Place,
    force: bool,
    table: Path | None,
    database: str | None,
    as_json: bool,
    verbose: bool,
    quiet: bool,
    **effort: Any,
) -> None:
    """Make the PDF of each BRIEF: a YAML file, or a finished PDF to be made again from itself.

    A folder stands for all briefs in it. Several briefs are built side by side, and one that fails
    does not stop the others.
    """
    from reporter.batch_item import Item, Printing

    tell(verbose, quiet)
    wanted = tuple(Edition(edition) for edition in dict.fromkeys(editions))
    printing = Printing(wanted or (Edition.BILINGUAL,), template, out, force)
    is_one = len(briefs) == 1 and not briefs[0].is_dir()
    if is_one and not table and not database and not any(effort.values()):
        raise SystemExit(_build_one(Item(briefs[0]), printing, as_json=as_json, quiet=quiet))
    if table and not is_one:
        raise click.UsageError("--table goes with one BRIEF, the template of its rows")
    if (database is None) is (table is not None and table.suffix.lower() == ".sql"):
        raise click.UsageError("--database goes with a --table that is a query, a .sql file")
    if effort["cluster"] and "://" in str(out) and not str(out).startswith("s3://"):
        raise click.UsageError("with --cluster, --out is a folder that all share, or in a bucket")
    items, total = _items(briefs, table, database or "")
    form: Form = "paths" if not as_json else "document" if _are_named(briefs, table) else "lines"
    raise SystemExit(_build_many(items, total, printing, form, quiet=quiet, **effort))


def _are_named(briefs: tuple[Path, ...], table: Path | None) -> bool:
    """Whether each brief is named itself, and so known to the program that reads the answer."""
    return not table and not any(brief.is_dir() for brief in briefs)


def _items(
    briefs: tuple[Path, ...], table: Path | None, database: str
) -> tuple[Iterable[Item], int]:
    """What is to be built, and how many that are."""
    from reporter.batch_item import Item
    from reporter.batch_items import find_items
    from reporter.issuer_table import read_issuers
    from reporter.parameters import bind_all

    if table is None:
        found = find_items(briefs)
        return found, len(found)
    issuers = read_issuers(table, database)
    return (Item(briefs[0], each) for each in bind_all(briefs[0], issuers)), len(issuers.rows)


def _build_many(
    items: Iterable[Item],
    total: int,
    printing: Printing,
    form: Form,
    *,
    quiet: bool,
    jobs: int | None,
    cluster: str | None,
    resume: bool,
    retries: int | None,
    timeout: float | None,
    memory: int | None,
) -> int:
    from reporter.cli.many import Effort, Report, build_many
    from reporter.engines.processes import Bounds
    from reporter.prepress import processors

    bounds = Bounds(timeout or _TIMEOUT, memory or _MEMORY)
    tries = _RETRIES if retries is None else retries
    effort = Effort(jobs or processors(), bounds, tries, resume, cluster or "")
    return build_many(items, printing, effort, Report(total, form, quiet=quiet))


def _build_one(item: Item, printing: Printing, *, as_json: bool, quiet: bool) -> int:
    """Build a brief in this process; the exit code."""
    from reporter.batch_item import print_item

    made: list[Made] = []
    code = 0
    try:
        for each in print_item(item, printing):
            made.append(each)
            _show(each, as_json=as_json, quiet=quiet)
    except ReporterError as error:
        click.echo(str(error), err=True)
        code = error.exit_code
    if as_json:
        click.echo(json.dumps([asdict(each) for each in made], indent=1))
    return code


def _show(made: Made, *, as_json: bool, quiet: bool) -> None:
    """The path as a result; what it is as a message, where a person is looking."""
    if not as_json:
        click.echo(made.path)
    if made.cached and not quiet:
        click.echo(f"  {made.edition}: unchanged, from the cache", err=True)
    elif sys.stderr.isatty() and not quiet:
        click.echo(f"  {made.edition}: {made.pages} pages, {made.bytes / 1024:.0f} KB", err=True)
