"""reporter email, from a brief to the inbox of a server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from faulty_server import Fault, Plan, running
from test_plan import BRIEF, MAILING

from reporter.cli import cli
from reporter.errors import BadSettings


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a brief and a mailing."""
    (tmp_path / "sample.yaml").write_text(BRIEF.replace("REVENUE", "126亿元"), "utf-8")
    (tmp_path / "mailing.yaml").write_text(MAILING.replace("POLICY", ""), "utf-8")
    (tmp_path / "kept").mkdir()
    return tmp_path


@pytest.fixture
def plan(desk: Path) -> Iterator[Plan]:
    """A server that the desk's settings name."""
    server = Plan(desk / "kept")
    with running(server) as port:
        text = (
            "mail:\n  sender: {name: Desk, address: desk@example.com}\n"
            f'  servers: [{{host: 127.0.0.1, port: "{port}", security: none, answer: 5 s}}]\n'
        )
        (desk / "reporter.yaml").write_text(text, "utf-8")
        yield server


def run(desk: Path, *arguments: str) -> Result:
    ledger = ["--ledger", str(desk / "ledger.sqlite")]
    return CliRunner().invoke(cli, ["email", *arguments, *ledger])


def send(desk: Path, *options: str) -> Result:
    mailing = ["--mailing", str(desk / "mailing.yaml")]
    return run(desk, "send", str(desk / "sample.yaml"), *mailing, *options)


def send_raising(desk: Path) -> None:
    """Send, and let what goes wrong through."""
    arguments = [
        "email",
        "send",
        str(desk / "sample.yaml"),
        "--mailing",
        str(desk / "mailing.yaml"),
    ]
    cli.main(arguments, standalone_mode=False)


def test_a_preview_shows_the_correction_that_would_go_out(desk: Path, plan: Plan) -> None:
    send(desk)
    (desk / "sample.yaml").write_text(BRIEF.replace("REVENUE", "127亿元"), "utf-8")
    mailing = ["--mailing", str(desk / "mailing.yaml"), "--out", str(desk / "out")]
    result = run(desk, "preview", str(desk / "sample.yaml"), *mailing)
    assert result.exit_code == 0, result.output
    raw = (desk / "out/zhang.zh-Hans.eml").read_bytes()
    message = message_from_bytes(raw, policy=policy.default)
    assert str(message["Subject"]).startswith("更正：样例")
    assert message["In-Reply-To"]
    assert len(plan.received()) == 2


def test_a_dry_run_says_who_would_get_what_and_sends_nothing(desk: Path, plan: Plan) -> None:
    result = send(desk, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "zhang@example.com (zh-Hans): it is new to them" in result.output
    assert not plan.received()


def test_each_reader_has_one_message_however_often_it_is_sent(desk: Path, plan: Plan) -> None:
    assert send(desk).exit_code == 0
    assert send(desk).exit_code == 0
    read = [message_from_bytes(raw, policy=policy.default) for raw in plan.received()]
    assert sorted(str(message["To"].addresses[0].addr_spec) for message in read) == [
        "li@example.com",
        "zhang@example.com",
    ]
    assert all(message["Auto-Submitted"] == "auto-generated" for message in read)


def test_a_server_that_drops_at_the_dot_leaves_a_doubt(desk: Path, plan: Plan) -> None:
    plan.faults["DOT"] = Fault.DROP
    result = send(desk)
    assert result.exit_code == 76, result.output
    assert run(desk, "status").exit_code == 76
    settled = run(desk, "reconcile", "--mailbox", str(desk / "kept"))
    assert (settled.exit_code, settled.output.count("zhang@example.com")) == (76, 1)


def test_a_person_settles_a_doubt(desk: Path, plan: Plan) -> None:
    plan.faults["DOT"] = Fault.DROP
    send(desk)
    doubts = json.loads(run(desk, "status", "--json").stdout)
    ids = [doubts[0]["message_id"], doubts[1]["message_id"].strip("<>")]
    words = [word for one in ids for word in ("--sent", one)]
    result = CliRunner().invoke(
        cli,
        ["email", "reconcile", "--ledger", str(desk / "ledger.sqlite"), "--by", "Wu", *words],
    )
    assert result.exit_code == 0, result.output
    assert "Wu says so" in result.output


def test_wrong_settings_end_with_78(desk: Path) -> None:
    (desk / "reporter.yaml").write_text("mail: {servers: []}\n", "utf-8")
    with pytest.raises(BadSettings) as caught:
        send_raising(desk)
    assert caught.value.exit_code == 78
    assert "reporter.yaml:1:" in str(caught.value)


def test_a_brief_needs_its_mailing(desk: Path, plan: Plan) -> None:
    assert run(desk, "send", str(desk / "sample.yaml")).exit_code == 2
