"""Every verb of SMTP goes wrong in every way, and each message is where the ledger says it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from certificates import Certificates
from faulty_server import Fault, Plan, running
from judgement import breaches
from mail_sample import DAY, StoppedClock, composed, secured, settings

from reporter.ledger import Ledger
from reporter.mail.deliver import deliver_due
from reporter.mail.outbox import Outbox

GOOD, REFUSED = composed(1), composed(2, "gone@example.org")

FAULTS = (Fault.LATER, Fault.NEVER, Fault.DROP, Fault.STALL, Fault.GARBAGE, Fault.OVERSIZE)
SERVER_GONE = dict.fromkeys(FAULTS, "deferred")
OUTCOMES: dict[str, dict[Fault, str]] = {
    "CONNECT": SERVER_GONE,
    "EHLO": SERVER_GONE,
    "STARTTLS": SERVER_GONE,
    "EHLO in TLS": SERVER_GONE,
    "AUTH": SERVER_GONE,
    "MAIL": SERVER_GONE,
    "RCPT": SERVER_GONE | {Fault.NEVER: "failed"},
    "DATA": SERVER_GONE | {Fault.NEVER: "failed"},
    "DOT": dict.fromkeys(FAULTS, "unknown") | {Fault.LATER: "deferred", Fault.NEVER: "failed"},
    "RSET": dict.fromkeys(FAULTS, "sent"),
    "QUIT": dict.fromkeys(FAULTS, "sent"),
}
CELLS = [
    (verb, fault, state, keeps)
    for verb, row in OUTCOMES.items()
    for fault, state in row.items()
    for keeps in ((False, True) if state == "unknown" else (False,))
]
"""Verb, fault, what becomes of the message, and whether the server keeps it all the same."""


def test_it_has_at_least_sixty_cells() -> None:
    assert len(CELLS) >= 60


@pytest.mark.parametrize(("verb", "fault", "state", "keeps"), CELLS)
def test_a_verb_goes_wrong(
    verb: str, fault: Fault, state: str, keeps: bool, tmp_path: Path, certificates: Certificates
) -> None:
    clock, plan = StoppedClock(), Plan(tmp_path, {verb: fault}, keeps)
    plan.refused[REFUSED.address] = "550 5.1.1 no such user"
    patience = 0.4 if fault is Fault.STALL else 20.0
    with Ledger(tmp_path / "ledger.sqlite") as ledger, running(plan, certificates.good()) as port:
        outbox = Outbox(ledger, clock)
        outbox.enqueue([REFUSED, GOOD] if verb == "RSET" else [GOOD], DAY)
        to = secured(port, certificates.ca_file, timeout=patience, answer=patience)
        deliver_due(ledger, settings(to), clock)
        assert outbox.delivery(GOOD.message_id).state == state
        assert len(plan.received()) == (state == "sent" or keeps)
        plan.faults = {}
        clock.sleep(3600)
        deliver_due(ledger, settings(secured(port, certificates.ca_file)), clock)
        final = {"deferred": "sent"}.get(state, state)
        assert outbox.delivery(GOOD.message_id).state == final
        assert list(breaches(outbox.deliveries(), plan.received(), final == "unknown")) == []
