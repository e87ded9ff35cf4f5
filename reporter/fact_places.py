"""Where the facts of a brief are written: the file, line and column of each one's row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reporter.brief import Files
from reporter.errors import Fault
from reporter.sources.rows import Row
from reporter.sources.table import read_table
from reporter.sources.yaml_file import Document, Where, read_yaml


@dataclass(frozen=True, slots=True)
class Places:
    """The places in the files of a brief that faults found after loading point to."""

    document: Document
    rows: dict[str, Row]
    inline: dict[str, int]

    def fact(self, fact_id: str, column: str, message: str) -> Fault:
        """A fault in a column of the row of a fact, or in the row where that is not written."""
        if fact_id in self.rows:
            return self.rows[fact_id].fault(column, message)
        return self.key(("facts", self.inline[fact_id], column), message)

    def key(self, where: Where, message: str) -> Fault:
        """A fault at a key of the brief file."""
        return self.document.fault(where, message)


def places_of(files: Files, shown: Callable[[str], str]) -> Places:
    """The places of a brief that was read without a fault; `shown` is how messages name a file."""
    text = files.contents[files.name].decode("utf-8-sig")
    document, _ = read_yaml(text, shown(files.name))
    if document is None:
        raise ValueError(f"{files.name} was read before and cannot be read again")
    given = document.data["facts"]
    if isinstance(given, str):
        rows, _ = read_table(given, files.contents[given], shown(given))
        return Places(document, {row.get("id"): row for row in rows}, {})
    return Places(document, {}, dict(_inline(given)))


def _inline(given: list[dict[str, str]]) -> Iterator[tuple[str, int]]:
    yield from ((fact["id"], index) for index, fact in enumerate(given))
