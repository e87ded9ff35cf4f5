"""What others say, fit to be printed and kept."""

from __future__ import annotations


def printable(said: bytes | str, most: int = 300) -> str:
    """A text in one line, without control characters, cut to so many characters."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(shown.split())[:most]
