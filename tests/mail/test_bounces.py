from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from mail_sample import DAY, SENDER, composed, message_id, server, settings
from mail_servers import opensmtpd

from reporter.ledger import Ledger
from reporter.mail.bounces import bounces_in, read_bounces, take_bounces
from reporter.mail.deliver import deliver_due
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.suppression import read_suppressed

SAMPLES = Path(__file__).parent / "samples"
TODAY = date(2025, 3, 26)
FOUR = composed(4, "reader4@gone.example")


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """A message that a server took."""
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        outbox = Outbox(ledger)
        outbox.enqueue([FOUR], DAY)
        claim = outbox.claim(FOUR.message_id, "smtp.example.com:587")
        assert claim
        outbox.settle(claim, DeliveryState.SENT, "250 OK")
        yield outbox


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "reason"),
    [("bounce-postfix.eml", "5.1.1 no such user"), ("bounce-exim.eml", "5.0.0")],
)
def test_what_came_back_has_failed_and_its_address_gets_nothing_more(
    name: str, reason: str, outbox: Outbox, tmp_path: Path
) -> None:
    suppression = tmp_path / "suppressed.csv"
    for new in (1, 0):
        returned = take_bounces(outbox, bounces_in(SAMPLES / name), suppression, TODAY)
        assert len(returned.suppressed) == new
    (kept,) = read_suppressed(suppression).values()
    assert (kept.address, kept.reason, kept.since) == (FOUR.address, reason, TODAY)
    delivery = outbox.delivery(FOUR.message_id)
    assert (delivery.state, delivery.reply) == ("failed", f"it came back: {reason}")


def test_what_waits_for_an_address_that_is_gone_is_given_up(outbox: Outbox, tmp_path: Path) -> None:
    outbox.enqueue([composed(7, "Reader4@gone.example"), composed(8)], DAY)
    take_bounces(outbox, bounces_in(SAMPLES / "bounce-postfix.eml"), tmp_path / "s.csv", TODAY)
    waiting, other = (outbox.delivery(composed(number).message_id) for number in (7, 8))
    assert waiting.reply == "its address is suppressed: 5.1.1 no such user"
    assert (waiting.state, other.state) == (DeliveryState.FAILED, DeliveryState.PENDING)


def test_one_that_names_no_message_of_ours_changes_nothing(outbox: Outbox, tmp_path: Path) -> None:
    forged = sample("bounce-postfix.eml").replace(b"<4.briefs@", b"<5.briefs@")
    returned = take_bounces(outbox, read_bounces([forged]), tmp_path / "suppressed.csv", TODAY)
    assert [bounce.addresses for bounce in returned.strange] == [("reader4@gone.example",)]
    assert not (tmp_path / "suppressed.csv").exists()
    assert outbox.delivery(FOUR.message_id).state is DeliveryState.SENT


def test_one_that_names_another_address_counts_for_that_the_message_went_to(
    outbox: Outbox, tmp_path: Path
) -> None:
    forwarded = sample("bounce-postfix.eml").replace(b"reader4@gone", b"someone.else@gone")
    returned = take_bounces(outbox, read_bounces([forwarded]), tmp_path / "s.csv", TODAY)
    assert [one.address for one in returned.suppressed] == [FOUR.address]


def test_what_is_late_only_may_yet_arrive(outbox: Outbox, tmp_path: Path) -> None:
    late = sample("bounce-postfix.eml").replace(b"Action: failed", b"Action: delayed")
    returned = take_bounces(
        outbox, read_bounces([late.replace(b"5.1.1", b"4.4.1")]), tmp_path / "s.csv", TODAY
    )
    assert [bounce.permanent for bounce in returned.passing] == [False]
    assert outbox.delivery(FOUR.message_id).state is DeliveryState.SENT


def test_what_the_returned_message_refers_to_has_not_come_back() -> None:
    thread = b"References: <first@example.com>\nMessage-ID: <4.briefs"
    raw = sample("bounce-postfix.eml").replace(b"Message-ID: <4.briefs", thread)
    (bounce,) = read_bounces([raw])
    assert bounce.cited == (FOUR.message_id,)


def test_one_that_returns_nothing_is_known_by_what_it_answers() -> None:
    head, _, _ = sample("bounce-exim.eml").rpartition(
        b"--1795478718-eximdsn-887057228\nContent-type"
    )
    (bounce,) = read_bounces([head + b"--1795478718-eximdsn-887057228--\n"])
    assert bounce.cited == (FOUR.message_id,)


def test_what_is_no_bounce_is_none() -> None:
    assert list(read_bounces([composed(1).raw, b"From: a@b\nSubject: Re: brief\n\nThanks!"])) == []


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"From: \xff\nSubject: x\n\nhi"])
def test_what_is_ill_formed_does_not_end_the_reading(
    raw: bytes, outbox: Outbox, tmp_path: Path
) -> None:
    bounces = read_bounces([raw, sample("bounce-exim.eml")])
    returned = take_bounces(outbox, bounces, tmp_path / "s.csv", TODAY)
    assert len(returned.suppressed) == 1


def test_what_cannot_be_read_is_told_as_such() -> None:
    (bounce,) = read_bounces([b"From: \xff\nSubject: x\n\nhi"])
    assert "cannot be read" in bounce.reason


def test_what_a_server_sends_back_by_itself_is_understood(tmp_path: Path) -> None:
    suppression = tmp_path / "suppressed.csv"
    with opensmtpd("gone.example") as to, Ledger(tmp_path / "ledger.sqlite") as ledger:
        outbox = Outbox(ledger)
        outbox.enqueue([composed(1), FOUR], DAY)
        assert deliver_due(ledger, settings(server(to.port))).exit_code == 0
        received = to.received()
        returned = take_bounces(outbox, read_bounces(received), suppression, TODAY)
        states = [item.state for item in outbox.deliveries()]
    assert [one.address for one in returned.suppressed] == [FOUR.address]
    assert states == [DeliveryState.SENT, DeliveryState.FAILED]
    assert {message_id(raw) for raw in received} > {composed(1).message_id}
    assert SENDER.encode() in b"".join(received)
