"""JSON read exactly: every number a Decimal, and places of values as deep as they are asked for.

What lies deeper is read by the parser of the standard library, so that a file of many megabytes
takes one pass.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias

from reporter.errors import Fault


@dataclass(frozen=True, slots=True)
class At:
    """A value and the index of its first character; its parts are without places."""

    value: Any
    index: int


Tree: TypeAlias = "At | dict[str, Tree]"
"""Objects by their keys down to some depth, and there what stands in them."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """A JSON text; what reads it gives the index behind what it read, too.

    What is no JSON raises json.JSONDecodeError, what is nested too deep RecursionError.
    """

    text: str
    path: str

    def tree(self, index: int, depth: int) -> tuple[Tree, int]:
        """What stands there, objects opened `depth` levels down."""
        if depth and self._is(index, "{"):
            return self._object(index, depth)
        start = self._after_space(index)
        value, end = _DECODER.raw_decode(self.text, start)
        return At(value, start), end

    def _object(self, index: int, depth: int) -> tuple[dict[str, Tree], int]:
        found: dict[str, Tree] = {}
        index = self._expect("{", index)
        while not self._is(index, "}"):
            index = self._after_space(self._expect(",", index) if found else index)
            key, end = _DECODER.raw_decode(self.text, index)
            if not isinstance(key, str) or key in found:
                said = "is given twice" if isinstance(key, str) else "is no key"
                raise json.JSONDecodeError(f"“{key}” {said}", self.text, index)
            found[key], index = self.tree(self._expect(":", end), depth - 1)
        return found, self._expect("}", index)

    def items(self, index: int, depth: int) -> list[tuple[int, Tree]]:
        """The items of the array there, opened so far down, each with its index."""
        found: list[tuple[int, Tree]] = []
        index = self._expect("[", index)
        while not self._is(index, "]"):
            start = self._after_space(self._expect(",", index) if found else index)
            item, index = self.tree(start, depth)
            found.append((start, item))
        return found

    def ends(self, index: int) -> bool:
        """Whether nothing follows."""
        return self._after_space(index) == len(self.text)

    def place(self, index: int) -> tuple[int, int]:
        """The 1-based line and column of a character."""
        line_start = self.text.rfind("\n", 0, index) + 1
        return self.text.count("\n", 0, index) + 1, index - line_start + 1

    def fault(self, index: int, message: str) -> Fault:
        return Fault(self.path, *self.place(index), message)

    def _after_space(self, index: int) -> int:
        space = _SPACE.match(self.text, index)
        return space.end() if space else index

    def _is(self, index: int, sign: str) -> bool:
        return self.text.startswith(sign, self._after_space(index))

    def _expect(self, sign: str, index: int) -> int:
        index = self._after_space(index)
        if not self.text.startswith(sign, index):
            raise json.JSONDecodeError(f"“{sign}” is expected", self.text, index)
        return index + 1


_SPACE = re.compile(r"[ \t\n\r]*")


def _number(digits: str) -> Decimal:
    """A number with a point or an exponent; NaN where the exponent is beyond any figure."""
    try:
        return Decimal(digits)
    except ArithmeticError:
        return Decimal("NaN")


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=Decimal, parse_constant=Decimal)
"""NaN and Infinity, which are no JSON, are read as such: whoever wants a figure refuses them."""
