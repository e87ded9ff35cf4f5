"""Where the files that are not Python stand: templates/ and assets/.

A wheel carries both folders inside the package; a checkout (and an editable install, which runs
from one) has them beside it.
"""

from __future__ import annotations

from pathlib import Path

from reporter.errors import BadConfiguration

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of the built-in templates."""
    return _folder("templates")


def assets() -> Path:
    """The folder of fonts, glossary files and whatever else is not a template."""
    return _folder("assets")


def fonts() -> Path:
    """The folder of the typefaces that pages and charts are set in."""
    return assets() / "fonts"


def _folder(name: str, package: Path = _PACKAGE) -> Path:
    """`name` inside the package, else beside it."""
    for parent in (package, package.parent):
        if (parent / name).is_dir():
            return parent / name
    raise BadConfiguration(
        f"the folder {name}/ is missing both inside and beside {package}: install reporter again"
    )
