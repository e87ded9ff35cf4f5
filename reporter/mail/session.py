"""A connection to a server that takes mail: opened safely, then one message after the other.

The final dot is a step of its own. Before it a server has not taken a message, whatever happens;
from the moment it is sent until the answer is read nobody can know (RFC 1047), so the caller writes
that down first.
"""

from __future__ import annotations

import base64
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address

from reporter.mail.printable import printable
from reporter.mail.settings import Security, Server
from reporter.mail.wire import NoReply, TlsWire, Unasked, Wire

_FAREWELL = 10.0
"""Seconds that a server may take over a QUIT, which changes nothing any more."""
_TOO_LARGE = 552


class Stage(StrEnum):
    """What was being done when a server said no, or nothing."""

    CONNECT = "connecting"
    EHLO = "EHLO"
    STARTTLS = "STARTTLS"
    AUTH = "AUTH"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "the message"
    DOT = "the final dot"
    RSET = "RSET"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered; `code` is 0 where it is no answer but what happened instead."""

    code: int
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.text}" if self.code else self.text


class SessionFault(Exception):
    """A server that did not go along; `reply.code` is in the 400s or 500s, or 0."""

    def __init__(self, stage: Stage, reply: Reply) -> None:
        self.stage, self.reply = stage, reply
        super().__init__(f"{stage}: {reply}")


class Session:
    """An open connection, past its greeting, TLS and authentication."""

    def __init__(self, server: Server, hello: str) -> None:
        """Open it; raises SessionFault, or BadConfiguration where there is no password."""
        self.server = server
        self.served = 0
        """How many messages were begun on it."""
        password = server.password.read(server.username) if server.password else ""
        with _told(Stage.CONNECT):
            self._wire = _connect(server, hello)
        try:
            self._make_safe()
            if password:
                self._authenticate(password)
        except BaseException:
            self.close()
            raise

    @property
    def tls(self) -> str:
        """The protocol and how long the certificate, which was verified, is good; or nothing."""
        connection = self._wire.sock
        if not isinstance(connection, ssl.SSLSocket):
            return ""
        until = (connection.getpeercert() or {}).get("notAfter", "")
        return f"{connection.version()}, certificate verified, good until {until}"

    def offer(self, sender: str, address: str, size: int) -> None:
        """Name sender and recipient and be told to go ahead; raises SessionFault."""
        self.served += 1
        with _told(Stage.MAIL):
            self._hold_to_size(size)
            option = f" SIZE={size}" if self._wire.has_extn("size") else ""
            _expect(2, self._wire.docmd("MAIL", f"FROM:<{sender}>{option}"))
        with _told(Stage.RCPT):
            _expect(2, self._wire.docmd("RCPT", f"TO:<{address}>"))
        with _told(Stage.DATA):
            _expect(3, self._wire.docmd("DATA"))

    def write(self, raw: bytes) -> None:
        """Send a message but for the dot that ends it; raises SessionFault."""
        with _told(Stage.BODY):
            stuffed = raw.replace(b"\n.", b"\n..")
            self._wire.write(b"." + stuffed if raw.startswith(b".") else stuffed)
            self._wire.listen()

    def finish(self) -> Reply:
        """Send the dot and say what the server answers; a SessionFault without code is a doubt."""
        with _told(Stage.DOT):
            self._wire.patience = self.server.answer
            try:
                self._wire.write(b".\r\n")
                return _expect(2, self._wire.getreply())
            finally:
                self._wire.patience = self.server.timeout

    def reset(self) -> None:
        """Make ready for another message after one that was refused; raises SessionFault."""
        with _told(Stage.RSET):
            _expect(2, self._wire.docmd("RSET"))

    def quit(self) -> None:
        """Say goodbye, and go whatever the answer is."""
        self._wire.patience = min(_FAREWELL, self.server.timeout)
        try:
            self._wire.docmd("QUIT")
        except (OSError, NoReply, Unasked):
            pass  # it makes no difference to any message
        finally:
            self.close()

    def close(self) -> None:
        self._wire.close()

    def _make_safe(self) -> None:
        """Get to where a password may be sent; raises SessionFault, nothing said but EHLO."""
        security = self.server.security
        with _told(Stage.EHLO):
            if security is Security.NONE:
                _hold_to_this_machine(self._wire)
            self._wire.ehlo_or_helo_if_needed()
        if security is Security.STARTTLS:
            with _told(Stage.STARTTLS):
                self._wire.starttls(context=_context(self.server))
            with _told(Stage.EHLO):
                self._wire.ehlo_or_helo_if_needed()

    def _authenticate(self, password: str) -> None:
        """By PLAIN or LOGIN in UTF-8: smtplib's own takes ASCII passwords only."""
        ways = self._wire.esmtp_features.get("auth", "").upper().split()
        username, docmd = self.server.username, self._wire.docmd
        with _told(Stage.AUTH):
            if "PLAIN" in ways:
                answer = docmd("AUTH", f"PLAIN {_base64(chr(0).join(('', username, password)))}")
            elif "LOGIN" in ways:
                _expect(3, docmd("AUTH", "LOGIN"))
                _expect(3, docmd(_base64(username)))
                answer = docmd(_base64(password))
            else:
                raise NoReply("it offers neither PLAIN nor LOGIN")
            _expect(2, answer)

    def _hold_to_size(self, size: int) -> None:
        limit = self._wire.esmtp_features.get("size", "")
        if limit.isdecimal() and 0 < int(limit) < size:
            said = f"the message has {size} bytes, and the server takes {limit}"
            raise smtplib.SMTPResponseException(_TOO_LARGE, said)


def _connect(server: Server, hello: str) -> Wire:
    if server.security is Security.TLS:
        context = _context(server)
        return TlsWire(server.host, server.port, hello, server.timeout, context=context)
    return Wire(server.host, server.port, hello, server.timeout)


def _context(server: Server) -> ssl.SSLContext:
    """TLS that verifies: who the server is, by whom that is certified, at 1.2 or newer."""
    context = ssl.create_default_context(cafile=server.ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _hold_to_this_machine(wire: Wire) -> None:
    peer = _peer(wire)
    if not ip_address(peer).is_loopback:
        raise NoReply(f"it is {peer}, and without TLS only this machine is spoken to")


def _peer(wire: Wire) -> str:
    """The number of who answered, whatever name it was called by."""
    return str(wire.sock.getpeername()[0]) if wire.sock else ""


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _expect(kind: int, answer: tuple[int, bytes]) -> Reply:
    """The answer where its first digit is that one, which is all that RFC 5321 looks at."""
    code, text = answer
    if code // 100 == kind:
        return Reply(code, printable(text))
    raise smtplib.SMTPResponseException(code, text)


@contextmanager
def _told(stage: Stage) -> Iterator[None]:
    """What goes wrong at a stage, in one kind of error: what was said, or what happened."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise SessionFault(stage, _negative(error.smtp_code, error.smtp_error)) from error
    except Unasked as error:
        raise SessionFault(stage, _negative(error.code, error.text)) from error
    except TimeoutError as error:
        raise SessionFault(stage, Reply(0, "no answer in time")) from error
    except ssl.SSLCertVerificationError as error:
        said = f"its certificate is not to be trusted: {error.verify_message}"
        raise SessionFault(stage, Reply(0, said)) from error
    except (OSError, NoReply) as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise SessionFault(stage, Reply(0, said)) from error


def _negative(code: int, text: bytes | str) -> Reply:
    if 400 <= code <= 599:
        return Reply(code, printable(text))
    return Reply(0, f"an answer that does not fit: {code} {printable(text)}")
