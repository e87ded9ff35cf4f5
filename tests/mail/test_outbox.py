from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from mail_sample import DAY, NOON, StoppedClock, composed

from reporter.errors import Locked, NotMail, UnknownDelivery
from reporter.ledger import Ledger
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Attempt, Claim, Outbox
from reporter.mail.policy import Quiet

MINUTE = timedelta(minutes=1)
ONE, TWO = composed(1), composed(2)
EVENING = Quiet(time(20, 30), time(7), "Asia/Hong_Kong")
"""Begins half an hour after the clock of the tests."""
MORNING = datetime.fromisoformat("2025-03-20T23:00+00:00")


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def outbox(tmp_path: Path, clock: StoppedClock) -> Iterator[Outbox]:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        yield Outbox(ledger, clock)


def claimed(outbox: Outbox, message_id: str = ONE.message_id) -> Claim:
    claim = outbox.claim(message_id, "smtp.example.com:587")
    assert claim
    return claim


def in_doubt(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.commit(claimed(outbox))
    outbox.recover()


def states(outbox: Outbox) -> list[DeliveryState]:
    return [event.state for event in outbox.history(ONE.message_id)]


def test_a_message_is_read_back_as_it_was_put_in(outbox: Outbox) -> None:
    assert outbox.enqueue([ONE], DAY) == (ONE.message_id,)
    kept = outbox.delivery(ONE.message_id)
    for name in "message_id recipient address edition subject content_hash brief period".split():
        assert getattr(kept, name) == getattr(ONE, name)
    assert (kept.state, kept.attempts) == (DeliveryState.PENDING, 0)
    assert (kept.enqueued, kept.due, kept.expires) == (NOON, NOON, NOON + DAY)
    assert outbox.raw(ONE.message_id) == ONE.raw


def test_one_that_is_there_is_not_put_in_again(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.settle(claimed(outbox), DeliveryState.SENT, "250 OK")
    other = replace(ONE, raw=ONE.raw.replace(b"line 1", b"LINE 1"))
    assert outbox.enqueue([other, TWO, TWO], DAY) == (TWO.message_id,)
    assert outbox.delivery(ONE.message_id).state is DeliveryState.SENT
    assert outbox.raw(ONE.message_id) == ONE.raw
    assert len(outbox.ledger.rows("SELECT * FROM contents")) == 2


def test_all_are_put_in_or_none(outbox: Outbox) -> None:
    with pytest.raises(NotMail):
        outbox.enqueue([ONE, replace(TWO, raw=b"nothing\n")], DAY)
    assert outbox.deliveries() == ()


def test_what_is_to_wait_is_due_later_and_expires_from_then_on(
    outbox: Outbox, clock: StoppedClock
) -> None:
    outbox.enqueue([ONE], DAY, not_before=NOON + MINUTE)
    outbox.enqueue([TWO], DAY, not_before=NOON - MINUTE)
    assert [item.message_id for item in outbox.due()] == [TWO.message_id]
    clock.sleep(60)
    assert [item.message_id for item in outbox.due()] == [TWO.message_id, ONE.message_id]
    assert outbox.delivery(ONE.message_id).expires == NOON + MINUTE + DAY


def test_a_message_is_claimed_once(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    claim = claimed(outbox)
    assert (claim.address, claim.raw, claim.attempt) == (ONE.address, ONE.raw, 1)
    assert outbox.claim(ONE.message_id, "other") is None
    assert outbox.due() == ()


def test_its_way_to_a_server_is_kept_step_by_step(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    claim = claimed(outbox)
    outbox.commit(claim)
    outbox.settle(claim, DeliveryState.SENT, "250 OK")
    assert states(outbox) == ["pending", "claimed", "committing", "sent"]
    kept = outbox.delivery(ONE.message_id)
    assert (kept.server, kept.reply, kept.attempts) == ("smtp.example.com:587", "250 OK", 1)
    assert outbox.attempts_since(NOON) == (Attempt(ONE.address, "smtp.example.com:587", NOON),)
    assert outbox.attempts_since(NOON + MINUTE) == ()


def test_one_that_was_put_off_is_tried_when_it_is_due(outbox: Outbox, clock: StoppedClock) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.put_off(claimed(outbox), "451 later", NOON + MINUTE)
    assert outbox.due() == ()
    clock.sleep(60)
    assert [item.attempts for item in outbox.due()] == [1]
    assert claimed(outbox).attempt == 2


def again_by(name: str, outbox: Outbox) -> None:
    """Have a message tried again at a quiet hour, in one of the ways there are."""
    claim, item = claimed(outbox), ONE.message_id
    outbox.clock.sleep(1800)
    if name in ("put off", "rescheduled"):
        outbox.put_off(claim, "451 later", outbox.clock.now() + MINUTE)
    elif name == "released":
        outbox.release(claim, "421 closing")
    elif name == "recovered":
        outbox.recover()
    elif name == "no server":
        outbox.release(claim, "421 closing")
        outbox.defer({item: outbox.clock.now() + MINUTE}, "nobody answers")
    else:
        outbox.settle(claim, DeliveryState(name), "no")
        outbox.decide(item, DeliveryState.PENDING, "it did not arrive")
    if name == "rescheduled":
        outbox.reschedule(item, None, EVENING)


@pytest.mark.parametrize(
    "way",
    ["put off", "rescheduled", "released", "recovered", "no server", "unknown", "failed"],
)
def test_no_attempt_falls_into_quiet_hours(outbox: Outbox, clock: StoppedClock, way: str) -> None:
    outbox.enqueue([ONE], DAY, quiet=EVENING)
    again_by(way, outbox)
    for due in outbox.due():
        assert not outbox.claim(due.message_id, "server")
    kept = outbox.delivery(ONE.message_id)
    assert (kept.due, outbox.due(), kept.quiet) == (MORNING, (), EVENING)
    assert kept.expires - kept.due > DAY - timedelta(hours=1)
    clock.time = MORNING
    assert claimed(outbox)


def test_one_that_is_put_in_at_a_quiet_hour_waits(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY, NOON + timedelta(hours=1), EVENING)
    kept = outbox.delivery(ONE.message_id)
    assert (kept.due, kept.expires) == (MORNING, MORNING + DAY)


def test_quiet_hours_are_those_that_the_mailing_has_now(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY, quiet=EVENING)
    outbox.put_off(claimed(outbox), "451 later", NOON + timedelta(minutes=40))
    assert outbox.delivery(ONE.message_id).due == MORNING
    outbox.reschedule(ONE.message_id, None, None)
    kept = outbox.delivery(ONE.message_id)
    assert (kept.due, kept.quiet) == (MORNING, None)  # never earlier than a server was told


def test_one_that_was_not_tried_after_all_is_as_before(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.release(claimed(outbox), "421 closing")
    assert [item.attempts for item in outbox.due()] == [0]


def test_those_that_no_server_was_there_for_are_put_off_as_tried(outbox: Outbox) -> None:
    outbox.enqueue([ONE, TWO], DAY)
    outbox.settle(claimed(outbox, TWO.message_id), DeliveryState.SENT, "250 OK")
    outbox.defer({item.message_id: NOON + MINUTE for item in (ONE, TWO)}, "nobody answers")
    kept = outbox.delivery(ONE.message_id)
    assert (kept.state, kept.attempts, kept.due) == ("deferred", 1, NOON + MINUTE)
    assert outbox.delivery(TWO.message_id).state is DeliveryState.SENT


def test_a_claim_that_another_process_has_taken_over_is_worth_nothing(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    stale = claimed(outbox)
    outbox.recover()
    fresh = claimed(outbox)
    steps: tuple[Callable[[], None], ...] = (
        lambda: outbox.commit(stale),
        lambda: outbox.settle(stale, DeliveryState.SENT, "250 OK"),
        lambda: outbox.put_off(stale, "451", NOON),
        lambda: outbox.release(stale, "421"),
    )
    for step in steps:
        with pytest.raises(Locked, match="another process took"):
            step()
    outbox.commit(fresh)
    assert states(outbox) == ["pending", "claimed", "pending", "claimed", "committing"]


def test_what_a_dead_process_left_is_tried_again_or_in_doubt(outbox: Outbox) -> None:
    outbox.enqueue([ONE, TWO], DAY)
    outbox.commit(claimed(outbox, TWO.message_id))
    claimed(outbox)
    outbox.recover()
    assert [item.state for item in outbox.deliveries()] == ["pending", "unknown"]
    assert [item.message_id for item in outbox.due()] == [ONE.message_id]


def test_what_could_not_be_sent_in_its_time_is_given_up(
    outbox: Outbox, clock: StoppedClock
) -> None:
    outbox.enqueue([ONE], MINUTE)
    outbox.enqueue([TWO], DAY)
    outbox.put_off(claimed(outbox), "451 later", NOON)
    clock.sleep(59)
    assert outbox.expire() == ()
    clock.sleep(1)
    assert outbox.expire() == (ONE.message_id,)
    kept = outbox.delivery(ONE.message_id)
    assert (kept.state, kept.reply) == ("failed", "its time ran out; last: 451 later")
    assert outbox.delivery(TWO.message_id).state is DeliveryState.PENDING


@pytest.mark.parametrize("state", ["sent", "failed", "pending"])
def test_a_doubt_is_settled(outbox: Outbox, state: str) -> None:
    in_doubt(outbox)
    outbox.decide(ONE.message_id, DeliveryState(state), "they have it")
    assert outbox.delivery(ONE.message_id).state == state
    assert bool(outbox.due()) is (state == "pending")


def test_what_is_to_be_sent_again_has_as_much_time_as_at_first(
    outbox: Outbox, clock: StoppedClock
) -> None:
    in_doubt(outbox)
    outbox.enqueue([TWO], DAY)
    clock.time += 7 * DAY
    outbox.expire()
    for message_id in (ONE.message_id, TWO.message_id):
        outbox.decide(message_id, DeliveryState.PENDING, "it did not arrive")
    assert outbox.expire() == ()
    assert [item.expires for item in outbox.deliveries()] == [clock.now() + DAY] * 2


def test_what_failed_cannot_be_called_sent(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.settle(claimed(outbox), DeliveryState.FAILED, "550 no such user")
    with pytest.raises(UnknownDelivery, match="it is failed"):
        outbox.decide(ONE.message_id, DeliveryState.SENT, "they have it")


def test_what_is_not_in_doubt_is_not_settled(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    with pytest.raises(UnknownDelivery, match="it is pending"):
        outbox.decide(ONE.message_id, DeliveryState.SENT, "they have it")
    with pytest.raises(UnknownDelivery, match="not in the outbox"):
        outbox.decide(TWO.message_id, DeliveryState.SENT, "they have it")
    with pytest.raises(UnknownDelivery):
        outbox.raw(TWO.message_id)


def test_what_came_back_has_failed_if_it_was_taken(outbox: Outbox) -> None:
    outbox.enqueue([ONE, TWO], DAY)
    outbox.settle(claimed(outbox), DeliveryState.SENT, "250 OK")
    assert outbox.came_back(ONE.message_id, "550 no such user")
    assert not outbox.came_back(ONE.message_id, "550 no such user")
    assert not outbox.came_back(TWO.message_id, "550 no such user")
    assert [item.state for item in outbox.deliveries()] == ["failed", "pending"]


def test_what_is_not_on_its_way_yet_can_be_withdrawn(outbox: Outbox) -> None:
    outbox.enqueue([ONE, TWO], DAY)
    claimed(outbox)
    assert not outbox.withdraw(ONE.message_id, "another took its place")
    assert outbox.withdraw(TWO.message_id, "another took its place")
    assert outbox.delivery(TWO.message_id).state is DeliveryState.FAILED
    assert outbox.due() == ()


def test_messages_are_found_by_state_and_brief(outbox: Outbox) -> None:
    outbox.enqueue([ONE, replace(TWO, brief="another")], DAY)
    outbox.settle(claimed(outbox), DeliveryState.SENT, "250 OK")
    assert [item.message_id for item in outbox.deliveries(DeliveryState.SENT)] == [ONE.message_id]
    assert [item.message_id for item in outbox.deliveries(brief="another")] == [TWO.message_id]
    assert outbox.deliveries(DeliveryState.SENT, brief="another") == ()
    assert [item.recipient for item in outbox.deliveries(recipient="reader2")] == ["reader2"]


def test_without_power_an_answer_that_was_just_heard_is_in_doubt(
    outbox: Outbox, tmp_path: Path
) -> None:
    outbox.enqueue([ONE], DAY)
    claim = claimed(outbox)
    outbox.commit(claim)
    files = [outbox.ledger.path.with_name(f"ledger.sqlite{end}") for end in ("", "-wal")]
    durable = [file.read_bytes() for file in files]
    outbox.settle(claim, DeliveryState.SENT, "250 OK")
    for file, content in zip(files, durable, strict=True):
        (tmp_path / f"cut-{file.name}").write_bytes(content)
    with Ledger(tmp_path / "cut-ledger.sqlite") as ledger:
        after = Outbox(ledger)
        after.recover()
        assert after.delivery(ONE.message_id).state is DeliveryState.UNKNOWN
    assert outbox.delivery(ONE.message_id).state is DeliveryState.SENT


def test_it_is_all_on_the_disk(outbox: Outbox) -> None:
    outbox.enqueue([ONE], DAY)
    outbox.commit(claimed(outbox))
    with Ledger(outbox.ledger.path) as another:
        assert Outbox(another).delivery(ONE.message_id).state is DeliveryState.COMMITTING
