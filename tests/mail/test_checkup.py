from __future__ import annotations

from pathlib import Path

import pytest
from certificates import Certificates
from click.testing import CliRunner, Result
from faulty_server import Fault, Plan, running
from mail_sample import secured, server, settings
from mail_servers import dovecot, free_port

from reporter.cli import cli
from reporter.errors import BadConfiguration, BadInput, ServiceUnavailable
from reporter.mail.checkup import send_one, signature, try_inbox, try_server
from reporter.mail.passwords import Keeper, Password
from reporter.mail.settings import Inbox

SIGNED = """\
Authentication-Results: mx.example.org;
\tspf=pass smtp.mailfrom=example.com; dkim=pass header.d=example.com
DKIM-Signature: v=1; a=rsa-sha256;
\td=example.com; s=2025; h=from:to; bh=abc=; b=d=ef
Subject: reporter doctor --mail

"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "received").mkdir()
    return Plan(tmp_path / "received")


def doctor(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", "--mail", *arguments])


def test_a_server_is_asked_and_nothing_is_sent(plan: Plan, certificates: Certificates) -> None:
    with running(plan, certificates.good()) as port:
        to = secured(port, certificates.ca_file)
        said = try_server(to, settings(to))
    assert said.startswith("TLSv1.")
    assert said.endswith("; logged in as ir")
    assert plan.verbs == ["EHLO", "STARTTLS", "EHLO in TLS", "AUTH", "QUIT"]


def test_what_is_not_safe_is_told_as_such(plan: Plan, certificates: Certificates) -> None:
    with running(plan, certificates.of_another_host()) as port:
        to = secured(port, certificates.ca_file)
        with pytest.raises(ServiceUnavailable, match="not to be trusted"):
            try_server(to, settings(to))
    with running(plan) as port:
        assert try_server(server(port), settings(())) == "no TLS, on this machine; no login"


def test_one_message_is_sent_to_oneself(plan: Plan) -> None:
    with running(plan) as port:
        both = settings([server(free_port()), server(port)])
        said = send_one(both, "me@example.com")
    assert said == f"127.0.0.1:{port} took it: 250 2.0.0 OK"
    (raw,) = plan.received()
    assert b"To: me@example.com\r\n" in raw
    assert b"Message-ID: <" in raw


def test_one_that_is_not_taken_is_told_as_such(plan: Plan) -> None:
    plan.faults["RCPT"] = Fault.NEVER
    with running(plan) as port, pytest.raises(ServiceUnavailable, match="RCPT: 554"):
        send_one(settings(server(port)), "me@example.com")
    with pytest.raises(ServiceUnavailable, match="refused"):
        send_one(settings(server(free_port())), "me@example.com")
    with pytest.raises(BadConfiguration, match="no address"):
        send_one(settings(server(1)), "me")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SIGNED, "signed by example.com; its receiver says pass"),
        (
            SIGNED.replace("Authentication-Results", "X-Other"),
            "signed by example.com; its receiver does not say whether that holds",
        ),
    ],
)
def test_a_signature_is_read_off_the_headers(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "headers").write_text(text)
    assert signature(tmp_path / "headers", "ir@mail.example.com") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Subject: x\n\nDKIM-Signature: v=1; d=example.com\n", "nobody signed"),
        (SIGNED.replace("dkim=pass", "dkim=fail (bad)"), "its receiver says fail"),
        (SIGNED.replace("example.com", "example.net"), "not by mail.example.com, which DMARC"),
        ("", "nobody signed"),
    ],
)
def test_a_signature_that_is_none_or_does_not_hold_is_a_fault(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "headers").write_text(text)
    with pytest.raises(BadInput, match=said):
        signature(tmp_path / "headers", "ir@mail.example.com")


def test_a_mailbox_is_opened(certificates: Certificates, tmp_path: Path) -> None:
    (tmp_path / "password").write_text("secret")
    password = Password(Keeper.FILE, str(tmp_path / "password"))
    with dovecot([], certificates.as_text(), "secret") as port:
        inbox = Inbox("127.0.0.1", "ir", password, port, ca_file=certificates.ca_file)
        assert try_inbox(inbox) == "INBOX of ir can be read"


def test_the_doctor_tells_all_of_it(plan: Plan, certificates: Certificates, tmp_path: Path) -> None:
    (tmp_path / "headers").write_text(SIGNED)
    file = tmp_path / "reporter.yaml"
    with running(plan, certificates.good()) as port:
        file.write_text(
            "mail:\n"
            "  sender: {address: ir@example.com}\n"
            "  servers:\n"
            f"    - {{host: 127.0.0.1, port: {port}, ca_file: {certificates.ca_file},\n"
            "       username: ir, password: {env: REPORTER_TEST_PASSWORD}}\n"
            f"    - {{host: 127.0.0.1, port: {free_port()}, security: none}}\n"
        )
        result = doctor(
            "--settings",
            str(file),
            "--to",
            "me@example.com",
            "--headers",
            str(tmp_path / "headers"),
        )
    assert [line[:4] for line in result.stdout.splitlines()] == ["ok  ", "FAIL", "ok  ", "ok  "]
    assert result.exit_code == 1
    assert len(plan.received()) == 1


def test_the_doctor_wants_settings(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="No such file"):
        CliRunner().invoke(
            cli, ["doctor", "--mail", "--settings", str(tmp_path / "none")], catch_exceptions=False
        )
    assert CliRunner().invoke(cli, ["doctor", "--to", "me@example.com"]).exit_code == 2
