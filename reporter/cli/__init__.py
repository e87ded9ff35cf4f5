"""The command line: options in, one call, an exit code out.

A command is a module of this package, imported when it is called and not before, so that
`reporter --help` answers without loading what makes a page.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from typing import Any

import click

from reporter import __version__
from reporter.bug_log import bug_log
from reporter.errors import ReporterError

_BUG = 70
_INTERRUPTED = 130

COMMANDS = {
    "build": "Make the PDF of a brief, in one edition or several.",
    "check": "Check a brief and tie out its facts; no PDF is made.",
    "clean": "Empty the cache of finished PDFs and charts.",
    "doctor": "Say whether this machine has what a build needs.",
    "email": "Send a brief to its readers, once, and account for every message.",
    "extract": "Read the figures of an article into a brief to review.",
    "init": "Start a brief of one's own in a folder.",
    "schedule": "Build and send when the market needs it, once per occasion.",
    "schema": "Print the JSON Schema of a file, for editors.",
    "terms": "Look up the glossary.",
    "verify": "Prove a finished PDF against the facts inside it.",
}
"""Every command and the line that --help prints for it."""


class _Commands(click.Group):
    """Commands by name, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"reporter.cli.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=_Commands)
@click.version_option(__version__, prog_name="reporter")
def cli() -> None:
    """Facts about a company's results in, a short and provably correct bilingual brief out."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with the exit code that reporter.errors lists."""
    try:
        sys.exit(cli.main(args=arguments, prog_name="reporter", standalone_mode=False))
    except click.Abort:
        sys.exit(_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except ReporterError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:  # the one catch-all of the process: a bug, kept in a log
        click.echo(f"a bug in reporter: {error!r}; the details are in {bug_log(error)}", err=True)
        sys.exit(_BUG)


def verbosity(command: Any) -> Any:
    """The options -v and -q, which say how much is told on stderr."""
    verbose = click.option("-v", "--verbose", is_flag=True, help="Tell every step on stderr.")
    quiet = click.option("-q", "--quiet", is_flag=True, help="Tell nothing but faults.")
    return verbose(quiet(command))


def tell(verbose: bool, quiet: bool) -> None:
    """Set how much is told on stderr."""
    level = logging.INFO if verbose else logging.ERROR if quiet else logging.WARNING
    others = max(level, logging.WARNING)
    logging.basicConfig(format="%(message)s", stream=sys.stderr, level=others, force=True)
    logging.getLogger("reporter").setLevel(level)
