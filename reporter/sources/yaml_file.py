"""YAML read safely: every scalar a string, every node with its line and column.

PyYAML's own resolver turns 0700 into 448 and `no` into False and lets the last of two equal keys
win; none of that may happen to a figure, so scalars stay as written and a repeated key is a fault.
The events are scanned before anything is built, so that depth, size and aliases are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from reporter.errors import Fault

Where: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a node."""

MAX_DEPTH = 40
MAX_EVENTS = 200_000


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dict, list, str) and where each node of it stands: its characters in `source`."""

    path: str
    data: Any
    source: str
    spans: Mapping[Where, tuple[int, int]]

    def fault(self, where: Where, message: str, offset: int | None = None) -> Fault:
        """A fault at the node of that path, or at its nearest ancestor that is in the file.

        With an offset, at that character of the text there, however it is quoted or folded.
        """
        return Fault(self.path, *self.place(where, offset), message)

    def place(self, where: Where, offset: int | None = None) -> tuple[int, int]:
        """The 1-based line and column of a node, or of a character of a text."""
        nearest = where
        while nearest and nearest not in self.spans:
            nearest = nearest[:-1]
        start, end = self.spans.get(nearest, (0, 0))
        if offset is not None and nearest == where and isinstance(text := self._at(where), str):
            start += _index_in_source(self.source[start:end], text, offset)
        return line_and_column(self.source, start)

    def _at(self, where: Where) -> Any:
        node = self.data
        for part in where:
            node = node[part]
        return node


def read_yaml(text: str, path: str) -> tuple[Document | None, list[Fault]]:
    """The document of a YAML text, or None where it cannot be read, and every fault found."""
    try:
        fault = _scan(text, path)
        if fault:
            return None, [fault]
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Fault(path, *place, f"not YAML: {error.problem or error.context}")]
    except yaml.reader.ReaderError as error:
        before = text.encode()[: error.position].decode(errors="ignore")  # counted in bytes
        place = line_and_column(text, len(before))
        return None, [Fault(path, *place, f"not YAML: {error.reason}")]
    if root is None:
        return None, [Fault(path, 1, 1, "the file is empty")]
    reader = _Reader(path)
    data = reader.value(root, ())
    return Document(path, data, text, reader.spans), reader.faults


def top_text(text: str, key: str) -> str | None:
    """The text that a key at the top of a YAML file has, read no further than there.

    Empty where that is no text, or the file no YAML; None where there is no such key.
    """
    depth, is_key, is_found = 0, False, False
    try:
        for event in yaml.parse(text, Loader=yaml.CBaseLoader):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth == 1 and isinstance(event, yaml.NodeEvent):
                if is_found:
                    return getattr(event, "value", "")
                is_key = not is_key
                is_found = is_key and getattr(event, "value", "") == key
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
    except yaml.YAMLError:
        return ""
    return None


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """The 1-based line and column of a character."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")


def _index_in_source(source: str, text: str, offset: int) -> int:
    """Where a character of a text stands in how it was written, quotation and folds skipped."""
    at = source.find("\n") + 1 if source[:1] in ("|", ">") else 0
    start = at
    for character in text[: offset + 1]:
        found = -1 if character.isspace() else source.find(character, at)
        if found >= 0:  # an escaped character stands there under another name
            start, at = found, found + 1
    return start


def _scan(text: str, path: str) -> Fault | None:
    """The first event that makes the text unsafe to build: an alias, too deep, too many."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        mark = event.start_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            return Fault(path, *place, "aliases are not allowed: write the value again")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            return Fault(path, *place, f"nested deeper than {MAX_DEPTH} levels")
        if count > MAX_EVENTS:
            return Fault(path, *place, f"more than {MAX_EVENTS} items in one file")
    return None


class _Reader:
    """Turns a node tree into plain data, keeping marks and faults."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.spans: dict[Where, tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def value(self, node: yaml.Node, where: Where) -> Any:
        self.spans[where] = (node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.MappingNode):
            return {key: self.value(item, (*where, key)) for key, item in self._pairs(node)}
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*where, index)) for index, item in enumerate(node.value)]
        return node.value

    def _pairs(self, node: yaml.MappingNode) -> Iterator[tuple[str, yaml.Node]]:
        seen: set[str] = set()
        for key, item in node.value:
            place = (key.start_mark.line + 1, key.start_mark.column + 1)
            if not isinstance(key, yaml.ScalarNode):
                self.faults.append(Fault(self.path, *place, "a key must be a plain word"))
            elif key.value in seen:
                self.faults.append(Fault(self.path, *place, f"“{key.value}” is given twice"))
            else:
                seen.add(key.value)
                yield key.value, item
