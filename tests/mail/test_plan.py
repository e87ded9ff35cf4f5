"""Who gets what, and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email import policy as policies
from functools import cache
from pathlib import Path

import pytest
from mail_sample import NOON, StoppedClock, server, settings

from reporter.brief_files import BriefFiles
from reporter.errors import UnfitMark
from reporter.languages import Language
from reporter.ledger import Ledger
from reporter.mail.approval import approve
from reporter.mail.compose import Composer
from reporter.mail.mailing import Mailing, parse_mailing
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.mail.plan import Decision, Verdict, enqueue, plan
from reporter.press import Press
from reporter.terms import load_glossary

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


def fresh_press(revenue: str = "126亿元", published: str = "2025-03-26") -> Press:
    text = BRIEF.replace("REVENUE", revenue).replace("2025-03-26", published)
    files = {"sample.yaml": text.encode()}
    return Press(BriefFiles.kept("sample.yaml", files, "here"))


press = cache(fresh_press)
"""The press of a brief, made once for all tests that do not change the program."""


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


def fail(ledger: Ledger, decisions: tuple[Decision, ...]) -> None:
    """Have every message refused for good."""
    enqueue(decisions, SETTINGS, ledger, StoppedClock())
    outbox = Outbox(ledger, StoppedClock())
    for due in outbox.due():
        if claim := outbox.claim(due.message_id, "server"):
            outbox.settle(claim, DeliveryState.FAILED, "550 no such user")


def text_of(decision: Decision) -> str:
    assert decision.message
    message = message_from_bytes(decision.message.raw, policy=policies.default)
    (part,) = (one for one in message.walk() if one.get_content_type() == "text/plain")
    return str(part.get_content())


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


def test_what_is_right_again_goes_out_again(ledger: Ledger) -> None:
    for revenue in ("126亿元", "127亿元"):
        sent(ledger, decided(ledger, revenue=revenue))
    back = decided(ledger)
    assert all(decision.is_correction for decision in back)
    assert "127亿元" in text_of(back[0])
    sent(ledger, back)
    assert len(Outbox(ledger).deliveries(DeliveryState.SENT)) == 6
    assert verdicts(decided(ledger)) == {Verdict.ALREADY}


def test_what_waits_is_taken_back_where_what_was_sent_is_right_again(ledger: Ledger) -> None:
    sent(ledger, decided(ledger))
    enqueue(decided(ledger, revenue="127亿元"), SETTINGS, ledger, StoppedClock())
    for policy in ("", ", if_changed: 'yes'"):
        enqueue(decided(ledger, policy), SETTINGS, ledger, StoppedClock())
        assert not Outbox(ledger, StoppedClock()).due()


def test_what_was_replaced_unsent_and_is_right_again_is_no_failure(ledger: Ledger) -> None:
    for revenue in ("126亿元", "127亿元", "126亿元"):
        enqueue(decided(ledger, revenue=revenue), SETTINGS, ledger, StoppedClock())
    (first, _) = Outbox(ledger, StoppedClock()).deliveries(DeliveryState.PENDING)
    assert "126亿元" in first.subject
    assert len(Outbox(ledger).deliveries(DeliveryState.FAILED)) == 4
    assert verdicts(decided(ledger)) == {Verdict.ALREADY}


def test_other_words_go_out_as_a_correction_too(ledger: Ledger) -> None:
    sent(ledger, decided(ledger))
    readers = mailing(ledger.path.parent)
    (_, corrected) = plan(
        press(published="2025-03-27"), readers, SETTINGS, ledger, clock=StoppedClock()
    )
    assert corrected.is_correction
    assert corrected.message
    assert corrected.message.subject.startswith("Revised: Acme")
    assert "No figure has changed" in text_of(corrected)


@pytest.mark.parametrize("policy", ["", ", if_changed: 'yes'"])
def test_a_newer_version_of_the_program_sends_nothing_again(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    first = decided(ledger)
    sent(ledger, first)
    other_words = load_glossary().reworded({"revenue": {Language.EN: "takings"}})
    monkeypatch.setattr("reporter.program.__version__", "99.0")
    monkeypatch.setattr("reporter.press.load_glossary", lambda _: other_words)
    monkeypatch.setattr("reporter.loading.derived_facts", lambda _: ())
    newer, readers = fresh_press(), mailing(ledger.path.parent, policy)
    again = plan(newer, readers, SETTINGS, ledger, clock=StoppedClock())
    assert verdicts(again) == {Verdict.UNCHANGED if policy else Verdict.ALREADY}
    assert not enqueue(again, SETTINGS, ledger, StoppedClock())
    new = Composer(newer, SETTINGS).compose(readers.readers()[1], NOON)
    assert first[1].message
    assert new.subject != first[1].message.subject
    assert new.message_id == first[1].message.message_id


def test_another_edition_of_the_same_is_no_correction(ledger: Ledger) -> None:
    sent(ledger, decided(ledger))
    text = MAILING.replace("POLICY", "").replace("[en]", "[en, zh-Hans]")
    readers, _ = parse_mailing(text, ledger.path.parent / "mailing.yaml")
    assert readers
    (_, other) = plan(press(), readers, SETTINGS, ledger, clock=StoppedClock())
    assert (other.verdict, other.is_correction) == (Verdict.SEND, False)


def test_what_failed_goes_to_the_address_that_was_put_right(ledger: Ledger) -> None:
    fail(ledger, decided(ledger))
    text = MAILING.replace("POLICY", "").replace("li@example", "li.si@example")
    readers, _ = parse_mailing(text, ledger.path.parent / "mailing.yaml")
    assert readers
    first, second = plan(press(), readers, SETTINGS, ledger, clock=StoppedClock())
    assert (first.verdict, second.verdict) == (Verdict.FAILED, Verdict.SEND)


def test_what_nobody_approved_any_more_does_not_wait_either(ledger: Ledger) -> None:
    policy = ", approval: 'yes', embargo: '2030-01-01T00:00+00:00'"
    approve(ledger, press().brief, "editor")
    enqueue(decided(ledger, policy), SETTINGS, ledger, StoppedClock())
    enqueue(decided(ledger, policy, revenue="127亿元"), SETTINGS, ledger, StoppedClock())
    assert not Outbox(ledger).deliveries(DeliveryState.PENDING)


def test_an_embargo_can_be_moved(ledger: Ledger) -> None:
    outbox, clock = Outbox(ledger, StoppedClock()), StoppedClock()
    for hours in (2, 5, 1, 0):
        moment = clock.now() + timedelta(hours=hours)
        enqueue(decided(ledger, f", embargo: '{moment.isoformat()}'"), SETTINGS, ledger, clock)
        assert {one.due for one in outbox.deliveries()} == {moment}
    assert len(outbox.due()) == 2


@pytest.mark.parametrize("mark", ["10%", "US$1 billion", "1"])
def test_a_mark_in_another_unit_is_a_fault(ledger: Ledger, mark: str) -> None:
    with pytest.raises(UnfitMark, match="is in CNY"):
        decided(ledger, f", if: [{{fact: revenue, over: {mark}}}]")


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


def test_quiet_hours_are_kept_by_every_attempt(ledger: Ledger) -> None:
    clock, policy = StoppedClock(), ", quiet: {from: '12:30', to: '14:00'}"
    enqueue(decided(ledger, policy), SETTINGS, ledger, clock)
    outbox = Outbox(ledger, clock)
    assert len(outbox.due()) == 2
    clock.sleep(1800)
    assert not any(outbox.claim(due.message_id, "server") for due in outbox.due())
    enqueue(decided(ledger, "", clock=clock), SETTINGS, ledger, clock)  # the mailing has none now
    assert all(outbox.claim(due.message_id, "server") for due in outbox.due())


def test_who_is_suppressed_gets_nothing(ledger: Ledger) -> None:
    text = "address,reason,since\nZHANG@example.com,bounced,2025-03-01\n"
    (ledger.path.parent / "suppressed.csv").write_text(text, "utf-8")
    first, second = decided(ledger)
    assert (first.verdict, first.message) == (Verdict.SUPPRESSED, None)
    assert second.verdict is Verdict.SEND


def test_what_failed_for_good_is_not_tried_again_unasked(ledger: Ledger) -> None:
    fail(ledger, decided(ledger))
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
