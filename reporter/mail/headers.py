"""Header fields in ASCII: encoded words (RFC 2047), parameters (RFC 2231) and addresses (RFC 5322).

The standard library folds some encoded words wrongly and lets a line feed inside one become a
header of its own, so every value that is not plain ASCII is encoded here, in base64, and folded at
whole characters. What no header may hold is refused.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

from reporter.errors import BadHeader

LINE = 76
"""The longest line that holds an encoded word, RFC 2047 section 2."""
_WORD = 75
_OPEN, _CLOSE = "=?utf-8?b?", "?="
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_PLAIN = re.compile(r"[ -~]*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?: [A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*")
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+(?:\.[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)


def check(field: str, text: str) -> str:
    """The text, fit for a header; raises BadHeader where a character is one that none may hold."""
    if found := _FORBIDDEN.search(text):
        raise BadHeader(field, text, found.start(), "a control character or line separator")
    if "=?" in text:
        raise BadHeader(field, text, text.index("=?"), "“=?”, which begins an encoded word")
    return text


def unstructured(field: str, text: str) -> str:
    """The value of Subject and its like, folded with CRLF; plain where it is short and ASCII."""
    check(field, text)
    if _PLAIN.fullmatch(text) and len(field) + 2 + len(text) <= LINE and text == text.strip():
        return text
    return "\r\n ".join(_encoded_words(text, len(field) + 2))


def mailbox(field: str, name: str, address: str) -> str:
    """A display name, its spaces single, and an address: =?utf-8?b?5byg5LiJ?= <a@example.com>."""
    name = " ".join(check(field, name).split())
    checked = check_address(field, address)
    if not name:
        return checked
    if _ATOMS.fullmatch(name) and len(field) + 4 + len(name) + len(checked) <= LINE:
        return f"{name} <{checked}>"
    words = "\r\n ".join(_encoded_words(name, len(field) + 2))
    return f"{words}\r\n <{checked}>"


def check_address(field: str, address: str) -> str:
    """An addr-spec of ASCII dot-atoms and a host; raises BadHeader for any other."""
    if not _ADDRESS.fullmatch(address) or len(address) > 254 or len(address.split("@")[0]) > 64:
        raise BadHeader(field, address, 0, "not an address such as name@example.com")
    return address


def file_name(field: str, name: str) -> str:
    """The parameter of an attachment's name, as RFC 2231 has it where it is not plain."""
    name = " ".join(check(field, name).split())
    if not name:
        raise BadHeader(field, name, 0, "a file needs a name")
    if re.fullmatch("[A-Za-z0-9._-]{1,60}", name):
        return f'filename="{name}"'
    return _extended("filename", name)


def _extended(parameter: str, value: str) -> str:
    """A parameter in UTF-8, in numbered parts where it is long; no character is parted."""
    parts = list(_percent_parts(value))
    if len(parts) == 1:
        return f"{parameter}*=utf-8''{parts[0]}"
    numbered = [f"{parameter}*{n}*={part}" for n, part in enumerate(parts)]
    numbered[0] = f"{parameter}*0*=utf-8''{parts[0]}"
    return ";\r\n ".join(numbered)


def _percent_parts(value: str) -> Iterator[str]:
    part = ""
    for character in value:
        encoded = quote(character, safe="")
        if part and len(part) + len(encoded) > 54:
            yield part
            part = ""
        part += encoded
    yield part


def _encoded_words(text: str, taken: int) -> Iterator[str]:
    """The text as encoded words, the first of which stands `taken` characters into its line."""
    room = min(_WORD, LINE - taken)
    word = b""
    for character in text:
        encoded = character.encode()
        if word and _length(len(word) + len(encoded)) > room:
            yield _encoded(word)
            word, room = b"", _WORD
        word += encoded
    yield _encoded(word)


def _length(octets: int) -> int:
    return len(_OPEN) + (octets + 2) // 3 * 4 + len(_CLOSE)


def _encoded(octets: bytes) -> str:
    return f"{_OPEN}{b64encode(octets).decode()}{_CLOSE}"
