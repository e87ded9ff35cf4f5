from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from textwrap import dedent

import pytest

from reporter.errors import BadConfiguration, BadSettings
from reporter.mail.passwords import Keeper, Password
from reporter.mail.settings import (
    MailSettings,
    OnUnknown,
    Security,
    settings_path,
)
from reporter.mail.settings_file import load_settings, parse_settings

LEAST = """
mail:
  sender: {address: ir@example.com}
  servers:
    - host: smtp.example.com
"""
WHOLE = """
mail:
  sender: {address: ir@example.com, name: 快手投资者关系}
  reply_to: desk@example.com
  unsubscribe: https://example.com/unsubscribe?list=ir
  servers:
    - {host: smtp.example.com, username: ir, password: {env: SMTP_PASSWORD}, per_minute: 60}
    - {host: backup.example.com, security: tls, per_connection: 5, timeout: 30 s, answer: 5 min}
    - {host: 127.0.0.1, security: none}
  per_minute: {Gmail.com: 20, "*": 120}
  expiry: 12 h
  first_wait: 30 s
  longest_wait: 2 h
  on_unknown: resend
  inbox: {host: imap.example.com, username: ir, password: {file: secret}, folder: Sent}
"""


def parsed(text: str) -> MailSettings:
    settings, faults = parse_settings(dedent(text), "reporter.yaml")
    assert settings, faults
    return settings


def faults(text: str) -> list[str]:
    settings, found = parse_settings(dedent(text), "reporter.yaml")
    assert settings is None
    return [str(fault) for fault in found]


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new)


def test_a_sender_and_a_server_will_do() -> None:
    settings = parsed(LEAST)
    (server,) = settings.servers
    assert (server.name, server.security) == ("smtp.example.com:587", Security.STARTTLS)
    assert (server.timeout, server.answer) == (300, 600)
    assert settings.on_unknown is OnUnknown.HOLD
    assert settings.hello == "example.com"


def test_everything_can_be_set() -> None:
    settings = parsed(WHOLE)
    assert settings.sender.name == "快手投资者关系"
    assert (settings.reply_to, settings.unsubscribe[:8]) == ("desk@example.com", "https://")
    assert [server.port for server in settings.servers] == [587, 465, 25]
    assert settings.servers[0].password == Password(Keeper.ENV, "SMTP_PASSWORD")
    assert settings.servers[0].per_minute == 60
    assert (settings.servers[1].per_connection, settings.servers[1].answer) == (5, 300)
    assert settings.per_minute == {"gmail.com": 20, "*": 120}
    assert settings.expiry == timedelta(hours=12)
    assert (settings.first_wait, settings.longest_wait) == (
        timedelta(seconds=30),
        timedelta(hours=2),
    )
    assert settings.on_unknown is OnUnknown.RESEND
    assert settings.inbox
    assert settings.inbox.folder == "Sent"


def test_a_file_is_found_from_where_the_settings_are(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n")
    (tmp_path / "reporter.yaml").write_text(WHOLE)
    settings = load_settings(tmp_path / "reporter.yaml")
    assert settings.inbox
    assert settings.inbox.password.read("ir") == "s3cret"


@pytest.mark.parametrize(
    ("old", "new", "at", "said"),
    [
        ("ir@example.com, name", "ir@, name", "ir@", "“ir@” is no address"),
        ("reply_to: desk", "reply_to: a b", "a b", "“a b@example.com” is no address"),
        ("https://example", "http://example", "http:", "it must be an https: address"),
        ("smtp.example.com", "smtp example", "smtp e", "“smtp example” is no host"),
        ("password: {env: SMTP_PASSWORD}", "timeout: 9 s", "ir, t", "a username and where its"),
        ("{env: SMTP_PASSWORD}", "{env: A, file: B}", "{env", "a password is in one place"),
        ("per_minute: 60", "per_minute: 0", "0}", "“0” will not do for per_minute"),
        ("per_minute: 60", "per_minutes: 60", "60}", "“per_minutes” is not a key here; did you"),
        ("security: tls", "port: 70000", "70000", "70000 is no port"),
        ("security: tls", "security: ssl", "ssl", "“ssl” will not do for security"),
        ("security: tls", "ca_file: none.pem", "none.pem", "there is no file none.pem"),
        ("host: 127.0.0.1", "host: 192.0.2.1", "192", "only a server on this machine"),
        ("Gmail.com: 20", "Gmail.com: many", "many", "“many” is no number of messages"),
        ("Gmail.com: 20", "a b: 20", "20,", "“a b” is no host"),
        ("expiry: 12 h", "expiry: soon", "soon", "“soon” will not do for expiry"),
        ("on_unknown: resend", "on_unknown: guess", "guess", "“guess” will not do"),
        ("{file: secret}", "{}", "{}", "a password is in one place"),
        ("file: secret", "keyrin: secret", "secret", "“keyrin” is not a key here; did you mean"),
        ("password: {env: SMTP_PASSWORD}", "password: hunter2", "hunter2", "“password” must be"),
    ],
)
def test_a_fault_is_told_where_it_is(old: str, new: str, at: str, said: str) -> None:
    text = changed(old, new)
    before = text[: text.index(at)]
    (fault,) = faults(text)
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert fault.startswith(f"reporter.yaml:{line}:{column}: {said}")


def test_a_password_in_the_file_is_not_shown() -> None:
    (fault,) = faults(changed("{env: SMTP_PASSWORD}", "hunter2"))
    assert "hunter2" not in fault


def test_faults_are_told_together() -> None:
    text = changed("ir@example.com, name", "ir, name")
    all_of_them = faults(text.replace("backup.example.com, security: tls", "'', port: 0"))
    assert [fault.split(":")[1] for fault in all_of_them] == ["3", "8", "8"]


def test_wrong_settings_are_a_matter_of_configuration(tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="No such file"):
        load_settings(tmp_path / "reporter.yaml")
    (tmp_path / "reporter.yaml").write_text("mail: {}")
    with pytest.raises(BadSettings, match=r"“sender” is missing\n.*“servers” is missing") as caught:
        load_settings(tmp_path / "reporter.yaml")
    assert caught.value.exit_code == 78
    (tmp_path / "reporter.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(BadConfiguration, match="UTF-8"):
        load_settings(tmp_path / "reporter.yaml")


def test_the_file_is_named_or_beside_the_mailing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("REPORTER_SETTINGS", raising=False)
    assert settings_path() == Path("reporter.yaml")
    assert settings_path(Path("lists/ir.yaml")) == Path("lists/reporter.yaml")
    monkeypatch.setenv("REPORTER_SETTINGS", "other.yaml")
    assert settings_path(Path("lists/ir.yaml")) == Path("other.yaml")
