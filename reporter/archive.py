"""A finished PDF, and files written whole or not at all, into a folder or to a store."""

from __future__ import annotations

import fcntl
import os
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

from reporter.errors import CannotWrite
from reporter.languages import Edition
from reporter.stores import copy, create, put

OBJECTS = "objects"
"""The folder of files that are named by their digest."""
_PART = ".part"
_UNLOCKED = timedelta(minutes=1)
"""The longest that a writer may take to lock the file that it has just made."""

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


def keep_object(out: Place, content: bytes) -> Place:
    """Write a file under its digest, unless it is there: whoever does it again changes nothing.

    Raises as keep does.
    """
    digest = sha256(content).hexdigest()
    name = f"{OBJECTS}/{digest[:2]}/{digest}.pdf"
    if isinstance(out, str):
        url = f"{out.rstrip('/')}/{name}"
        create(url, content)
        return url
    if not (out / name).exists():
        write_whole(out / name, content)
    return out / name


def publish(out: Place, kept: Place, name: str) -> Place:
    """Give what stands under its digest a name; raises as keep does."""
    if isinstance(out, str):
        url = f"{out.rstrip('/')}/{name}"
        copy(str(kept), url)
        return url
    try:
        with tempfile.TemporaryDirectory(dir=out, prefix=".") as folder:
            linked = Path(folder, name)
            linked.hardlink_to(kept)
            linked.replace(out / name)
    except OSError as error:
        raise CannotWrite(out / name, error.strerror or str(error)) from error
    return out / name


def write_whole(path: Path, content: bytes, *, lasting: bool = True) -> None:
    """Put bytes at a path so that a reader sees the old file or the new one, never a part.

    What is not `lasting` may be lost when the machine stops. Raises CannotWrite; the temporary
    file beside it is gone whatever happens.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(_PART, f".{path.name}.", path.parent)
    except OSError as error:
        raise CannotWrite(path, error.strerror or str(error)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            with suppress(OSError):  # on a file system without locks, where none is swept either
                fcntl.flock(file, fcntl.LOCK_EX)
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


def sweep(folder: Path, older_than: timedelta = _UNLOCKED) -> tuple[Path, ...]:
    """Delete the temporary files that writers left who died, and say which.

    A writer that lives holds a lock on its own; whoever dies lets go of it.
    """
    latest = time.time() - older_than.total_seconds()
    return tuple(path for path in folder.glob(f".*.*{_PART}") if _is_swept(path, latest))


def _is_swept(path: Path, latest: float) -> bool:
    with suppress(OSError), path.open("rb") as file:
        if os.fstat(file.fileno()).st_mtime <= latest:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            return True
    return False
