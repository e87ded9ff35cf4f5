"""A PostgreSQL server of the tests' own: in a folder of its own, reached by a socket in it."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PASSWORD = "s3cret/p@ss wörd%"
"""Of everybody there: as much of it as can go wrong in a URL."""


def programs() -> Path | None:
    """Where the newest server that is installed keeps its programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _version(initdb: Path) -> int:
    return int(initdb.parts[-3])


def url(home: Path) -> str:
    """The URL of the server whose socket is in a folder."""
    return f"postgresql://postgres:{quote(PASSWORD, safe='')}@/postgres?host={home}"


@contextmanager
def server(programs: Path) -> Iterator[Path]:
    """The folder of a server's socket, as long as it runs; it is stopped by its process."""
    home = Path(tempfile.mkdtemp(prefix="reporter-pg-", dir="/tmp"))  # a socket's path is short
    user = _give_away(home)
    cluster, word = home / "cluster", home / "password"
    word.write_text(PASSWORD)
    word.chmod(0o644)
    setting_up: list[str | Path] = [
        programs / "initdb",
        "-D",
        cluster,
        "-U",
        "postgres",
        "-A",
        "scram-sha-256",
    ]
    setting_up += ["--pwfile", word, "-E", "UTF8", "--locale", "C", "--no-sync"]
    try:
        subprocess.run(setting_up, check=True, capture_output=True, user=user)
        running: list[str | Path] = [
            programs / "postgres",
            "-D",
            cluster,
            "-k",
            home,
            "-F",
            "-h",
            "",
        ]
        with (home / "log").open("wb") as log:
            process = subprocess.Popen(running, stdout=log, stderr=log, user=user)
        try:
            _wait(programs, home, process)
            yield home
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()
    finally:
        shutil.rmtree(home)


def _give_away(home: Path) -> str | None:
    """Another user to run it as, where this one is root, which PostgreSQL refuses."""
    if os.geteuid() != 0:
        return None
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users["nobody"]
    os.chown(home, user.pw_uid, user.pw_gid)
    return user.pw_name


def _wait(programs: Path, home: Path, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run([programs / "pg_isready", "-h", home, "-q"], check=False)
        if ready.returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError((home / "log").read_text())
