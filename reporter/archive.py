"""A finished PDF, and files written whole or not at all, into a folder or to a store."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from reporter.errors import CannotWrite
from reporter.languages import Edition
from reporter.stores import put

Place: TypeAlias = Path | str
"""A folder or a file on disk, or a URL."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A PDF that was made, what there is to say about its pages, and whether it was made before."""

    name: str
    content: bytes
    edition: Edition
    template: str
    pages: int
    build_key: str
    faults: tuple[str, ...] = ()
    cached: bool = False

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def keep(out: Place, name: str, content: bytes) -> Place:
    """Write a file into a folder or below a URL; its own place there.

    Raises CannotWrite, BadConfiguration or ServiceUnavailable.
    """
    if isinstance(out, str):
        url = f"{out.rstrip('/')}/{name}"
        put(url, content)
        return url
    write_whole(out / name, content)
    return out / name


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put bytes at a path so that a reader sees the old file or the new one, never a part.

    What is not `lasting` may be lost when the machine stops. Raises CannotWrite; the temporary
    file beside it is gone whatever happens.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o644)  # mkstemp keeps it from others, who are to read it
        temporary.replace(path)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
