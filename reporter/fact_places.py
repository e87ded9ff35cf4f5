"""Where the facts of a brief are written: the file, line and column of each one's row."""

from __future__ import annotations

from dataclasses import dataclass

from reporter import brief_schema as schema
from reporter.brief import Brief
from reporter.brief_files import BriefFiles
from reporter.errors import Fault
from reporter.fact_reading import read_rows
from reporter.sources.rows import Row, Vocabulary
from reporter.sources.yaml_file import Document, Where, read_yaml
from reporter.terms import load_glossary


@dataclass(frozen=True, slots=True)
class Places:
    """The places in the files of a brief that faults found after loading point to."""

    document: Document
    rows: dict[str, Row]

    def fact(self, fact_id: str, column: str, message: str) -> Fault:
        """A fault in a column of the row of a fact, or in the row where that is not written."""
        return self.rows[fact_id].fault(column, message)

    def key(self, where: Where, message: str) -> Fault:
        """A fault at a key of the brief file."""
        return self.document.fault(where, message)


def places_of(brief: Brief, folder: str) -> Places:
    """The places of a brief that was read without a fault, from the bytes that it was read from."""
    files = BriefFiles.kept(brief.files.name, brief.files.contents, folder)
    text = files.content(files.name).decode("utf-8-sig")
    document, _ = read_yaml(text, files.shown(files.name))
    model = schema.validate(document)[0] if document else None
    if document is None or model is None:
        raise ValueError(f"{files.name} was read before and cannot be read again")
    sources = frozenset(source.id for source in brief.sources)
    entities = frozenset(brief.entities)
    year_end = brief.issuer.year_end
    words = Vocabulary(load_glossary(brief.terms), entities, sources, year_end, brief.period)
    read = read_rows(model.facts, document, files, words)
    return Places(document, {row.get("id"): row for row in read.rows})
