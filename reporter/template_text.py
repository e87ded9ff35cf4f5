"""The words that a template of one's own says by itself: no figure may be among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from reporter.errors import BadInput, Fault
from reporter.prose import Literal, Prose, literal_numerals
from reporter.prose_checks import number_words

_CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->", re.DOTALL)
_MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|&#?\w+;", re.DOTALL | re.IGNORECASE)
_TOLD = re.compile(r"""(?<=\s)(?:alt|title|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def check_template(folder: Path, names: Iterable[str]) -> None:
    """Raises BadInput where a page of that folder has numbers in it that no declared name covers.

    Text and what is read out for it (alt, title) count; code and markup do not.
    """
    given = tuple(names)
    faults = [
        fault
        for file in sorted(folder.rglob("*.j2"))
        for fault in _faults(str(file), file.read_text("utf-8", errors="replace"), given)
    ]
    if faults:
        raise BadInput(faults)


def _faults(path: str, text: str, names: tuple[str, ...]) -> Iterable[Fault]:
    said = Prose((Literal(_MARKUP.sub(_told, _CODE.sub(_blank, text)), 0),))
    for problem in (*literal_numerals(said, names), *number_words(said, names)):
        before = text[: problem.offset]
        line, column = before.count("\n") + 1, problem.offset - before.rfind("\n")
        yield Fault(path, line, column, problem.message)


def _blank(match: re.Match[str]) -> str:
    """Nothing to read, and what follows still in its place."""
    return "\0" * len(match[0])


def _told(tag: re.Match[str]) -> str:
    """A tag without all but the words that are read out."""
    kept = [" "] * len(tag[0])
    for found in _TOLD.finditer(tag[0]):
        start, end = found.span(found.lastindex or 0)
        kept[start:end] = tag[0][start:end]
    return "".join(kept)
