from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reporter.archive import write_whole
from reporter.errors import CannotWrite


def test_bytes_are_written_where_no_folder_was(tmp_path: Path) -> None:
    path = tmp_path / "out" / "brief.pdf"
    write_whole(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_file_is_replaced_and_nothing_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(b"a longer old one")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_others_may_read_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "brief.pdf", b"")
    assert (tmp_path / "brief.pdf").stat().st_mode & 0o777 == 0o644


def test_a_folder_that_cannot_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(CannotWrite, match=r"cannot write .*brief\.pdf"):
        write_whole(tmp_path / "out" / "brief.pdf", b"new")


def test_what_cannot_be_replaced_stays_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.mkdir()
    with pytest.raises(CannotWrite, match="directory"):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fills_up_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "brief.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


KILLED = """
import os, signal, sys
from pathlib import Path
from reporter.archive import write_whole
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"new" * 100_000)
"""


def test_a_writer_killed_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    write_whole(path, b"old")
    killed = subprocess.run([sys.executable, "-c", KILLED, path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"old"
