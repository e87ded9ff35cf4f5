"""Traditional characters as Simplified ones, one for one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def to_hans(text: str) -> str:
    """The text in Simplified characters, character for character: offsets stay what they were."""
    return text if text.isascii() else "".join(map(_hans, text))


@cache
def _hans(character: str) -> str:
    if character < "\u3400" or "\ud800" <= character <= "\udfff":
        return character
    simplified = _converter()(character)
    return simplified if len(simplified) == 1 else character


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
