"""The judge of delivery: what the ledger says, held against what a server has."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from faulty_server import Plan, running
from mail_sample import DAY, composed, ends_whole, message_id
from mail_servers import MailServer, opensmtpd, smtp_sink

from reporter.ledger import Ledger
from reporter.mail.model import Delivery, DeliveryState
from reporter.mail.outbox import Outbox

PROGRAM = Path(__file__).with_name("crashing.py")


@contextmanager
def aiosmtpd(folder: Path, plan: Plan | None = None) -> Iterator[MailServer]:
    plan = plan or Plan(folder)
    with running(plan) as port:
        yield MailServer(port, plan.received)


SERVERS: dict[str, Callable[[Path], AbstractContextManager[MailServer]]] = {
    "aiosmtpd": aiosmtpd,
    "smtp-sink": lambda _: smtp_sink(),
    "OpenSMTPD": lambda _: opensmtpd(),
}


def breaches(
    deliveries: Iterable[Delivery], received: Iterable[bytes], windows: int
) -> Iterator[str]:
    """Every way in which an outbox that has nothing left to do is wrong about what a server has.

    `windows` is how many processes died between the dot and the answer.
    """
    received = list(received)
    copies = Counter(map(message_id, received))
    known = {item.message_id: item.state for item in deliveries}
    for identifier, state in known.items():
        count = copies[identifier]
        if count > 1:
            yield f"sent {count} times: {identifier}"
        if state is DeliveryState.SENT and not count:
            yield f"called sent, and is not there: {identifier}"
        if state is DeliveryState.FAILED and count:
            yield f"called failed, and is there: {identifier}"
        if state not in (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNKNOWN):
            yield f"left {state}: {identifier}"
    if (doubts := Counter(known.values())[DeliveryState.UNKNOWN]) > windows:
        yield f"in doubt {doubts} times, for {windows} deaths in the window"
    yield from (f"never handed in: {identifier}" for identifier in copies.keys() - known.keys())
    yield from (f"cut: {message_id(raw)}" for raw in received if not ends_whole(raw))


class Trial:
    """A ledger full of messages, and processes that deliver it to one server."""

    def __init__(self, ledger: Path, to: MailServer, wrong: str = "") -> None:
        self.ledger, self.to = ledger, to
        self.options = ["--wrong", wrong] if wrong else []
        self.handed_in = 0

    def hand_in(self, count: int) -> None:
        numbers = range(self.handed_in, self.handed_in + count)
        with Ledger(self.ledger) as ledger:
            Outbox(ledger).enqueue([composed(number) for number in numbers], DAY)
        self.handed_in += count

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        """A process that delivers, as soon as it is about to."""
        command = [sys.executable, str(PROGRAM), str(self.ledger), str(self.to.port)]
        process = subprocess.Popen(
            [*command, *self.options, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout
        assert process.stdout.readline() == b"ready\n", process.communicate()
        return process

    def run(self, *options: str) -> int:
        """The exit code of a process that delivers."""
        with self.start(*options) as process:
            process.communicate()
        return process.returncode

    def deliveries(self, *states: DeliveryState) -> tuple[Delivery, ...]:
        with Ledger(self.ledger) as ledger:
            return Outbox(ledger).deliveries(*states)

    def breaches(self, windows: int) -> list[str]:
        return list(breaches(self.deliveries(), self.to.received(), windows))
