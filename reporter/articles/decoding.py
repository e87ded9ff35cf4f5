"""Bytes into text: a mark, a declaration or UTF-8 decide; of older encodings only a clear case.

GB18030 makes sense of almost any bytes, so that a text decodes without a fault proves nothing. One
of the old encodings is taken only where its reading is full of the commonest characters and the
other's is not; else the file is refused, for a wrong guess would be wrong figures.
"""

from __future__ import annotations

import codecs
import re

from reporter.errors import CannotRead

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_FILES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a zip archive, as .docx and .xlsx are",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"{\\rtf": "an RTF file",
}
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w-]{2,20})"
)
_HEAD = 4096
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "gb_2312-80", "x-gbk"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "x-big5"), "big5hkscs"),
    "iso-8859-1": "windows-1252",
}
"""What pages that declare the one are really in."""

_OLD = ("gb18030", "big5hkscs")
_NAMES = {"gb18030": "GB18030", "big5hkscs": "Big5"}
_COMMON = frozenset(
    "，。、：；（）％的一年元月日不有人上中下大公司同比增长長收入利润潤和在为為是了至季度亿億万萬"
    "业業务務经經营營股市场場达達总總额額净淨率较較全新产產及以其对對报報告国國個个期"
    "升跌增减減高低今去前第一二三四五六七八九十百成店點点開开價价量區区地美港元指收比"
)
_KANA = re.compile("[\u3040-\u30ff]")
_ENOUGH = 0.15
_CLEAR = 3


def decode(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and what had to be decided; raises CannotRead."""
    mark = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    for encoding in (mark, _declared(content), "utf-8"):
        text = _decoded(content, encoding) if encoding else None
        if text is not None:
            return _checked(text, content, name), ()
    return _guessed(content, name)


def _checked(text: str, content: bytes, name: str) -> str:
    """The text, where it is one."""
    for start, kind in _OTHER_FILES.items():
        if content.startswith(start):
            raise CannotRead(name, f"it is {kind}; save its text as a file of its own")
    if "\0" in text:
        raise CannotRead(name, "it is no text")
    return text


def _declared(content: bytes) -> str | None:
    """The encoding that a page says it is in, where Python knows it."""
    said = _DECLARED.search(content[:_HEAD].lower())
    try:
        encoding = codecs.lookup(said[1].decode()).name if said else None
    except LookupError:
        return None
    return _WIDER.get(said[1].decode(), encoding) if said else None


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    readings = {encoding: _decoded(content, encoding) for encoding in _OLD}
    sense = {encoding: _sense(text) for encoding, text in readings.items()}
    best, other = sorted(_OLD, key=lambda encoding: -sense[encoding])
    text = readings[best]
    if text is None or sense[best] < max(_ENOUGH, _CLEAR * sense[other]):
        _checked("", content, name)
        raise CannotRead(name, "not UTF-8, and not clearly GB18030 or Big5; save it as UTF-8")
    return _checked(text, content, name), (f"read as {_NAMES[best]}, for it is not UTF-8",)


def _sense(text: str | None) -> float:
    """The share of the commonest characters among those that are not ASCII; none of Japanese."""
    wide = [character for character in text or "" if not character.isascii()]
    if not wide or len(_KANA.findall(text or "")) * 50 > len(wide):
        return 0.0
    return sum(character in _COMMON for character in wide) / len(wide)
