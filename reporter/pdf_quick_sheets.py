"""Style sheets read once for all documents, and the engine's own without what few documents use."""

from __future__ import annotations

import copy
import logging
import re
from functools import cache
from typing import Any

from weasyprint import CSS, html

from reporter.heard import heard

_OF_NOTES = ("footnote-call", "footnote-marker", "note-call", "note-marker", "note-callback")


@cache
def sheet_without_notes() -> Any:
    """The engine's own style sheet but for what it styles of every element, should it be a note."""
    sheet = copy.copy(html.UA_STYLESHEET)
    sheet.matcher = copy.copy(sheet.matcher)
    sheet.matcher.other_selectors = [
        entry for entry in sheet.matcher.other_selectors if entry[3] not in _OF_NOTES
    ]
    return sheet


_SHEETS: dict[str, tuple[Any, list[Any]]] = {}
_MOST_SHEETS = 16
_WORTH_KEEPING = 4_000
"""Characters; what is shorter is of one document and quickly read."""
_NOT_BY_ITSELF = re.compile(r"@(?!media\b|page\b|top-|bottom-|left-|right-)|gradient|url\(")
"""What makes more of a sheet than rules that are the same in every document."""


def style_sheet(**given: Any) -> Any:
    """A style sheet; one that was read before, without a complaint, is not read again."""
    text = given.get("string") or ""
    if len(text) < _WORTH_KEEPING or _NOT_BY_ITSELF.search(text):
        return CSS(**given)
    sheet, rules = _SHEETS.get(text) or _read(text, given)
    found = copy.copy(sheet)
    found.layers, found.page_rules = given["layers"], given["page_rules"]
    found.page_rules.extend(rules)
    return found


def _read(text: str, given: dict[str, Any]) -> tuple[Any, list[Any]]:
    """A style sheet and its rules for pages, kept if it is sound."""
    rules: list[Any] = []
    with heard("weasyprint", logging.WARNING) as complaints:
        sheet = CSS(**given | {"page_rules": rules})
    if not complaints:
        if len(_SHEETS) >= _MOST_SHEETS:
            _SHEETS.clear()
        _SHEETS[text] = sheet, rules
    return sheet, rules
