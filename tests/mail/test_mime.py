from __future__ import annotations

import quopri
from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporter.languages import Language
from reporter.mail.mime import Part, multipart, picture_part, quoted, text_part

texts = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=300)
awkward = st.text(alphabet="From .-=_ \t\nabc快", max_size=300)


def read(part: Part) -> str:
    return str(message_from_bytes(bytes(part), policy=policy.default).get_content()).replace(
        "\r\n", "\n"
    )


@given(texts | awkward)
def test_words_are_read_as_they_were(text: str) -> None:
    part = text_part(text, "plain", (Language.EN,))
    decoded = message_from_bytes(bytes(part), policy=policy.compat32).get_payload(decode=True)
    assert isinstance(decoded, bytes)
    assert decoded.decode().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


@given(texts | awkward)
def test_lines_are_short_and_begin_with_nothing_that_is_misread(text: str) -> None:
    encoded = quoted(text.encode())
    assert encoded.isascii()
    assert encoded.endswith(b"\r\n")
    for line in encoded.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 76
        assert not line.startswith((b"From", b".", b"-"))
        assert not line.endswith((b" ", b"\t"))
    assert quopri.decodestring(encoded).replace(b"\r\n", b"\n") == (text + "\n").encode()


@pytest.mark.parametrize(
    ("text", "encoding"), [("Café, RMB126.9bn\n", "quoted-printable"), ("快手营收\n", "base64")]
)
def test_the_shorter_encoding_is_chosen(text: str, encoding: str) -> None:
    part = text_part(text, "plain", (Language.EN,))
    assert f"Content-Transfer-Encoding: {encoding}" in part.headers
    assert read(part).rstrip() == text.rstrip()


def test_parts_are_found_again_and_bounded_the_same_every_time() -> None:
    def whole() -> Part:
        text = text_part("--=_0\n--=_1--\n", "plain", (Language.EN,))
        return multipart("mixed", (text, picture_part(b"\x89PNG", "a@b", "图.png")))

    message = message_from_bytes(bytes(whole()), policy=policy.default)
    text, picture = message.iter_parts()
    assert text.get_content().splitlines() == ["--=_0", "--=_1--"]
    assert (picture.get_content(), picture.get_filename()) == (b"\x89PNG", "图.png")
    assert not message.defects
    assert bytes(whole()) == bytes(whole())


def test_other_parts_have_another_boundary() -> None:
    one, other = (multipart("mixed", (text_part(text, "plain", ()),)) for text in ("a", "b"))
    assert one.headers != other.headers
