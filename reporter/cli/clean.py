"""reporter clean: forget what was built; the next build makes it again."""

from __future__ import annotations

import click

from reporter.cache import SETTING, Cache


@click.command("clean")
def command() -> None:
    """Empty the cache of finished PDFs and charts; what is in out/ stays."""
    cache = Cache.of_user()
    if cache.folder is None:
        click.echo(f"there is no cache: {SETTING} is off", err=True)
    else:
        click.echo(f"{cache.clear() / 2**20:.1f} MB freed in {cache.folder}", err=True)
