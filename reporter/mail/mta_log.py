"""What the log of a mail server says of messages: of Postfix or of Exim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_POSTFIX = re.compile(r"/(?P<program>[a-z]+)\[\d+\]: (?P<queue>[0-9A-Za-z]{6,}): (?P<rest>.*)")
_EXIM = re.compile(r"(?P<queue>[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}) (?P<rest>.*)")
_EXIM_ID = re.compile(r"<= .* id=(?P<id>\S+)")


@dataclass(frozen=True, slots=True)
class Trace:
    """The line by which a message was taken, and that by which it failed later, if it did."""

    taken: str
    failed: str = ""


def read_log(lines: Iterable[str]) -> Mapping[str, Trace]:
    """The messages that a server took, by Message-ID.

    That Postfix names an id is no sign of it: it does so before the final dot, and also for a
    message whose connection was lost. It has taken what its queue manager has.
    """
    reader = _Reader()
    for line in lines:
        line = line.rstrip("\r\n")
        if match := _POSTFIX.search(line):
            reader.postfix(match, line)
        elif match := _EXIM.search(line):
            reader.exim(match, line)
    return reader.traces


class _Reader:
    """Follows each message by the name it has in the queue, which is given again later."""

    def __init__(self) -> None:
        self.traces: dict[str, Trace] = {}
        self._ids: dict[str, str] = {}

    def postfix(self, match: re.Match[str], line: str) -> None:
        queue, rest = match["queue"], match["rest"]
        if match["program"] == "cleanup" and rest.startswith("message-id="):
            self._ids[queue] = rest.removeprefix("message-id=")
        elif match["program"] == "qmgr" and rest.startswith("from="):
            self._taken(queue, line)
        elif "status=bounced" in rest or "status=expired" in rest:
            self._failed(queue, line)

    def exim(self, match: re.Match[str], line: str) -> None:
        if found := _EXIM_ID.match(match["rest"]):
            self._ids[match["queue"]] = f"<{found['id']}>"
            self._taken(match["queue"], line)
        elif match["rest"].startswith("** "):
            self._failed(match["queue"], line)

    def _taken(self, queue: str, line: str) -> None:
        if queue in self._ids:
            self.traces.setdefault(self._ids[queue], Trace(line))

    def _failed(self, queue: str, line: str) -> None:
        trace = self.traces.get(self._ids.get(queue, ""))
        if trace:
            self.traces[self._ids[queue]] = Trace(trace.taken, line)
