"""Who gets what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from mail_sample import StoppedClock, server, settings

from reporter.brief_files import BriefFiles
from reporter.ledger import Ledger
from reporter.mail.approval import approve
from reporter.mail.mailing import Mailing, parse_mailing
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.plan import Decision, Verdict, enqueue, plan
from reporter.press import Press

BRIEF = """\
brief: sample
issuer: {entity: acme, name: {zh-Hans: 样例公司, en: Acme}}
period: FY2024
published: "2025-03-26"
entities: {acme: {zh-Hans: 样例, en: Acme}}
facts:
  - {id: revenue, concept: revenue, entity: acme, period: FY2024, value: REVENUE}
  - id: revenue_yoy
    concept: revenue
    entity: acme
    period: FY2024
    value: 11.8%
    basis: yoy
    direction: up
"""
SETTINGS = settings(server(25))
MAILING = """\
recipients:
  zhang: {name: 张三, address: zhang@example.com, editions: [zh-Hans]}
  li: {name: Li Si, address: li@example.com, editions: [en]}
send: {to: [zhang, li]POLICY}
"""


@cache
def press(revenue: str = "126亿元") -> Press:
    files = {"sample.yaml": BRIEF.replace("REVENUE", revenue).encode()}
    return Press(BriefFiles.kept("sample.yaml", files, "here"))


def mailing(folder: Path, policy: str = "") -> Mailing:
    text = MAILING.replace("POLICY", policy)
    read, faults = parse_mailing(text, folder / "mailing.yaml")
    assert read, faults
    return read


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.sqlite") as book:
        yield book


def decided(
    ledger: Ledger, policy: str = "", revenue: str = "126亿元", clock: StoppedClock | None = None
) -> tuple[Decision, ...]:
    readers = mailing(ledger.path.parent, policy)
    return plan(press(revenue), readers, SETTINGS, ledger, clock=clock or StoppedClock())


def verdicts(decisions: tuple[Decision, ...]) -> set[Verdict]:
    return {decision.verdict for decision in decisions}


def sent(ledger: Ledger, decisions: tuple[Decision, ...]) -> None:
    """Take the messages for sent, as a delivery would leave them."""
    enqueue(decisions, SETTINGS, ledger, StoppedClock())
    outbox = Outbox(ledger, StoppedClock())
    for due in outbox.due():
        if claim := outbox.claim(due.message_id, "server"):
            outbox.commit(claim)
            outbox.settle(claim, DeliveryState.SENT, "250 ok")


def test_each_reader_gets_a_message_in_their_edition(ledger: Ledger) -> None:
    first, second = decided(ledger)
    assert first.message
    assert second.message
    assert "样例" in first.message.subject
    assert "Acme" in second.message.subject
    assert verdicts((first, second)) == {Verdict.SEND}


def test_what_was_sent_does_not_go_again(ledger: Ledger) -> None:
    sent(ledger, decided(ledger))
    again = decided(ledger)
    assert verdicts(again) == {Verdict.ALREADY}
    assert not enqueue(again, SETTINGS, ledger)


def test_other_figures_go_out_as_a_correction_in_the_same_thread(ledger: Ledger) -> None:
    first = decided(ledger)
    sent(ledger, first)
    (corrected, _) = decided(ledger, revenue="127亿元")
    assert corrected.is_correction
    assert corrected.message
    assert first[0].message
    assert first[0].message.message_id.encode() in corrected.message.raw


def test_the_same_facts_are_not_sent_where_only_changes_are_asked_for(ledger: Ledger) -> None:
    sent(ledger, decided(ledger))
    assert verdicts(decided(ledger, ", if_changed: 'yes'")) == {Verdict.UNCHANGED}


def test_a_condition_that_is_not_met_keeps_all_from_going(ledger: Ledger) -> None:
    policy = ", if: [{fact: revenue_yoy, over: 12%}]"
    found = decided(ledger, policy)
    assert verdicts(found) == {Verdict.UNMET}
    assert found[0].reason == "revenue_yoy over 12%"


def test_nothing_goes_before_a_person_approves_exactly_this(ledger: Ledger) -> None:
    policy = ", approval: 'yes'"
    assert verdicts(decided(ledger, policy)) == {Verdict.HELD}
    approve(ledger, press().brief, "editor")
    assert verdicts(decided(ledger, policy)) == {Verdict.SEND}
    assert verdicts(decided(ledger, policy, revenue="127亿元")) == {Verdict.HELD}


def test_an_embargo_is_kept_by_the_outbox(ledger: Ledger) -> None:
    clock = StoppedClock()
    ends = clock.now() + timedelta(hours=2)
    found = decided(ledger, f", embargo: '{ends.isoformat()}'")
    assert verdicts(found) == {Verdict.LATER}
    enqueue(found, SETTINGS, ledger, clock)
    assert not Outbox(ledger, clock).due()
    clock.sleep(7200)
    assert len(Outbox(ledger, clock).due()) == 2


def test_who_is_suppressed_gets_nothing(ledger: Ledger) -> None:
    text = "address,reason,since\nZHANG@example.com,bounced,2025-03-01\n"
    (ledger.path.parent / "suppressed.csv").write_text(text, "utf-8")
    first, second = decided(ledger)
    assert (first.verdict, first.message) == (Verdict.SUPPRESSED, None)
    assert second.verdict is Verdict.SEND


def test_what_failed_for_good_is_not_tried_again_unasked(ledger: Ledger) -> None:
    decisions = decided(ledger)
    enqueue(decisions, SETTINGS, ledger, StoppedClock())
    outbox = Outbox(ledger, StoppedClock())
    for due in outbox.due():
        if claim := outbox.claim(due.message_id, "server"):
            outbox.settle(claim, DeliveryState.FAILED, "550 no such user")
    assert verdicts(decided(ledger)) == {Verdict.FAILED}


def test_what_still_waits_is_replaced_by_what_is_right_now(ledger: Ledger) -> None:
    enqueue(decided(ledger), SETTINGS, ledger, StoppedClock())
    changed = decided(ledger, revenue="127亿元")
    assert not any(decision.is_correction for decision in changed)
    assert len(enqueue(changed, SETTINGS, ledger, StoppedClock())) == 2
    outbox = Outbox(ledger, StoppedClock())
    assert len(outbox.due()) == 2
    assert len(outbox.deliveries(DeliveryState.FAILED)) == 2


def test_who_is_suppressed_meanwhile_gets_nothing_that_waits(ledger: Ledger) -> None:
    enqueue(decided(ledger), SETTINGS, ledger, StoppedClock())
    text = "address,reason,since\nzhang@example.com,asked,2025-03-01\n"
    (ledger.path.parent / "suppressed.csv").write_text(text, "utf-8")
    enqueue(decided(ledger), SETTINGS, ledger, StoppedClock())
    (left,) = Outbox(ledger, StoppedClock()).due()
    assert left.address == "li@example.com"
