"""One brief of a batch: which it is, how it is built, and what becomes of it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import TypeAlias

from reporter.archive import Artifact, Place
from reporter.brief_files import BriefFiles
from reporter.build import print_editions, reprint
from reporter.errors import BadInput, ReporterError
from reporter.languages import Edition
from reporter.parameters import Bound
from reporter.stores import read_file

_BUG = 70
_TEMPORARY = (69, 75)
"""The exit codes of what another attempt may mend: a service, a lock."""


@dataclass(frozen=True, slots=True)
class Item:
    """A brief file, a finished PDF, or a template with a row in it."""

    path: Path
    bound: Bound | None = None

    @property
    def name(self) -> str:
        """What people call it: briefs/acme.yaml, or template.yaml for issuers.csv:7."""
        return f"{self.path} for {self.bound.row}" if self.bound else str(self.path)

    @property
    def files(self) -> BriefFiles:
        files = BriefFiles.beside(self.path)
        if self.bound:
            files.contents[files.name] = self.bound.content
        return files


@dataclass(frozen=True, slots=True)
class Printing:
    """How the briefs of a batch are printed, and where to."""

    editions: tuple[Edition, ...]
    template: str
    out: Place
    force: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in its place."""

    path: str
    edition: str
    template: str
    pages: int
    bytes: int
    sha256: str
    build_key: str
    cached: bool

    @classmethod
    def of(cls, place: Place, artifact: Artifact) -> Made:
        return cls(
            str(place),
            artifact.edition.value,
            artifact.template,
            artifact.pages,
            len(artifact.content),
            artifact.sha256,
            artifact.build_key,
            artifact.cached,
        )


@dataclass(frozen=True, slots=True)
class Built:
    """The PDFs of a brief, the digests of the files it was read from, and what was said."""

    files: tuple[Made, ...]
    inputs: Mapping[str, str]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a brief was not built, and whether another attempt may mend that.

    `details` are for whoever mends a bug.
    """

    reason: str
    exit_code: int
    is_temporary: bool = False
    details: str = ""


Answer: TypeAlias = Built | Failed


def build_item(item: Item, printing: Printing) -> Answer:
    """Build a brief and put its PDFs in their place; whatever goes wrong is the answer."""
    try:
        with _hearing() as said:
            files, made = _printed(item, printing)
    except ReporterError as error:
        return Failed(_reason(error, item), error.exit_code, error.exit_code in _TEMPORARY)
    except MemoryError:
        return Failed("it needs more memory than there is", _BUG)
    except Exception as error:  # the boundary of an item: a bug in one is not the end of the rest
        return Failed(f"a bug in reporter: {error!r}", _BUG, details=traceback.format_exc())
    inputs = {name: sha256(content).hexdigest() for name, content in files.items()}
    return Built(made, inputs, tuple(record.getMessage() for record in said))


def _printed(item: Item, printing: Printing) -> tuple[Mapping[str, bytes], tuple[Made, ...]]:
    """The files that a brief was read from, and its PDFs."""
    if item.path.suffix.lower() == ".pdf":
        content = read_file(item.path, str(item.path))
        steps = reprint(item.path, printing.out)
        return {item.path.name: content}, tuple(Made.of(*step) for step in steps)
    files = item.files
    steps = print_editions(
        files, printing.editions, printing.template, printing.out, force=printing.force
    )
    return files.contents, tuple(Made.of(*step) for step in steps)


def _reason(error: ReporterError, item: Item) -> str:
    """What an error says; faults of a template with the row that they are about."""
    if item.bound and isinstance(error, BadInput):
        return str(BadInput([item.bound.placed(fault) for fault in error.faults]))
    return str(error)


@contextmanager
def _hearing() -> Iterator[list[logging.LogRecord]]:
    """What is said meanwhile, kept until it is known of which brief."""
    log, handler = logging.getLogger("reporter"), BufferingHandler(_MOST_SAID)
    log.addHandler(handler)
    log.propagate = False
    try:
        yield handler.buffer
    finally:
        log.propagate = True
        log.removeHandler(handler)


_MOST_SAID = 1000
"""Messages of one brief; more of them are not kept."""
