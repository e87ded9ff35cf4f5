"""What a text of a schedule file stands for, and the faults of those that stand for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from reporter.errors import Fault
from reporter.schedule.calls import fault_of_url
from reporter.sources.yaml_file import Document, Where

_SPAN = re.compile(r"([1-9][0-9]{0,3}) ?(s|min|h|d)")
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}
_NUMBER = re.compile(r"[0-9]{1,2}")


@dataclass(slots=True)
class Notes:
    """Reads texts of a document, whose paths count from a folder; faults are gathered.

    What jobs share by default is read for each of them, and its faults are told as often.
    """

    document: Document
    folder: Path
    faults: list[Fault] = field(default_factory=list)

    def fault(self, where: Where, message: str, offset: int | None = None) -> None:
        self.faults.append(self.document.fault(where, message, offset))

    def one_of(self, text: str, known: Collection[str], where: Where, what: str) -> bool:
        """Whether a text is one of those; a fault names what is near, or all."""
        if text in known:
            return True
        by_folded = {name.casefold(): name for name in known}
        folded = text.casefold()
        near = [folded] if folded in by_folded else get_close_matches(folded, by_folded)
        near = [by_folded[name] for name in near]
        hint = f"did you mean {' or '.join(near)}?" if near else f"there is {', '.join(known)}"
        self.fault(where, f"“{text}” is no {what}; {hint}")
        return False

    def zone(self, text: str, where: Where) -> str:
        try:
            ZoneInfo(text)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = get_close_matches(text, available_timezones(), 1)
            hint = f"; did you mean {near[0]}?" if near else " such as Asia/Hong_Kong"
            self.fault(where, f"“{text}” is no time zone{hint}")
        return text

    def span(self, text: str, where: Where) -> timedelta:
        match = _SPAN.fullmatch(text)
        if match is None:
            self.fault(where, f"“{text}” is no length of time such as 12 h (s, min, h, d)")
            return timedelta()
        return timedelta(**{_UNITS[match[2]]: int(match[1])})

    def number(self, text: str, where: Where) -> int:
        if not _NUMBER.fullmatch(text):
            self.fault(where, f"“{text}” is no number from 0 to 99")
            return 0
        return int(text)

    def file(self, text: str, where: Where) -> Path:
        """A file that is there."""
        path = self.folder / text
        if not holds(Path.is_file, path):
            self.missing(path, where)
        return path

    def missing(self, path: Path, where: Where) -> None:
        near = get_close_matches(path.name, _names_in(path.parent), 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        self.fault(where, f"there is no file {path}{hint}")

    def web_address(self, text: str, where: Where) -> str:
        """A URL that is asked over TLS, or of this machine; or the variable that keeps it."""
        if text and (reason := fault_of_url(text)):
            self.fault(where, reason)
        return text


def holds(question: Callable[[Path], bool], path: Path) -> bool:
    """Whether something is so of a path; it is not of what can be none, such as too long a name."""
    try:
        return question(path)
    except OSError:
        return False


def _names_in(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir()] if holds(Path.is_dir, folder) else []
