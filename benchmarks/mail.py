"""Messages a second to servers on loopback, each commit of the ledger and each message on the disk.

    python benchmarks/mail.py [--messages 300] [--size 250000] [--least 30]

Ends with 1 where a server was given fewer than --least a second, or did not get each message once.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "mail")]

from judgement import SERVERS, breaches  # noqa: E402
from mail_sample import DAY, composed, server, settings  # noqa: E402

from reporter.ledger import Ledger  # noqa: E402
from reporter.mail.deliver import deliver_due  # noqa: E402
from reporter.mail.outbox import Outbox  # noqa: E402


def rate(name: str, count: int, size: int) -> float:
    """Messages a second; ends the program where what arrived is not what was sent."""
    with (
        tempfile.TemporaryDirectory() as folder,
        SERVERS[name](Path(folder)) as to,
        Ledger(Path(folder) / "ledger.sqlite") as ledger,
    ):
        outbox = Outbox(ledger)
        outbox.enqueue([composed(number, size=size) for number in range(count)], DAY)
        began = time.perf_counter()
        deliver_due(ledger, settings(server(to.port)))
        seconds = time.perf_counter() - began
        if wrong := list(breaches(outbox.deliveries(), to.received(), 0)):
            sys.exit(f"{name}: {wrong[0]}")
    return count / seconds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--size", type=int, default=250_000, help="bytes of a message")
    parser.add_argument("--least", type=float, default=30)
    given = parser.parse_args()
    slow = False
    for name in SERVERS:
        found = rate(name, given.messages, given.size)
        slow |= found < given.least
        sys.stdout.write(f"{name:10} {found:6.1f} messages a second\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
