"""Mornings of a schedule: built, proved, sent and put right, with real processes and a server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from mail_servers import MailServer, opensmtpd

from reporter.clock import RunningClock
from reporter.example import start_brief
from reporter.schedule.run import Run, RunState
from reporter.schedule.schedule_file import load_schedule
from reporter.schedule.tick import tick
from reporter.schedule.turn import Means

HONG_KONG = ZoneInfo("Asia/Hong_Kong")
FILES = {
    "schedule.yaml": """
        zone: Asia/Hong_Kong
        jobs:
          morning:
            briefs: [brief.yaml]
            editions: [zh-Hans, en]
            mailing: mailing.yaml
            when: {trading_days: XHKG, at: "07:30"}
            owner: {name: Desk, address: desk@example.com}
    """,
    "mailing.yaml": """
        recipients:
          zhang: {name: 张三, address: zhang@example.com, editions: [zh-Hans]}
          li: {name: Li Si, address: li@example.com, editions: [en]}
        send: {to: [zhang, li]}
    """,
    "reporter.yaml": """
        mail:
          sender: {name: IR, address: ir@example.com}
          servers: [{host: 127.0.0.1, port: "PORT", security: none}]
    """,
}


class Mornings:
    """A folder with a schedule, and the server to which it sends."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        self.folder, self.server = folder, server
        self.seen = set[str]()
        start_brief(folder)
        for name, text in FILES.items():
            written = text.replace("\n        ", "\n").replace("PORT", str(server.port))
            (folder / name).write_text(written, "utf-8")

    def tick(self, moment: str) -> tuple[Run, ...]:
        """What a ticker that is fired at that time in Hong Kong does."""
        clock = RunningClock(datetime.fromisoformat(moment).replace(tzinfo=HONG_KONG))
        schedule = load_schedule(self.folder / "schedule.yaml")
        report = tick(schedule, self.folder / "out" / "ledger.sqlite", Means(clock))
        assert not report.mail.code, report.mail
        (job,) = report.jobs
        return job.runs

    def arrived(self, count: int) -> list[EmailMessage]:
        """What came since one last asked, by its reader; there are so many."""
        read = (message_from_bytes(raw, policy=policy.default) for raw in self.server.received())
        new = [message for message in read if message["Message-ID"] not in self.seen]
        self.seen |= {message["Message-ID"] for message in new}
        assert len(new) == count, [str(message["Subject"]) for message in new]
        return sorted(new, key=lambda message: str(message["To"].addresses[0].addr_spec))

    def edit(self, old: str, new: str) -> None:
        facts = self.folder / "facts.csv"
        text = facts.read_text("utf-8")
        assert old in text
        facts.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def mornings(tmp_path: Path) -> Iterator[Mornings]:
    with opensmtpd() as server:
        yield Mornings(tmp_path, server)


def test_what_is_due_is_built_proved_and_sent_once_and_put_right(mornings: Mornings) -> None:
    assert mornings.tick("2025-03-25T07:00") == ()

    (first,) = mornings.tick("2025-03-25T07:31")
    assert (first.state, first.reason) == (RunState.DONE, "")
    assert [Path(file.place).name for file in first.outcome.files] == [
        "northwharf-2025.zh-Hans.pdf",
        "northwharf-2025.en.pdf",
    ]
    assert all((mornings.folder / file.place).is_file() for file in first.outcome.files)
    assert dict(first.outcome.mail) == {"sent": 2}
    english, chinese = mornings.arrived(2)
    assert (english["To"].addresses[0].addr_spec, chinese["To"].addresses[0].addr_spec) == (
        "li@example.com",
        "zhang@example.com",
    )
    assert {part.get_content_type() for part in english.iter_attachments()} == {"application/pdf"}

    assert mornings.tick("2025-03-25T07:32") == ()
    (same,) = mornings.tick("2025-03-26T07:31")
    assert same.state is RunState.DONE
    mornings.arrived(0)  # the facts are those that were sent

    whole = (mornings.folder / "facts.csv").read_text("utf-8")
    (mornings.folder / "facts.csv").write_text(whole + "x,no such thing,x,x,x\n", "utf-8")
    (failed,) = mornings.tick("2025-03-27T07:31")
    assert failed.state is RunState.FAILED
    assert "facts.csv:" in failed.reason
    (told,) = mornings.arrived(1)
    assert told["To"].addresses[0].addr_spec == "desk@example.com"
    body = told.get_body(("plain",))
    assert body
    assert "facts.csv:" in body.get_content()

    (mornings.folder / "facts.csv").write_text(whole, "utf-8")
    mornings.edit("31.4%", "31.8%")
    (corrected,) = mornings.tick("2025-03-28T07:31")
    assert corrected.state is RunState.DONE
    works, english_again, chinese_again = mornings.arrived(3)
    assert works["To"].addresses[0].addr_spec == "desk@example.com"
    assert english_again["Subject"].startswith("Revised")
    assert chinese_again["Subject"].startswith("更正")
    assert english_again["In-Reply-To"] == english["Message-ID"]
