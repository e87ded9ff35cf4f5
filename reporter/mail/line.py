"""The connection to whichever server can be used, the first of the settings first."""

from __future__ import annotations

from dataclasses import dataclass

from reporter.errors import BadConfiguration, ServiceUnavailable
from reporter.mail.session import Session, SessionFault, Stage
from reporter.mail.settings import MailSettings, Server

_BREAKS = 3
"""So many connections in a row that end in the middle, and a server is not tried again."""
_NOT_OURS = (Stage.CONNECT, Stage.EHLO, Stage.STARTTLS)
"""Stages at which a refusal is not about who sends."""


@dataclass(frozen=True, slots=True)
class Unusable:
    """A server that could not be used, and why; the code that it makes a command end with."""

    server: str
    reason: str
    exit_code: int


class NoServer(Exception):
    """No server is left to be tried."""


class Line:
    """One open connection at a time, and what is known of the servers."""

    def __init__(self, settings: MailSettings) -> None:
        self.unusable: list[Unusable] = []
        self._hello = settings.hello
        self._servers = list(settings.servers)
        self._session: Session | None = None
        self._breaks = 0

    @property
    def server(self) -> Server:
        """The server whose turn it is; raises NoServer."""
        if not self._servers:
            raise NoServer
        return self._servers[0]

    def session(self) -> Session:
        """A connection that is ready for another message; raises NoServer or BadConfiguration."""
        if self._session and self._session.served >= self.server.per_connection:
            self.hang_up()
        while not self._session:
            try:
                self._session = Session(self.server, self._hello)
            except SessionFault as fault:
                self.give_up(fault)
        return self._session

    def went_well(self) -> None:
        self._breaks = 0

    def broke(self, fault: SessionFault) -> None:
        """Forget a connection that can be used no more, and the server if that goes on."""
        self._breaks += 1
        if self._breaks >= _BREAKS:
            self.give_up(fault)
        self.drop()

    def clear(self) -> None:
        """Have a connection ready for the next message after one that was refused."""
        self.went_well()
        try:
            if self._session:
                self._session.reset()
        except SessionFault:
            self.drop()

    def give_up(self, fault: SessionFault) -> None:
        """Try the server no more."""
        own = fault.reply.code >= 500 and fault.stage not in _NOT_OURS
        kind = BadConfiguration if own else ServiceUnavailable
        self.unusable.append(Unusable(self.server.name, str(fault), kind.exit_code))
        del self._servers[0]
        self._breaks = 0
        self.drop()

    def drop(self) -> None:
        if self._session:
            self._session.close()
        self._session = None

    def hang_up(self) -> None:
        if self._session:
            self._session.quit()
        self._session = None
