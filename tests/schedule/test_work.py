"""The real work: a brief built, proved, archived and sent to a server, by a tick and its child."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from faulty_server import Fault, Plan, running
from mail_sample import StoppedClock
from pypdfium2 import PdfDocument
from schedule_sample import ALL, HOUR, MINUTE, MORNING, born, every_run, job, ledger_of, schedule
from web_server import server

from reporter import paths
from reporter.languages import Edition
from reporter.ledger import Ledger
from reporter.loading import load_brief
from reporter.mail.approval import approve
from reporter.schedule.model import BriefQuery, Job, Owner
from reporter.schedule.run import Run, RunState
from reporter.schedule.tick import TickReport, tick
from reporter.schedule.turn import Means

BRIEF = """\
brief: sample
issuer: {entity: acme, name: {zh-Hans: 样例公司, en: Acme}}
period: FY2024
published: "2025-03-26"
entities: {acme: {zh-Hans: 样例, en: Acme}}
facts:
  - {id: revenue, concept: revenue, entity: acme, period: FY2024, value: 126亿元}
"""
MAILING = """\
recipients:
  zhang: {name: 张三, address: zhang@example.com, editions: [en]}
  li: {name: Li Si, address: li@example.com, editions: [en]}
send: {to: [zhang, li]POLICY}
"""
SETTINGS = """\
mail:
  sender: {address: ir@example.com, name: IR}
  servers: [{host: 127.0.0.1, port: "PORT", security: none, timeout: 10 s}]
"""


class Office:
    """A folder with a brief, a mailing and a schedule, and the mail server that they use."""

    def __init__(self, folder: Path, plan: Plan, port: int) -> None:
        self.folder, self.plan, self.clock = folder, plan, StoppedClock(MORNING)
        self.template, self.owner = "brief", Owner()
        (folder / "sample.yaml").write_text(BRIEF)
        (folder / "reporter.yaml").write_text(SETTINGS.replace("PORT", str(port)))
        self.policy("")
        born(folder, self.clock)
        self.clock.time += HOUR

    def policy(self, text: str) -> None:
        (self.folder / "mailing.yaml").write_text(MAILING.replace("POLICY", text))

    def job(self) -> Job:
        return job(
            briefs=BriefQuery(("*.yaml",), self.folder),
            editions=(Edition.EN,),
            template=self.template,
            out=self.folder / "out",
            mailing=self.folder / "mailing.yaml",
            behaviour=ALL,
            owner=self.owner,
        )

    def tick(self, alive: Callable[[], None] = lambda: None) -> TickReport:
        jobs, ledger = schedule(self.folder, self.job()), ledger_of(self.folder)
        return tick(jobs, ledger, Means(self.clock), alive=alive)

    def run(self) -> Run:
        self.tick()
        return every_run(self.folder, self.clock)[-1]

    @property
    def sent(self) -> int:
        return len(self.plan.received())


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "mail").mkdir()
    plan = Plan(tmp_path / "mail")
    with running(plan) as port:
        yield Office(tmp_path, plan, port)


def test_what_is_due_is_built_proved_archived_and_sent_once(office: Office) -> None:
    run = office.run()
    assert (run.state, run.reason) == (RunState.DONE, "")
    assert run.outcome.mail == {"sent": 2}
    (filed,) = run.outcome.files
    assert filed.place == str(office.folder / "out" / "sample.en.pdf")
    with PdfDocument(filed.place) as document:
        assert "Acme" in document[0].get_textpage().get_text_range()
    office.clock.time += HOUR
    assert office.run().outcome.mail == {"already handed in": 2}
    assert office.sent == 2


def test_a_fault_in_the_facts_is_told_with_its_place_and_nothing_is_sent(office: Office) -> None:
    (office.folder / "sample.yaml").write_text(BRIEF.replace("concept: revenue", "concept: revenu"))
    run = office.run()
    assert (run.state, run.outcome.code) == (RunState.FAILED, 65)
    assert "sample.yaml:7:" in run.reason
    assert office.sent == 0


def test_one_brief_with_a_fault_does_not_keep_back_the_others(office: Office) -> None:
    other = BRIEF.replace("brief: sample", "brief: other").replace("126亿元", "many")
    (office.folder / "other.yaml").write_text(other)
    run = office.run()
    assert (run.state, run.outcome.code, len(run.outcome.files)) == (RunState.FAILED, 65, 1)
    assert "other.yaml:7:" in run.reason
    assert office.sent == 2


def test_what_verification_does_not_bear_out_is_neither_archived_nor_sent(office: Office) -> None:
    copytree(paths.templates() / "flash", office.folder / "ours")
    with (office.folder / "ours" / "flash.css").open("a") as style:
        style.write('h1::after { content: " 42%" }')
    office.template = str(office.folder / "ours")
    run = office.run()
    assert (run.state, run.outcome.code) == (RunState.FAILED, 1)
    assert "42%" in run.reason
    assert not (office.folder / "out").exists()
    assert office.sent == 0


def test_a_server_that_is_away_is_tried_again_and_the_rest_is_not_sent_twice(
    office: Office,
) -> None:
    office.plan.faults["MAIL"] = Fault.LATER
    run = office.run()
    assert (run.state, run.outcome.mail) == (RunState.WAITING, {"deferred": 2})
    assert "451" in run.reason
    office.plan.faults.clear()
    office.clock.time += 10 * MINUTE
    run = office.run()
    assert (run.state, run.outcome.mail) == (RunState.DONE, {"sent": 2})
    assert office.sent == 2


def test_nobody_knows_what_became_of_a_message(office: Office) -> None:
    office.plan.faults["DOT"] = Fault.DROP
    run = office.run()
    assert (run.state, run.outcome.code) == (RunState.FAILED, 76)
    assert run.outcome.mail["unknown"] >= 1


def test_what_nobody_approved_waits_until_somebody_does(office: Office) -> None:
    office.policy(", approval: yes")
    run = office.run()
    assert (run.state, run.outcome.held, run.failures) == (RunState.WAITING, True, 0)
    assert "approve" in run.reason
    with Ledger(ledger_of(office.folder)) as ledger:
        approve(ledger, load_brief(office.folder / "sample.yaml"), "Wong", office.clock)
    office.clock.time += 6 * MINUTE
    run = office.run()
    assert (run.state, run.outcome.mail) == (RunState.DONE, {"sent": 2})


def test_what_is_under_an_embargo_is_sent_by_a_later_tick(office: Office) -> None:
    office.policy(', embargo: "2026-03-02T09:30+00:00"')
    run = office.run()
    assert (run.state, run.outcome.mail) == (RunState.DONE, {"pending": 2})
    assert office.sent == 0
    office.clock.time += HOUR / 2
    assert office.tick().code == 0
    (run,) = every_run(office.folder, office.clock)
    assert (office.sent, run.state, run.outcome.mail) == (2, RunState.DONE, {"sent": 2})


def test_a_tick_says_that_it_lives_while_mail_that_waited_takes_its_time(office: Office) -> None:
    office.policy(', embargo: "2026-03-02T09:30+00:00"')
    office.run()
    office.plan.delay = 1.2
    office.clock.time += HOUR / 2
    told = list[set[str]]()
    office.tick(alive=lambda: told.append(set(office.plan.verbs)))
    assert any("DATA" in verbs for verbs in told)


@pytest.mark.parametrize(
    ("verb", "fault", "state", "code"),
    [("RCPT", Fault.NEVER, "failed", 1), ("DOT", Fault.DROP, "unknown", 76)],
)
def test_the_owner_is_told_once_of_what_goes_wrong_after_an_embargo(
    office: Office, verb: str, fault: Fault, state: str, code: int
) -> None:
    office.policy(', embargo: "2026-03-02T09:30+00:00"')
    with server() as web:
        office.owner = Owner("Wong", webhook=f"{web.url}/told")
        assert (office.run().state, web.asked) == (RunState.DONE, [])
        office.plan.faults[verb] = fault
        office.clock.time += HOUR / 2
        report = office.tick()
        office.tick()
        assert web.asked == ["/told"]
        record = json.loads(web.kept["/told"])
    (run,) = report.jobs[0].runs
    assert (run.state, run.outcome.code, run.outcome.left) == (RunState.FAILED, code, {})
    assert run.outcome.mail[state] >= 1
    assert f"zhang@example.com: {state}: " in record["reason"]


def test_what_facts_put_right_take_the_place_of_is_no_failure(office: Office) -> None:
    office.plan.faults["MAIL"] = Fault.LATER
    assert office.run().state is RunState.WAITING
    (office.folder / "sample.yaml").write_text(BRIEF.replace("126", "127"))
    office.plan.faults.clear()
    office.clock.time += 10 * MINUTE
    run = office.run()
    assert (run.state, run.reason, office.sent) == (RunState.DONE, "", 2)
