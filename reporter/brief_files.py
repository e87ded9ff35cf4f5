"""The files a brief is read from, each read once: what is read is what the PDF keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from reporter.errors import CannotRead
from reporter.stores import fetch, is_url, local_path, read_file

if TYPE_CHECKING:
    from reporter.fact_schema import SqlPlan


@dataclass(slots=True)
class BriefFiles:
    """The bytes a brief is read from, by file name, each read once: what is built is kept."""

    name: str
    read: Callable[[str], bytes]
    folder: str = ""
    ask: Callable[[SqlPlan], bytes] | None = None
    contents: dict[str, bytes] = field(default_factory=dict)
    asked: bool = False
    """Whether a query was among them, whose answer no name leads to."""

    @classmethod
    def beside(cls, path: Path) -> BriefFiles:
        """A brief on disk, and what it names: where that is in bounds."""
        folder = path.parent

        def read(name: str) -> bytes:
            return read_file(path, name) if name == path.name else fetch(name, folder)

        def ask(plan: SqlPlan) -> bytes:
            from reporter.sources.sql import answer

            return answer(plan, lambda name: local_path(name, folder))

        return cls(path.name, read, str(folder), ask)

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
        return name if is_url(name) else str(PurePath(self.folder) / name)

    def content(self, name: str, query: SqlPlan | None = None) -> bytes:
        """The bytes of a file, or of what a query gave; raises CannotRead where there are none."""
        if name not in self.contents:
            asked = query is not None and self.ask is not None
            self.asked = self.asked or asked
            self.contents[name] = self.ask(query) if query and self.ask else self.read(name)
        return self.contents[name]
