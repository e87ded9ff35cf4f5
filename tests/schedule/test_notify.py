"""Telling a job's owner: once, in words to act on, by mail and by a webhook."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from mail_servers import free_port
from standing import StandingClock
from web_server import answer, server

from reporter import paths
from reporter.errors import ServiceUnavailable
from reporter.ledger import Ledger
from reporter.mail.model import DeliveryState
from reporter.mail.outbox import Outbox
from reporter.schedule.due import Due
from reporter.schedule.model import (
    Behaviour,
    BriefQuery,
    CatchUp,
    Cron,
    Job,
    Occasion,
    Owner,
    Schedule,
)
from reporter.schedule.notify import tell
from reporter.schedule.run import Filed, JobState, Outcome, Run, RunState
from reporter.schedule.runs import Runs, name_of
from reporter.schedule.waiting_mail import deliver_waiting

NOON = datetime(2025, 3, 25, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAULT = "/srv/facts.csv:12:5: “revenu” is no concept"


class Inbox:
    """What a mail server on this machine was given, and what it says to that."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.says = "250 OK"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.messages += [message] if self.says.startswith("2") else []
        return self.says


@contextmanager
def mail(folder: Path) -> Iterator[Inbox]:
    """A mail server that a settings file in a folder names."""
    inbox = Inbox()
    port = free_port()
    controller = Controller(inbox, "127.0.0.1", port, server_hostname="localhost")
    controller.start()
    (folder / "reporter.yaml").write_text(
        "mail:\n  sender: {name: Reporter, address: reporter@example.com}\n"
        f"  servers: [{{host: 127.0.0.1, port: '{port}', security: none}}]\n"
    )
    try:
        yield inbox
    finally:
        controller.stop()


@pytest.fixture
def job(tmp_path: Path) -> Job:
    for file in (paths.assets() / "example").iterdir():
        copy(file, tmp_path)
    return Job(
        "results",
        BriefQuery(("brief.yaml",), tmp_path),
        Cron("0 12 * * *", "Asia/Hong_Kong"),
        mailing=tmp_path / "mailing.yaml",
        owner=Owner("Desk", "desk@example.com"),
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "out" / "ledger.sqlite") as opened:
        yield opened


def schedule(folder: Path, job: Job) -> Schedule:
    return Schedule(folder / "schedule.yaml", (job,), "Asia/Hong_Kong", settings=None)


def run(code: int = 65, reason: str = FAULT, state: RunState = RunState.FAILED, **said: Any) -> Run:
    occasion = Occasion("results", "2025-03-25", NOON, "after the evening window")
    return Run(1, occasion, state, 1, NOON + HOUR, NOON, reason, Outcome(code, reason, **said))


FAILING = JobState(NOON - HOUR, NOON, failing=NOON)
WORKS = JobState(NOON - HOUR, NOON, told=NOON)


def told(job: Job, ledger: Ledger, state: JobState, last: Run | None = None) -> None:
    folder = job.briefs.folder
    tell(schedule(folder, job), job, state, last or run(), ledger, StandingClock(NOON))


def test_a_failure_is_told_in_words_to_act_on(tmp_path: Path, job: Job, ledger: Ledger) -> None:
    with mail(tmp_path) as inbox:
        told(job, ledger, FAILING)
    (message,) = inbox.messages
    assert message["To"] == "Desk <desk@example.com>"
    assert message["Subject"] == "Job results failed"
    text = message.get_content()
    for line in (
        "Occasion: 2025-03-25 12:00 Asia/Hong_Kong, after the evening window",
        "Since: 2025-03-25 12:00 Asia/Hong_Kong",
        "What is wrong: what the briefs are made from has faults",
        f"    {FAULT}",
        f"Messages: none was sent to the readers of {tmp_path}/mailing.yaml",
        "Next: this occasion is not tried again; the next one is",
        f"    reporter check {tmp_path}/brief.yaml",
        f"    reporter email send {tmp_path}/brief.yaml --mailing {tmp_path}/mailing.yaml",
    ):
        assert line in text


def test_a_failure_is_told_once_however_often_it_is_tried(
    tmp_path: Path, job: Job, ledger: Ledger
) -> None:
    with mail(tmp_path) as inbox:
        for _ in range(3):
            told(job, ledger, FAILING)
        assert len(inbox.messages) == 1
        told(job, ledger, replace(FAILING, failing=NOON + HOUR))
    assert len(inbox.messages) == 2


def test_that_it_works_again_is_told(tmp_path: Path, job: Job, ledger: Ledger) -> None:
    done = run(0, "", RunState.DONE, files=(Filed("out/a.pdf", "", "en", 4),), mail={"sent": 3})
    with mail(tmp_path) as inbox:
        told(job, ledger, FAILING)
        told(job, ledger, WORKS, done)
    text = inbox.messages[1].get_content().replace("\r\n", "\n")
    assert inbox.messages[1]["Subject"] == "Job results works again"
    for line in ("PDFs made: 1\n    out/a.pdf", "Messages: 3 sent", "Nothing was left out."):
        assert line in text


def test_what_failed_between_two_runs_that_were_done_is_named(
    tmp_path: Path, job: Job, ledger: Ledger
) -> None:
    clock = StandingClock(NOON)
    runs = Runs(ledger, name_of(tmp_path / "schedule.yaml", ledger.path), job.id, clock)
    for day, code in ((1, 65), (2, 0), (3, 65), (4, 65), (5, 0)):
        occasion = Occasion(job.id, str(day), NOON, f"day {day}")
        runs.take_in(runs.job().seen, clock.now(), Due((occasion,), ()), CatchUp.ALL)
        runs.settle(runs.start(runs.waiting()[0]), Outcome(code), Behaviour())
        clock.sleep(1)
    with mail(tmp_path) as inbox:
        told(job, ledger, WORKS)
    text = inbox.messages[0].get_content()
    assert [day for day in range(1, 6) if f", day {day}" in text] == [3, 4]


def test_what_is_put_off_is_sent_by_a_later_tick(tmp_path: Path, job: Job, ledger: Ledger) -> None:
    with mail(tmp_path) as inbox:
        inbox.says = "451 later"
        told(job, ledger, FAILING)
        (delivery,) = Outbox(ledger).deliveries()
        assert delivery.state is DeliveryState.DEFERRED
        inbox.says = "250 OK"
        alone = schedule(tmp_path, replace(job, mailing=None))
        assert deliver_waiting(alone, ledger, StandingClock(delivery.due)).code == 0
    assert len(inbox.messages) == 1


def test_a_webhook_gets_the_same_as_json(job: Job, ledger: Ledger) -> None:
    with server() as web:
        owner = Owner("Desk", webhook=f"{web.url}/hook")
        told(replace(job, owner=owner), ledger, FAILING)
        record = json.loads(web.kept["/hook"])
    assert record["text"].startswith("Job results failed\n\nThe job results of ")
    expected = {
        "kind": "failed",
        "job": "results",
        "since": NOON.isoformat(),
        "occasion": "2025-03-25",
        "code": 65,
        "reason": FAULT,
    }
    assert expected.items() <= record.items()
    assert record["commands"][0].startswith("reporter check /")


def test_a_webhook_may_be_kept_secret(
    job: Job, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyed = replace(job, owner=Owner(webhook="env:DESK_WEBHOOK"))
    with server() as web:
        monkeypatch.setenv("DESK_WEBHOOK", f"{web.url}/send?key=s3cret")
        told(keyed, ledger, FAILING)
        assert "/send?key=s3cret" in web.kept
        web.answers["/send?key=s3cret"] = answer(404)
        with pytest.raises(ServiceUnavailable, match="no such file") as refused:
            told(keyed, ledger, FAILING)
    assert "s3cret" not in str(refused.value)


def test_one_way_is_enough(job: Job, ledger: Ledger) -> None:
    with server() as web:
        both = replace(job.owner, webhook=f"{web.url}/hook")  # and there are no settings of mail
        told(replace(job, owner=both), ledger, FAILING)
        assert "/hook" in web.kept


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "DESK_WEBHOOK: it is not set"),
        ("http://example.com/hook", "DESK_WEBHOOK: it must be an https: address"),
        ("http://127.0.0.1:1/hook", "cannot be reached"),
    ],
)
def test_no_way_is_told(
    job: Job, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, url: str, reason: str
) -> None:
    monkeypatch.setenv("DESK_WEBHOOK", url)
    with pytest.raises(ServiceUnavailable, match=reason):
        told(replace(job, owner=Owner(webhook="env:DESK_WEBHOOK")), ledger, FAILING)


def test_an_address_that_is_refused_is_no_way(tmp_path: Path, job: Job, ledger: Ledger) -> None:
    with mail(tmp_path) as inbox:
        inbox.says = "550 nobody here"
        with pytest.raises(ServiceUnavailable, match="nobody here"):
            told(job, ledger, FAILING)


def test_a_job_without_an_owner_tells_nobody(job: Job, ledger: Ledger) -> None:
    told(replace(job, owner=Owner()), ledger, FAILING)
    assert not Outbox(ledger).deliveries()
