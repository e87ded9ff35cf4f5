"""SMTP as it goes over the wire: smtplib, but for how replies are read.

What a server says decides whether a message is sent again, so it is taken at its word and no
further: a reply that is cut, garbled or endless is no reply, one that nobody asked for belongs to
no command, and a server that speaks a byte at a time has no longer than one that is silent.
"""

from __future__ import annotations

import re
import smtplib
import socket
import ssl
import time
from typing import Any

_LINE = 4096
"""The longest line of a reply that is read; RFC 5321 allows 512 bytes."""
_LINES = 128
_REPLY = re.compile(rb"(?P<code>[2-5][0-9]{2})(?:(?P<more>[ -])(?P<text>.*))?", re.DOTALL)
_BLOCK = 2**16


class NoReply(Exception):
    """The connection ended, or what came over it is no reply."""


class Unasked(Exception):
    """A reply to no command, as a server gives it that wants to stop."""

    def __init__(self, code: int, text: bytes) -> None:
        self.code, self.text = code, text
        super().__init__(code, text)


class Wire(smtplib.SMTP):
    """A connection to a server; `patience` is how many seconds any reply may take."""

    def __init__(self, host: str, port: int, hello: str, patience: float, **more: Any) -> None:
        self.patience = patience
        self._unread = b""
        super().__init__(host, port, local_hostname=hello, timeout=patience, **more)
        # The dot follows the message by itself, and would wait for that to be acknowledged.
        self._socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def getreply(self) -> tuple[int, bytes]:
        """The next reply, its code and text; raises NoReply or TimeoutError, and closes then."""
        try:
            return self._reply()
        except BaseException:
            self.close()
            raise

    def _reply(self) -> tuple[int, bytes]:
        deadline = time.monotonic() + self.patience
        codes, texts = set(), list[bytes]()
        while len(texts) < _LINES:
            match = _REPLY.fullmatch(self._line(deadline))
            if not match:
                break
            codes.add(match["code"])
            texts.append(match["text"] or b"")
            if match["more"] != b"-":
                if len(codes) > 1:
                    break
                return int(match["code"]), b"\n".join(texts)
        raise NoReply("what it answered is no reply")

    def putcmd(self, cmd: str, args: str = "") -> None:
        """Send a command, unless the server has something to say first; raises Unasked."""
        self.listen()
        self._socket().settimeout(self.patience)
        super().putcmd(cmd, args)

    def write(self, content: bytes) -> None:
        """Send what is no command; raises Unasked where the server would not have it."""
        connection = self._socket()
        try:
            for start in range(0, len(content), _BLOCK):
                connection.settimeout(self.patience)
                connection.sendall(content[start : start + _BLOCK])
        except OSError:
            self.listen()
            raise

    def listen(self) -> None:
        """Raise Unasked or NoReply where the server spoke or left without being asked."""
        connection = self._socket()
        connection.settimeout(0)
        try:
            if not self._unread:
                self._receive(connection)
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        raise Unasked(*self.getreply())

    def starttls(self, *given: Any, **named: Any) -> tuple[int, bytes]:
        """Go over to TLS; what a server said before it is not listened to after it."""
        answer = super().starttls(*given, **named)
        if self._unread:
            self.close()
            raise NoReply("it went on in plain text after STARTTLS")
        return answer

    def _socket(self) -> socket.socket:
        if not self.sock:
            raise NoReply("the connection is closed")
        return self.sock

    def _line(self, deadline: float) -> bytes:
        while b"\n" not in self._unread and len(self._unread) <= _LINE:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            connection = self._socket()
            connection.settimeout(left)
            self._receive(connection)
        line, _, self._unread = self._unread.partition(b"\n")
        return line.removesuffix(b"\r") if len(line) <= _LINE else b""

    def _receive(self, connection: socket.socket) -> None:
        received = connection.recv(_BLOCK)
        if not received:
            raise NoReply("it closed the connection")
        self._unread += received


class TlsWire(Wire, smtplib.SMTP_SSL):
    """A connection that is TLS from its first byte on, by a `context` that is given."""
