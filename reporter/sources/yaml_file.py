"""YAML read safely: every scalar a string, every node with its line and column.

PyYAML's own resolver turns 0700 into 448 and `no` into False and lets the last of two equal keys
win; none of that may happen to a figure, so scalars stay as written and a repeated key is a fault.
The events are scanned before anything is built, so that depth, size and aliases are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from reporter.errors import Fault

MAX_DEPTH = 40
MAX_EVENTS = 200_000


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data (dict, list, str) and the 1-based line and column of every node in it."""

    path: str
    data: Any
    marks: dict[tuple[str | int, ...], tuple[int, int]]

    def fault(self, where: tuple[str | int, ...], message: str) -> Fault:
        """A fault at the node of that path, or at its nearest ancestor that is in the file."""
        while where and where not in self.marks:
            where = where[:-1]
        return Fault(self.path, *self.marks.get(where, (1, 1)), message)


def read_yaml(text: str, path: str) -> tuple[Document | None, list[Fault]]:
    """The document of a YAML text, or None where it cannot be read, and every fault found."""
    try:
        fault = _scan(text, path)
        if fault:
            return None, [fault]
        root = yaml.compose(text, Loader=yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        return None, [Fault(path, line, column, f"not YAML: {error.problem or error.context}")]
    except yaml.YAMLError as error:
        return None, [Fault(path, *_unreadable_place(text, error), f"not YAML: {error}")]
    if root is None:
        return None, [Fault(path, 1, 1, "the file is empty")]
    reader = _Reader(path)
    data = reader.value(root, ())
    return Document(path, data, reader.marks), reader.faults


def _unreadable_place(text: str, error: yaml.YAMLError) -> tuple[int, int]:
    position = getattr(error, "position", 0) or 0
    before = text[:position]
    return before.count("\n") + 1, position - before.rfind("\n")


def _scan(text: str, path: str) -> Fault | None:
    """The first event that makes the text unsafe to build: an alias, too deep, too many."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
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
        self.marks: dict[tuple[str | int, ...], tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def value(self, node: yaml.Node, where: tuple[str | int, ...]) -> Any:
        self.marks[where] = (node.start_mark.line + 1, node.start_mark.column + 1)
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
