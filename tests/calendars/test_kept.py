"""Sessions that one process told and another reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reporter.calendars import kept
from reporter.calendars.sessions import known_sessions

UNTIL = date(2012, 12, 31)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    kept.sessions_until.cache_clear()
    return tmp_path / "reporter" / "calendars"


def again() -> tuple[object, date]:
    """As another process would ask."""
    kept.sessions_until.cache_clear()
    return kept.sessions_until("XHKG", UNTIL)


def test_what_is_kept_is_what_the_library_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = known_sessions("XHKG", UNTIL)
    assert kept.sessions_until("XHKG", UNTIL) == told
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(kept, "known_sessions", None)
    assert again() == told


@pytest.mark.parametrize("spoil", [lambda b: b[:-9], lambda b: b.replace(b"2011", b"2010"), bytes])
def test_a_spoilt_file_is_told_anew(folder: Path, spoil: type) -> None:
    told = kept.sessions_until("XHKG", UNTIL)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(spoil(whole) if spoil is not bytes else b"")
    assert again() == told
    assert file.read_bytes() == whole


def test_without_a_folder_nothing_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr("tempfile.tempdir", str(blocked))
    assert kept.sessions_until("XHKG", UNTIL) == known_sessions("XHKG", UNTIL)
    assert not folder.exists()


def test_another_version_of_the_library_tells_for_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.sessions_until("XHKG", UNTIL)
    monkeypatch.setattr(kept, "version", lambda _: "99")
    again()
    assert sorted(path.name.endswith("-99.json") for path in folder.iterdir()) == [False, True]
