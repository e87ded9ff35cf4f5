"""A mailbox on a server, read by IMAP over TLS that verifies; nothing in it is changed."""

from __future__ import annotations

import base64
import imaplib
import re
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from reporter.errors import BadConfiguration, ServiceUnavailable
from reporter.mail.settings import Inbox


def find(inbox: Inbox, message_ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that a message in the folder bears.

    Raises ServiceUnavailable, or BadConfiguration where the settings do not open the folder.
    """
    with _opened(inbox) as server:
        return frozenset(
            message_id
            for message_id in message_ids
            if _answer(server.search(None, "HEADER", "Message-ID", _quoted(message_id)))[0]
        )


def fetch(inbox: Inbox, since: date) -> Iterator[bytes]:
    """The messages that came into the folder since a day; raises as find does."""
    with _opened(inbox) as server:
        on = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
        for number in _answer(server.search(None, "SINCE", on))[0].split():
            for part in _answer(server.fetch(number.decode(), "(BODY.PEEK[])")):
                if isinstance(part, tuple):
                    yield part[1]


_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@contextmanager
def _opened(inbox: Inbox) -> Iterator[imaplib.IMAP4_SSL]:
    """A connection with the folder open to be read."""
    password = inbox.password.read(inbox.username)
    try:
        context = ssl.create_default_context(cafile=inbox.ca_file)
        server = imaplib.IMAP4_SSL(
            inbox.host, inbox.port, ssl_context=context, timeout=inbox.timeout
        )
        try:
            _open(server, inbox, password)
            yield server
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                server.logout()
    except (OSError, imaplib.IMAP4.error) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise ServiceUnavailable(f"{inbox.host}:{inbox.port}", said) from error


def _open(server: imaplib.IMAP4_SSL, inbox: Inbox, password: str) -> None:
    try:
        if "AUTH=PLAIN" in server.capabilities:
            known = chr(0).join(("", inbox.username, password)).encode()
            server.authenticate("PLAIN", lambda _: known)
        else:
            server.login(inbox.username, password)
        _answer(server.select(_quoted(_in_utf7(inbox.folder)), readonly=True))
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise BadConfiguration(
            f"{inbox.host}: {inbox.username}, {inbox.folder}: {error}"
        ) from error


def _answer(answer: tuple[str, list[Any]]) -> list[Any]:
    """What a command gave; raises where the server refused it."""
    kind, content = answer
    if kind != "OK":
        raise imaplib.IMAP4.error(b" ".join(filter(None, content)).decode("utf-8", "replace"))
    return content


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _in_utf7(name: str) -> str:
    """The name of a folder as RFC 3501, section 5.1.3 has it: 已发送 as &XfJT0ZAB-."""

    def encoded(match: re.Match[str]) -> str:
        packed = base64.b64encode(match[0].encode("utf-16-be")).decode()
        return f"&{packed.rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^ -~]+", encoded, name.replace("&", "&-"))
