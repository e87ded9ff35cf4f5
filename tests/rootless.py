"""Runs a program in a root folder of its own, as nobody in particular: rootless.py ROOT COMMAND…

In a user namespace, whose only user is the one who starts it. With --as-root the program takes
itself for root there, and its steps down from that, for which the namespace has no users, are
answered without being done (a seccomp filter).
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path

_NEW_USERS = 0x10000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _DONE = 0x7FFF0000, 0x00050000
_STEPS = {
    "x86_64": (92, 93, 94, 105, 106, 113, 114, 116, 117, 119, 122, 123, 260),
    "aarch64": (54, 55, 143, 144, 145, 146, 147, 149, 151, 152, 159),
}
"""The calls of chown, setuid, setgid, setgroups and their like, by the machine."""


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


_libc = ctypes.CDLL(None, use_errno=True)


def _hold(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def enter(root: Path, *, as_root: bool) -> None:
    """Go into the root folder; raises OSError where this machine has no namespaces for users."""
    user, group = os.geteuid(), os.getegid()
    _hold(_libc.unshare(_NEW_USERS))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{0 if as_root else user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{0 if as_root else group} {group} 1")
    os.chroot(root)
    os.chdir("/")


def answer_steps_down() -> None:
    """Have every call by which root becomes another user succeed and do nothing."""
    calls = _STEPS[platform.machine()]
    tests = [_Step(_IF_EQUAL, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps = [
        _Step(_LOAD, 0, 0, 0),
        *tests,
        _Step(_RETURN, 0, 0, _ALLOW),
        _Step(_RETURN, 0, 0, _DONE),
    ]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    _hold(_libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _hold(_libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0))


def is_possible() -> bool:
    """Whether this machine lets anybody have a namespace of users."""
    child = os.fork()
    if not child:
        os._exit(0 if not _libc.unshare(_NEW_USERS) else 1)
    return os.waitpid(child, 0)[1] == 0


def main(arguments: list[str]) -> None:
    as_root = arguments[0] == "--as-root"
    root, *command = arguments[as_root:]
    enter(Path(root), as_root=as_root)
    if as_root:
        answer_steps_down()
    os.execv(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
