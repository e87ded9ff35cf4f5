"""The program itself, as far as it shapes a PDF: its code, words, fonts and libraries."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from reporter import __version__, paths

SHAPING = ("weasyprint", "matplotlib", "Jinja2", "fonttools", "pydyf", "Babel", "OpenCC", "numpy")
"""The libraries whose version can move a byte of the PDF."""
_CODE = Path(__file__).parent


@cache
def versions() -> Mapping[str, str]:
    """The version of the program and of each library that shapes a PDF."""
    from importlib.metadata import version

    return {"reporter": __version__, **{name: version(name) for name in SHAPING}}


def digest() -> str:
    """The digest of the content of every file, and of the versions: a tenth of a second."""
    whole = sha256(repr((sys.version, versions())).encode())
    for path in _files():
        content = path.read_bytes()
        whole.update(f"{path.name} {len(content)}\n".encode())
        whole.update(content)
    return whole.hexdigest()


def stamp() -> str:
    """Where the files stand, how large they are and when they changed, and what is installed.

    Two programs with the same stamp have the same digest.
    """
    found = ((path, path.stat()) for path in _files())
    stats = [(str(path), stat.st_size, stat.st_mtime_ns) for path, stat in found]
    return sha256(repr((sys.version, _installed(), stats)).encode()).hexdigest()


def _files() -> Iterator[Path]:
    """Code, words and fonts, in an order of their own."""
    for folder in (_CODE, paths.assets()):
        for place, inner, names in os.walk(folder):
            inner.sort()
            yield from (Path(place, name) for name in sorted(names) if not name.endswith(".pyc"))


def _installed() -> list[str]:
    """Every library on the way of imports, with its version."""
    folders = [Path(folder) for folder in sys.path if Path(folder).is_dir()]
    return [path.name for folder in folders for path in sorted(folder.glob("*-info"))]
