"""Passwords, read when they are needed from where the settings say, and kept nowhere."""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reporter.errors import BadConfiguration


class Keeper(StrEnum):
    """What keeps a password: the environment, a file, or the keyring of the system."""

    ENV = "env"
    FILE = "file"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Password:
    """Where a password is: the name of a variable, a file, or of a service in the keyring."""

    keeper: Keeper
    name: str

    def read(self, username: str) -> str:
        """The password itself; raises BadConfiguration where there is none."""
        match self.keeper:
            case Keeper.ENV:
                found = os.environ.get(self.name, "")
            case Keeper.FILE:
                found = _in_file(Path(self.name))
            case Keeper.KEYRING:
                found = _in_keyring(self.name, username)
        if not found:
            raise BadConfiguration(f"no password: {self.keeper} {self.name} has none")
        return found


def _in_file(path: Path) -> str:
    try:
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadConfiguration(f"no password: {path}: {reason}") from None


def _in_keyring(service: str, username: str) -> str:
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        raise BadConfiguration("a password in a keyring needs reporter[keyring]") from None
    try:
        return keyring.get_password(service, username) or ""
    except KeyringError as error:
        raise BadConfiguration(f"the keyring cannot be read: {error}") from error
