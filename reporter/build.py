"""From a brief to its PDFs on disk: what was built before is taken from the cache.

What makes a page is imported when the first page is made.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.archive import Artifact, Place, keep
from reporter.brief_files import BriefFiles
from reporter.cache import Cache, Recipe
from reporter.errors import CannotRead, NotOurs, ServiceUnavailable
from reporter.languages import Edition
from reporter.stores import read_file

if TYPE_CHECKING:
    from reporter.brief import Brief
    from reporter.checks import Finding
    from reporter.pdf_contents import Contents
    from reporter.press import Press

__all__ = ["Artifact", "checked", "print_editions", "reprint"]

log = logging.getLogger(__name__)


def checked(path: Path) -> tuple[Brief, tuple[Finding, ...]]:
    """A brief without faults, and what its tie-outs found; raises BadInput."""
    from reporter.press import Press

    press = Press(BriefFiles.beside(path))
    return press.brief, press.findings


def print_editions(
    files: BriefFiles,
    editions: Sequence[Edition],
    template: str,
    out: Place,
    *,
    force: bool = False,
) -> Iterator[tuple[Place, Artifact]]:
    """Make the editions of a brief and write each under `out` as it is done.

    One that was made from the same before is taken from the cache but for `force`. Raises BadInput
    with every fault, ChecksFailed, BuildFailed, CannotWrite or ServiceUnavailable.
    """
    order = _Order(files, template, Cache.of_user(), force=force)
    for edition in editions:
        artifact = order.fill(edition)
        for fault in artifact.faults:
            log.warning("%s: %s", edition, fault)
        yield keep(out, artifact.name, artifact.content), artifact


class _Order:
    """One brief in one template; its files are read once, and a press made when it is needed."""

    def __init__(self, files: BriefFiles, template: str, cache: Cache, *, force: bool) -> None:
        self._files = files
        self._template = template
        self._cache = cache
        self._force = force
        self._press: Press | None = None
        self._is_read = not force and self._read_again()

    def fill(self, edition: Edition) -> Artifact:
        """The PDF of an edition, made before or now."""
        if not self._is_read:
            self._ready()
        recipe = Recipe(self._files.name, self._files.contents, edition, self._template)
        found = None if self._force else self._cache.lookup(recipe)
        if found is None:
            found = self._ready().make(edition, self._template)
            self._cache.keep(recipe, found)
        return found

    def _read_again(self) -> bool:
        """Read what this very brief was read from before; whether that is known and there."""
        files = self._files
        try:
            names = self._cache.names_read(files.name, files.content(files.name))
            for name in names or ():
                files.content(name)
        except (CannotRead, ServiceUnavailable):  # told where the brief names it
            return False
        return names is not None

    def _ready(self) -> Press:
        """The press with this brief in it, and what it was read from remembered."""
        if self._press is None:
            from reporter.press import Press

            self._press = Press(self._files)
            self._press.hold()
            self._is_read = True
            if not self._files.asked:
                names = tuple(self._files.contents)
                self._cache.keep_names(names[0], self._files.contents[names[0]], names)
        return self._press


def reprint(path: Path, out: Place) -> Iterator[tuple[Place, Artifact]]:
    """Make a finished PDF again from its own attachments and write it under `out`."""
    from reporter.pdf_contents import read_contents
    from reporter.press import Press

    contents = read_contents(read_file(path, str(path)), str(path))
    files, edition, template = _recipe(contents, str(path))
    press = Press(files)
    press.hold()
    artifact = press.make(edition, template)
    if artifact.build_key != contents.manifest.get("build_key"):
        log.warning("%s: made with other versions, words or fonts; the bytes differ", path)
    yield keep(out, artifact.name, artifact.content), artifact


def _recipe(contents: Contents, shown: str) -> tuple[BriefFiles, Edition, str]:
    """What a PDF says that it was made from and as."""
    from reporter.manifest import FORMAT

    said = contents.manifest
    if said.get("format") != FORMAT:
        raise NotOurs(shown, f"its manifest is not {FORMAT}")
    try:
        kept = {name: contents.files[inside] for name, inside in said["inputs"].items()}
        name, template, edition = str(said["file"]), str(said["template"]), said["edition"]
        return BriefFiles.kept(name, kept, shown), Edition(edition), template
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotOurs(shown, "its manifest does not say what was built") from error
