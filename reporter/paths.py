"""Where the files that are not Python stand: templates/ and assets/, and the user's cache.

A wheel carries both folders inside the package; a checkout (and an editable install, which runs
from one) has them beside it.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from stat import S_IWGRP, S_IWOTH

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


def cache(name: str) -> Path:
    """A folder of that name for what can be made again: the user's own, else a temporary one.

    Nobody else can write there; raises BadConfiguration where there is no such folder.
    """
    home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    temporary = Path(tempfile.gettempdir()) / f"reporter-{os.getuid()}"
    for folder in (Path(home).expanduser() / "reporter", temporary):
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / name).mkdir(exist_ok=True, mode=0o700)
        except OSError:
            continue
        if _is_own(folder) and _is_own(folder / name) and os.access(folder / name, os.W_OK):
            return folder / name
    raise BadConfiguration(f"no folder to keep {name} in: tried {home} and {temporary}")


def _is_own(folder: Path) -> bool:
    """Whether a folder is the user's, no link of another's, and nobody else may write there."""
    found = folder.stat()
    own = folder.lstat().st_uid == found.st_uid == os.getuid()
    return own and not found.st_mode & (S_IWGRP | S_IWOTH)


def _folder(name: str, package: Path = _PACKAGE) -> Path:
    """`name` inside the package, else beside it."""
    for parent in (package, package.parent):
        if (parent / name).is_dir():
            return parent / name
    raise BadConfiguration(
        f"the folder {name}/ is missing both inside and beside {package}: install reporter again"
    )
