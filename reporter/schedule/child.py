"""The process in which the work of an occasion is done, as its parent sees it and as it is inside.

It holds the lock of its job together with its parent, so that nobody else begins while either
lives; it is killed when its time is over, and by the kernel when its parent dies.
"""

from __future__ import annotations

import ctypes
import errno
import logging
import math
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta

from reporter.bug_log import bug_log
from reporter.clock import Clock, RunningClock
from reporter.errors import ReporterError, TakenOver
from reporter.ledger import Ledger
from reporter.schedule.due import in_words
from reporter.schedule.order import Order, Work
from reporter.schedule.run import Outcome
from reporter.schedule.runs import Runs, fence

log = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-m", "reporter.schedule.child")
_BUG, _CANNOT_WRITE = 70, 73
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_STDERR = 2
_GRACE = timedelta(minutes=1)
_PR_SET_PDEATHSIG = 1


def run_child(order: Order, lock: int, command: Sequence[str] = COMMAND) -> str:
    """Have an order worked on; why it did not come to an end, where it did not.

    Whatever it comes to itself, the child writes into the ledger.
    """
    arguments = [*command, str(lock), str(os.getpid())]
    with subprocess.Popen(  # noqa: S603 - this very program
        arguments, stdin=subprocess.PIPE, stdout=_STDERR, pass_fds=(lock,)
    ) as process:
        limit = order.job.behaviour.timeout
        try:
            process.communicate(pickle.dumps(order), limit.total_seconds())
        except subprocess.TimeoutExpired:
            process.kill()
            return f"it took longer than {in_words(limit)} and was ended"
        except BaseException:
            process.kill()
            raise
    if process.returncode < 0:
        return f"its process was ended by {signal.Signals(-process.returncode).name}"
    return f"its process ended with code {process.returncode}, as told in its log"


def main(work: Work | None = None) -> int:
    """Do what the parent says on stdin, and write into the ledger how it went."""
    lock, parent = map(int, sys.argv[-2:])
    _bind(lock, parent)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent wrote it
    signal.alarm(math.ceil((order.job.behaviour.timeout + _GRACE).total_seconds()))
    clock = RunningClock(order.now)
    try:
        with Ledger(order.ledger) as ledger:
            ledger.guard = fence(order.token)
            outcome = _outcome(work or _work(), order, ledger, clock)
            runs = Runs(ledger, order.schedule, order.job.id, clock)
            runs.settle(order.token, outcome, order.job.behaviour)
    except ReporterError as error:
        log.error("%s: %s", order.job.id, error)
        return error.exit_code
    return 0


def _work() -> Work:
    """The real work, whose imports are heavy."""
    from reporter.schedule.work import work

    return work


def _bind(lock: int, parent: int) -> None:
    """Live no longer than the parent, and be stopped by it alone."""
    os.set_inheritable(lock, False)
    for number in (signal.SIGINT, signal.SIGTERM):  # told to a whole group; the parent decides
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent ended")


def _outcome(work: Work, order: Order, ledger: Ledger, clock: Clock) -> Outcome:
    """How the work ended, whatever it raised."""
    try:
        return work(order, ledger, clock)
    except TakenOver:
        raise
    except ReporterError as error:
        return Outcome(error.exit_code, str(error))
    except Exception as error:  # the one catch-all of the process
        if isinstance(error, OSError) and error.errno in _FULL:
            return Outcome(_CANNOT_WRITE, f"cannot write: {error}")
        where = bug_log(error)
        return Outcome(_BUG, f"a bug in reporter: {error!r}; the details are in {where}")


if __name__ == "__main__":
    sys.exit(main())
