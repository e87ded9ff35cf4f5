"""What is left for those who watch over a schedule after each tick: figures, and a sign of life."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from reporter.archive import write_whole
from reporter.clock import Clock
from reporter.errors import ReporterError
from reporter.ledger import Ledger
from reporter.mail.model import DeliveryState
from reporter.schedule.calls import call
from reporter.schedule.health import health
from reporter.schedule.metrics import metrics_text
from reporter.schedule.model import Schedule

log = logging.getLogger(__name__)


def report(schedule: Schedule, ledger: Ledger, clock: Clock, code: int) -> tuple[str, ...]:
    """Write the figures, and give the sign of life where a tick ended with 0; what failed of it.

    A tick that could not tell of itself did what it was to do all the same.
    """
    ways: list[Callable[[], None]] = []
    if schedule.metrics:
        ways.append(partial(_write, schedule.metrics, schedule, ledger, clock))
    if schedule.ping and code == 0:
        ways.append(partial(call, schedule.ping, "the address to ping"))
    return tuple(filter(None, map(_fault, ways)))


def _fault(way: Callable[[], None]) -> str:
    try:
        way()
    except ReporterError as error:
        log.warning("%s", error)
        return str(error)
    return ""


def _write(path: Path, schedule: Schedule, ledger: Ledger, clock: Clock) -> None:
    query = "SELECT state, count(*) AS count FROM deliveries GROUP BY state"
    counted = {row["state"]: row["count"] for row in ledger.rows(query)}
    messages = {state.value: counted.get(state, 0) for state in DeliveryState}
    text = metrics_text(schedule.path.name, health(schedule, ledger, clock), messages)
    write_whole(path, text.encode())
