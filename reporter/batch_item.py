"""One brief of a batch: which it is, how it is built, and what becomes of it."""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reporter import paths
from reporter.archive import Artifact, Place, keep, keep_object, publish
from reporter.brief_files import BriefFiles
from reporter.build import make_again, make_editions
from reporter.errors import BadInput, ReporterError
from reporter.heard import heard
from reporter.languages import Edition
from reporter.stores import is_url
from reporter.template_files import TEMPLATES

if TYPE_CHECKING:
    from reporter.parameters import Bound

_BUG = 70
_TEMPORARY = (69, 75)
"""The exit codes of what another attempt may mend: a service, a lock."""


@dataclass(frozen=True, slots=True)
class Item:
    """A brief file, a finished PDF, or a template with a row in it.

    `refused` is why it is not to be built; `contents` are files that need not be read any more.
    """

    path: Path
    bound: Bound | None = None
    refused: str = ""
    contents: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it: briefs/acme.yaml, or template.yaml for issuers.csv:7."""
        return f"{self.path} for {self.bound.row}" if self.bound else str(self.path)

    @property
    def files(self) -> BriefFiles:
        files = BriefFiles.beside(self.path)
        files.contents.update(self.contents)
        if self.bound and not self.contents:
            files.contents[files.name] = self.bound.content
        return files


@dataclass(frozen=True, slots=True)
class Printing:
    """How the briefs of a batch are printed, and where to: by name, or `by_content` at first."""

    editions: tuple[Edition, ...]
    template: str
    out: Place
    force: bool = False
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A PDF in its place."""

    path: str
    name: str
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
            artifact.name,
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


def warm_up(printing: Printing) -> None:
    """Make a page, so that the processes that are forked then have loaded what makes one."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a process with threads is not to fork
    from reporter.press import Press

    template = printing.template if printing.template in TEMPLATES else TEMPLATES[0]
    example = paths.assets() / "example" / "brief.yaml"
    Press(BriefFiles.beside(example)).make(printing.editions[0], template)


def build_item(item: Item, printing: Printing) -> Answer:
    """Build a brief and put its PDFs in their place; whatever goes wrong is the answer."""
    if item.refused:
        return Failed(item.refused, BadInput.exit_code)
    try:
        files = item.files
        with _hearing() as said:
            made = tuple(print_item(item, printing, files))
        files.content(files.name)  # of a finished PDF, all that it was made from
    except ReporterError as error:
        return Failed(_reason(error, item), error.exit_code, error.exit_code in _TEMPORARY)
    except MemoryError:
        return Failed("it needs more memory than there is", _BUG)
    except Exception as error:  # the boundary of an item: a bug in one is not the end of the rest
        return Failed(f"a bug in reporter: {error!r}", _BUG, details=traceback.format_exc())
    inputs = {name: sha256(content).hexdigest() for name, content in files.contents.items()}
    return Built(made, inputs, tuple(said))


def print_item(item: Item, printing: Printing, files: BriefFiles | None = None) -> Iterator[Made]:
    """Print each PDF of an item to its place, as it is done; raises what reporter.build does."""
    for artifact in _artifacts(item, printing, files or item.files):
        if printing.by_content:
            place = keep_object(printing.out, artifact.content)
        else:
            place = keep(printing.out, artifact.name, artifact.content)
        yield Made.of(place, artifact)


def _artifacts(item: Item, printing: Printing, files: BriefFiles) -> Iterator[Artifact]:
    if item.path.suffix.lower() == ".pdf":
        return iter([make_again(item.path)])
    return make_editions(files, printing.editions, printing.template, force=printing.force)


def publish_built(answer: Answer, printing: Printing) -> Answer:
    """Give the PDFs that stand under their digests their names in the place of a batch."""
    if isinstance(answer, Failed):
        return answer
    try:
        places = [publish(printing.out, _place(made.path), made.name) for made in answer.files]
    except ReporterError as error:
        return Failed(str(error), error.exit_code, error.exit_code in _TEMPORARY)
    named = zip(answer.files, places, strict=True)
    return replace(answer, files=tuple(replace(made, path=str(place)) for made, place in named))


def _place(path: str) -> Place:
    return path if is_url(path) else Path(path)


def _reason(error: ReporterError, item: Item) -> str:
    """What an error says; faults of a template with the row that they are about."""
    if item.bound and isinstance(error, BadInput):
        return str(BadInput([item.bound.placed(fault) for fault in error.faults]))
    return str(error)


@contextmanager
def _hearing() -> Iterator[list[str]]:
    """What is said meanwhile, and to nobody else."""
    log = logging.getLogger("reporter")
    log.propagate = False
    try:
        with heard(log.name) as said:
            yield said
    finally:
        log.propagate = True
