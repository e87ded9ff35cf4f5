from __future__ import annotations

import signal
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from reporter.archive import keep_object, publish, sweep, write_whole
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


STOPPED = """
import os, sys
from pathlib import Path
from reporter.archive import write_whole
def wait(handle):
    print("writing", flush=True)
    sys.stdin.read()
os.fsync = wait
write_whole(Path(sys.argv[1]), b"new")
"""


def test_what_dead_writers_left_is_swept_and_what_a_living_one_writes_is_not(
    tmp_path: Path,
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "dead.pdf"], check=False)
    command = [sys.executable, "-c", STOPPED, str(tmp_path / "living.pdf")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as living:
        assert living.stdout
        assert living.stdout.readline() == b"writing\n"
        assert sweep(tmp_path) == ()
        assert [path.name[:9] for path in sweep(tmp_path, timedelta())] == [".dead.pdf"]
        living.communicate(b"")
    assert [path.name for path in tmp_path.iterdir()] == ["living.pdf"]


def test_what_others_hide_is_no_temporary(tmp_path: Path) -> None:
    for name in (".settings", ".editor.settings", "film.mkv.part"):
        (tmp_path / name).write_text("theirs")
    assert sweep(tmp_path, timedelta()) == ()


def test_what_stands_under_its_digest_is_written_once(tmp_path: Path) -> None:
    first = keep_object(tmp_path, b"%PDF")
    assert isinstance(first, Path)
    written = first.stat().st_mtime_ns
    assert keep_object(tmp_path, b"%PDF") == first
    assert first.stat().st_mtime_ns == written
    assert first.stem == sha256(b"%PDF").hexdigest()


def test_what_stands_under_its_digest_is_given_a_name_in_the_place_of_another(
    tmp_path: Path,
) -> None:
    for content in (b"old", b"new"):
        named = publish(tmp_path, keep_object(tmp_path, content), "brief.pdf")
    assert named == tmp_path / "brief.pdf"
    assert (tmp_path / "brief.pdf").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.pdf", "objects"]


def test_what_is_not_there_is_given_no_name(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        publish(tmp_path, tmp_path / "objects" / "none.pdf", "brief.pdf")
    assert not list(tmp_path.iterdir())
