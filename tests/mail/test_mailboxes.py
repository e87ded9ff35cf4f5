from __future__ import annotations

import mailbox
from pathlib import Path

import pytest
from mail_sample import composed

from reporter.errors import CannotRead
from reporter.mail.mailboxes import message_id, messages

RAWS = [composed(number).raw.replace(b"\r\n", b"\n") for number in (1, 2)]


def test_messages_are_read_from_an_mbox(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "mbox")
    for raw in RAWS:
        box.add(raw)
    box.close()
    assert list(messages(tmp_path / "mbox")) == RAWS


def test_messages_are_read_from_a_maildir(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "box")
    for raw in RAWS:
        box.add(raw)
    seen = mailbox.MaildirMessage(RAWS[0])
    seen.set_subdir("cur")
    box.add(seen)
    assert sorted(messages(tmp_path / "box")) == sorted([*RAWS, RAWS[0]])


def test_messages_are_read_from_a_file_or_a_folder_of_them(tmp_path: Path) -> None:
    for number, raw in enumerate(RAWS):
        (tmp_path / f"{number}.eml").write_bytes(raw)
    (tmp_path / "notes.txt").write_text("nothing")
    assert list(messages(tmp_path)) == RAWS
    assert list(messages(tmp_path / "0.eml")) == RAWS[:1]


def test_what_is_not_there_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="No such file"):
        list(messages(tmp_path / "none"))


@pytest.mark.parametrize(
    "raw",
    [
        b"Message-ID: <1@example.com>\r\n\r\n",
        b"Subject: x\nmessage-id:\n <1@example.com>\n\nbody",
    ],
)
def test_the_id_of_a_message_is_in_its_head(raw: bytes) -> None:
    assert message_id(raw) == "<1@example.com>"


def test_an_id_in_the_body_is_none() -> None:
    assert message_id(b"Subject: x\r\n\r\nMessage-ID: <1@example.com>\r\n") == ""
