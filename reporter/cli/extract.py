"""reporter extract: the figures of an article, as a brief to review."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from reporter.errors import BadInput, CannotRead, Fault

if TYPE_CHECKING:
    from reporter.articles import Article
    from reporter.drafts import Draft
    from reporter.extract import Candidate

_NOTHING_FOUND = 1
_STANDARD_INPUT = Path("-")
_BRIEFS = (".yaml", ".yml")
_DATE = click.DateTime(["%Y-%m-%d"])


@click.command("extract")
@click.argument(
    "article",
    metavar="ARTICLE",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The brief to write; by default it is named after the article, in this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
@click.option("--published", type=_DATE, metavar="DATE", help="The day on which it came out.")
@click.option("--entity", default="", metavar="NAME", help="Whom the article is about.")
@click.option("--review", is_flag=True, help="Go through what is doubtful, in the terminal.")
def command(
    article: Path,
    output: Path | None,
    as_json: bool,
    published: datetime | None,
    entity: str,
    review: bool,
) -> None:
    """Read the figures of ARTICLE, a text or a web page, into a brief; - is standard input.

    With --review, ARTICLE may be a brief that was drafted before, to go on with.
    """
    if review and as_json:
        raise click.UsageError("--review asks and --json tells: one at a time")
    if output and output.suffix not in _BRIEFS:
        raise click.UsageError(f"a brief is a .yaml file; {output} is none")
    if review and article.suffix in _BRIEFS:
        raise SystemExit(_review(article))
    from reporter.drafts import draft_of, issuer_in
    from reporter.extract import extract

    text = _read(article)
    day, issuer = published.date() if published else None, issuer_in(text, entity)
    candidates = extract(text.text, published=str(day) if day else None, issuer=issuer)
    if as_json:
        _print_json(candidates, text)
    if not candidates:
        click.echo(f"{article}: no figures in it", err=True)
        raise SystemExit(_NOTHING_FOUND)
    if output or not as_json:
        path = output or Path(f"{'article' if article == _STANDARD_INPUT else article.stem}.yaml")
        draft = draft_of(text, candidates, published=day, issuer=issuer)
        _write(draft, path, as_json=as_json, review=review)
        if review:
            raise SystemExit(_review(path))


def _review(brief: Path) -> int:
    from reporter.cli.reviewing import review

    return review(brief)


def _read(article: Path) -> Article:
    """The text of the article; what was decided on the way is told on stderr."""
    from reporter.articles import read_article

    is_piped = article == _STANDARD_INPUT
    try:
        content = sys.stdin.buffer.read() if is_piped else article.read_bytes()
        text = read_article(content, article.name)
    except OSError as error:
        raise BadInput([Fault(str(article), 1, 1, f"cannot be read: {error.strerror}")]) from error
    except CannotRead as error:
        raise BadInput([Fault(str(article), 1, 1, error.reason)]) from error
    for note in text.notes:
        click.echo(f"{article}: {note}", err=True)
    return text


def _print_json(candidates: Sequence[Candidate], article: Article) -> None:
    from reporter.extract.records import candidate_records

    records = candidate_records(candidates, article.text)
    click.echo(json.dumps({"facts": records}, ensure_ascii=False, indent=1))


def _write(draft: Draft, brief: Path, *, as_json: bool, review: bool) -> None:
    """Write the draft: the paths are the result, how much is in it a message."""
    from reporter.drafts.files import write_draft

    for path in write_draft(draft, brief):
        click.echo(path, err=as_json)
    if draft.undated:
        click.echo(f"published {draft.published}: {draft.undated}; --published says it", err=True)
    click.echo(
        f"{len(draft.facts)} facts, {len(draft.doubtful)} of them doubtful; "
        f"{len(draft.held_back)} figures that are no facts yet",
        err=True,
    )
    if not review:
        click.echo(f"Next: reporter extract --review {quote(str(brief))}", err=True)
