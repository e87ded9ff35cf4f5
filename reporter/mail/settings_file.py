"""A settings file as it is written: its shape, and what each text in it must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, Field

from reporter.errors import BadConfiguration, BadSettings, Fault
from reporter.fact_schema import Shape
from reporter.mail.address import fault_of
from reporter.mail.passwords import Keeper, Password
from reporter.mail.settings import (
    OTHERS,
    Inbox,
    Mailbox,
    MailSettings,
    OnUnknown,
    Security,
    Server,
)
from reporter.mail.shape import read_shape
from reporter.sources.yaml_file import Document, Where

_NUMBER = r"^[1-9][0-9]{0,5}$"
_SPAN = r"^([1-9][0-9]{0,4}) ?(s|min|h|d)$"
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}
_PORTS = {"tls": 465, "starttls": 587, "none": 25}
_HOST = re.compile(r"[A-Za-z0-9:.-]+")


class _Model(Shape, BaseModel):  # which is named so that Ruff knows it for pydantic's
    pass


class SenderModel(_Model):
    address: str
    name: str = ""


class PasswordModel(_Model):
    """Where a password is kept; it never stands in the file itself."""

    env: str = Field("", description="a variable of the environment")
    file: str = ""
    keyring: str = Field("", description="a service in the keyring of the system")


class ServerModel(_Model):
    host: str
    port: str = Field("", pattern=r"^[0-9]{0,5}$")
    security: str = Field("starttls", pattern="^(tls|starttls|none)$")
    username: str = ""
    password: PasswordModel = PasswordModel()
    ca_file: str = Field("", description="the certificates to trust, where they are not the usual")
    timeout: str = Field("300 s", pattern=_SPAN)
    answer: str = Field("600 s", pattern=_SPAN, description="what the final dot may take")
    per_minute: str = Field("", pattern=rf"^$|{_NUMBER}")
    per_connection: str = Field("100", pattern=_NUMBER)


class InboxModel(_Model):
    host: str
    port: str = Field("993", pattern=r"^[0-9]{1,5}$")
    username: str
    password: PasswordModel
    folder: str = "INBOX"
    ca_file: str = ""
    timeout: str = Field("60 s", pattern=_SPAN)


class MailModel(_Model):
    sender: SenderModel
    reply_to: str = ""
    unsubscribe: str = Field("", description="an https: address that takes one-click requests")
    servers: list[ServerModel] = Field(min_length=1)
    per_minute: dict[str, str] = Field({}, description="messages a minute, by domain; * for others")
    expiry: str = Field("2 d", pattern=_SPAN)
    first_wait: str = Field("1 min", pattern=_SPAN)
    longest_wait: str = Field("1 h", pattern=_SPAN)
    on_unknown: str = Field("hold", pattern="^(hold|resend)$")
    inbox: InboxModel | None = None


class SettingsModel(_Model):
    """A settings file."""

    mail: MailModel


def load_settings(path: Path) -> MailSettings:
    """The mail settings of a file; raises BadSettings with every fault, or BadConfiguration."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise BadConfiguration(
            f"{path}: No such file: it names who sends, and by which servers"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise BadConfiguration(f"{path}: {reason}") from error
    settings, faults = parse_settings(text, str(path))
    if settings is None:
        raise BadSettings(faults)
    return settings


def parse_settings(text: str, path: str) -> tuple[MailSettings | None, list[Fault]]:
    """The mail settings of a text, or None, and every fault in it; `path` is how it is shown."""
    document, model, faults = read_shape(text, path, SettingsModel)
    if document is None or model is None:
        return None, faults
    reader = _Reader(document, Path(path).parent)
    settings = reader.mail(model.mail)
    faults += reader.faults
    return (None if faults else settings), faults


class _Reader:
    """Turns texts into what they stand for, and keeps the faults."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document, self.folder = document, folder
        self.faults: list[Fault] = []

    def mail(self, model: MailModel) -> MailSettings:
        self._hold(_address, model.sender.address, "sender", "address")
        self._hold(_printable, model.sender.name, "sender", "name")
        if model.reply_to:
            self._hold(_address, model.reply_to, "reply_to")
        if model.unsubscribe:
            self._hold(_https, model.unsubscribe, "unsubscribe")
        return MailSettings(
            Mailbox(model.sender.address, model.sender.name),
            tuple(self._server(server, index) for index, server in enumerate(model.servers)),
            model.reply_to,
            model.unsubscribe,
            {domain.lower(): self._rate(domain, rate) for domain, rate in model.per_minute.items()},
            _span(model.expiry),
            _span(model.first_wait),
            _span(model.longest_wait),
            OnUnknown(model.on_unknown),
            self._inbox(model.inbox) if model.inbox else None,
        )

    def _server(self, model: ServerModel, index: int) -> Server:
        way = ("servers", index)
        self._hold(_host, model.host, *way, "host")
        security = Security(model.security)
        if security is Security.NONE and not is_loopback(model.host):
            self._fault("only a server on this machine may be spoken to without TLS", *way, "host")
        if bool(model.username) is not bool(password := self._password(model.password, *way)):
            self._fault("a username and where its password is belong together", *way, "username")
        return Server(
            model.host,
            self._port(model.port or str(_PORTS[model.security]), *way),
            security,
            model.username,
            password,
            self._file(model.ca_file, *way),
            _span(model.timeout).total_seconds(),
            _span(model.answer).total_seconds(),
            int(model.per_minute) if model.per_minute else None,
            int(model.per_connection),
        )

    def _inbox(self, model: InboxModel) -> Inbox:
        self._hold(_host, model.host, "inbox", "host")
        password = self._password(model.password, "inbox", needed=True)
        return Inbox(
            model.host,
            model.username,
            password or Password(Keeper.ENV, ""),
            self._port(model.port, "inbox"),
            model.folder,
            self._file(model.ca_file, "inbox"),
            _span(model.timeout).total_seconds(),
        )

    def _password(
        self, model: PasswordModel, *way: str | int, needed: bool = False
    ) -> Password | None:
        given = [(Keeper(key), name) for key, name in model.model_dump().items() if name]
        if len(given) > 1 or (not given and (needed or model.model_fields_set)):
            self._fault("a password is in one place: env, file or keyring", *way, "password")
        for keeper, name in given:
            if keeper is Keeper.FILE:
                return Password(keeper, str(self.folder / Path(name).expanduser()))
            return Password(keeper, name)
        return None

    def _file(self, name: str, *way: str | int) -> Path | None:
        if not name:
            return None
        path = self.folder / Path(name).expanduser()
        if not path.is_file():
            self._fault(f"there is no file {path}", *way, "ca_file")
        return path

    def _port(self, text: str, *way: str | int) -> int:
        if not 0 < int(text) < 2**16:
            self._fault(f"{text} is no port", *way, "port")
        return int(text)

    def _rate(self, domain: str, text: str) -> int:
        if domain != OTHERS:
            self._hold(_host, domain, "per_minute", domain)
        if not re.fullmatch(_NUMBER, text):
            self._fault(f"“{text}” is no number of messages", "per_minute", domain)
            return 1
        return int(text)

    def _hold(self, rule: Callable[[str], str], text: str, *way: str | int) -> None:
        if reason := rule(text):
            self._fault(reason, *way)

    def _fault(self, reason: str, *way: str | int) -> None:
        where: Where = ("mail", *way)
        self.faults.append(self.document.fault(where, reason))


def is_loopback(host: str) -> bool:
    """Whether a host is this machine by its name or number alone, without asking anybody."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(text: str) -> str:
    return fault_of(text)


def _printable(text: str) -> str:
    return "" if text.isprintable() else "a name has no control characters"


def _host(text: str) -> str:
    return "" if _HOST.fullmatch(text) else f"“{text}” is no host"


def _https(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    good = parts.scheme == "https" and parts.hostname and text.isascii() and text.isprintable()
    return "" if good and " " not in text else "it must be an https: address"


def _span(text: str) -> timedelta:
    match: Any = re.fullmatch(_SPAN, text)
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
