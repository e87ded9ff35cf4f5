from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from certificates import Certificates
from faulty_server import Fault, Plan, running
from mail_sample import DAY, NOON, StoppedClock, composed, secured, server, settings
from mail_servers import smtp_sink

from reporter.errors import BadConfiguration, Locked
from reporter.ledger import Ledger
from reporter.mail.deliver import Summary, deliver_due, recover
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.session import Session
from reporter.mail.settings import OnUnknown, Server

MINUTE = timedelta(minutes=1)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def outbox(tmp_path: Path, clock: StoppedClock) -> Iterator[Outbox]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield Outbox(ledger, clock)


def deliver(outbox: Outbox, *servers: Server, **changes: Any) -> Summary:
    return deliver_due(outbox.ledger, settings(servers, **changes), outbox.clock)


def numbers(outbox: Outbox, *states: DeliveryState) -> list[str]:
    return [item.recipient.removeprefix("reader") for item in outbox.deliveries(*states)]


def test_what_is_due_goes_out_over_one_connection(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(number) for number in range(5)], DAY)
    outbox.enqueue([composed(9)], DAY, not_before=NOON + MINUTE)
    with running(plan) as port:
        summary = deliver(outbox, server(port))
    assert plan.received() == [composed(number).raw for number in range(5)]
    assert plan.verbs == ["EHLO", *["MAIL", "RCPT", "DATA", "DOT"] * 5, "QUIT"]
    assert [len(part) for part in (summary.sent, summary.waiting, summary.unknown)] == [5, 1, 0]
    assert (summary.exit_code, summary.next_due) == (0, NOON + MINUTE)


def test_nothing_to_do_speaks_to_nobody(outbox: Outbox) -> None:
    assert deliver(outbox, server(1)).exit_code == 0


def test_a_connection_takes_so_many_messages(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(number) for number in range(5)], DAY)
    with running(plan) as port:
        deliver(outbox, server(port, per_connection=2))
    assert plan.verbs.count("EHLO") == plan.verbs.count("QUIT") == 3
    assert len(plan.received()) == 5


def test_what_was_sent_is_not_sent_again(outbox: Outbox, plan: Plan) -> None:
    with running(plan) as port:
        for _ in range(2):
            outbox.enqueue([composed(1)], DAY)
            deliver(outbox, server(port))
    assert len(plan.received()) == 1


def test_one_that_is_refused_fails_and_the_next_goes_out(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(number) for number in range(3)], DAY)
    plan.refused["reader1@example.org"] = "550 5.1.1 no such user"
    with running(plan) as port:
        summary = deliver(outbox, server(port))
    assert [item.reply for item in summary.failed] == ["RCPT: 550 5.1.1 no such user"]
    assert plan.received() == [composed(0).raw, composed(2).raw]
    assert plan.verbs.count("EHLO") == plan.verbs.count("RSET") == 1
    assert summary.exit_code == 1


def test_one_that_is_put_off_waits_longer_each_time_until_its_time_runs_out(
    outbox: Outbox, plan: Plan, clock: StoppedClock
) -> None:
    outbox.enqueue([composed(1)], timedelta(minutes=6))
    plan.refused["reader1@example.org"] = "450 4.2.1 busy"
    waits = []
    with running(plan) as port:
        while not (summary := deliver(outbox, server(port))).failed:
            assert summary.exit_code == 75
            assert summary.next_due
            waits.append((summary.next_due - clock.now()) / MINUTE)
            clock.time = summary.next_due
    assert all(
        0.75 * expected <= wait <= 1.25 * expected
        for wait, expected in zip(waits, (1, 2, 4, 8), strict=False)
    )
    assert len(waits) >= 3
    assert summary.failed[0].reply == "its time ran out; last: RCPT: 450 4.2.1 busy"


def test_what_is_not_due_yet_is_left_alone(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(1)], DAY)
    plan.refused["reader1@example.org"] = "450 4.2.1 busy"
    with running(plan) as port:
        assert [deliver(outbox, server(port)).exit_code for _ in range(2)] == [75, 75]
    assert plan.verbs.count("RCPT") == 1


def test_a_server_that_is_asked_too_fast_is_given_time(
    outbox: Outbox, plan: Plan, clock: StoppedClock
) -> None:
    outbox.enqueue([composed(number) for number in range(4)], DAY)
    with running(plan) as port:
        deliver(outbox, server(port, per_minute=20))
    assert clock.slept == 9
    assert len(plan.received()) == 4


def test_other_domains_go_ahead_of_one_that_is_given_time(
    outbox: Outbox, plan: Plan, clock: StoppedClock
) -> None:
    addresses = ["a@slow.example", "b@slow.example", "c@example.org", "d@example.org"]
    outbox.enqueue([composed(n, address) for n, address in enumerate(addresses)], DAY)
    with running(plan) as port:
        deliver(outbox, server(port), per_minute={"slow.example": 6})
    order = [composed(number, addresses[number]).raw for number in (0, 2, 3, 1)]
    assert plan.received() == order
    assert clock.slept == 10


def test_a_server_that_is_down_is_gone_around(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(1)], DAY)
    with running(plan) as port:
        summary = deliver(outbox, server(1), server(port))
    assert summary.sent[0].server == f"127.0.0.1:{port}"
    assert [trouble.server for trouble in summary.unusable] == ["127.0.0.1:1"]
    assert summary.exit_code == 0


def test_without_any_server_all_is_put_off(outbox: Outbox) -> None:
    outbox.enqueue([composed(1), composed(2)], DAY)
    summary = deliver(outbox, server(1))
    assert summary.exit_code == 69
    assert [item.attempts for item in summary.deferred] == [1, 1]
    assert summary.deferred[0].reply == "127.0.0.1:1: connecting: Connection refused"


def test_a_sender_that_is_refused_is_a_matter_of_configuration(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(1), composed(2)], DAY)
    plan.faults["MAIL"] = Fault.NEVER
    with running(plan) as port:
        summary = deliver(outbox, server(port))
    assert (summary.exit_code, len(summary.deferred)) == (78, 2)
    assert plan.verbs.count("MAIL") == 1


def test_a_wrong_password_is_a_matter_of_configuration(
    outbox: Outbox, plan: Plan, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.enqueue([composed(1)], DAY)
    with running(plan, certificates.good()) as port:
        to = secured(port, certificates.ca_file)
        monkeypatch.setenv("REPORTER_TEST_PASSWORD", "wrong")
        assert deliver(outbox, to).exit_code == 78
        monkeypatch.delenv("REPORTER_TEST_PASSWORD")
        outbox.enqueue([composed(2)], DAY)
        with pytest.raises(BadConfiguration, match="no password"):
            deliver(outbox, to)
    assert numbers(outbox, DeliveryState.PENDING) == ["2"]
    assert plan.received() == []


def test_a_connection_that_was_ended_between_messages_is_opened_again(
    outbox: Outbox, plan: Plan
) -> None:
    outbox.enqueue([composed(1), composed(2)], DAY)
    drops = iter([None, Fault.CLOSING, None])
    plan.faults = _Changing("MAIL", drops)
    with running(plan) as port:
        summary = deliver(outbox, server(port))
    assert [item.attempts for item in summary.sent] == [1, 1]
    assert plan.verbs.count("EHLO") == 2


def test_a_second_answer_to_a_message_is_not_taken_for_that_to_the_next(
    outbox: Outbox, plan: Plan
) -> None:
    outbox.enqueue([composed(1), composed(2)], DAY)
    plan.faults["DOT"] = Fault.CHATTER
    with running(plan) as port:
        assert len(deliver(outbox, server(port)).sent) == 2
    assert plan.received() == [composed(1).raw, composed(2).raw]
    assert plan.verbs.count("EHLO") == 2


class _Changing(dict[str, Fault]):
    """Faults at one verb that are not the same each time."""

    def __init__(self, verb: str, faults: Iterator[Fault | None]) -> None:
        super().__init__()
        self._verb, self._faults = verb, faults

    def get(self, verb: str, default: Any = None) -> Any:
        return next(self._faults) if verb == self._verb else default


def test_a_server_that_breaks_off_again_and_again_is_left_alone(outbox: Outbox, plan: Plan) -> None:
    outbox.enqueue([composed(number) for number in range(5)], DAY)
    plan.faults["DATA"] = Fault.DROP
    with running(plan) as port:
        summary = deliver(outbox, server(port))
    assert plan.verbs.count("DATA") == 3
    assert (len(summary.deferred), summary.exit_code) == (5, 69)


def test_what_is_in_doubt_is_held_and_told_until_somebody_knows(
    outbox: Outbox, plan: Plan, clock: StoppedClock
) -> None:
    outbox.enqueue([composed(1)], DAY)
    plan.faults, plan.keeps = {"DOT": Fault.DROP}, True
    with running(plan) as port:
        assert deliver(outbox, server(port)).exit_code == 76
        plan.faults = {}
        clock.sleep(3600)
        assert deliver(outbox, server(port)).exit_code == 76
        assert len(plan.received()) == 1
        outbox.decide(composed(1).message_id, DeliveryState.SENT, "they have it")
        assert deliver(outbox, server(port)).exit_code == 0


def test_what_is_in_doubt_is_sent_again_where_the_settings_say_so(
    outbox: Outbox, plan: Plan
) -> None:
    outbox.enqueue([composed(1)], DAY)
    plan.faults, plan.keeps = {"DOT": Fault.DROP}, True
    with running(plan) as port:
        assert deliver(outbox, server(port), on_unknown=OnUnknown.RESEND).exit_code == 76
        plan.faults = {}
        assert deliver(outbox, server(port), on_unknown=OnUnknown.RESEND).exit_code == 0
    assert plan.received() == [composed(1).raw] * 2


@pytest.mark.parametrize(
    ("step", "state"), [("write", DeliveryState.PENDING), ("finish", DeliveryState.UNKNOWN)]
)
def test_an_interrupted_run_leaves_nothing_under_way(
    step: str, state: DeliveryState, outbox: Outbox, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    outbox.enqueue([composed(1)], DAY)
    monkeypatch.setattr(Session, step, interrupt)
    with running(plan) as port, pytest.raises(KeyboardInterrupt):
        deliver(outbox, server(port))
    assert [item.state for item in outbox.deliveries()] == [state]
    assert plan.received() == []


def test_what_a_dead_process_left_shows_unless_one_delivers(outbox: Outbox) -> None:
    outbox.enqueue([composed(1)], DAY)
    claim = outbox.claim(composed(1).message_id, "s")
    assert claim
    outbox.commit(claim)
    with Ledger(outbox.ledger.path) as another, another.hold("mail"):
        recover(outbox.ledger)
        assert numbers(outbox, DeliveryState.UNKNOWN) == []
    recover(outbox.ledger)
    assert numbers(outbox, DeliveryState.UNKNOWN) == ["1"]


def test_only_one_process_delivers(outbox: Outbox) -> None:
    outbox.enqueue([composed(1)], DAY)
    with Ledger(outbox.ledger.path) as another, another.hold("mail"), pytest.raises(Locked):
        deliver(outbox, server(1))
    assert numbers(outbox, DeliveryState.PENDING) == ["1"]


def test_what_somebody_else_settled_meanwhile_is_passed_over(
    outbox: Outbox, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.enqueue([composed(1), composed(2)], DAY)
    all_due = outbox.due()
    claim = outbox.claim(composed(1).message_id, "another")
    assert claim
    outbox.settle(claim, DeliveryState.SENT, "250 OK")
    monkeypatch.setattr(Outbox, "due", lambda _: all_due)
    with running(plan) as port:
        deliver(outbox, server(port))
    assert plan.received() == [composed(2).raw]


@pytest.mark.parametrize(
    ("options", "state", "said"),
    [
        (["-r", "RCPT"], "deferred", "RCPT: 450 4.3.0 Error: command failed"),
        (["-f", "RCPT"], "failed", "RCPT: 500 5.3.0 Error: command failed"),
        (["-r", "DATA"], "deferred", "DATA: 450"),
        (["-f", "."], "failed", "the final dot: 500"),
        (["-r", "."], "deferred", "the final dot: 450"),
        (["-q", "."], "unknown", "the final dot: it closed the connection"),
        (["-Q", "."], "deferred", "the final dot: 421"),
        (["-q", "DATA"], "deferred", "DATA: it closed the connection"),
        (["-q", "CONNECT"], "deferred", "connecting: it closed the connection"),
        (["-Q", "MAIL"], "deferred", "MAIL: 421"),
    ],
)
def test_a_server_of_postfix_that_refuses_or_drops_is_understood(
    options: list[str], state: str, said: str, outbox: Outbox
) -> None:
    outbox.enqueue([composed(1)], DAY)
    with smtp_sink(*options) as to:
        deliver(outbox, server(to.port))
    kept = outbox.delivery(composed(1).message_id)
    assert kept.state == state
    assert said in kept.reply


def test_a_refusal_while_the_message_is_being_sent_is_heard(outbox: Outbox) -> None:
    outbox.enqueue([composed(1, size=3_000_000)], DAY)
    with smtp_sink("-A", "0") as to:
        deliver(outbox, server(to.port))
        assert to.received() == []
    kept = outbox.delivery(composed(1).message_id)
    assert kept.state in ("failed", "deferred")
    assert kept.reply.startswith("the message: ")
