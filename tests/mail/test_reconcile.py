from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from certificates import Certificates
from judgement import Trial
from mail_sample import DAY, composed
from mail_servers import dovecot, opensmtpd

from reporter.errors import UnknownDelivery
from reporter.ledger import Ledger
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.passwords import Keeper, Password
from reporter.mail.reconcile import by_imap, by_log, by_mailbox, by_word
from reporter.mail.settings import Inbox

SAMPLES = Path(__file__).parent / "samples"
IDS = [composed(number).message_id for number in range(1, 6)]


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    """Five messages of which nobody knows."""
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        outbox = Outbox(ledger)
        outbox.enqueue([composed(number) for number in range(1, 6)], DAY)
        for message_id in IDS:
            claim = outbox.claim(message_id, "smtp.example.com:587")
            assert claim
            outbox.commit(claim)
        outbox.recover()
        yield outbox


def states(outbox: Outbox) -> list[str]:
    return [outbox.delivery(message_id).state.value for message_id in IDS]


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        ("postfix.log", ["sent", "unknown", "failed", "failed", "sent"]),
        ("exim.log", ["sent", "unknown", "unknown", "failed", "failed"]),
    ],
)
def test_a_log_settles_what_it_tells_and_leaves_the_rest(
    log: str, expected: list[str], outbox: Outbox
) -> None:
    findings = by_log(outbox, (SAMPLES / log).read_text().splitlines())
    assert [finding.state for finding in findings] == states(outbox) == expected
    assert "in the server's log" in outbox.delivery(IDS[0]).reply
    assert IDS[0].strip("<>") in findings[0].evidence or "queue active" in findings[0].evidence


def test_a_mailbox_settles_what_is_in_it(outbox: Outbox, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "1.eml").write_bytes(composed(1).raw)
    by_mailbox(outbox, tmp_path / "copies")
    assert states(outbox) == ["sent", *["unknown"] * 4]


def test_a_mailbox_on_a_server_settles_what_is_in_it(
    outbox: Outbox, certificates: Certificates, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("secret")
    password = Password(Keeper.FILE, str(tmp_path / "password"))
    with dovecot([composed(2).raw], certificates.as_text(), "secret") as port:
        inbox = Inbox("127.0.0.1", "ir", password, port, ca_file=certificates.ca_file)
        findings = by_imap(outbox, inbox)
    assert states(outbox) == ["unknown", "sent", *["unknown"] * 3]
    assert findings[1].evidence == "found in INBOX of ir"


def test_without_doubts_no_server_is_asked(tmp_path: Path) -> None:
    nowhere = Inbox("127.0.0.1", "ir", Password(Keeper.ENV, "NONE"), 1)
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        assert by_imap(Outbox(ledger), nowhere) == ()


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.PENDING])
def test_a_person_settles_one(outbox: Outbox, state: DeliveryState) -> None:
    by_word(outbox, IDS[0], state, "Li Wei")
    assert states(outbox) == [state, *["unknown"] * 4]
    assert outbox.history(IDS[0])[-1].reply == "Li Wei says so"
    with pytest.raises(UnknownDelivery, match=f"it is {state}"):
        by_word(outbox, IDS[0], DeliveryState.FAILED, "Li Wei")


def test_what_a_dead_process_left_in_doubt_is_found_where_it_was_delivered(
    tmp_path: Path,
) -> None:
    with opensmtpd() as to:
        trial = Trial(tmp_path / "ledger.sqlite", to)
        trial.hand_in(3)
        trial.run("--point", "answer read", "--after", "1")
        assert trial.run() == 76
        for number, raw in enumerate(to.received()):
            (tmp_path / f"{number}.eml").write_bytes(raw)
        with Ledger(trial.ledger) as ledger:
            (finding,) = by_mailbox(Outbox(ledger), tmp_path)
        assert finding.state is DeliveryState.SENT
        assert trial.run() == 0
        assert trial.breaches(0) == []
