"""A mailing file: read whole, every fault told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporter.languages import Edition
from reporter.mail.mailing import Mailing, parse_mailing

RIGHT = """\
recipients:
  zhang: {name: 张三, address: zhang@example.com, editions: [zh-Hans, en], tags: [desk]}
  li: {address: li@example.com, zone: Asia/Hong_Kong}
  wu: {address: wu@example.com, tags: [desk]}
lists:
  board: [li]
send:
  to: [board, "tag:desk", li]
  if_changed: "yes"
  if: [{fact: revenue_yoy, at_least: 10%}]
  approval: "yes"
  embargo: "2025-03-26T16:30+08:00"
  quiet: {from: "22:00", to: "07:00"}
"""


def mailing(text: str = RIGHT) -> Mailing:
    read, faults = parse_mailing(text, Path("mailing.yaml"))
    assert read, faults
    return read


def faults_of(text: str) -> list[str]:
    read, faults = parse_mailing(text, Path("mailing.yaml"))
    assert read is None
    return [str(fault) for fault in faults]


def test_readers_are_named_once_in_the_order_of_the_file() -> None:
    assert [reader.id for reader in mailing().readers()] == ["zhang", "li", "wu"]


def test_a_list_is_those_on_it() -> None:
    only = mailing(RIGHT.replace('to: [board, "tag:desk", li]', "to: [board]"))
    assert [reader.id for reader in only.readers()] == ["li"]


def test_a_reader_has_editions_in_their_order() -> None:
    assert mailing().recipients["zhang"].editions == (Edition.ZH_HANS, Edition.EN)


def test_a_list_chooses_for_those_who_did_not() -> None:
    text = RIGHT.replace("board: [li]", "board: {members: [li, zhang], editions: [en, zh-Hant]}")
    chosen = {reader.id: reader.editions for reader in mailing(text).readers()}
    assert chosen == {
        "zhang": (Edition.ZH_HANS, Edition.EN),
        "li": (Edition.EN, Edition.ZH_HANT),
        "wu": (Edition.BILINGUAL,),
    }


def test_the_faults_of_a_list_have_their_places() -> None:
    text = RIGHT.replace("board: [li]", "board: {members: [lee], editions: [zh]}")
    who, what = faults_of(text)
    assert (who[:17], what[:17]) == ("mailing.yaml:6:21", "mailing.yaml:6:38")


def test_quiet_hours_are_two_times_of_day() -> None:
    assert "no time of day" in faults_of(RIGHT.replace('"22:00"', '"22:00+08:00"'))[0]
    assert "are none" in faults_of(RIGHT.replace('"22:00"', '"07:00"'))[0]


def test_the_policy_is_read() -> None:
    policy = mailing().policy
    assert policy.if_changed
    assert policy.approval
    assert [str(one) for one in policy.thresholds] == ["revenue_yoy at least 10%"]
    assert policy.embargo
    assert policy.embargo.isoformat() == "2025-03-26T16:30:00+08:00"


def test_every_fault_is_told_at_its_place() -> None:
    wrong = """\
recipients:
  zhang: {name: 张三, address: zhang, editions: [zh], zone: Asia/Hongkong_City}
  li: {address: li@example.com}
  lee: {address: LI@example.com}
lists: {board: [le]}
send: {to: ["tag:desk", nobody], embargo: tomorrow, quiet: {from: "25:00", to: "07:00"}}
"""
    found = "\n".join(faults_of(wrong))
    for part in (
        "mailing.yaml:2:30: “zhang” is no address",
        "no edition",
        "no time zone",
        ": it is the address of li already",
        "there is no recipient “le”; did you mean lee?",
        "nobody has the tag “desk”",
        "there is no recipient “nobody”",
        "“tomorrow” is no time",
        "“25:00” is no time of day",
    ):
        assert part in found


def test_an_unknown_key_is_a_fault() -> None:
    assert "did you mean embargo" in faults_of(RIGHT.replace("embargo:", "embargoed:"))[0]


@pytest.mark.parametrize("condition", ["{fact: revenue}", "{fact: revenue, over: 1, under: 2}"])
def test_a_condition_has_one_mark(condition: str) -> None:
    text = RIGHT.replace("{fact: revenue_yoy, at_least: 10%}", condition)
    assert "a condition has one of" in faults_of(text)[0]


def test_a_mark_is_a_figure() -> None:
    assert ":10:" in faults_of(RIGHT.replace("at_least: 10%", "at_least: much"))[0]


def test_an_embargo_names_its_zone() -> None:
    assert "say of which zone" in faults_of(RIGHT.replace("16:30+08:00", "16:30"))[0]


def test_a_choice_is_named() -> None:
    assert (
        "it must be yes or no" in faults_of(RIGHT.replace('if_changed: "yes"', "if_changed: 1"))[0]
    )
