"""What systemd is told of a service: that it is ready, lives, and stops; after sd_notify(3)."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

_SOCKET, _WATCHDOG = "NOTIFY_SOCKET", "WATCHDOG_USEC"
READY, ALIVE, STOPPING = "READY=1", "WATCHDOG=1", "STOPPING=1"


def notify(*states: str) -> None:
    """Tell systemd, where it started this process and asks to be told."""
    if not (address := os.environ.get(_SOCKET, "")):
        return
    name = "\0" + address[1:] if address.startswith("@") else address
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.sendto("\n".join(states).encode(), name)


def watched_every() -> float | None:
    """The seconds within which systemd wants to hear that the process lives."""
    text = os.environ.get(_WATCHDOG, "")
    return int(text) / 1e6 if text.isdigit() and int(text) else None
