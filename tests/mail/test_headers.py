"""Header fields that every reader decodes to the same words."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.errors import BadHeader
from reporter.mail.headers import LINE, check_address, file_name, mailbox, unstructured

FORBIDDEN = [*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u2028", "\u2029"]
texts = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"),
    max_size=120,
).filter(lambda text: "=?" not in text)
chinese = st.text(alphabet="快手营收同比增长 1269億元ABC,.<>\"'()—%", max_size=90)


def decoded(field: str, value: str) -> str:
    raw = f"{field}: {value}\r\n\r\n".encode("ascii")
    parsed = message_from_bytes(raw, policy=policy.compat32)
    assert parsed.keys() == [field]
    return str(make_header(decode_header(parsed[field]))) if parsed[field] else ""


@given(texts | chinese)
def test_a_subject_reads_back(text: str) -> None:
    if unstructured("Subject", text) == text:
        return
    assert decoded("Subject", unstructured("Subject", text)) == text


@given(texts | chinese)
def test_no_line_is_too_long_and_all_is_ascii(text: str) -> None:
    lines = f"Subject: {unstructured('Subject', text)}".split("\r\n")
    assert all(len(line.encode("ascii")) <= LINE for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])


@given(texts | chinese)
def test_a_display_name_reads_back_beside_its_address(name: str) -> None:
    value = mailbox("To", name, "reader@example.com")
    raw = f"To: {value}\r\n\r\n".encode("ascii")
    read, address = parseaddr(message_from_bytes(raw, policy=policy.compat32)["To"])
    assert address == "reader@example.com"
    assert str(make_header(decode_header(read))) == " ".join(name.split())


@given((texts | chinese).filter(str.strip))
def test_a_file_name_reads_back(name: str) -> None:
    tidy = " ".join(name.split())
    raw = f"Content-Disposition: attachment; {file_name('filename', name)}\r\n\r\n".encode()
    assert message_from_bytes(raw, policy=policy.compat32).get_filename() == tidy


@pytest.mark.parametrize("character", [*FORBIDDEN, "=?"])
def test_what_could_begin_another_header_is_refused(character: str) -> None:
    with pytest.raises(BadHeader):
        unstructured("Subject", f"Results{character}Bcc: all@example.com")


@pytest.mark.parametrize(
    "address",
    ["", "nobody", "a@", "@b", "a b@example.com", "a@b\r\nBcc: c@d", "张三@example.com", "a@-b"],
)
def test_an_address_is_one(address: str) -> None:
    with pytest.raises(BadHeader):
        check_address("To", address)
