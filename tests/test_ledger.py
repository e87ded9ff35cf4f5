from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from reporter.errors import BadLedger, CannotWrite, Locked
from reporter.ledger import Ledger, as_text, as_time, ledger_path
from reporter.ledger_schema import STEPS

CHILD = "import sys; from pathlib import Path; from reporter.ledger import Ledger\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "ledger.sqlite"


def pragma(path: Path, name: str) -> object:
    connection = sqlite3.connect(path)
    value = connection.execute(f"PRAGMA {name}").fetchone()[0]
    connection.close()
    return value


def test_it_is_where_the_setting_says_or_with_what_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("REPORTER_LEDGER", raising=False)
    assert ledger_path(Path("built")) == Path("built/ledger.sqlite")
    monkeypatch.setenv("REPORTER_LEDGER", "/var/lib/briefs.sqlite")
    assert ledger_path(Path("built")) == Path("/var/lib/briefs.sqlite")


def test_a_new_one_is_durable_versioned_and_for_its_owner_alone(path: Path) -> None:
    with Ledger(path) as ledger:
        for durable, level in ((False, 1), (True, 2)):
            with ledger.transaction(durable) as connection:
                assert connection.execute("PRAGMA synchronous").fetchone()[0] == level
        assert [tuple(row) for row in ledger.rows("PRAGMA foreign_keys")] == [(1,)]
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "user_version") == len(STEPS)
    assert path.stat().st_mode & 0o077 == 0


def test_what_was_not_durable_is_on_the_disk_once_it_is_flushed(path: Path) -> None:
    with Ledger(path) as ledger:
        log = path.with_name(f"{path.name}-wal")
        with ledger.transaction(durable=False) as connection:
            connection.execute("INSERT INTO contents VALUES (?, ?)", ("0" * 64, b""))
        before = log.stat().st_size
        ledger.flush()
        assert log.stat().st_size > before  # which is what SQLite waits for the disk with
        assert ledger.rows("PRAGMA user_version")[0][0] == len(STEPS)


def test_every_table_is_strict(path: Path) -> None:
    with Ledger(path) as ledger:
        tables = ledger.rows("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    assert {name for name, strict in tables if not strict} <= {"sqlite_schema", "sqlite_sequence"}
    assert len(tables) > 3


def test_a_transaction_is_kept_whole_or_not_at_all(path: Path) -> None:
    with Ledger(path) as ledger:
        with ledger.transaction() as connection:
            connection.execute("INSERT INTO contents VALUES (?, ?)", ("a" * 64, b"kept"))
        two = [("b" * 64, b"lost"), ("a" * 64, b"again")]
        with pytest.raises(sqlite3.IntegrityError), ledger.transaction() as connection:
            connection.executemany("INSERT INTO contents VALUES (?, ?)", two)
    with Ledger(path) as ledger:
        assert [row["raw"] for row in ledger.rows("SELECT raw FROM contents")] == [b"kept"]


def test_a_step_that_is_missing_is_taken_and_what_is_there_is_kept(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(path) as ledger, ledger.transaction() as connection:
        connection.execute("INSERT INTO contents VALUES (?, ?)", ("a" * 64, b"kept"))
    later = ("CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT",)
    monkeypatch.setattr("reporter.ledger.STEPS", (*STEPS, later))
    for _ in range(2):
        with Ledger(path) as ledger:
            assert ledger.rows("SELECT * FROM later") == []
            assert len(ledger.rows("SELECT * FROM contents")) == 1
    assert pragma(path, "user_version") == len(STEPS) + 1


def test_a_step_that_fails_leaves_no_part_of_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(path).close()
    faulty = ("CREATE TABLE half (id INTEGER) STRICT", "CREATE TABLE half (id INTEGER) STRICT")
    monkeypatch.setattr("reporter.ledger.STEPS", (*STEPS, faulty))
    with pytest.raises(sqlite3.OperationalError):
        Ledger(path)
    monkeypatch.undo()
    with Ledger(path) as ledger:
        assert not ledger.rows("SELECT * FROM sqlite_schema WHERE name = 'half'")


def test_one_that_a_newer_version_wrote_is_left_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(path).close()
    monkeypatch.setattr("reporter.ledger.STEPS", STEPS[:-1])
    with pytest.raises(BadLedger, match="newer"):
        Ledger(path)


def test_a_file_that_is_no_ledger_is_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("the quick brown fox " * 50)
    with pytest.raises(BadLedger):
        Ledger(text)
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE theirs (id INTEGER)")
    connection.close()
    with pytest.raises(BadLedger, match="something else"):
        Ledger(other)
    assert pragma(other, "journal_mode") == "delete"


def test_where_it_cannot_be_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotWrite, match="file"):
        Ledger(tmp_path / "file" / "ledger.sqlite")
    with pytest.raises(CannotWrite):
        Ledger(tmp_path)


def test_a_writer_that_does_not_end_is_waited_for_and_then_told_of(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporter.ledger.PATIENCE", 0.05)
    with Ledger(path) as one, Ledger(path) as two, one.transaction():
        with pytest.raises(Locked, match="writing"), two.transaction():
            pass
        assert two.rows("SELECT * FROM deliveries") == []


def test_a_name_is_held_by_one_process_until_it_dies(path: Path) -> None:
    program = CHILD + (
        "with Ledger(Path(sys.argv[1])) as ledger, ledger.hold('mail'):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdin
    assert child.stdout
    assert child.stdout.readline() == b"held\n"
    with Ledger(path) as ledger:
        with pytest.raises(Locked), ledger.hold("mail"):
            pass
        with ledger.hold("another"):
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
        with ledger.hold("mail"):
            pass
    child.stdin.close()
    child.stdout.close()


def test_what_is_raised_while_holding_is_not_taken_for_a_lock(path: Path) -> None:
    with Ledger(path) as ledger, pytest.raises(BlockingIOError), ledger.hold("mail"):
        raise BlockingIOError


def test_many_may_open_a_new_one_at_once(path: Path) -> None:
    program = CHILD + (
        "with Ledger(Path(sys.argv[1])) as ledger, ledger.transaction() as connection:\n"
        "    connection.execute('INSERT INTO contents VALUES (?, ?)', (sys.argv[2] * 64, b''))"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", program, str(path), letter])
        for letter in "abcdefgh"
    ]
    assert [child.wait() for child in children] == [0] * 8
    with Ledger(path) as ledger:
        assert len(ledger.rows("SELECT * FROM contents")) == 8


def test_new_ones_are_opened_by_many_in_the_same_moment(tmp_path: Path) -> None:
    program = CHILD + (
        "import time\n"
        "for n in range(60):\n"
        "    while time.time() < float(sys.argv[2]) + n / 40: pass\n"
        "    Ledger(Path(sys.argv[1]) / f'{n}.sqlite').close()"
    )
    start = str(time.time() + 1.5)
    children = [
        subprocess.Popen([sys.executable, "-c", program, str(tmp_path), start]) for _ in range(4)
    ]
    assert [child.wait() for child in children] == [0] * 4


def test_a_thread_that_opens_one_leaves_the_others_what_they_write(path: Path) -> None:
    program = (
        CHILD + "with Ledger(Path(sys.argv[1])) as ledger: print(ledger.rows(sys.argv[2])[0][0])"
    )
    command = [sys.executable, "-c", program, str(path), "SELECT count(*) FROM contents"]
    with Ledger(path) as one:
        Ledger(path).close()
        subprocess.run(command, check=True)
        with one.transaction() as connection:
            connection.execute("INSERT INTO contents VALUES (?, ?)", ("a" * 64, b""))
        assert subprocess.run(command, capture_output=True, check=True).stdout == b"1\n"


def test_times_are_kept_in_utc_and_sort_as_texts() -> None:
    noon = datetime(2025, 3, 20, 12, tzinfo=timezone(timedelta(hours=8)))
    assert as_text(noon) == "2025-03-20T04:00:00.000000+00:00"
    assert as_time(as_text(noon)) == noon
    later = datetime(2025, 3, 20, 4, 0, 0, 1, tzinfo=UTC)
    assert as_text(noon) < as_text(later)
