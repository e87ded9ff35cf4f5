"""Streams whose end is plain to every reader."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pydyf

_END = b"\nendstream"


class _Stream(pydyf.Stream):  # type: ignore[misc]
    """A stream that ends its line with CR LF where its own last byte is CR.

    With LF alone a reader may take that byte for part of the line's end, and find the stream's
    length to be wrong (ISO 19005-3, 6.1.7.1). It is compressed once, though asked for twice: to be
    written, and for the digest that the file is known by.
    """

    def __init__(self, written: pydyf.Stream) -> None:
        self.__dict__.update(vars(written))
        self._written = written

    @cached_property
    def data(self) -> bytes:
        data: bytes = self._written.data
        return data.removesuffix(_END) + b"\r" + _END if data.endswith(b"\r" + _END) else data


def set_ends_apart(pdf: Any) -> None:
    """Let every stream of a document tell where it ends."""
    pdf.objects[:] = [
        _Stream(item) if isinstance(item, pydyf.Stream) else item for item in pdf.objects
    ]
