"""Servers of others, started by the tests on loopback: smtp-sink and OpenSMTPD take mail, Dovecot
shows it.

Their programs are those that `make tools` unpacks, or of this system.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

UNPACKED = Path(__file__).parent.parent / ".cache" / "mail-servers"
_PATIENCE = 30.0
_CHROOT = shutil.which("chroot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or "chroot"
"""Root's programs are not on every path."""


@dataclass(frozen=True)
class MailServer:
    """A server that runs; `received` gives what it has, once that is all delivered."""

    port: int
    received: Callable[[], list[bytes]]


@contextmanager
def smtp_sink(*options: str) -> Iterator[MailServer]:
    """Postfix's smtp-sink, which writes each message to a file."""
    program = _program("smtp-sink")
    if not program:
        pytest.skip("smtp-sink is not installed (make tools)")
    with _folder("sink") as folder:
        user = _give_away(folder)
        port = free_port()
        command: list[str | Path] = [
            program,
            *options,
            "-d",
            f"{folder}/mail.",
            f"127.0.0.1:{port}",
            "100",
        ]
        with _process(command, folder, port, user):
            yield MailServer(port, lambda: [_as_sent(file) for file in folder.glob("mail.*")])


@contextmanager
def opensmtpd(refused: str = "") -> Iterator[MailServer]:
    """OpenSMTPD in a root folder of its own, delivering to a Maildir there.

    Mail to the domain that is refused is taken, and then comes back to who sent it.
    """
    program = _program("smtpd")
    if not program:
        pytest.skip("OpenSMTPD is not installed (make tools)")
    with _folder("smtpd") as root:
        port = free_port()
        refusing = _REFUSING.format(refused) if refused else ""
        agents = program.parents[1] / "libexec" / "opensmtpd"
        programs = {f"usr/libexec/opensmtpd/{file.name}": file for file in agents.iterdir()}
        rules = f"listen on 127.0.0.1 port {port}\n{_TABLE}{refusing}{_RULES}"
        programs |= {f"bin/{name}": Path("/bin", name) for name in ("cat", "mktemp", "mv")}
        _install(root, programs | {"usr/sbin/smtpd": program}, {"smtpd.conf": rules})
        if not _is_root():
            (root / "usr/libexec/opensmtpd/mail.maildir").write_text(_DELIVERING)
        (root / "var/spool/smtpd").mkdir(parents=True)
        (root / "var/spool/smtpd").chmod(0o711)
        command = [*_inside(root, "--as-root"), "/usr/sbin/smtpd", "-d"]
        with _process(command, root, port):
            yield MailServer(port, lambda: _in_maildir(root))


_TABLE = """
table everybody { "@" = "box" }
table root { "@" = "root" }
"""
_REFUSING = """
action "refuse" maildir "/maildir" virtual <root>
match from any for domain "{}" action "refuse"
"""
"""It delivers nothing as root."""
_RULES = """
action "keep" maildir "/maildir" virtual <everybody>
match from any for any action "keep"
"""
_DELIVERING = """\
#!/bin/sh
whole=$(mktemp -p "$1/tmp") && cat >"$whole" && mv "$whole" "$1/new/$$.${whole##*.}"
"""
"""What its own agent does, which refuses whoever is root, in a namespace too."""
_NOBODY = 65534


def _is_root() -> bool:
    return os.geteuid() == 0


def _passwd() -> str:
    """Users of a root folder: servers step down to them, if whoever runs the tests may do that."""
    names = "opensmtpd", "opensmtpq", "dovecot", "dovenull"
    own = (0, 0, os.geteuid(), os.geteuid())
    users = zip(names, (101, 102, 103, 104) if _is_root() else own, strict=True)
    lines = [f"{name}:x:{user}:{user}::/var/empty:/bin/false" for name, user in users]
    box = f"box:x:{_NOBODY}:{_NOBODY}::/maildir:/bin/sh"
    return "\n".join(("root:x:0:0:root:/:/bin/sh", *lines, box, ""))


def _inside(root: Path, *options: str) -> list[str | Path]:
    """What to put before a command that is to run in a root folder; anybody may by rootless.py."""
    if _is_root():
        return [_CHROOT, root]
    import rootless

    if not rootless.is_possible():
        pytest.skip("this machine keeps user namespaces to root")
    return [sys.executable, rootless.__file__, *options, root]


def _install(root: Path, programs: dict[str, Path], configuration: dict[str, str]) -> None:
    """A root folder with programs, where they are to be, what they load, and their settings."""
    for name in ("dev", "tmp", "var/run", "var/lib/opensmtpd/empty", "etc", "bin"):
        (root / name).mkdir(parents=True)
    everything = {"bin/sh": Path("/bin/sh"), **programs}
    for name, program in everything.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(program, root / name)
    for library in _libraries(*everything.values()):
        if not (root / library[1:]).exists():
            (root / library[1:]).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(_found(library), root / library[1:])
    _make_maildir(root)
    (root / "dev/null").touch()
    users = _passwd()
    texts = {"passwd": users, "group": re.sub(r"(?m)^(\w+:x:\d+):.*", r"\1:", users)}
    texts |= {"hosts": "127.0.0.1 localhost\n", "mailname": "localhost\n"} | configuration
    for name, text in texts.items():
        (root / "etc" / name).write_text(text)


def _make_maildir(root: Path) -> None:
    for name in ("maildir", "maildir/new", "maildir/cur", "maildir/tmp"):
        (root / name).mkdir()
        if _is_root():
            os.chown(root / name, _NOBODY, _NOBODY)


def _libraries(*programs: Path) -> set[str]:
    """What programs load, by where the loader looks for it in a root of their own."""
    command: list[str | Path] = ["ldd", *programs]
    said = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=True)
    return {path.removeprefix(str(UNPACKED)) for path in re.findall(r"(/\S+) \(0x", said.stdout)}


def _runs(file: Path) -> bool:
    return file.is_file() and ".so" not in file.name and file.read_bytes()[:4] == b"\x7fELF"


def _found(library: str) -> Path:
    own = UNPACKED / library[1:]
    return own if own.exists() else Path(library)


@contextmanager
def dovecot(messages: Iterable[bytes], certificate: str, password: str) -> Iterator[int]:
    """The port where Dovecot shows messages by IMAP over TLS, to anybody with the password."""
    programs = UNPACKED / "usr/lib/dovecot"
    if not programs.exists():
        pytest.skip("Dovecot is not unpacked (make tools)")
    with _folder("dovecot") as root:
        port = free_port()
        names = [str(file.relative_to(UNPACKED)) for file in programs.iterdir() if _runs(file)]
        names += ["usr/sbin/dovecot", "usr/bin/doveconf"]
        names += ["usr/lib/dovecot/modules/libssl_iostream_openssl.so"]
        user, group = (_NOBODY, _NOBODY) if _is_root() else (os.geteuid(), os.getegid())
        settings = _DOVECOT.format(password=password, port=port, user=user, group=group)
        own = {"own.pem": certificate, "dovecot.conf": settings}
        shutil.copytree(programs, root / "usr/lib/dovecot", symlinks=True)
        _install(root, {name: UNPACKED / name for name in names}, own)
        (root / "var/lib/dovecot").mkdir()
        for number, message in enumerate(messages):
            (root / f"maildir/new/{number}.mail").write_bytes(message)
        command = [*_inside(root), "/usr/sbin/dovecot", "-F", "-c", "/etc/dovecot.conf"]
        with _process(command, root, port):
            yield port


_DOVECOT = """
protocols = imap
listen = 127.0.0.1
base_dir = /var/run/dovecot
state_dir = /var/lib/dovecot
log_path = /dev/stderr
ssl = required
ssl_cert = </etc/own.pem
ssl_key = </etc/own.pem
mail_location = maildir:/maildir
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home=/maildir
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def _in_maildir(root: Path) -> list[bytes]:
    """What was delivered, as soon as nothing is left in the queue."""
    queue = root / "var/spool/smtpd"
    _wait_until(
        lambda: (
            not any(
                file.is_file()
                for name in ("queue", "incoming", "corrupt")
                for file in (queue / name).rglob("*")
            )
        ),
        "OpenSMTPD has not delivered what it took",
    )
    return [file.read_bytes() for file in (root / "maildir/new").glob("*")]


def _as_sent(dump: Path) -> bytes:
    """A message without what smtp-sink writes above and below it."""
    head, _, rest = dump.read_bytes().partition(b"Received: ")
    assert head.startswith(b"X-Client-Addr")
    lines = rest.split(b"\n")
    return b"\n".join(lines[3:-2]) + b"\n"


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _program(name: str) -> Path | None:
    unpacked = UNPACKED / "usr/sbin" / name
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    return unpacked if unpacked.exists() else Path(found) if found else None


def _environment() -> dict[str, str]:
    folders = [*UNPACKED.glob("usr/lib/*-linux-*"), *UNPACKED.glob("lib/*-linux-*")]
    folders += [UNPACKED / "usr/lib/postfix", UNPACKED / "usr/lib/dovecot"]
    return os.environ | {"LD_LIBRARY_PATH": ":".join(map(str, folders))}


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"reporter-{name}-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _give_away(folder: Path) -> str | None:
    """Another user to run it as, where this one is root, which smtp-sink refuses."""
    if not _is_root():
        return None
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return nobody.pw_name


@contextmanager
def _process(
    command: list[str | Path], folder: Path, port: int, user: str | None = None
) -> Iterator[None]:
    """A server that listens, until it is no longer needed."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, env=_environment(), stdout=log, stderr=log, user=user, cwd=folder
        )
    try:
        _wait_until(
            lambda: _listens(port) or process.poll() is not None,
            f"nothing listens: {(folder / 'log').read_text()}",
        )
        assert process.poll() is None, (folder / "log").read_text()
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def _wait_until(holds: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            raise RuntimeError(complaint)
        time.sleep(0.02)
