"""From a brief to its PDFs: what was built before is taken from the cache.

What makes a page is imported when the first page is made.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reporter.archive import Artifact
from reporter.brief_files import BriefFiles
from reporter.cache import Cache, Recipe
from reporter.errors import CannotRead, NotOurs, ServiceUnavailable
from reporter.languages import Edition
from reporter.prepress import Prepress, Stopped, is_worth_it
from reporter.stores import read_file

if TYPE_CHECKING:
    from reporter.brief import Brief
    from reporter.checks import Finding
    from reporter.pdf_contents import Contents

__all__ = ["Artifact", "checked", "make_again", "make_editions"]

log = logging.getLogger(__name__)


def checked(path: Path) -> tuple[Brief, tuple[Finding, ...]]:
    """A brief without faults, and what its tie-outs found; raises BadInput."""
    from reporter.press import Press

    press = Press(BriefFiles.beside(path))
    return press.brief, press.findings


def make_editions(
    files: BriefFiles, editions: Sequence[Edition], template: str, *, force: bool = False
) -> Iterator[Artifact]:
    """Make the editions of a brief, each when it is asked for.

    One that was made from the same before is taken from the cache but for `force`. Raises BadInput
    with every fault, ChecksFailed, BuildFailed or ServiceUnavailable.
    """
    order = _Order(files, template, Cache.of_user(), force=force)
    for artifact in order.filled(editions):
        for fault in artifact.faults:
            log.warning("%s: %s", artifact.edition, fault)
        yield artifact


class _Order:
    """One brief in one template, of which some editions may have been made before."""

    def __init__(self, files: BriefFiles, template: str, cache: Cache, *, force: bool) -> None:
        self._files = files
        self._template = template
        self._cache = cache
        self._force = force
        self._charts = None if force else cache

    def filled(self, editions: Sequence[Edition]) -> Iterator[Artifact]:
        """The PDF of each edition, made before or now."""
        asked = editions if not self._force and self._is_read_again() else ()
        before = {edition: self._kept(edition) for edition in asked}
        made = self._made([edition for edition in editions if not before.get(edition)])
        for edition in editions:
            yield before.get(edition) or next(made)

    def _made(self, editions: Sequence[Edition]) -> Iterator[Artifact]:
        """The PDF of each edition, made by two processes where that is quicker."""
        left = list(editions)
        with suppress(Stopped):
            for artifact in self._made_by_two(left):
                yield self._remembered(artifact)
                left.remove(artifact.edition)
        if left:
            yield from self._made_alone(left)

    def _made_by_two(self, editions: Sequence[Edition]) -> Iterator[Artifact]:
        if editions and is_worth_it():
            with Prepress(self._files, editions, self._template, self._charts) as prepress:
                yield from prepress.artifacts(self._files)

    def _made_alone(self, editions: Sequence[Edition]) -> Iterator[Artifact]:
        from reporter.press import Press

        press = Press(self._files, self._charts)
        press.hold()
        for edition in editions:
            kept = self._kept(edition)
            yield kept or self._remembered(press.make(edition, self._template))

    def _recipe(self, edition: Edition) -> Recipe:
        return Recipe(self._files.name, self._files.contents, edition, self._template)

    def _kept(self, edition: Edition) -> Artifact | None:
        return None if self._force else self._cache.lookup(self._recipe(edition))

    def _remembered(self, artifact: Artifact) -> Artifact:
        """Keep a PDF, and which files the brief is read from."""
        files = self._files
        self._cache.keep(self._recipe(artifact.edition), artifact)
        if not files.asked:
            self._cache.keep_names(files.name, files.contents[files.name], tuple(files.contents))
        return artifact

    def _is_read_again(self) -> bool:
        """Read what this very brief was read from before; whether that is known and there."""
        files = self._files
        try:
            names = self._cache.names_read(files.name, files.content(files.name))
            for name in names or ():
                files.content(name)
        except (CannotRead, ServiceUnavailable):  # told where the brief names it
            return False
        return names is not None


def make_again(path: Path) -> Artifact:
    """A finished PDF made again from its own attachments; raises NotOurs, and as a build does."""
    from reporter.pdf_contents import read_contents
    from reporter.press import Press

    contents = read_contents(read_file(path, str(path)), str(path))
    files, edition, template = _recipe(contents, str(path))
    press = Press(files)
    press.hold()
    artifact = press.make(edition, template)
    if artifact.build_key != contents.manifest.get("build_key"):
        log.warning("%s: made with other versions, words or fonts; the bytes differ", path)
    return artifact


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
