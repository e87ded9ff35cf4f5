from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from reporter.errors import BadConfiguration
from reporter.mail.passwords import Keeper, Password


class Memory(KeyringBackend):
    """A keyring of the tests' own."""

    priority = 1.0
    locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked("it is locked")
        return "from the keyring" if (service, username) == ("reporter", "ir") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked


@pytest.fixture
def memory() -> Iterator[Memory]:
    before, own = keyring.get_keyring(), Memory()  # type: ignore[no-untyped-call]
    keyring.set_keyring(own)
    yield own
    keyring.set_keyring(before)


def test_one_is_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", " pässword ")
    assert Password(Keeper.ENV, "SMTP_PASSWORD").read("ir") == " pässword "


def test_one_is_read_from_a_file_without_the_end_of_its_line(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("口令 \r\n", "utf-8")
    assert Password(Keeper.FILE, str(tmp_path / "secret")).read("ir") == "口令 "


def test_one_is_read_from_the_keyring_by_who_it_is_for(memory: Memory) -> None:
    assert Password(Keeper.KEYRING, "reporter").read("ir") == "from the keyring"
    with pytest.raises(BadConfiguration, match="reporter has none"):
        Password(Keeper.KEYRING, "reporter").read("someone else")
    memory.locked = True
    with pytest.raises(BadConfiguration, match="locked"):
        Password(Keeper.KEYRING, "reporter").read("ir")


def test_none_is_a_fault_of_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SMTP_PASSWORD", raising=False)
    (tmp_path / "empty").write_text("\n")
    (tmp_path / "binary").write_bytes(b"\xff")
    for keeper, name, said in [
        (Keeper.ENV, "SMTP_PASSWORD", "SMTP_PASSWORD has none"),
        (Keeper.FILE, str(tmp_path / "empty"), "has none"),
        (Keeper.FILE, str(tmp_path / "none"), "No such file"),
        (Keeper.FILE, str(tmp_path / "binary"), "not UTF-8"),
    ]:
        with pytest.raises(BadConfiguration, match=said):
            Password(keeper, name).read("ir")
