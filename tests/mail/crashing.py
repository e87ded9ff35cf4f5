"""Delivers what is due in a process of its own, which is killed at a named point, or is wrong.

python crashing.py LEDGER PORT [--point NAME] [--after COUNT] [--wrong NAME]
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mail_sample import server, settings

from reporter.ledger import Ledger
from reporter.mail import deliver, outbox, verdict
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Claim, Outbox
from reporter.mail.session import Session
from reporter.mail.wire import Wire

DOT = b".\r\n"


def die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def after(owner: Any, name: str, when: Callable[..., bool], count: int) -> None:
    """Die behind the call of that count for which `when` holds."""
    original, left = getattr(owner, name), iter(range(count, -1, -1))

    def wrapped(*arguments: Any, **named: Any) -> Any:
        answer = original(*arguments, **named)
        if when(*arguments) and not next(left):
            die()
        return answer

    setattr(owner, name, wrapped)


def half_written(count: int) -> None:
    """Die when half of a message is on its way."""
    original, left = Wire.write, iter(range(count, -1, -1))

    def write(wire: Wire, content: bytes) -> None:
        if content != DOT and not next(left):
            original(wire, content[: len(content) // 2])
            die()
        original(wire, content)

    setattr(Wire, "write", write)  # noqa: B010


def _always(*_: Any) -> bool:
    return True


def _command(name: str) -> Callable[..., bool]:
    return lambda _, command, *__: bool(command == name)


POINTS: dict[str, Callable[[int], None]] = {
    "connected": lambda _: after(Session, "__init__", _always, 0),
    "claimed": lambda count: after(Outbox, "claim", _always, count),
    "sender named": lambda count: after(Wire, "docmd", _command("MAIL"), count),
    "recipient named": lambda count: after(Wire, "docmd", _command("RCPT"), count),
    "told to go ahead": lambda count: after(Wire, "docmd", _command("DATA"), count),
    "half written": half_written,
    "written": lambda count: after(Session, "write", _always, count),
    "committing": lambda count: after(Outbox, "commit", _always, count),
    "dot sent": lambda count: after(Wire, "write", lambda _, it: bool(it == DOT), count),
    "answer read": lambda count: after(Session, "finish", _always, count),
    "settled": lambda count: after(Outbox, "settle", _always, count),
}
"""Where a process can die, in the order in which it comes there."""
IN_DOUBT = ("committing", "dot sent", "answer read")
"""Those between which nobody can know what became of the message."""


def _hopes() -> None:
    settle = Outbox.settle

    def commit(self: Outbox, claim: Claim) -> None:
        settle(self, claim, DeliveryState.SENT, "surely")

    _replace("commit", commit)
    _replace("settle", lambda *_: None)


def _resumes() -> None:
    outbox._AFTER_DEATH[DeliveryState.COMMITTING] = (DeliveryState.PENDING, "again")


def _skips() -> None:
    outbox._AFTER_DEATH[DeliveryState.CLAIMED] = (DeliveryState.SENT, "it was being sent")


def _replace(name: str, method: Callable[..., None]) -> None:
    setattr(Outbox, name, method)


WRONG: dict[str, Callable[[], None]] = {
    "says sent before the dot": _hopes,
    "keeps nothing before the dot": lambda: _replace("commit", lambda *_: None),
    "resumes what was in doubt": _resumes,
    "skips what was under way": _skips,
    "forgets what was under way": lambda: _replace("recover", lambda _: None),
    "takes a doubt for a refusal": lambda: setattr(
        deliver, "judge", lambda fault, **_: verdict.Verdict.FAIL
    ),
}
"""Ways in which a sender of mail can be wrong, each to be found out."""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("ledger", type=Path)
    parser.add_argument("port", type=int)
    parser.add_argument("--point", choices=POINTS)
    parser.add_argument("--after", type=int, default=0)
    parser.add_argument("--wrong", choices=WRONG)
    return parser.parse_args()


def main() -> int:
    given = arguments()
    if given.wrong:
        WRONG[given.wrong]()
    if given.point:
        POINTS[given.point](given.after)
    with Ledger(given.ledger) as ledger:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        return deliver.deliver_due(ledger, settings(server(given.port))).exit_code


if __name__ == "__main__":
    sys.exit(main())
