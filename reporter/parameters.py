"""A template of briefs: a brief file in which {column} stands for a cell of each issuer's row.

A column may stand in what names and dates a brief and says where its facts are, never in its words:
those are printed from the facts. A cell goes in as one text between quotation marks, whatever it
holds, so that no cell makes YAML; and each line stays where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from reporter.errors import BadInput, Fault
from reporter.issuer_table import IssuerRow, IssuerTable
from reporter.sources.table import place_of_byte
from reporter.sources.yaml_file import Document, Where, line_and_column, read_yaml
from reporter.stores import read_file

BINDABLE = frozenset(
    (
        *("brief", "issuer", "period", "period_end", "published", "currency", "audit", "facts"),
        *("entities", "sources", "names", "terms", "wording", "look"),
    )
)
"""The keys of a brief below which a column may stand."""
_COLUMN = re.compile(r"(?<!\{)\{([^{}\n]+)\}(?!\})")
_UNPRINTABLE = re.compile(
    "[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A text of the template with columns in it, and the characters where it is written."""

    text: str
    start: int
    end: int

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(match[1].strip() for match in _COLUMN.finditer(self.text))


@dataclass(frozen=True, slots=True)
class Template:
    """A brief file with columns in it; its `id` is one of them."""

    path: str
    source: str
    id: Slot
    slots: tuple[Slot, ...]

    def bind(self, row: IssuerRow) -> Bound:
        """The brief of a row."""
        columns = {column for slot in self.slots for column in slot.columns}
        return Bound(
            self,
            row.place,
            {column: row.text(column) for column in columns},
            {column: row.place_of(column) for column in columns},
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """A template with a row in it: its cells, and where they stand, by column."""

    template: Template
    row: str
    cells: Mapping[str, str]
    places: Mapping[str, str]

    @property
    def id(self) -> str:
        return self._filled(self.template.id)

    @property
    def content(self) -> bytes:
        """The brief file, with as many lines as the template."""
        pieces, at = list[str](), 0
        for slot in self.template.slots:
            pieces += [self.template.source[at : slot.start], self._written(slot)]
            at = slot.end
        return "".join((*pieces, self.template.source[at:])).encode()

    def placed(self, fault: Fault) -> Fault:
        """A fault of the brief file where it stands in the template, and the cells it is about."""
        template = self.template
        if fault.path != template.path:
            return fault
        before = self.content.decode().split("\n")[: fault.line - 1]
        at = sum(len(line) + 1 for line in before) + fault.column - 1
        about = f"for {self.row}"
        for slot in template.slots:
            if at < slot.start:
                break
            longer = len(self._written(slot)) - (slot.end - slot.start)
            if at < slot.end + longer:
                at = max(template.source.find("{", slot.start, slot.end), slot.start)
                about = ", ".join(map(self._told, slot.columns))
                break
            at -= longer
        line, column = line_and_column(template.source, at)
        return replace(fault, line=line, column=column, message=f"{fault.message} ({about})")

    def _filled(self, slot: Slot) -> str:
        return _COLUMN.sub(lambda match: self.cells[match[1].strip()], slot.text)

    def _written(self, slot: Slot) -> str:
        """What stands in the place of a text; the line breaks that it had follow it."""
        was = self.template.source[slot.start : slot.end]
        kept = was.rstrip()
        return _quoted(self._filled(slot)) + "\n" * kept.count("\n") + was[len(kept) :]

    def _told(self, column: str) -> str:
        return f"{{{column}}} is “{self.cells[column]}” in {self.places[column]}"


def bind_all(path: Path, table: IssuerTable) -> Iterator[Bound]:
    """The brief of each row, in their order; raises BadInput or CannotRead.

    No two have the same id, or one would be written over the other.
    """
    template = read_template(path, table.columns)
    first, faults = dict[str, str](), list[Fault]()
    for bound in map(template.bind, table.rows):
        before = first.setdefault(bound.id, bound.row)
        if before != bound.row:
            at = line_and_column(template.source, template.id.start)
            message = f"the briefs of {before} and {bound.row} are both “{bound.id}”"
            faults.append(Fault(template.path, *at, message))
    if faults:
        raise BadInput(faults)
    return map(template.bind, table.rows)


def read_template(path: Path, columns: Sequence[str]) -> Template:
    """The template in a file; raises BadInput with every fault, or CannotRead."""
    shown = str(path)
    content = read_file(path, shown)
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([Fault(shown, *place_of_byte(content, error.start), "not UTF-8")]) from error
    document, faults = read_yaml(source, shown)
    if document is None:
        raise BadInput(faults)
    reading = _Reading(document, tuple(columns), faults)
    reading.read(document.data, ())
    if _ID not in reading.slots and not faults:
        faults.append(document.fault(_ID, "“brief” needs a column: each row makes one of its own"))
    if faults:
        raise BadInput(faults)
    slots = sorted(reading.slots.values(), key=lambda slot: slot.start)
    return Template(shown, source, reading.slots[_ID], tuple(slots))


_ID = ("brief",)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A template on the way: the texts with columns in them by place, and what is wrong."""

    document: Document
    columns: tuple[str, ...]
    faults: list[Fault]
    slots: dict[Where, Slot] = field(default_factory=dict)

    def read(self, node: Any, where: Where) -> None:
        if isinstance(node, str):
            self.text(node, where)
        elif isinstance(node, dict) and len(node) == 1 and node.get(name := next(iter(node))) == "":
            if name in self.columns:
                self.refuse(where, f'write “"{{{name}}}"”: without quotation marks it is a group')
        elif isinstance(node, dict | list):
            items = node.items() if isinstance(node, dict) else enumerate(node)
            for key, item in items:
                self.read(item, (*where, key))

    def text(self, text: str, where: Where) -> None:
        is_open = where[:1] in _OPEN and where[-1] != "query"
        for match in _COLUMN.finditer(text):
            column = match[1].strip()
            if is_open and column not in self.columns:
                near = get_close_matches(column, self.columns)
                hint = f"; did you mean {' or '.join(near)}?" if near else ""
                self.refuse(where, f"the table has no column “{column}”{hint}", match.start())
            elif is_open:
                self.slots[where] = Slot(text, *self.document.spans[where])
            elif column in self.columns:
                self.refuse(where, _CLOSED, match.start())

    def refuse(self, where: Where, message: str, offset: int | None = None) -> None:
        self.faults.append(self.document.fault(where, message, offset))


_OPEN = frozenset((key,) for key in BINDABLE)
_CLOSED = "no column stands here: words print facts and names, a query has parameters"


def _quoted(text: str) -> str:
    """A text as YAML writes it between quotation marks."""
    return _UNPRINTABLE.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
