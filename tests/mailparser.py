"""npm's mailparser, a reader of messages that has nothing in common with the standard library's."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parent.parent
_READER = _ROOT / "tests/mail/npm/read.cjs"
_INSTALLED = _ROOT / ".cache/mailparser"


@dataclass(frozen=True, slots=True)
class Read:
    """A message as mailparser reads it; attachments by name, type, size and Content-ID."""

    headers: list[str]
    subject: str
    sender: list[list[str]]
    to: list[list[str]]
    text: str
    html: str
    attachments: list[list[Any]]


def is_installed() -> bool:
    return bool(shutil.which("node")) and (_INSTALLED / "node_modules/mailparser").is_dir()


def read(messages: Iterable[bytes]) -> list[Read]:
    """Each message as it is read, in order."""
    lines = b"\n".join(b64encode(raw) for raw in messages) + b"\n"
    done = subprocess.run(
        ["node", _READER, _INSTALLED], input=lines, capture_output=True, check=False
    )
    assert not done.returncode, done.stderr.decode()
    records = map(json.loads, done.stdout.splitlines())
    return [Read(sender=one.pop("from"), **one) for one in records]
