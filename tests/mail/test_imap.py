from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from certificates import Certificates
from mail_sample import composed
from mail_servers import dovecot, free_port

from reporter.errors import BadConfiguration, ServiceUnavailable
from reporter.mail.imap import _in_utf7, fetch, find
from reporter.mail.passwords import Keeper, Password
from reporter.mail.settings import Inbox

LONG_AGO = date(2001, 1, 1)


@pytest.fixture(scope="module")
def port(certificates: Certificates) -> Iterator[int]:
    raws = [composed(number).raw for number in (1, 2)]
    with dovecot(raws, certificates.as_text(), "secret") as port:
        yield port


@pytest.fixture
def inbox(port: int, certificates: Certificates, tmp_path: Path) -> Inbox:
    (tmp_path / "password").write_text("secret")
    password = Password(Keeper.FILE, str(tmp_path / "password"))
    return Inbox("127.0.0.1", "ir", password, port, ca_file=certificates.ca_file, timeout=20.0)


def test_messages_are_found_by_their_ids(inbox: Inbox) -> None:
    ids = [composed(number).message_id for number in (1, 2, 3)]
    assert find(inbox, ids) == frozenset(ids[:2])


def test_an_id_is_no_way_to_say_anything_else(inbox: Inbox) -> None:
    assert find(inbox, ['<x" ALL@example.com>', "<\\@example.com>"]) == frozenset()


def test_messages_are_fetched_since_a_day_and_left_as_they_are(inbox: Inbox) -> None:
    raws = {composed(number).raw for number in (1, 2)}
    for _ in range(2):
        assert set(fetch(inbox, LONG_AGO)) == raws
    assert list(fetch(inbox, date(2999, 1, 1))) == []


def test_a_wrong_password_or_folder_is_a_matter_of_configuration(
    inbox: Inbox, tmp_path: Path
) -> None:
    with pytest.raises(BadConfiguration, match="Archive"):
        find(replace(inbox, folder="Archive"), ["<1@example.com>"])
    (tmp_path / "password").write_text("wrong")
    with pytest.raises(BadConfiguration, match="ir, INBOX"):
        find(inbox, ["<1@example.com>"])


def test_a_server_that_is_not_there_or_not_trusted_is_unavailable(inbox: Inbox) -> None:
    with pytest.raises(ServiceUnavailable, match="refused"):
        find(replace(inbox, port=free_port()), ["<1@example.com>"])
    with pytest.raises(ServiceUnavailable, match="certificate verify failed"):
        find(replace(inbox, ca_file=None), ["<1@example.com>"])


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("Sent Items", "Sent Items"),
        ("已发送", "&XfJT0ZAB-"),
        ("R&D", "R&-D"),
        ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
    ],
)
def test_folders_have_names_of_their_own_encoding(name: str, encoded: str) -> None:
    assert _in_utf7(name) == encoded
