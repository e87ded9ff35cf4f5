"""Messages a second to servers on loopback, each in the ledger and on the disk before its dot goes.

    python benchmarks/mail.py [--messages 300] [--size 250000] [--least 30]

Ends with 1 where a server was given fewer than --least a second, or did not get each message once.
How long our own side computes says what is left for the disk and the servers, of which aiosmtpd
runs in this process too.
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


def rate(name: str, count: int, size: int) -> tuple[float, float]:
    """Messages a second, and how many milliseconds our side computes for each.

    Ends the program where what arrived is not what was sent.
    """
    with (
        tempfile.TemporaryDirectory() as folder,
        SERVERS[name](Path(folder)) as to,
        Ledger(Path(folder) / "ledger.sqlite") as ledger,
    ):
        outbox = Outbox(ledger)
        outbox.enqueue([composed(number, size=size) for number in range(count)], DAY)
        began, ours = time.perf_counter(), time.thread_time()
        deliver_due(ledger, settings(server(to.port)))
        seconds, ours = time.perf_counter() - began, time.thread_time() - ours
        if wrong := list(breaches(outbox.deliveries(), to.received(), 0)):
            sys.exit(f"{name}: {wrong[0]}")
    return count / seconds, 1000 * ours / count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--size", type=int, default=250_000, help="bytes of a message")
    parser.add_argument("--least", type=float, default=30)
    given = parser.parse_args()
    slow = False
    for name in SERVERS:
        found, ours = rate(name, given.messages, given.size)
        slow |= found < given.least
        sys.stdout.write(f"{name:10} {found:6.1f} messages a second, {ours:.1f} ms of ours each\n")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
