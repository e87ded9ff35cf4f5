"""Messages read out of files: one .eml, a folder of them, an mbox, a Maildir."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from pathlib import Path

from reporter.errors import CannotRead

_MESSAGE_ID = re.compile(rb"(?im)^message-id:\s*(<[^<>\s]+>)")


def messages(path: Path) -> Iterator[bytes]:
    """Every message in a file or folder, whole; raises CannotRead."""
    try:
        if path.is_dir():
            folders = (
                [path / name for name in ("new", "cur")] if (path / "cur").is_dir() else [path]
            )
            pattern = "*" if len(folders) > 1 else "*.eml"
            files = (file for folder in folders for file in sorted(folder.glob(pattern)))
            yield from (file.read_bytes() for file in files)
        elif (content := path.read_bytes()).startswith(b"From "):
            yield from _of_mbox(path)
        else:
            yield content
    except OSError as error:
        raise CannotRead(str(path), error.strerror or str(error)) from error


def message_id(raw: bytes) -> str:
    """That of a message's own header; nothing where it has none."""
    found = _MESSAGE_ID.search(raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0])
    return found[1].decode("ascii", "replace") if found else ""


def _of_mbox(path: Path) -> Iterator[bytes]:
    box = mailbox.mbox(path, create=False)
    try:
        yield from (box.get_bytes(key) for key in box.iterkeys())
    finally:
        box.close()
