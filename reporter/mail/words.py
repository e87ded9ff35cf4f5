"""Set words as plain text, and how wide they stand in a column of it."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from reporter.view.model import Label

_TAG = re.compile("<[^>]*>")


def unset(html: str) -> str:
    """The words of HTML that was set from them, without its markup."""
    return unescape(_TAG.sub("", html))


def said(label: Label, between: str = " ") -> str:
    """A label's words, its languages one after the other."""
    return between.join(unset(line.html) for line in label)


def width(text: str) -> int:
    """The columns that a text takes where a Chinese character takes two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
