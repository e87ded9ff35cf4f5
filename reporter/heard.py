"""What is logged meanwhile, kept until it is known what it is about."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heard(logger: str, level: int = logging.NOTSET) -> Iterator[list[str]]:
    """The messages that a logger gets meanwhile, of a level and above."""
    listener, log = _Listener(level), logging.getLogger(logger)
    log.addHandler(listener)
    try:
        yield listener.messages
    finally:
        log.removeHandler(listener)


class _Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
