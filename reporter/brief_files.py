"""The files a brief is read from, each read once: what is read is what the PDF keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from reporter.errors import CannotRead
from reporter.fact_schema import SqlPlan
from reporter.sources.sql import answer


@dataclass(slots=True)
class BriefFiles:
    """The bytes a brief is read from, by file name, each read once: what is built is kept."""

    name: str
    read: Callable[[str], bytes]
    folder: str = ""
    ask: Callable[[SqlPlan], bytes] | None = None
    contents: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def beside(cls, path: Path) -> BriefFiles:
        """The files on disk; those that a brief names stand beside it."""
        folder = path.parent
        return cls(
            path.name,
            lambda name: _read(folder / name),
            str(folder),
            lambda plan: answer(plan, lambda name: folder / name),
        )

    @classmethod
    def kept(cls, name: str, contents: Mapping[str, bytes], shown: str) -> BriefFiles:
        """Files held in memory, such as a PDF's attachments; nothing else is ever read."""

        def read(name: str) -> bytes:
            if name not in contents:
                raise CannotRead(name, "no such file")
            return contents[name]

        return cls(name, read, shown)

    def shown(self, name: str) -> str:
        """How messages name a file."""
        return str(PurePath(self.folder) / name)

    def content(self, name: str, query: SqlPlan | None = None) -> bytes:
        """The bytes of a file, or of what a query gave; raises CannotRead where there are none."""
        if name not in self.contents:
            self.contents[name] = self.ask(query) if query and self.ask else self.read(name)
        return self.contents[name]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(str(path), error.strerror or "no such file") from error
    except ValueError as error:  # a name that no file can have
        raise CannotRead(str(path), "no such file") from error
