"""Where files stand: on disk, on a web server, in a bucket; read where that is allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reporter.errors import BadConfiguration, CannotRead
from reporter.stores import bucket, web
from reporter.stores.allowed import (
    file_name,
    hold_to_list,
    is_url,
    local_path,
    without_secrets,
    wrong_with,
)
from reporter.stores.web import call

__all__ = [
    "call",
    "copy",
    "create",
    "fetch",
    "file_name",
    "is_url",
    "local_path",
    "put",
    "read_file",
    "wrong_with",
]

_READ: dict[str, Callable[[str], bytes]] = {"https": web.get, "http": web.get, "s3": bucket.get}
_WRITE: dict[str, Callable[[str, bytes], None]] = {
    "https": web.put,
    "http": web.put,
    "s3": bucket.put,
}


def fetch(name: str, folder: Path) -> bytes:
    """The bytes of what a brief in that folder names; raises CannotRead or ServiceUnavailable."""
    if not is_url(name):
        return read_file(local_path(name, folder), name)
    hold_to_list(name)
    return _READ[_scheme(name)](name)


def read_file(path: Path, name: str) -> bytes:
    """The bytes of a file on disk; raises CannotRead."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(name, error.strerror or "no such file") from error


def put(url: str, content: bytes) -> None:
    """Write a finished PDF where a person wants it; raises CannotWrite or ServiceUnavailable."""
    reason = wrong_with(url)
    if reason:
        raise BadConfiguration(f"{without_secrets(url)}: {reason}")
    _WRITE[_scheme(url)](url, content)


def create(url: str, content: bytes) -> None:
    """Write a file in a bucket unless it is there already; raises as put does."""
    _in_bucket(url)
    bucket.create(url, content)


def copy(source: str, url: str) -> None:
    """Give a file in a bucket another name there; raises as put does."""
    _in_bucket(url)
    bucket.copy(source, url)


def _in_bucket(url: str) -> None:
    reason = wrong_with(url) or ("" if _scheme(url) == "s3" else "it is in no bucket")
    if reason:
        raise BadConfiguration(f"{without_secrets(url)}: {reason}")


def _scheme(url: str) -> str:
    return url.partition(":")[0].lower()
