"""reporter doctor: whether this machine has what a build needs."""

from __future__ import annotations

import platform
from collections.abc import Callable

import click

from reporter.errors import ReporterError

_FAILED = 1


@click.command("doctor")
def command() -> None:
    """Say, one line each, what a build needs and whether it is here."""
    failed = False
    for name, probe in _PROBES.items():
        try:
            click.echo(f"ok    {name}: {probe()}")
        except (ReporterError, OSError, ImportError) as error:
            failed = True
            click.echo(f"FAIL  {name}: {error}")
    raise SystemExit(_FAILED if failed else 0)


def _python() -> str:
    return platform.python_version()


def _fonts() -> str:
    from reporter import fonts

    return f"{len(fonts.files())} faces"


def _layout() -> str:
    """A page laid out with a word of each script, which needs Pango, HarfBuzz and the fonts."""
    from datetime import UTC, datetime

    from reporter.pdf import Metadata, write_pdf

    html = '<html lang="en"><head><title>x</title></head><body><p>Kuaishou 快手</p></body></html>'
    created = datetime(2025, 1, 1, tzinfo=UTC)
    pdf = write_pdf(html, metadata=Metadata("x", "en", "reporter", "", (), created))
    return f"one page in {len(pdf) / 1024:.0f} KB"


def _words() -> str:
    from reporter.terms import load_glossary

    return f"{len(load_glossary())} concepts"


_PROBES: dict[str, Callable[[], str]] = {
    "python": _python,
    "fonts": _fonts,
    "layout": _layout,
    "glossary": _words,
}
