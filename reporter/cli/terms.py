"""reporter terms: the glossary, looked up."""

from __future__ import annotations

import json

import click

from reporter.languages import Language

_NOTHING_FOUND = 1


@click.command("terms")
@click.argument("wanted", metavar="[WORD]...", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on stdout.")
def command(wanted: tuple[str, ...], as_json: bool) -> None:
    """Print the concepts that a WORD of any language may stand for, or all of them."""
    from reporter.terms import load_glossary

    glossary = load_glossary()
    words = [word.casefold() for word in wanted]
    found = [
        term
        for term in glossary
        if all(any(w in s.casefold() for s in (term.concept, *term.surfaces)) for w in words)
    ]
    names = [
        {"concept": t.concept, **{lang.value: t.name(lang) for lang in Language}} for t in found
    ]
    if as_json:
        click.echo(json.dumps(names, ensure_ascii=False, indent=1))
    else:
        for row in names:
            click.echo("\t".join(row.values()))
    if not found:
        click.echo(f"no concept is called {' '.join(wanted)}", err=True)
        raise SystemExit(_NOTHING_FOUND)
