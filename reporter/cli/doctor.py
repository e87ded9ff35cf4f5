"""reporter doctor: whether this machine has what a build needs, or mail would go out."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import click

from reporter.clock import SystemClock
from reporter.errors import ReporterError

_FAILED = 1


@click.command("doctor")
@click.option(
    "--schedule",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Look into a schedule instead, and all that it names; nothing is run.",
)
@click.option("--mail", is_flag=True, help="Ask the mail servers instead; nothing is sent.")
@click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where the servers are named; REPORTER_SETTINGS or reporter.yaml otherwise.",
)
@click.option("--to", metavar="ADDRESS", help="With --mail: send one message there.")
@click.option(
    "--headers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="With --mail: say whether the message with these headers arrived signed.",
)
def command(
    schedule: Path | None, mail: bool, settings: Path | None, to: str | None, headers: Path | None
) -> None:
    """Say, one line each, what a build needs and whether it is here."""
    if (settings or to or headers) and not mail:
        raise click.UsageError("--settings, --to and --headers go with --mail")
    if schedule and mail:
        raise click.UsageError("look into one thing at a time: --schedule or --mail")
    if schedule:
        from reporter.schedule.checkup import probes

        _tell(probes(schedule, SystemClock().now()))
    else:
        _tell(_mail_probes(settings, to, headers) if mail else _build_probes())


def _tell(probes: Mapping[str, Callable[[], str]]) -> None:
    """Say of each how it is; ends with 1 where one fails, not for what only will."""
    failed = False
    for name, probe in probes.items():
        try:
            said = probe()
        except (ReporterError, OSError, ImportError) as error:
            failed = True
            click.echo(f"FAIL  {name}: {error}")
        else:
            click.echo(f"{getattr(said, 'mark', 'ok'):<6}{name}: {said}")
    raise SystemExit(_FAILED if failed else 0)


def _mail_probes(
    path: Path | None, to: str | None, headers: Path | None
) -> dict[str, Callable[[], str]]:
    """What --mail looks into, by what it is called."""
    from reporter.mail import checkup
    from reporter.mail.settings import settings_path
    from reporter.mail.settings_file import load_settings

    settings = load_settings(path or settings_path())
    probes: dict[str, Callable[[], str]] = {
        server.name: partial(checkup.try_server, server, settings) for server in settings.servers
    }
    if settings.inbox:
        probes[f"{settings.inbox.host}:{settings.inbox.port}"] = partial(
            checkup.try_inbox, settings.inbox
        )
    if to:
        probes[f"message to {to}"] = partial(checkup.send_one, settings, to)
    if headers:
        probes[f"signature in {headers}"] = partial(
            checkup.signature, headers, settings.sender.address
        )
    return probes


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


def _build_probes() -> dict[str, Callable[[], str]]:
    """What a build needs, and the calendars where they are installed."""
    found = {"python": _python, "fonts": _fonts, "layout": _layout, "glossary": _words}
    if find_spec("exchange_calendars"):
        from reporter.schedule.checkup import calendars

        found["calendars"] = partial(calendars, SystemClock().now())
    return found
