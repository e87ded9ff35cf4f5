"""The one machine whose tickers a ledger takes: a lock of the kernel ends at the machine's edge."""

from __future__ import annotations

import os
import socket
from hashlib import sha256
from pathlib import Path

from reporter.clock import Clock
from reporter.errors import BadConfiguration, NotThisMachine
from reporter.ledger import Ledger, as_text

SETTING = "REPORTER_MACHINE"
_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOUNTS = Path("/proc/self/mountinfo")
_NETWORK = frozenset(
    """
    nfs nfs4 cifs smb3 smbfs 9p afs ceph glusterfs lustre ocfs2 gfs2 beegfs gpfs orangefs davfs
    fuse.sshfs fuse.s3fs fuse.rclone fuse.glusterfs fuse.ceph fuse.gcsfuse fuse.davfs2
    """.split()
)
"""Kinds of file systems whose locks other machines may not see, or not in time."""


def this_machine() -> str:
    """What tells this machine from others: REPORTER_MACHINE, or a digest of its machine-id.

    Raises BadConfiguration where there is neither, as in a container.
    """
    if named := os.environ.get(SETTING, ""):
        return named
    for path in _IDS:
        if path.is_file() and (text := path.read_text().strip()) not in ("", "uninitialized"):
            return sha256(f"reporter {text}".encode()).hexdigest()[:32]
    raise BadConfiguration(
        f"this machine has no /etc/machine-id: give it a name of its own in {SETTING}, the same "
        "for everything that runs schedules on this ledger"
    )


def keep_to_machine(ledger: Ledger, clock: Clock, *, adopt: bool = False) -> None:
    """See that this machine alone runs the schedules of a ledger; the first one that does keeps it.

    With `adopt` it is this one from now on. Raises NotThisMachine.
    """
    if kind := network_file_system(ledger.path):
        reason = f"it is on a network file system ({kind}), where locks do not hold: keep it on "
        raise NotThisMachine(ledger.path, reason + "a disk of the machine that runs the schedule")
    machine = this_machine()
    row = (1, machine, socket.gethostname(), as_text(clock.now()))
    replace = "INSERT OR REPLACE INTO schedule_keeper VALUES (?, ?, ?, ?)"
    kept = ledger.rows("SELECT * FROM schedule_keeper")
    if kept and kept[0]["machine"] == machine:
        return
    with ledger.transaction() as connection:
        first = not ledger.rows("SELECT * FROM schedule_keeper")
        if first or adopt:
            connection.execute(replace, row)
            return
    name, since = kept[0]["name"], kept[0]["since"][:10]
    raise NotThisMachine(
        ledger.path,
        f"{name} has run its schedules since {since}, and two machines would send everything "
        "twice; when that one is stopped for good, run this once: reporter schedule tick --adopt",
    )


def network_file_system(path: Path, mounts: Path = _MOUNTS) -> str:
    """The kind of network file system that a path is on; nothing for a disk, or where none tells.

    After proc(5): the mount point is the fifth field, the kind the first one behind the dash.
    """
    if not mounts.is_file():
        return ""
    whole = str(path.resolve())
    kinds = dict[str, str]()
    for line in mounts.read_text(errors="replace").splitlines():
        mount, _, source = line.partition(" - ")
        point = mount.split()[4].encode().decode("unicode_escape")
        kinds[point] = source.split()[0]  # of two on one point, the later one is seen
    inside = [point for point in kinds if _is_below(whole, point)]
    kind = kinds[max(inside, key=len)] if inside else ""
    return kind if kind in _NETWORK else ""


def _is_below(path: str, point: str) -> bool:
    return path == point or path.startswith(point.rstrip("/") + "/")
