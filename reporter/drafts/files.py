"""The files of a draft: the brief, its facts, the figures that are none yet, and the text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reporter.archive import write_whole
from reporter.drafts.brief_text import FileNames, brief_text
from reporter.drafts.model import Draft
from reporter.errors import CannotWrite
from reporter.sources.rows import COLUMNS


@dataclass(frozen=True, slots=True)
class DraftFiles:
    """Where a draft lies: everything beside its brief, under the brief's name."""

    brief: Path

    @property
    def facts(self) -> Path:
        return self.brief.with_suffix(".facts.csv")

    @property
    def unbound(self) -> Path:
        """The table of the figures that are no facts."""
        return self.brief.with_suffix(".unbound.csv")

    @property
    def text(self) -> Path:
        """The article's text, of which offsets are characters."""
        return self.brief.with_suffix(".txt")

    @property
    def names(self) -> FileNames:
        paths = (self.brief, self.facts, self.unbound, self.text)
        return FileNames(*(path.name for path in paths))


def write_draft(draft: Draft, brief: Path) -> tuple[Path, ...]:
    """Write the files of a draft, the brief last; their paths, the brief's first.

    The text is left where it stands already. Raises CannotWrite where there is any other file.
    """
    files = DraftFiles(brief)
    contents = {
        files.brief: brief_text(draft, files.names).encode(),
        files.facts: table(entry.cells for entry in draft.facts),
        files.unbound: table(entry.cells for entry in draft.held_back),
        files.text: draft.article.content,
    }
    if files.text.is_file() and files.text.read_bytes() == contents[files.text]:
        del contents[files.text]
    for path in contents:
        if path.exists():
            raise CannotWrite(path, "it exists already; name another --output")
    for path in reversed(contents):
        write_whole(path, contents[path])
    return tuple(contents)


def table(rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows of a facts table as CSV, with the mark that makes Excel read it as UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return ("\ufeff" + text.getvalue()).encode()
