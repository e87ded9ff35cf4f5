"""aiosmtpd with faults: at a verb of one's choice it refuses, drops, stalls or talks nonsense."""
# ruff: noqa: N802 - aiosmtpd finds its methods by the names of the verbs

from __future__ import annotations

import asyncio
import logging
import os
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

logging.getLogger("mail").setLevel(logging.ERROR)  # where aiosmtpd tells each line it reads
USERNAME, PASSWORD = "ir", "s3cret pässword 口令"


class Fault(StrEnum):
    """What a server does instead of what it should."""

    LATER = "4xx"
    NEVER = "5xx"
    DROP = "drop"
    STALL = "stall"
    GARBAGE = "garbage"
    OVERSIZE = "oversize"
    CHATTER = "chatter"
    """The right answer, and another one behind it that nobody asked for."""
    CLOSING = "421"


_REFUSALS = {Fault.LATER: "451 4.3.0 come back later", Fault.NEVER: "554 5.7.1 never"}


@dataclass
class Plan:
    """Where the server misbehaves, what it does there, and what it was told and kept.

    `keeps` says whether a message is kept before the final dot's answer goes wrong.
    """

    folder: Path
    faults: dict[str, Fault] = field(default_factory=dict)
    keeps: bool = False
    refused: dict[str, str] = field(default_factory=dict)
    delay: float = 0.0
    verbs: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)

    def received(self) -> list[bytes]:
        """What the server kept, message by message."""
        return [file.read_bytes() for file in sorted(self.folder.glob("*.eml"))]

    def keep(self, content: bytes) -> None:
        """Put a message on the disk for good, as a server does before it answers."""
        count = len(list(self.folder.glob("*.eml")))
        handle = os.open(self.folder / f"{count:06}.eml", os.O_CREAT | os.O_EXCL | os.O_WRONLY)
        os.write(handle, content)
        os.fsync(handle)
        os.close(handle)


class FaultySMTP(SMTP):
    """A server that follows a plan."""

    def __init__(self, plan: Plan, **options: Any) -> None:
        super().__init__(_Keeper(plan), hostname="localhost", **options)
        self.plan = plan
        self._greeted = False

    async def push(self, status: Any) -> None:
        if not self._greeted:
            self._greeted = True
            if fault := self.plan.faults.get("CONNECT"):
                await self.misbehave(fault, status)
                return
        await super().push(status)

    async def smtp_EHLO(self, arg: str) -> None:
        assert self.session
        verb = "EHLO" if self.session.ssl is None else "EHLO in TLS"
        await self._follow(verb, super().smtp_EHLO, arg)

    async def smtp_STARTTLS(self, arg: str) -> None:
        await self._follow("STARTTLS", super().smtp_STARTTLS, arg)

    async def smtp_AUTH(self, arg: str) -> None:
        await self._follow("AUTH", super().smtp_AUTH, arg)

    async def smtp_MAIL(self, arg: str | None) -> None:
        await self._follow("MAIL", super().smtp_MAIL, arg)

    async def smtp_RCPT(self, arg: str | None) -> None:
        await self._follow("RCPT", super().smtp_RCPT, arg)

    async def smtp_DATA(self, arg: str) -> None:
        await self._follow("DATA", super().smtp_DATA, arg)

    async def smtp_RSET(self, arg: str) -> None:
        await self._follow("RSET", super().smtp_RSET, arg)

    async def smtp_QUIT(self, arg: str) -> None:
        await self._follow("QUIT", super().smtp_QUIT, arg)

    async def _follow(self, verb: str, answer: Callable[[Any], Awaitable[None]], arg: Any) -> None:
        self.plan.verbs.append(verb)
        fault = self.plan.faults.get(verb)
        if fault is Fault.CHATTER and verb == "STARTTLS":
            self._writer.write(b"220 Ready\r\n250 as you were\r\n")
        elif fault is Fault.CHATTER:
            await answer(arg)
            await super().push("250 2.0.0 and another thing")
        elif fault:
            await self.misbehave(fault, "250 ")
        else:
            await answer(arg)

    async def misbehave(self, fault: Fault, status: str) -> None:
        match fault:
            case Fault.LATER | Fault.NEVER:
                await super().push(_REFUSALS[fault])
            case Fault.CLOSING:
                await super().push("421 4.3.2 closing")
                self._writer.close()
            case Fault.DROP:
                self._writer.close()
            case Fault.STALL:
                await asyncio.sleep(3600)
            case Fault.GARBAGE:
                await super().push(b"\xff\xfe\x00 what is it?")
            case _:
                await super().push(f"{status}{'x' * 1_000_000}")


class _Keeper:
    """Keeps messages as the plan says."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    async def handle_RCPT(
        self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]
    ) -> str:
        if address in self.plan.refused:
            return self.plan.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: FaultySMTP, _: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.plan.verbs.append("DOT")
        self.plan.senders.append(str(envelope.mail_from))
        fault = self.plan.faults.get("DOT")
        if not fault or self.plan.keeps or fault is Fault.CHATTER:
            self.plan.keep(envelope.content)
        await asyncio.sleep(self.plan.delay)
        if fault is Fault.CHATTER:
            return "250 2.0.0 OK\r\n250 2.0.0 and another thing"
        if fault in _REFUSALS:
            return _REFUSALS[fault]
        if fault:
            await server.misbehave(fault, "250 ")
            await asyncio.sleep(3600)  # the answer was given, such as it is
        return "250 2.0.0 OK"


def _authenticator(_: SMTP, __: Session, ___: Envelope, ____: str, given: Any) -> AuthResult:
    expected = LoginPassword(USERNAME.encode(), PASSWORD.encode())
    return AuthResult(success=given == expected, handled=False)


@contextmanager
def running(
    plan: Plan, context: ssl.SSLContext | None = None, implicit: bool = False, **options: Any
) -> Iterator[int]:
    """The port of such a server, as long as it runs; with a context, it has TLS and passwords."""
    if context:
        options |= {"authenticator": _authenticator, "tls_context": None if implicit else context}
        options |= {"auth_required": not implicit, "auth_require_tls": not implicit}
    loop = asyncio.new_event_loop()
    made: list[FaultySMTP] = []

    def make() -> FaultySMTP:
        made.append(FaultySMTP(plan, loop=loop, **options))
        return made[-1]

    listening = loop.run_until_complete(
        loop.create_server(make, "127.0.0.1", 0, ssl=context if implicit else None)
    )
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield listening.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(listening, made), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(listening: asyncio.Server, made: list[FaultySMTP]) -> None:
    listening.close()
    for server in made:
        if isinstance(server.transport, asyncio.Transport):
            with suppress(AttributeError):  # of older releases, for a connection that has ended
                server.transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
